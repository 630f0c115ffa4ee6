"""Mistakes in a DAG file, found in its syntax tree: names, arguments, rules, schedules, templates."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from typing import NamedTuple

from macros.diagnostics import Diagnostic, did_you_mean
from macros.reading import Source
from tests.samples.airflow_names import Signature, airflow_names
from tests.samples.airflow_templates import template_mistakes
from tests.samples.cron import cron_mistake

PYTHON_OPERATOR = "airflow.providers.standard.operators.python.PythonOperator"
"""What `@task` makes; it takes the arguments of this one."""

CRON_TIMETABLES = ("CronDataIntervalTimetable", "CronTriggerTimetable")


class DagChecks:
    """The checks of one file."""

    def __init__(self, source: Source, tree: ast.Module) -> None:
        self.source, self.tree = source, tree
        self.names = airflow_names()
        self.imports = {
            alias.asname or alias.name: f"{node.module}.{alias.name}"
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.module
            for alias in node.names
        }
        self.calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
        self.operators = {
            full: self.names.operators[full] for full in self.imports.values() if full in self.names.operators
        }

    def problems(self) -> Iterator[Diagnostic]:
        """Yield every mistake."""
        yield from self._imports()
        for call in self.calls:
            yield from self._call(call)
        yield from self._decorators()
        yield from self._templates()

    def at(self, node: ast.expr | ast.stmt | ast.keyword | ast.alias, what: str, fix: str) -> Diagnostic:
        """Return a problem at the place of a node; the tree counts bytes, a reader counts characters."""
        before = self.source.line(node.lineno).encode()[: node.col_offset].decode()
        return self.source.diagnostic(node.lineno, len(before) + 1, what, fix)

    def task_ids(self) -> dict[str, ast.expr | ast.stmt]:
        """Return the tasks that the file names, with the place of each: of two with one name, that of the second."""
        found: dict[str, ast.expr | ast.stmt] = {}
        for call in sorted(self.calls, key=lambda call: call.lineno):
            name = _constant(call, "task_id")
            if name is not None:
                found[name.text] = name.node
        for function, decorator, _ in self._decorated():
            named = isinstance(decorator, ast.Call) and _constant(decorator, "task_id")
            if not named:
                found.setdefault(function.name, function)
        return found

    def _imports(self) -> Iterator[Diagnostic]:
        for node in ast.walk(self.tree):
            if not isinstance(node, ast.ImportFrom) or not (node.module or "").startswith("airflow"):
                continue
            module = str(node.module)
            if module not in self.names.modules:
                what, fix = self.names.no_module(module)
                place = self.source.line(node.lineno).find(module) + 1
                yield self.source.diagnostic(node.lineno, place, what, fix)
                continue
            for alias in node.names:
                if alias.name not in self.names.modules[module]:
                    yield self.at(alias, *self.names.no_name(module, alias.name))

    def _call(self, call: ast.Call) -> Iterator[Diagnostic]:
        full = self.imports.get(call.func.id, "") if isinstance(call.func, ast.Name) else ""
        short = full.rpartition(".")[2]
        if full in self.names.operators:
            yield from self._arguments(call, short, self.names.operators[full], self._defaults())
            yield from self._rule(call)
        elif full in self.names.others:
            yield from self._arguments(call, short, self.names.others[full], set())
            if short in CRON_TIMETABLES and call.args:
                yield from self._cron(call.args[0])
        elif full in ("airflow.sdk.DAG", "airflow.sdk.dag"):
            yield from self._arguments(call, short, Signature(self.names.dag, frozenset()), set())
            for keyword in call.keywords:
                if keyword.arg == "schedule":
                    yield from self._cron(keyword.value)
                if keyword.arg == "default_args":
                    yield from self._default_args(keyword.value)

    def _arguments(self, call: ast.Call, short: str, known: Signature, given: set[str]) -> Iterator[Diagnostic]:
        for keyword in call.keywords:
            if keyword.arg is not None and keyword.arg not in known.arguments:
                fix = did_you_mean(keyword.arg, known.arguments, "look it up in the provider's reference")
                yield self.at(keyword, f"{short} has no argument '{keyword.arg}'", fix)
        written = {keyword.arg for keyword in call.keywords}
        if None in written or call.args:  # `**options`, or arguments by place: not seen from here
            return
        for name in sorted(known.required - given - {str(name) for name in written}):
            yield self.at(call, f"{short} needs the argument '{name}'", "add it")

    def _defaults(self) -> set[str]:
        """Return the arguments that all tasks get from their DAG."""
        return {
            key.value
            for call in self.calls
            for keyword in call.keywords
            if keyword.arg == "default_args" and isinstance(keyword.value, ast.Dict)
            for key in keyword.value.keys
            if isinstance(key, ast.Constant) and isinstance(key.value, str)
        }

    def _default_args(self, value: ast.expr) -> Iterator[Diagnostic]:
        known = set(self.names.base).union(*(signature.arguments for signature in self.operators.values()))
        for key in value.keys if isinstance(value, ast.Dict) else ():
            if isinstance(key, ast.Constant) and key.value not in known:
                fix = did_you_mean(str(key.value), known, "look it up in Airflow's reference")
                yield self.at(key, f"no task of this DAG has an argument {key.value!r}", fix)

    def _rule(self, call: ast.Call) -> Iterator[Diagnostic]:
        rule = _constant(call, "trigger_rule")
        if rule is not None and rule.text not in self.names.trigger_rules:
            fix = did_you_mean(rule.text, self.names.trigger_rules, "look it up in Airflow's reference")
            yield self.at(rule.node, f"Airflow has no trigger rule '{rule.text}'", fix)

    def _cron(self, value: ast.expr) -> Iterator[Diagnostic]:
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            mistake = cron_mistake(value.value)
            if mistake:
                yield self.at(value, *mistake)

    def _decorated(self) -> Iterator[tuple[ast.FunctionDef, ast.expr, str]]:
        """Yield every function that a decorator of Airflow makes a task: the function, the decorator, its kind."""
        for function in ast.walk(self.tree):
            for decorator in function.decorator_list if isinstance(function, ast.FunctionDef) else ():
                plain = decorator.func if isinstance(decorator, ast.Call) else decorator
                root, kind = (plain.value, plain.attr) if isinstance(plain, ast.Attribute) else (plain, "")
                if isinstance(root, ast.Name) and self.imports.get(root.id) == "airflow.sdk.task":
                    assert isinstance(function, ast.FunctionDef)
                    yield function, decorator, kind

    def _decorators(self) -> Iterator[Diagnostic]:
        known = self.names.operators[PYTHON_OPERATOR].arguments - {"python_callable", "op_args", "op_kwargs"}
        tasks = self.task_ids()
        for function, decorator, kind in self._decorated():
            if kind and kind not in self.names.decorators:
                fix = did_you_mean(kind, self.names.decorators, "look it up in Airflow's reference")
                yield self.at(decorator, f"{self.names.release} has no decorator '@task.{kind}'", fix)
            if isinstance(decorator, ast.Call) and kind in ("", "branch", "short_circuit"):
                yield from self._arguments(decorator, f"@task.{kind}".rstrip("."), Signature(known, frozenset()), set())
                yield from self._rule(decorator)
            if kind == "branch":
                yield from self._ways(function, tasks)

    def _ways(self, function: ast.FunctionDef, tasks: Collection[str]) -> Iterator[Diagnostic]:
        for way in branch_ways(function):
            if way.text not in tasks:
                fix = did_you_mean(way.text, tasks, "name a task of this DAG")
                yield self.at(way.node, f"'{function.name}' leads to '{way.text}', which is no task", fix)

    def _templates(self) -> Iterator[Diagnostic]:
        tasks = self.task_ids()
        inside = {
            id(part) for node in ast.walk(self.tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)
        }
        for node in ast.walk(self.tree):
            if isinstance(node, ast.JoinedStr):
                parts = (str(part.value) if isinstance(part, ast.Constant) else "x" for part in node.values)
                text = "".join(parts)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside:
                text = node.value
            else:
                continue
            for line, word, what, fix in template_mistakes(text, tasks, self.names.context):
                number = node.lineno + line
                column = self.source.line(number).find(word, node.col_offset if line == 0 else 0) + 1
                yield self.source.diagnostic(number, column or 1, what, fix)


class Written(NamedTuple):
    """A text that stands in the file."""

    text: str
    node: ast.Constant


def branch_ways(function: ast.FunctionDef) -> Iterator[Written]:
    """Yield the ids that a branch returns, as far as they are written out."""
    for statement in ast.walk(function):
        if not isinstance(statement, ast.Return) or statement.value is None:
            continue
        pending = [statement.value]
        while pending:
            value = pending.pop()
            if isinstance(value, ast.IfExp):
                pending += [value.body, value.orelse]
            elif isinstance(value, ast.List | ast.Tuple):
                pending += value.elts
            elif isinstance(value, ast.Constant) and isinstance(value.value, str):
                yield Written(value.value, value)


def _constant(call: ast.Call, argument: str) -> Written | None:
    """Return the text that a call gives for an argument, if it is written out."""
    for keyword in call.keywords:
        value = keyword.value
        if keyword.arg == argument and isinstance(value, ast.Constant) and isinstance(value.value, str):
            return Written(value.value, value)
    return None
