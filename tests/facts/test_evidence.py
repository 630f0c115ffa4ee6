"""The evidence of the real facts holds, and every kind of difference is found and told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.catalog import Catalog, load
from macros.diagnostics import Diagnostic, as_text
from macros.models import Evidence, Fact, Sdk
from tests.facts import sdk
from tests.facts.__main__ import main
from tests.facts.evidence import COMPARISONS, differences, version_differs

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    found, problems = load(ROOT / "data")
    assert not problems, "\n" + as_text(problems)
    return found


def test_all_evidence_holds(catalog: Catalog) -> None:
    found = sorted(differences(catalog))
    assert not found, "\n" + as_text(found)


def test_the_record_is_about_the_installed_sdk(catalog: Catalog) -> None:
    assert not list(version_differs(catalog)), "\n" + as_text(list(version_differs(catalog)))
    locked = re.findall(r"^botocore==(\S+)", (ROOT / "requirements/dev.txt").read_text(encoding="utf-8"), re.MULTILINE)
    (record,) = catalog.all(Sdk)
    assert [str(record.version)] == locked
    assert str(record.version) in record.source


def test_many_facts_carry_evidence(catalog: Catalog) -> None:
    facts = [fact for fact in catalog.all(Fact) if fact.evidence]
    assert len(facts) >= 150
    assert {evidence.form for fact in facts for evidence in fact.evidence} == set(COMPARISONS)


def test_no_fact_says_the_same_twice(catalog: Catalog) -> None:
    for fact in catalog.all(Fact):
        assert len(set(fact.evidence)) == len(fact.evidence), fact.id


def test_quotes_are_words_enough_to_bear_something_out(catalog: Catalog) -> None:
    quotes = [str(e.quote) for fact in catalog.all(Fact) for e in fact.evidence if e.quote]
    assert [quote for quote in quotes if len(quote.split()) < 2] == []


# -------------------------------------------------------------------------------------------------- planted

FACT = """# yaml-language-server: $schema=../schemas/fact.schema.json
- id: planted
  about: glue
  value: Something.
  source: https://example.com
  as_of: 2026-11
  evidence:
    - at: {at}
      {said}
"""


def planted(folder: Path, at: str, said: str) -> list[Diagnostic]:
    """Return what is said about a fact with that evidence."""
    (folder / "data" / "facts").mkdir(parents=True)
    (folder / "data" / "facts" / "planted.yml").write_text(FACT.format(at=at, said=said), encoding="utf-8")
    catalog, problems = load(folder / "data")
    assert not problems, as_text(problems)
    return list(differences(catalog))


RIGHT = {
    "quote": ("lambda.CreateFunction.Timeout", "quote: the maximum allowed value is 900 seconds"),
    "max": ("stepfunctions.CreateStateMachine.definition", "max: 1048576"),
    "min": ("lambda.CreateFunction.MemorySize", "min: 128"),
    "enum": ("stepfunctions.StateMachineType", "enum: [STANDARD, EXPRESS]"),
    "has": ("s3.Event", "has: ['s3:ObjectRemoved:*']"),
    "params": ("stepfunctions.StartExecution", "params: [stateMachineArn, name, input]"),
}

WRONG = {
    "quote": (
        ("lambda.CreateFunction.Timeout", "quote: the maximum allowed value is 800 seconds"),
        "lambda.CreateFunction.Timeout: we quote 'the maximum allowed value is 800 seconds', now it says 'The default"
        " is 3 seconds, and the maximum allowed value is 900 seconds.'",
        14,
    ),
    "max": (
        ("events.PutTargets.Targets", "max: 5"),
        "events.PutTargets.Targets: we say at most 5, now it is 100",
        12,
    ),
    "no max": (
        ("glue.CreateJob.MaxRetries", "max: 10"),
        "glue.CreateJob.MaxRetries: we say at most 10, now it is without such a limit",
        12,
    ),
    "min": (
        ("lambda.CreateFunction.MemorySize", "min: 64"),
        "lambda.CreateFunction.MemorySize: we say at least 64, now it is 128",
        12,
    ),
    "enum": (
        ("stepfunctions.StateMachineType", "enum: [STANDARD, RAPID]"),
        "stepfunctions.StateMachineType: we list STANDARD, RAPID, now it is STANDARD, EXPRESS"
        " (gone: RAPID; new: EXPRESS)",
        13,
    ),
    "order of enum": (
        ("stepfunctions.StateMachineType", "enum: [EXPRESS, STANDARD]"),
        "stepfunctions.StateMachineType: we list EXPRESS, STANDARD, now it is STANDARD, EXPRESS (order)",
        13,
    ),
    "no enum": (
        ("glue.CreateJob.GlueVersion", "enum: ['6.0']"),
        "glue.CreateJob.GlueVersion: we list 6.0, now it is no list (gone: 6.0)",
        13,
    ),
    "has": (
        ("glue.ExecutionClass", "has: [FLEX, RIGID]"),
        "glue.ExecutionClass: we say there is a value 'RIGID', now there are FLEX, STANDARD",
        19,
    ),
    "params": (
        ("mwaa.CreateCliToken", "params: [Name, Nmae]"),
        "mwaa.CreateCliToken: we say there is a parameter 'Nmae', now there are Name",
        22,
    ),
}


@pytest.mark.parametrize("form", RIGHT)
def test_true_evidence_holds(tmp_path: Path, form: str) -> None:
    assert planted(tmp_path, *RIGHT[form]) == []


@pytest.mark.parametrize("form", WRONG)
def test_a_difference_is_told_with_place_old_and_new(tmp_path: Path, form: str) -> None:
    (place, what, column) = WRONG[form]
    (found,) = planted(tmp_path, *place)
    assert found.location == ("data/facts/planted.yml", 9, column)
    assert found.what == what
    assert found.fix == "read the documentation again and correct fact and evidence"


def test_there_is_a_test_for_every_form() -> None:
    assert set(COMPARISONS) == set(RIGHT) <= set(WRONG)
    assert set(COMPARISONS) <= set(Evidence.model_fields)


@pytest.mark.parametrize(
    ("at", "what", "fix"),
    [
        ("lamda.CreateFunction", "the SDK has no service 'lamda'", "did you mean 'lambda'?"),
        ("glue.StartJob", "'glue' has no operation or shape 'StartJob'", "did you mean 'StartJobRun'?"),
        ("glue.CreateJob.Timout", "'glue.CreateJob.Timout': there is no 'Timout'", "did you mean 'Timeout'?"),
        ("glue.JobRunState.x", "'glue.JobRunState.x': there is no 'x'", "nothing stands below it"),
    ],
)
def test_a_place_that_is_not_there(tmp_path: Path, at: str, what: str, fix: str) -> None:
    (found,) = planted(tmp_path, at, "max: 1")
    assert found.location == ("data/facts/planted.yml", 8, 11)
    assert (found.what, found.fix) == (what, fix)


def test_all_differences_come_at_once_and_the_command_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data" / "sdk").mkdir(parents=True)
    record = (ROOT / "data/sdk/botocore.yml").read_text(encoding="utf-8")
    (tmp_path / "data/sdk/botocore.yml").write_text(record, encoding="utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "tests/facts").mkdir(parents=True)
    listed = "id: names\nexceptions:\n  - reason: None is named.\n    names: [NotNamed]\n"
    (tmp_path / "tests/facts/names.yml").write_text(listed, encoding="utf-8")
    planted(tmp_path, "events.PutTargets.Targets", "max: 5\n    - at: lambda.CreateFunction.MemorySize\n      min: 1")
    monkeypatch.setattr(sdk, "VERSION", "9.9.9")
    assert main(tmp_path) == 1
    said = capsys.readouterr().out
    assert "data/facts/planted.yml:9:12: events.PutTargets.Targets: we say at most 5, now it is 100" in said
    assert "data/facts/planted.yml:11:12: lambda.CreateFunction.MemorySize: we say at least 1, now it is 128" in said
    assert "data/sdk/botocore.yml:4:10: the evidence speaks for version 1.44.5, installed is 9.9.9" in said
    assert "tests/facts/names.yml:4:13: the guide does not name 'NotNamed' (take it off the list)" in said
    assert said.rstrip().endswith("4 problems in 3 files")


def test_the_command_says_what_it_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert main() == 0
    assert re.fullmatch(r"\d+ pieces of evidence of \d+ facts stand in botocore [\d.]+\.\n", capsys.readouterr().out)
