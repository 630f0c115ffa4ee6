"""The runner of Spark scripts in the main tests: imports, functions and methods are compared with PySpark."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from macros.diagnostics import Diagnostic, did_you_mean
from macros.models import Case, Step
from macros.reading import Source
from macros.recordings import Run, Verdict
from tests.samples.python_files import read_python
from tests.samples.runner import Target

FILE = Path(__file__).parent / "spark_signatures.json"

GLUE = {
    "awsglue.context": {"GlueContext"},
    "awsglue.dynamicframe": {"DynamicFrame"},
    "awsglue.job": {"Job"},
    "awsglue.utils": {"getResolvedOptions"},
}
"""What scripts import from Glue's own library: https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-python.html"""

GLUE_CONTEXT = {"spark_session", "create_data_frame", "create_dynamic_frame", "write_dynamic_frame", "getSource"}

TYPES = re.compile(
    r"(?:string|binary|boolean|byte|tinyint|short|smallint|int|integer|long|bigint|float|real|double|date|timestamp"
    r"|decimal\(\d+,\s*\d+\))$"
)
"""The simple types that `cast` takes by name."""

CASTS = re.compile(r"cast\(\w+\s+AS\s+(\w+(?:\([^)]*\))?)\)", re.IGNORECASE)
"""A cast in an expression of SQL, and its type."""

MODES = ("append", "overwrite", "error", "errorifexists", "ignore")
"""What a writer does when there is something already."""


@cache
def spark_names() -> dict[str, Any]:
    """Return the names of the PySpark that `spark_signatures.json` was written with."""
    names: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return names


def spark() -> str:
    """Return the release in words."""
    return f"PySpark {spark_names()['versions']['pyspark']}"


class SparkScripts:
    """Spark scripts, without Spark."""

    def problems(self, target: Target) -> Iterator[Diagnostic]:
        """Yield every mistake with its line and column."""
        source, tree = read_python(target)
        if isinstance(tree, Diagnostic):
            yield tree
            return
        yield from _Checks(source, tree).problems()

    def verdicts(self, target: Target) -> tuple[Verdict, ...]:  # noqa: ARG002
        """Return that the names were compared with what the release has."""
        what = "Every import, function, method and job argument is one that exists."
        return (Verdict(deed="checked", by=spark(), what=what),)

    def steps(self, target: Target) -> tuple[Step, ...]:  # noqa: ARG002
        """Return nothing: a script has no steps to draw."""
        return ()

    def run(self, target: Target, case: Case) -> Run | None:  # noqa: ARG002
        """Return nothing: Spark runs scripts in a stage of its own."""
        return None


def job_arguments(tree: ast.Module) -> tuple[str, list[str]] | None:
    """Return the name of the variable that holds the arguments of the job, and their names."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Assign) or not isinstance(node.value, ast.Call):
            continue
        call, (place, *_) = node.value, node.targets
        is_asked = isinstance(call.func, ast.Name) and call.func.id == "getResolvedOptions" and len(call.args) == 2
        if is_asked and isinstance(place, ast.Name) and isinstance(call.args[1], ast.List):
            return place.id, [str(item.value) for item in call.args[1].elts if isinstance(item, ast.Constant)]
    return None


class _Checks:
    def __init__(self, source: Source, tree: ast.Module) -> None:
        self.source, self.tree = source, tree
        names = spark_names()
        self.functions: dict[str, list[int | None]] = names["functions"]
        self.modules: dict[str, set[str]] = {**{name: set(found) for name, found in names["modules"].items()}, **GLUE}
        self.members = GLUE_CONTEXT.union(*names["members"].values())
        self.of_spark = {"GlueContext", "SparkContext", "Window", "SparkSession"}
        """The variables that hold something of Spark."""
        self.aliases: set[str] = set()
        """The names under which the module of functions is known."""

    def problems(self) -> Iterator[Diagnostic]:
        yield from self._imports()
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and self._is_spark(node.value):
                self.of_spark.add(node.targets[0].id)
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Attribute):
                yield from self._attribute(node)
            if isinstance(node, ast.Call):
                yield from self._call(node)
        yield from self._arguments()

    def at(self, node: ast.expr | ast.alias, what: str, fix: str, word: str = "") -> Diagnostic:
        """Return a problem at a node, or at a word in its last line."""
        line, column = node.lineno, node.col_offset + 1
        if word and node.end_lineno and node.end_col_offset:
            line = node.end_lineno
            column = node.end_col_offset - len(word) + 1
        return self.source.diagnostic(line, column, what, fix)

    def _imports(self) -> Iterator[Diagnostic]:
        for node in ast.walk(self.tree):
            if not isinstance(node, ast.ImportFrom) or (node.module or "").split(".")[0] not in ("pyspark", "awsglue"):
                continue
            module = str(node.module)
            if module not in self.modules:
                column = self.source.line(node.lineno).find(module) + 1
                fix = did_you_mean(module, self.modules, "look it up")
                yield self.source.diagnostic(node.lineno, column, f"there is no module '{module}'", fix)
                continue
            for alias in node.names:
                if f"{module}.{alias.name}" == "pyspark.sql.functions":
                    self.aliases.add(alias.asname or alias.name)
                elif alias.name not in self.modules[module]:
                    fix = did_you_mean(alias.name, self.modules[module], "look it up")
                    yield self.at(alias, f"'{module}' has no '{alias.name}'", fix)

    def _is_spark(self, value: ast.expr) -> bool:
        """Tell whether a value comes from Spark: a chain that starts at something of Spark, or an operator on one."""
        while True:
            if isinstance(value, ast.Call):
                value = value.func
            elif isinstance(value, ast.Attribute | ast.Subscript):
                value = value.value
            elif isinstance(value, ast.BinOp | ast.Compare):
                value = value.left
            elif isinstance(value, ast.UnaryOp):
                value = value.operand
            else:
                return isinstance(value, ast.Name) and value.id in self.of_spark | self.aliases

    def _attribute(self, node: ast.Attribute) -> Iterator[Diagnostic]:
        if isinstance(node.value, ast.Name) and node.value.id in self.aliases:
            if node.attr not in self.modules["pyspark.sql.functions"]:
                fix = did_you_mean(node.attr, self.functions, "look it up")
                yield self.at(node, f"{spark()} has no function '{node.attr}'", fix, node.attr)
        elif self._is_spark(node.value) and node.attr not in self.members:
            fix = did_you_mean(node.attr, self.members, "look it up")
            yield self.at(node, f"nothing in {spark()} has a member '{node.attr}'", fix, node.attr)

    def _call(self, call: ast.Call) -> Iterator[Diagnostic]:
        if not isinstance(call.func, ast.Attribute):
            return
        name, root = call.func.attr, call.func.value
        first = call.args[0].value if call.args and isinstance(call.args[0], ast.Constant) else None
        if name == "expr" and isinstance(first, str):
            for kind in CASTS.findall(first):
                yield from self._type(call.args[0], kind)
        if isinstance(root, ast.Name) and root.id in self.aliases and name in self.functions:
            least, most = self.functions[name]
            count = len(call.args) + len(call.keywords)
            starred = any(isinstance(argument, ast.Starred) for argument in call.args)
            if not starred and (count < (least or 0) or (most is not None and count > most)):
                fix = f"it takes {least}" if least == most else f"it takes {least} to {most or 'any number'}"
                yield self.at(call, f"'{name}' is given {count} arguments", fix)
        elif name == "cast" and isinstance(first, str):
            yield from self._type(call.args[0], first)
        elif name == "mode" and isinstance(first, str) and first not in MODES:
            yield self.at(call.args[0], f"a writer has no mode '{first}'", did_you_mean(first, MODES, ", ".join(MODES)))

    def _type(self, node: ast.expr, kind: str) -> Iterator[Diagnostic]:
        if not TYPES.match(kind.lower()):
            yield self.at(node, f"Spark has no type '{kind}'", "look it up in the reference of data types")

    def _arguments(self) -> Iterator[Diagnostic]:
        asked = job_arguments(self.tree)
        for node in ast.walk(self.tree):
            is_key = isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant)
            if asked and is_key and isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name):
                name = str(node.slice.value) if isinstance(node.slice, ast.Constant) else ""
                if node.value.id == asked[0] and name not in asked[1]:
                    fix = did_you_mean(name, asked[1], "name it in getResolvedOptions")
                    yield self.at(node.slice, f"the job does not ask for the argument '{name}'", fix)
