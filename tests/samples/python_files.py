"""Reads the Python of a sample."""

from __future__ import annotations

import ast

from macros.diagnostics import Diagnostic
from macros.reading import Source
from tests.samples.runner import Target


def read_python(target: Target) -> tuple[Source, ast.Module | Diagnostic]:
    """Return a file and its syntax tree, or in its place why it has none."""
    text = target.path.read_text(encoding="utf-8")
    source = Source(target.shown, tuple(text.splitlines()))
    try:
        return source, ast.parse(text)
    except SyntaxError as error:
        what = f"this is not Python: {error.msg}"
        return source, source.diagnostic(error.lineno or 1, error.offset or 1, what, "mend the line")
