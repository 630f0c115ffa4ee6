"""Tests Lambda handlers: reads them without running them, and calls them in their cases as they stand."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator

import boto3
import botocore

from macros.diagnostics import Diagnostic, did_you_mean
from macros.models import Case, Step
from macros.recordings import Run, Verdict
from tests.samples.handlers import ENTRY, function_name
from tests.samples.interpreter import BY
from tests.samples.python_files import read_python
from tests.samples.runner import Target
from tests.samples.scenes import scene
from tests.samples.sdk_calls import sdk_call_mistakes


class Functions:
    """The runner for files that hold a Lambda handler."""

    def problems(self, target: Target) -> Iterator[Diagnostic]:
        """Yield what can be seen without running the file: syntax, the handler, calls that the SDK does not have."""
        source, tree = read_python(target)
        if isinstance(tree, Diagnostic):
            yield tree
            return
        functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
        if ENTRY not in functions:
            fix = did_you_mean(ENTRY, functions, "Lambda calls it")
            yield source.diagnostic(1, 1, f"there is no function '{ENTRY}'", fix)
        elif len(functions[ENTRY].args.args) != 2:
            line = functions[ENTRY].lineno
            yield source.diagnostic(line, 1, "a handler takes two arguments", "the event and the context")
        for line, column, what, fix in sdk_call_mistakes(tree):
            yield source.diagnostic(line, column, what, fix)

    def verdicts(self, target: Target) -> tuple[Verdict, ...]:
        """Return that it ran, and what it was compared with."""
        count = len(target.cases)
        ran = f"Called as it stands in {count} case{'s' if count > 1 else ''}; the services are simulated."
        models = "Every call and parameter stands in the SDK's models."
        return (
            Verdict(deed="executed", by=f"{BY}, boto3 {boto3.__version__}", what=ran),
            Verdict(deed="checked", by=f"botocore {botocore.__version__}", what=models),
        )

    def steps(self, target: Target) -> tuple[Step, ...]:  # noqa: ARG002
        """Return nothing: a function is one step of somebody else."""
        return ()

    def run(self, target: Target, case: Case) -> Run:
        """Call the handler with the event of a case."""
        with scene(target, case) as world:
            answer, is_error = world.invoke(function_name(str(target.file.name)), json.loads(case.input or "{}"))
        return Run(
            case=str(case.id),
            fingerprint=case.fingerprint,
            status="failed" if is_error else "succeeded",
            by=BY,
            output=None if is_error else answer,
            error=answer["errorType"] if is_error else None,
            cause=answer["errorMessage"] if is_error else None,
        )
