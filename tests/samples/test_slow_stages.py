"""DAGs and YAML workflows run on Airflow, Spark scripts on Spark: as their cases expect, and as recorded.

`make test-airflow` and `make test-spark` install what that needs and run this; `make record-airflow` and
`make record-spark` write the recordings, and what the installed packages have, anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.samples import airflow_runs, spark_runs
from tests.samples.programs import HERE, run_program
from tests.samples.recorder import see, stale
from tests.samples.runner import Target
from tests.samples.stages import AIRFLOW, SPARK, Stage
from tests.samples.test_samples import BY_SAMPLE

STAGES = ((AIRFLOW, pytest.mark.airflow), (SPARK, pytest.mark.spark))


def cases() -> Iterator[object]:
    for stage, mark in STAGES:
        for sample, targets in BY_SAMPLE.items():
            ours = [target for target in targets if target.file.kind in stage.runners]
            if ours:
                yield pytest.param(stage, ours, marks=mark, id=sample)


@pytest.mark.parametrize(("stage", "targets"), list(cases()))
def test_cases_run_as_recorded(stage: Stage, targets: list[Target], request: pytest.FixtureRequest) -> None:
    seen, failures = see(stage.runners, targets)
    assert failures == []
    committed = targets[0].folder / stage.recording
    assert stale(seen, committed, stage.word, request.config.getoption("--record")) == ""


@pytest.mark.parametrize(
    ("environment", "program", "variables", "word"),
    [
        pytest.param(
            airflow_runs.ENVIRONMENT,
            "airflow_signatures.py",
            airflow_runs.VARIABLES,
            AIRFLOW.word,
            marks=pytest.mark.airflow,
            id="airflow",
        ),
        pytest.param(
            spark_runs.ENVIRONMENT, "spark_signatures.py", {}, SPARK.word, marks=pytest.mark.spark, id="spark"
        ),
    ],
)
def test_signatures_are_those_of_the_installed_packages(
    environment: str,
    program: str,
    variables: Mapping[str, str],
    word: str,
    tmp_path: Path,
    request: pytest.FixtureRequest,
) -> None:
    committed, found = (HERE / program).with_suffix(".json"), tmp_path / "found.json"
    run_program(environment, program, [found], {**variables, "AIRFLOW_HOME": str(tmp_path)})
    text = as_text(json.loads(found.read_text(encoding="utf-8")))
    if request.config.getoption("--record"):
        committed.write_text(text, encoding="utf-8", newline="\n")
    assert committed.read_text(encoding="utf-8") == text, f"stale: run '{word}'"


def as_text(found: dict[str, Any]) -> str:
    """Return signatures as JSON with one entry on a line, so that a change shows alone."""
    parts = []
    for key, value in found.items():
        if isinstance(value, dict):
            lines = ",\n".join(f"  {json.dumps(name)}: {json.dumps(content)}" for name, content in value.items())
            parts.append(f" {json.dumps(key)}: {{\n{lines}\n }}")
        else:
            parts.append(f" {json.dumps(key)}: {json.dumps(value)}")
    return "{\n" + ",\n".join(parts) + "\n}\n"
