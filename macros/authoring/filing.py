"""Where a new record belongs: the file of its like, and the place in that file."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from macros.authoring.yaml_lines import record_lines, style_of
from macros.catalog import Catalog, Entry
from macros.checks.files import schema_line
from macros.models import Guide, Record

WEIGHTS = {"category": 4, "guide": 3, "criterion": 2}
"""How much more it counts that records share these: files are made by them."""


def file_for(catalog: Catalog, kind: type[Record], values: dict[str, Any]) -> str:
    """Return the path of the file for a new record, from the project's folder.

    It is the file whose records have most in common with it. A guide, and the questions of a new one, have files of
    their own.
    """
    files: dict[str, list[Entry]] = defaultdict(list)
    for entry in catalog.entries.values():
        if isinstance(entry.record, kind) and isinstance(entry.document.value, list):
            files[entry.document.source.path].append(entry)
    if kind is Guide or not files:
        return f"data/{kind.folder}/{values['id'] if kind is Guide else kind.folder}.yml"
    guides = {getattr(entry.record, "guide", None) for entries in files.values() for entry in entries}
    if values.get("guide") not in {*guides, None}:
        return f"data/{kind.folder}/{values['guide']}.yml"
    mine = set(_features(values))
    return min(files, key=lambda path: (-_likeness(mine, files[path]), -len(files[path]), path))


def _likeness(mine: set[tuple[str, str]], entries: list[Entry]) -> float:
    """Return how much a record is like those of a file: for each thing it has, the share of them that has it too."""
    others = [set(_features(_plain(entry))) for entry in entries]
    return sum(WEIGHTS.get(part[0], 1) * sum(part in other for other in others) / len(others) for part in sorted(mine))


def _plain(entry: Entry) -> dict[str, Any]:
    value: Any = entry.document.value
    for step in entry.path:
        value = value[step]
    return value if isinstance(value, dict) else {}


def _features(values: dict[str, Any]) -> list[tuple[str, str]]:
    """Return what makes records alike: their short values, each with its field; not sentences, and not the day."""
    found = []
    for name, value in values.items():
        if name in ("criterion", "part_of", "guide"):
            found.append((name, ""))
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, str) and len(item) < 60 and name not in ("id", "as_of"):
                found.append((name, item))
    return found


def with_record(text: str, path: str, kind: type[Record], values: dict[str, Any]) -> str:
    """Return the text of a file with a record more; nothing else of it changes.

    The record comes last, or in its place where the file is sorted by id.
    """
    if not text.strip():
        text = schema_line(path, kind) + "\n"
    lines = text.rstrip().split("\n")
    new = record_lines(values, kind, style_of(text))
    starts = [(number, match[1]) for number, line in enumerate(lines) if (match := re.match(r"- id: *(\S+)", line))]
    ids = [name for _, name in starts]
    later = [number for number, name in starts if name > str(values["id"])]
    if len(ids) > 2 and ids == sorted(ids) and later:
        before = later[0]
        while before > 1 and lines[before - 1].startswith("#"):  # remarks about the record that follows
            before -= 1
        lines[before:before] = [*new, ""]
    else:
        lines += [""] * (len(lines) > 1) + new
    return "\n".join(lines) + "\n"
