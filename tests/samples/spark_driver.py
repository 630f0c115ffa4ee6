"""Runs a Glue script on the Spark that is installed here, and tells which rows it wrote.

A program of its own, not a module of the tests: Spark has an environment of its own (`make test-spark`), and this file
imports nothing of the project. It reads jobs by name as JSON from the file that is given first, and writes what it saw,
by the same names, to the second:

    job     file; runs: how often; tables: the lines of CSV files by the argument that leads to them; outputs: the
            arguments whose folders are read back
    seen    committed; outputs: rows by argument; or error and cause
"""

from __future__ import annotations

import json
import runpy
import sys
import tempfile
import types
from pathlib import Path
from typing import Any
from unittest import mock

from pyspark.sql import SparkSession


class GlueContext:
    """Stands in for Glue's context, of which scripts on plain data frames use the session."""

    def __init__(self, context: Any) -> None:
        self.spark_session = SparkSession(context)


class Job:
    """Stands in for Glue's job, and knows whether it was committed."""

    committed = False

    def __init__(self, context: GlueContext) -> None:
        self.context = context

    def init(self, _name: str, _options: dict[str, str]) -> None:
        """Start: from here Glue keeps bookmarks."""
        Job.committed = False

    def commit(self) -> None:
        """End: Glue would move the bookmarks."""
        Job.committed = True


def getResolvedOptions(argv: list[str], names: list[str]) -> dict[str, str]:  # noqa: N802  # Glue's name
    """Return the arguments of a job run; all of them are needed."""
    given = dict(zip(argv[1::2], argv[2::2], strict=True))
    missing = [name for name in names if f"--{name}" not in given]
    if missing:
        raise SystemExit(f"the following arguments are required: {', '.join(missing)}")
    return {name: given[f"--{name}"] for name in names}


STAND_INS: dict[str, dict[str, Any]] = {
    "awsglue": {},
    "awsglue.context": {"GlueContext": GlueContext},
    "awsglue.job": {"Job": Job},
    "awsglue.utils": {"getResolvedOptions": getResolvedOptions},
}


def run(job: dict[str, Any], spark: SparkSession) -> dict[str, Any]:
    """Run the script of a job and return what it wrote."""
    modules = {name: types.ModuleType(name) for name in STAND_INS}
    for name, content in STAND_INS.items():
        vars(modules[name]).update(content)
    with tempfile.TemporaryDirectory() as folder:
        arguments = {"JOB_NAME": "job-of-a-sample"}
        for name, lines in job["tables"].items():
            table = Path(folder) / f"{name}.csv"
            table.write_text("\n".join(lines) + "\n", encoding="utf-8")
            arguments[name] = str(table)
        for name in job["outputs"]:
            arguments[name] = str(Path(folder) / name)
        argv = [job["file"], *(part for name, value in arguments.items() for part in (f"--{name}", value))]
        try:
            with mock.patch.dict(sys.modules, modules), mock.patch.object(sys, "argv", argv):
                for _ in range(job["runs"]):
                    runpy.run_path(job["file"], run_name="__main__")
        except Exception as error:
            return {"error": type(error).__name__, "cause": str(error).splitlines()[0]}
        return {"committed": Job.committed, "outputs": {name: _rows(spark, arguments[name]) for name in job["outputs"]}}


def _rows(spark: SparkSession, folder: str) -> list[dict[str, Any]]:
    """Return the rows of a folder, columns without a value left out, in the order of their text."""
    files = list(Path(folder).rglob("part-*"))
    if not files:
        return []
    kind = "parquet" if any(path.suffix == ".parquet" for path in files) else "json"
    rows = [json.loads(text) for text in spark.read.format(kind).load(folder).toJSON().collect()]
    return sorted(rows, key=json.dumps)


if __name__ == "__main__":
    jobs = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    session = (
        SparkSession.builder.master("local[1]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "1")
        .config("spark.sql.session.timeZone", "UTC")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    seen = {name: run(job, session) for name, job in jobs.items()}
    Path(sys.argv[2]).write_text(json.dumps(seen), encoding="utf-8")
