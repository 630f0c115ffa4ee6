"""The runner of Spark scripts in the Spark stage: each case is a run of the real Spark.

The input of a case is `{"tables": {argument: [lines of CSV]}, "runs": 1}`; its output is the rows that the script
wrote, by the argument that names the folder.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from macros.diagnostics import Diagnostic
from macros.models import Case, Step
from macros.recordings import Run, Verdict
from tests.samples.programs import call_program
from tests.samples.runner import Target
from tests.samples.spark_scripts import job_arguments, spark

ENVIRONMENT = ".venv-spark"


class SparkRuns:
    """Spark scripts, on Spark."""

    def __init__(self) -> None:
        self._seen: dict[Path, dict[str, Any]] = {}

    def problems(self, target: Target) -> Iterator[Diagnostic]:  # noqa: ARG002
        """Yield nothing: the main tests look for mistakes."""
        return iter(())

    def verdicts(self, target: Target) -> tuple[Verdict, ...]:
        """Return that the script ran."""
        times = "once" if len(target.cases) == 1 else f"in {len(target.cases)} cases"
        what = f"Ran {times} on one computer, with a stand-in for Glue's library; what it wrote was read back."
        return (Verdict(deed="executed", by=spark(), what=what),)

    def steps(self, target: Target) -> tuple[Step, ...]:  # noqa: ARG002
        """Return nothing: a script has no steps to draw."""
        return ()

    def run(self, target: Target, case: Case) -> Run:
        """Run a case; all cases of a file run in one process, since Spark takes long to start."""
        if target.path not in self._seen:
            asked = job_arguments(ast.parse(target.path.read_text(encoding="utf-8")))
            names = asked[1] if asked else []
            jobs = {str(each.id): _job(target.path, each, names) for each in target.cases}
            self._seen[target.path] = call_program(ENVIRONMENT, "spark_driver.py", jobs, {})
        seen = self._seen[target.path][str(case.id)]
        assert "error" in seen or seen["committed"], f"{case.id}: the script ends without job.commit()"
        return Run(
            case=str(case.id),
            fingerprint=case.fingerprint,
            status="failed" if "error" in seen else "succeeded",
            by=spark(),
            output=seen.get("outputs"),
            error=seen.get("error"),
            cause=seen.get("cause"),
        )


def _job(file: Path, case: Case, names: list[str]) -> dict[str, Any]:
    given = json.loads(case.input) if case.input else {}
    outputs = [name for name in names if name != "JOB_NAME" and name not in given["tables"]]
    return {"file": str(file), "tables": given["tables"], "runs": given.get("runs", 1), "outputs": outputs}
