"""Mistakes in a YAML workflow of MWAA Serverless: keys, operators, arguments, dependencies, limits, templates."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from macros.diagnostics import Diagnostic, did_you_mean
from macros.reading import Document, ValuePath
from tests.samples import mwaa_serverless
from tests.samples.airflow_names import airflow_names
from tests.samples.airflow_templates import template_mistakes
from tests.samples.cron import cron_mistake
from tests.samples.task_graphs import GraphEdge, GraphTask, circle, lonely

TIMEDELTA = "datetime.timedelta"
DELTA_PARTS = {"days": 86400, "hours": 3600, "minutes": 60, "seconds": 1}
"""The parts of a timedelta, in seconds."""

SECONDS = {"retry_delay": mwaa_serverless.LONGEST_DELAY, "execution_timeout": mwaa_serverless.LONGEST_TASK}
"""The times of a task and the longest that the service takes, in seconds."""

OF_TASKS = ("operator", "dependencies")
"""The keys of a task that are no arguments of its operator."""


@dataclass(frozen=True)
class Workflow:
    """A workflow as its file has it."""

    name: str
    content: dict[str, Any]

    @property
    def tasks(self) -> dict[str, dict[str, Any]]:
        """The tasks by id, as far as they are mappings."""
        tasks = self.content.get("tasks")
        every = tasks.items() if isinstance(tasks, dict) else ()
        return {name: task for name, task in every if isinstance(task, dict)}

    def graph(self) -> tuple[list[GraphTask], list[GraphEdge]]:
        """Return the tasks and the arrows between those that exist."""
        tasks = [GraphTask(name, str(task.get("operator"))) for name, task in self.tasks.items()]
        edges = [
            GraphEdge(up, name)
            for name, task in self.tasks.items()
            for up in _texts(task.get("dependencies"))
            if up in self.tasks
        ]
        return tasks, edges


def _texts(value: Any) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def workflow_of(document: Document) -> Workflow | None:
    """Return the one workflow of a file, or nothing if it has none or several."""
    if not isinstance(document.value, dict) or len(document.value) != 1:
        return None
    ((name, content),) = document.value.items()
    return Workflow(name, content) if isinstance(content, dict) else None


class WorkflowChecks:
    """The checks of one file."""

    def __init__(self, document: Document, workflow: Workflow) -> None:
        self.document, self.workflow = document, workflow
        self.top: ValuePath = (workflow.name,)
        self.names = airflow_names()

    def problems(self) -> Iterator[Diagnostic]:
        """Yield every mistake."""
        yield from self._workflow()
        yield from self._defaults()
        for name, task in self.workflow.tasks.items():
            yield from self._task((*self.top, "tasks", name), task)
        yield from self._graph()
        yield from self._templates(self.top, self.workflow.content)

    def _workflow(self) -> Iterator[Diagnostic]:
        content = self.workflow.content
        for key in content:
            if key in mwaa_serverless.IGNORED_OF_DAGS:
                yield self._key((*self.top, key), f"MWAA Serverless ignores '{key}'", "take it out")
            elif key not in mwaa_serverless.DAG_PARAMETERS:
                fix = did_you_mean(key, mwaa_serverless.DAG_PARAMETERS, "take it out")
                yield self._key((*self.top, key), f"a workflow has no '{key}'", fix)
        for key in ("schedule", "start_date", "tasks"):
            if key not in content:
                yield self._key(self.top, f"the workflow has no '{key}'", "add it")
        schedule = content.get("schedule")
        if isinstance(schedule, str):
            mistake = cron_mistake(schedule)
            if schedule.startswith("@"):
                mistake = (f"'{schedule}' is no cron expression", "write five fields")
            if mistake:
                yield self.document.at((*self.top, "schedule"), *mistake)
        days = {key: content[key] for key in ("start_date", "end_date") if isinstance(content.get(key), str)}
        for key, day in days.items():
            if not _is_day(day):
                yield self.document.at((*self.top, key), f"'{day}' is no day", "write it like 2026-12-01")
        if len(days) == 2 and days["end_date"] < days["start_date"]:
            yield self.document.at((*self.top, "end_date"), "the end comes before the start", "write a later day")

    def _defaults(self) -> Iterator[Diagnostic]:
        defaults = self.workflow.content.get("default_args")
        known = {argument for task in self.workflow.tasks.values() for argument in self._known(task)} | self.names.base
        for key, value in (defaults if isinstance(defaults, dict) else {}).items():
            way = (*self.top, "default_args", key)
            yield from self._argument(way, key, value, known, "no task of this workflow has an argument")

    def _known(self, task: dict[str, Any]) -> frozenset[str]:
        signature = self.names.operators.get(str(task.get("operator")))
        return signature.arguments if signature else frozenset()

    def _task(self, way: ValuePath, task: dict[str, Any]) -> Iterator[Diagnostic]:
        operator = task.get("operator")
        if not isinstance(operator, str):
            fix = did_you_mean(next((key for key in task if "operator" in key), ""), OF_TASKS, "name its class in full")
            yield self._key(way, "the task has no operator", fix)
            return
        short = operator.rpartition(".")[2]
        signature = self.names.operators.get(operator)
        if signature is None:
            yield self.document.at((*way, "operator"), *self.names.no_operator(operator))
            return
        if short not in mwaa_serverless.OPERATORS:
            fix = "see the list of supported operators"
            yield self.document.at((*way, "operator"), f"MWAA Serverless does not run {short}", fix)
        for key, value in task.items():
            if key not in OF_TASKS:
                yield from self._argument(
                    (*way, key), key, value, signature.arguments | set(OF_TASKS), f"{short} has no argument"
                )
        defaults = self.workflow.content.get("default_args") or {}
        for name in sorted(signature.required - {"task_id", *task, *defaults}):
            yield self._key(way, f"{short} needs the argument '{name}'", "add it")
        yield from self._dependencies(way, task)

    def _argument(
        self, way: ValuePath, key: str, value: Any, known: Collection[str], unknown: str
    ) -> Iterator[Diagnostic]:
        if key in mwaa_serverless.IGNORED_OF_TASKS:
            yield self._key(way, f"MWAA Serverless ignores '{key}'", "take it out")
        elif key in mwaa_serverless.CONTROLLED:
            yield self._key(way, f"MWAA Serverless sets '{key}' itself", "take it out")
        elif key not in known:
            fix = did_you_mean(key, known, "look it up in the provider's reference")
            yield self._key(way, f"{unknown} '{key}'", "write 'dependencies'" if key == "depends_on" else fix)
        elif key == "retries" and not (str(value).isdigit() and int(value) <= mwaa_serverless.MOST_RETRIES):
            yield self.document.at(way, f"'{value}' is no number of retries", f"0 to {mwaa_serverless.MOST_RETRIES}")
        elif key in SECONDS:
            yield from self._seconds(way, key, value)

    def _seconds(self, way: ValuePath, key: str, value: Any) -> Iterator[Diagnostic]:
        if not isinstance(value, dict) or value.get("__type__") != TIMEDELTA:
            fix = f"write '__type__: {TIMEDELTA}' and 'seconds:' below it"
            yield self.document.at(way, f"'{key}' is no timedelta", fix)
            return
        total = 0
        for part, amount in value.items():
            if part == "__type__":
                continue
            if part not in DELTA_PARTS:
                fix = did_you_mean(part, DELTA_PARTS, "use seconds")
                yield self._key((*way, part), f"a timedelta has no '{part}'", fix)
                return
            if not str(amount).isdigit():
                yield self.document.at((*way, part), f"'{amount}' is no whole number", "write digits")
                return
            total += int(amount) * DELTA_PARTS[part]
        if total > SECONDS[key]:
            what = f"'{key}' is {total} seconds"
            yield self.document.at((*way, part), what, f"MWAA Serverless takes at most {SECONDS[key]}")

    def _dependencies(self, way: ValuePath, task: dict[str, Any]) -> Iterator[Diagnostic]:
        given = task.get("dependencies")
        if given is not None and not isinstance(given, list):
            yield self.document.at((*way, "dependencies"), "the dependencies are no list", "put them in brackets")
        for i, up in enumerate(given if isinstance(given, list) else ()):
            if up not in self.workflow.tasks:
                fix = did_you_mean(str(up), self.workflow.tasks, "name a task of this workflow")
                yield self.document.at((*way, "dependencies", i), f"there is no task '{up}'", fix)

    def _graph(self) -> Iterator[Diagnostic]:
        tasks, edges = self.workflow.graph()
        broken = {name for name, task in self.workflow.tasks.items() if len(_texts(task.get("dependencies"))) > 0}
        for name in lonely(tasks, edges):
            if name not in broken:  # else its dependencies were told above
                what = f"no arrow leads to the task '{name}' or away from it"
                yield self._key((*self.top, "tasks", name), what, "connect it by 'dependencies', or take it out")
        around = circle(tasks, edges)
        if around:
            what = f"the tasks go in a circle: {' -> '.join(around)}"
            path = (*self.top, "tasks", around[0], "dependencies")
            yield self.document.at(path, what, "take one dependency out")

    def _templates(self, way: ValuePath, value: Any) -> Iterator[Diagnostic]:
        if isinstance(value, dict):
            for key, inner in value.items():
                yield from self._templates((*way, key), inner)
        elif isinstance(value, list):
            for i, inner in enumerate(value):
                yield from self._templates((*way, i), inner)
        elif isinstance(value, str):
            for _, word, what, fix in template_mistakes(value, self.workflow.tasks, mwaa_serverless.TEMPLATE_VARIABLES):
                yield self.document.at(way, what, fix, needle=word)

    def _key(self, way: ValuePath, what: str, fix: str) -> Diagnostic:
        return self.document.at(way, what, fix, key=True)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return re.fullmatch(r"\d{4}-\d\d-\d\d", text) is not None
