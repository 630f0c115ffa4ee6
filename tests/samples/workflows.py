"""The runner of YAML workflows of MWAA Serverless in the main tests."""

from __future__ import annotations

from collections.abc import Iterator

from macros.diagnostics import Diagnostic
from macros.models import Case, Step
from macros.reading import Document, Source, compose
from macros.recordings import Run, Verdict
from tests.samples import mwaa_serverless
from tests.samples.airflow_names import airflow_names
from tests.samples.runner import Target
from tests.samples.task_graphs import graph_steps
from tests.samples.workflow_checks import WorkflowChecks, workflow_of


class Workflows:
    """YAML workflows, without Airflow."""

    def problems(self, target: Target) -> Iterator[Diagnostic]:
        """Yield every mistake with its line and column."""
        document, found = _read(target)
        yield from found
        if document.value is None:
            return
        size = target.path.stat().st_size
        if size > mwaa_serverless.LARGEST_FILE:
            fix = f"MWAA Serverless takes at most {mwaa_serverless.LARGEST_FILE}"
            yield document.at((), f"the workflow has {size} bytes", fix)
        workflow = workflow_of(document)
        if workflow is None:
            yield document.at((), "the file is not one workflow", "write its id, and the rest indented below it")
        else:
            yield from WorkflowChecks(document, workflow).problems()

    def verdicts(self, target: Target) -> tuple[Verdict, ...]:  # noqa: ARG002
        """Return that the workflow was compared with what the service takes."""
        what = "Every key, operator, argument and limit is one that the documentation of MWAA Serverless has."
        return (Verdict(deed="checked", by=airflow_names().amazon, what=what),)

    def steps(self, target: Target) -> tuple[Step, ...]:
        """Return tasks and arrows."""
        document, _ = _read(target)
        workflow = workflow_of(document)
        assert workflow is not None
        return graph_steps(*workflow.graph())

    def run(self, target: Target, case: Case) -> Run | None:  # noqa: ARG002
        """Return nothing: Airflow runs workflows in a stage of its own."""
        return None


def _read(target: Target) -> tuple[Document, list[Diagnostic]]:
    lines = target.path.read_text(encoding="utf-8").splitlines()
    return compose(Source(target.shown, tuple(lines)))
