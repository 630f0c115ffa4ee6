"""The runner of DAG files in the main tests: names, arguments and templates are checked, tasks and arrows are read."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import pairwise

from macros.diagnostics import Diagnostic
from macros.models import Case, Step
from macros.reading import Source
from macros.recordings import Run, Verdict
from tests.samples.airflow_names import airflow_names
from tests.samples.dag_checks import DagChecks, branch_ways
from tests.samples.dag_loader import CannotLoadError, Edge, Loaded, load_dag
from tests.samples.python_files import read_python
from tests.samples.runner import Target
from tests.samples.task_graphs import GraphEdge, GraphTask, circle, graph_steps, lonely


class Dags:
    """DAG files, without Airflow."""

    def problems(self, target: Target) -> Iterator[Diagnostic]:
        """Yield every mistake with its line and column."""
        source, tree = read_python(target)
        if isinstance(tree, Diagnostic):
            yield tree
            return
        checks = DagChecks(source, tree)
        found = list(checks.problems())
        yield from found
        try:
            loaded = load_dag(target.path)
        except CannotLoadError as error:
            if not found:
                yield source.diagnostic(error.line, 1, f"Python stops here: {error}", "mend the line")
            return
        yield from _graph_problems(source, checks, loaded)

    def verdicts(self, target: Target) -> tuple[Verdict, ...]:  # noqa: ARG002
        """Return that names and arguments were compared with what the release has."""
        names = airflow_names()
        what = "Every operator, argument, trigger rule and template variable is one that they have."
        return (Verdict(deed="checked", by=f"{names.release}, {names.amazon}", what=what),)

    def steps(self, target: Target) -> tuple[Step, ...]:
        """Return tasks and arrows."""
        loaded = load_dag(target.path)
        return graph_steps(*_graph(loaded))

    def run(self, target: Target, case: Case) -> Run | None:  # noqa: ARG002
        """Return nothing: Airflow runs DAGs in a stage of its own."""
        return None


def _graph(loaded: Loaded) -> tuple[list[GraphTask], list[GraphEdge]]:
    tasks = [
        GraphTask(task.id, task.operator, str(task.options.get("trigger_rule", "all_success"))) for task in loaded.tasks
    ]
    return tasks, [GraphEdge(edge.up, edge.down, edge.label) for edge in loaded.edges]


def _graph_problems(source: Source, checks: DagChecks, loaded: Loaded) -> Iterator[Diagnostic]:
    if len(loaded.dags) != 1:
        what = f"the file makes {len(loaded.dags)} DAGs"
        yield source.diagnostic(1, 1, what, "make one; a function with @dag has to be called")
        return
    seen = set[str]()
    for task in loaded.tasks:
        if task.id in seen:
            what, fix = f"a second task has the id '{task.id}'", "give each its own"
            place = checks.task_ids().get(task.id)
            yield checks.at(place, what, fix) if place else source.diagnostic(task.line, 1, what, fix)
        seen.add(task.id)
    tasks, edges = _graph(loaded)
    lines = {task.id: task.line for task in loaded.tasks}
    for name in lonely(tasks, edges):
        what = f"no arrow leads to the task '{name}' or away from it"
        yield source.diagnostic(lines[name], _indent(source, lines[name]), what, "connect it, or take it out")
    around = circle(tasks, edges)
    if around:
        last = _last(loaded.edges, around)
        what = f"the tasks go in a circle: {' -> '.join(around)}"
        yield source.diagnostic(last.line, _indent(source, last.line), what, "take one arrow out")
    yield from _branch_problems(checks, loaded)


def _branch_problems(checks: DagChecks, loaded: Loaded) -> Iterator[Diagnostic]:
    """Yield ways of a branch that lead to a task which does not come next."""
    after = {(edge.up, edge.down) for edge in loaded.edges}
    known = {task.id for task in loaded.tasks}
    for function in ast.walk(checks.tree):
        if isinstance(function, ast.FunctionDef) and any(
            task.id == function.name and task.operator == "@task.branch" for task in loaded.tasks
        ):
            for way in branch_ways(function):
                if way.text in known and (function.name, way.text) not in after:
                    what = f"'{function.name}' may return '{way.text}', but no arrow leads there"
                    yield checks.at(way.node, what, f"add {function.name} >> {way.text}")


def _last(edges: list[Edge], around: list[str]) -> Edge:
    """Return the arrow of a circle that the file draws last."""
    pairs = set(pairwise(around))
    return max((edge for edge in edges if (edge.up, edge.down) in pairs), key=lambda edge: edge.line)


def _indent(source: Source, line: int) -> int:
    text = source.line(line)
    return len(text) - len(text.lstrip()) + 1
