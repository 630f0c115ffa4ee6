"""Writes what the installed PySpark has: functions with the number of their arguments, classes with their members.

A program of its own for the environment of `make test-spark`; it imports nothing of the project. What it writes is
committed as `spark_signatures.json`, so that the other tests know PySpark without installing it.
"""

from __future__ import annotations

import importlib
import inspect
import json
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

MODULES = ("pyspark.context", "pyspark.sql", "pyspark.sql.functions", "pyspark.sql.types")
"""The modules that a script imports from."""

CLASSES = (
    "pyspark.SparkContext",
    "pyspark.sql.Column",
    "pyspark.sql.DataFrame",
    "pyspark.sql.DataFrameNaFunctions",
    "pyspark.sql.DataFrameReader",
    "pyspark.sql.DataFrameStatFunctions",
    "pyspark.sql.DataFrameWriter",
    "pyspark.sql.GroupedData",
    "pyspark.sql.SparkSession",
    "pyspark.sql.Window",
    "pyspark.sql.conf.RuntimeConfig",
)


def arity(function: Any) -> list[int | None]:
    """Return the least and the largest number of arguments; no largest if there is no end."""
    parameters = inspect.signature(function).parameters.values()
    places = [p for p in parameters if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)]
    endless = any(p.kind is p.VAR_POSITIONAL for p in parameters)
    return [sum(p.default is p.empty for p in places), None if endless else len(places)]


def signatures() -> dict[str, Any]:
    """Return all that the light checks need to know."""
    functions = importlib.import_module("pyspark.sql.functions")
    members = {}
    for name in CLASSES:
        module, _, short = name.rpartition(".")
        found = getattr(importlib.import_module(module), short)
        members[short] = sorted(member for member in dir(found) if not member.startswith("_"))
    return {
        "about": "Written by spark_signatures.py (make record-spark). Do not edit.",
        "versions": {"pyspark": version("pyspark")},
        "modules": {
            name: sorted(member for member in vars(importlib.import_module(name)) if not member.startswith("_"))
            for name in MODULES
        },
        "members": members,
        "functions": {
            name: arity(function)
            for name, function in sorted(vars(functions).items())
            if inspect.isfunction(function) and not name.startswith("_")
        },
    }


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(json.dumps(signatures()), encoding="utf-8", newline="\n")
