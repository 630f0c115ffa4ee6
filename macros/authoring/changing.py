"""Gives a field of a record another value; every other line of its file stays as it is."""

from __future__ import annotations

from typing import Any

import yaml

from macros.authoring.spans import Span, key_spans, record_span
from macros.authoring.yaml_lines import field_lines, style_of
from macros.catalog import Entry


def with_values(entry: Entry, values: dict[str, Any]) -> str:
    """Return the text of a record's file with new values of some of its fields."""
    document, node = entry.document, entry.document.values[entry.path]
    assert isinstance(node, yaml.MappingNode)
    lines = list(document.source.lines)
    style, kind, order = style_of("\n".join(lines)), type(entry.record), list(type(entry.record).model_fields)
    whole = record_span(document, entry.path)
    spans = dict(key_spans(lines, node, whole.start, whole.end))
    column = node.start_mark.column
    changes = []
    for name, value in values.items():
        new = field_lines(name, value, kind, column, style)
        if name in spans:
            span = spans[name]
            key = document.keys[(*entry.path, name)].start_mark.line
            if key == whole.start:
                new[0] = lines[key][:column] + new[0][column:]
            changes.append((Span(key, _content_end(lines, key, span.end)), new))
        else:
            before = [span.end for other, span in spans.items() if order.index(other) < order.index(name)]
            at = _content_end(lines, whole.start, max(before, default=whole.end))
            changes.append((Span(at, at), new))
    for span, new in sorted(changes, key=lambda change: change[0].start, reverse=True):
        lines[span.start : span.end] = new
    return "\n".join(lines)


def _content_end(lines: list[str], start: int, end: int) -> int:
    """Return the end of some lines without the empty ones at their end."""
    while end > start + 1 and not lines[end - 1].strip():
        end -= 1
    return end
