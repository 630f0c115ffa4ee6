"""Every name in the guide is in the SDK or in the list, and what is wrong is found at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.catalog import load
from macros.diagnostics import as_text
from macros.reading import Source
from tests.facts.names import is_known, names_in, unknown_names

ROOT = Path(__file__).resolve().parents[2]
SERVICES = frozenset({"glue", "lambda", "stepfunctions", "s3", "events", "redshift-data", "efs", "mwaa-serverless"})


def test_all_names_of_the_guide_exist() -> None:
    catalog, _ = load(ROOT / "data")
    found = sorted(unknown_names(catalog, ROOT))
    assert not found, "\n" + as_text(found)


@pytest.mark.parametrize(
    "name",
    [
        "StartExecution",
        "stateMachineArn",
        "NumberOfWorkers",
        "glue:StartJobRun",
        "glue:startJobRun",
        "glue:startJobRun.sync",
        "states:StartExecution",
        "redshiftdata:executeStatement.waitForTaskToken",
        "arn:aws:states:::aws-sdk:redshiftdata:executeStatement",
        "arn:aws:states:::glue:startJobRun.sync",
        "s3:ObjectRemoved:*",
        "s3:*",
        "aws.states",
        "aws.airflow-serverless",
        "elasticfilesystem:CreateFileSystem",
    ],
)
def test_what_the_sdk_has(name: str) -> None:
    assert is_known(name, SERVICES)


@pytest.mark.parametrize(
    "name",
    [
        "StartExecutoin",
        "glue:StartJob",
        "glue:startjobrun",
        "glue:StartJobRun.sync",
        "glue:startJobRun.snyc",
        "gleu:StartJobRun",
        "s3:ObjectRemove:*",
        "aws.stepfunction",
        "arn:aws:states:::glue:startJob.sync",
        "Glue Job State Change",
        "RunInstances",
    ],
)
def test_what_the_sdk_does_not_have(name: str) -> None:
    assert not is_known(name, SERVICES)


def test_what_counts_as_a_name_and_where_it_stands() -> None:
    text = """# A page
`StartExecution` and `x` with `two words`, `glue:startJobRun.sync`, `aws.glue` and `Glue
Job State Change`. Prose says StartJobRun, and `Start` has one part.
```json
{"Resource": "arn:aws:states:::sqs:sendMessage", "detail-type": ["Object Created"], "a": "`NotASpan`"}
```
``has ` inside`` `lastOne`
"""
    found = [(named.name, named.line, named.column) for named in names_in(Source("x.md", tuple(text.split("\n"))))]
    assert found == [
        ("StartExecution", 2, 2),
        ("glue:startJobRun.sync", 2, 45),
        ("aws.glue", 2, 70),
        ("Glue Job State Change", 2, 85),
        ("arn:aws:states:::sqs:sendMessage", 5, 15),
        ("Object Created", 5, 67),
        ("lastOne", 7, 19),
    ]


SERVICE = """# yaml-language-server: $schema=../schemas/service.schema.json
- id: glue
  name: Glue
  short_name: Glue
  category: Analytics
  summary: It runs `StartJobRun` and `StartJobRnu`.
  docs: https://example.com
  sdk: [glue]
"""

LIST = """id: names
exceptions:
  - reason: Not in the SDK.
    source: https://example.com
    names: [ZebraStripes, StartJobRun, GoneName]
"""


def project(folder: Path, listed: str) -> list[str]:
    for name, text in {
        "data/services/x.yml": SERVICE,
        "docs/index.md": "# Title\n\nSay `ZebraStripes`, `glue:StartJobRunn` and `glue:startJobRun.sync`.\n",
        "tests/facts/names.yml": listed,
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    catalog, problems = load(folder / "data")
    assert not problems, as_text(problems)
    return [str(found) for found in sorted(unknown_names(catalog, folder))]


def test_unknown_names_and_needless_exceptions(tmp_path: Path) -> None:
    assert project(tmp_path, LIST) == [
        "data/services/x.yml:6:39: the SDK has no 'StartJobRnu' (did you mean 'StartJobRun'?)",
        "docs/index.md:3:22: the SDK has no 'glue:StartJobRunn' (did you mean 'glue:StartJobRun'?)",
        "tests/facts/names.yml:5:27: the SDK has 'StartJobRun' (take it off the list)",
        "tests/facts/names.yml:5:40: the guide does not name 'GoneName' (take it off the list)",
    ]


def test_a_name_that_is_like_no_other(tmp_path: Path) -> None:
    said = project(tmp_path, LIST.replace("ZebraStripes, ", ""))
    fix = "correct it, or add it to tests/facts/names.yml with its source"
    assert f"docs/index.md:3:6: the SDK has no 'ZebraStripes' ({fix})" in said


def test_a_list_that_is_not_as_it_should_be(tmp_path: Path) -> None:
    said = project(tmp_path, LIST.replace("    names:", "    nmaes:"))
    assert said == ["tests/facts/names.yml:5:5: unknown key 'nmaes' (did you mean 'names'?)"]
