"""Rules about the files of `data/`."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from macros.catalog import Catalog
from macros.diagnostics import Diagnostic
from macros.models import Record

SCHEMAS = "data/schemas"


def schema_line(path: str, kind: type[Record]) -> str:
    """Return the first line of a data file: it gives editors completion and help."""
    there = posixpath.relpath(f"{SCHEMAS}/{kind.kind}.schema.json", posixpath.dirname(path))
    return f"# yaml-language-server: $schema={there}"


def first_line_names_the_schema(catalog: Catalog) -> Iterator[Diagnostic]:
    """The first line of each file names the schema, so that editors complete and explain its fields."""
    seen = set()
    for entry in catalog.entries.values():
        source = entry.document.source
        if source.path in seen:
            continue
        seen.add(source.path)
        wanted = schema_line(source.path, type(entry.record))
        if source.line(1) != wanted:
            yield source.diagnostic(1, 1, f"the first line must be '{wanted}'", "run 'make fix'")
