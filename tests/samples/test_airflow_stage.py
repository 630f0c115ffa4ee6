"""Every DAG and YAML workflow runs on Airflow as its cases expect, and as recorded; `make test-airflow` does this.

`make record-airflow` writes the recordings and the signatures anew.
"""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import pytest

from macros.recordings import as_json
from tests.samples.airflow_runs import ENVIRONMENT, AirflowRuns
from tests.samples.programs import HERE, run_program
from tests.samples.recorder import Runners, see
from tests.samples.stages import AIRFLOW_KINDS, AIRFLOW_RECORDING
from tests.samples.test_samples import TARGETS

pytestmark = pytest.mark.airflow

BY_SAMPLE = {
    name: list(group)
    for name, group in groupby(
        [target for target in TARGETS if target.file.kind in AIRFLOW_KINDS], lambda target: str(target.sample.id)
    )
}


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> AirflowRuns:
    """Return the runner, with a database for all tests."""
    return AirflowRuns(tmp_path_factory.mktemp("airflow") / "home")


@pytest.mark.parametrize("sample", BY_SAMPLE)
def test_cases_run_as_recorded(sample: str, runs: AirflowRuns, request: pytest.FixtureRequest) -> None:
    runners: Runners = dict.fromkeys(AIRFLOW_KINDS, runs)
    seen, failures = see(runners, BY_SAMPLE[sample])
    assert failures == []
    committed = BY_SAMPLE[sample][0].folder / AIRFLOW_RECORDING
    if request.config.getoption("--record"):
        committed.write_text(as_json(seen), encoding="utf-8", newline="\n")
    assert committed.exists(), "not recorded yet: run 'make record-airflow'"
    assert committed.read_text(encoding="utf-8") == as_json(seen), "the recording is stale: run 'make record-airflow'"


def test_signatures_are_those_of_the_installed_packages(
    runs: AirflowRuns, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    committed = HERE / "airflow_signatures.json"
    found = tmp_path / "found.json"
    run_program(ENVIRONMENT, "airflow_signatures.py", [committed if request.config.getoption("--record") else found], runs.variables)
    if not request.config.getoption("--record"):
        assert committed.read_text(encoding="utf-8") == found.read_text(encoding="utf-8"), "run 'make record-airflow'"
