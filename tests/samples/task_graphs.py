"""Tasks and the arrows between them: mistakes in the graph, and the graph as steps to draw.

DAG files and YAML workflows come to the same graph.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from macros.models import Arrow, Step

SERVICES = {
    "athena": "athena",
    "batch": "batch",
    "emr": "emr",
    "eventbridge": "eventbridge",
    "glue": "glue",
    "glue_crawler": "glue-crawlers",
    "glue_databrew": "glue-databrew",
    "lambda_function": "lambda",
    "redshift_data": "redshift-data-api",
    "s3": "s3",
    "salesforce_to_s3": "salesforce",
    "slack": "slack",
    "sns": "sns",
    "sqs": "sqs",
    "step_function": "step-functions",
}
"""The service that an operator calls, by the module that it is in."""

PYTHON = "airflow"
"""The service of a task that is Python, or nothing at all: the worker does it."""


@dataclass(frozen=True)
class GraphTask:
    """A task of either kind of file."""

    id: str
    operator: str
    """The full name of its class, or its decorator."""
    rule: str = "all_success"
    """When it runs, by what came of the tasks before it."""


@dataclass(frozen=True)
class GraphEdge:
    """An arrow between two tasks."""

    up: str
    down: str
    label: str | None = None


def lonely(tasks: Sequence[GraphTask], edges: Sequence[GraphEdge]) -> list[str]:
    """Return the tasks that no arrow touches, if there are others."""
    touched = {end for edge in edges for end in (edge.up, edge.down)}
    return [task.id for task in tasks if task.id not in touched] if len(tasks) > 1 else []


def circle(tasks: Sequence[GraphTask], edges: Sequence[GraphEdge]) -> list[str]:
    """Return the tasks of a circle of arrows in their order, the first one at the end again, or nothing."""
    after: dict[str, list[str]] = {}
    for edge in edges:
        after.setdefault(edge.up, []).append(edge.down)
    done = set[str]()

    def walk(task: str, way: list[str]) -> list[str]:
        if task in way:
            return [*way[way.index(task) :], task]
        if task in done:
            return []
        for following in after.get(task, []):
            found = walk(following, [*way, task])
            if found:
                return found
        done.add(task)
        return []

    return next((found for task in tasks if (found := walk(task.id, []))), [])


def step_id(task: str) -> str:
    """Return the id of a task's step in the drawing."""
    return task.replace("_", "-").replace(".", "-").lower()


def graph_steps(tasks: Sequence[GraphTask], edges: Sequence[GraphEdge]) -> tuple[Step, ...]:
    """Return the graph for a drawing: what runs first comes first."""
    return tuple(
        Step(
            id=step_id(task.id),
            kind=_kind(task),
            label=_words(task.id),
            service=service(task.operator),
            note=_note(task),
            next=tuple(Arrow(to=step_id(edge.down), label=edge.label) for edge in edges if edge.up == task.id),
        )
        for task in _in_order(tasks, edges)
    )


def _in_order(tasks: Sequence[GraphTask], edges: Sequence[GraphEdge]) -> Iterator[GraphTask]:
    """Yield the tasks so that each comes after those that it waits for, else as the file has them."""
    before: Mapping[str, set[str]] = {task.id: {e.up for e in edges if e.down == task.id} for task in tasks}
    left, done = list(tasks), set[str]()
    while left:
        ready = next(task for task in left if before[task.id] <= done)
        left.remove(ready)
        done.add(ready.id)
        yield ready


def service(operator: str) -> str:
    """Return the service that an operator calls."""
    parts = operator.split(".")
    return SERVICES.get(parts[-2], PYTHON) if len(parts) > 2 else PYTHON


def _kind(task: GraphTask) -> Literal["task", "choice", "wait"]:
    if task.operator == "@task.branch":
        return "choice"
    return "wait" if ".sensors." in task.operator else "task"


def _words(task: str) -> str:
    words = task.replace("_", " ").replace(".", ": ")
    return words[:1].upper() + words[1:]


def _note(task: GraphTask) -> str:
    short = task.operator.rpartition(".")[2] if not task.operator.startswith("@") else task.operator
    return short if task.rule == "all_success" else f"{short}, {task.rule.replace('_', ' ')}"
