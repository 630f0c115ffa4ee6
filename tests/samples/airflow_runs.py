"""The runner of DAGs and YAML workflows in the Airflow stage: each case is a run of the real Airflow."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

from macros.diagnostics import Diagnostic
from macros.models import Case, Step
from macros.recordings import Run, Verdict, Visit, Wait
from tests.samples.airflow_names import airflow_names
from tests.samples.programs import as_job, call_program
from tests.samples.runner import Target
from tests.samples.task_graphs import step_id
from tests.samples.world import contains

ENVIRONMENT = ".venv-airflow"

VARIABLES = {
    "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
    "AIRFLOW_CONN_AWS_DEFAULT": json.dumps({"conn_type": "aws"}),
    "AIRFLOW_CONN_SALESFORCE_DEFAULT": json.dumps({"conn_type": "salesforce"}),
    "AIRFLOW_CONN_SLACK_API_DEFAULT": json.dumps({"conn_type": "slack", "password": "none"}),
    "AWS_ACCESS_KEY_ID": "none",
    "AWS_SECRET_ACCESS_KEY": "none",
    "AWS_DEFAULT_REGION": "us-east-1",
    "DO_NOT_TRACK": "1",  # dag-factory would report each DAG to its makers
    "SCARF_ANALYTICS": "false",
}
"""What Airflow is told, wherever its home is."""


class AirflowRuns:
    """DAGs and workflows, on Airflow with a database of its own in a folder."""

    def __init__(self) -> None:
        self._seen: dict[Path, dict[str, Any]] = {}

    @cached_property
    def _home(self) -> tempfile.TemporaryDirectory[str]:
        return tempfile.TemporaryDirectory(ignore_cleanup_errors=True)  # it goes when the tests end

    @cached_property
    def variables(self) -> dict[str, str]:
        """The environment variables of Airflow."""
        dags = Path(self._home.name) / "dags"
        dags.mkdir()
        return {**VARIABLES, "AIRFLOW_HOME": self._home.name, "AIRFLOW__CORE__DAGS_FOLDER": str(dags)}

    def problems(self, target: Target) -> Iterator[Diagnostic]:  # noqa: ARG002
        """Yield nothing: the main tests look for mistakes."""
        return iter(())

    def verdicts(self, target: Target) -> tuple[Verdict, ...]:
        """Return that the file ran."""
        times = "once" if len(target.cases) == 1 else f"in {len(target.cases)} cases"
        with_yaml = " YAML became a DAG by dag-factory 1.0.0." if target.file.kind == "workflow-yaml" else ""
        what = f"Ran {times} in a simulated AWS (moto); systems outside AWS were played.{with_yaml}"
        return (Verdict(deed="executed", by=airflow_names().release, what=what),)

    def steps(self, target: Target) -> tuple[Step, ...]:  # noqa: ARG002
        """Return nothing: the main tests read the steps."""
        return ()

    def run(self, target: Target, case: Case) -> Run:
        """Run a case; all cases of a file run in one process, since Airflow takes long to start."""
        if target.path not in self._seen:
            file = self.variables["AIRFLOW__CORE__DAGS_FOLDER"] + "/" + target.path.name
            shutil.copy(target.path, file)
            jobs = {str(each.id): {"file": file, "kind": target.file.kind, **as_job(each)} for each in target.cases}
            self._seen[target.path] = call_program(ENVIRONMENT, "airflow_driver.py", jobs, self.variables)
        return _as_run(case, self._seen[target.path][str(case.id)])


def _as_run(case: Case, seen: dict[str, Any]) -> Run:
    """Return what the driver saw as a recorded run."""
    assert not seen["unserved"], f"{case.id}: nobody asked {seen['unserved']}"
    for then, answer in zip(case.then, seen["answers"], strict=True):
        wanted = json.loads(then.gives)
        assert contains(answer, wanted), (
            f"{case.id}: {then.call} answers {json.dumps(answer)}, not {json.dumps(wanted)}"
        )
    attempts: dict[str, list[dict[str, Any]]] = {}
    for attempt in seen["attempts"]:
        attempts.setdefault(attempt["task"], []).append(attempt)
    ran = [task for task in seen["order"] if task in attempts]
    return Run(
        case=str(case.id),
        fingerprint=case.fingerprint,
        status=seen["status"],
        by=airflow_names().release,
        visits=tuple(
            Visit(step=step_id(task), label=task, attempts=len(attempts[task]), error=attempts[task][-1]["error"])
            for task in ran
        ),
        waits=tuple(
            Wait(step=step_id(task), seconds=seen["delays"][task], why="retry")
            for task in ran
            for _ in attempts[task][1:]
        ),
        output={"calls": seen["calls"]} if seen["calls"] else None,
        error=seen["error"],
        cause=seen["cause"],
    )
