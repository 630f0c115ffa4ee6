"""Which lines of a file a record and each of its keys take, so that lines can be moved and nothing else changes."""

from __future__ import annotations

from dataclasses import dataclass

import yaml

from macros.reading import Document, ValuePath


@dataclass(frozen=True)
class Span:
    """Lines of a file from a start, counted from 0, up to before an end."""

    start: int
    end: int


def key_spans(lines: list[str], node: yaml.MappingNode, start: int, end: int) -> list[tuple[str, Span]]:
    """Return the lines of each key of a mapping that takes the lines from `start` to `end`.

    A remark above a key goes with the key; empty lines go with the key above them.
    """
    starts = []
    for key, _ in node.value:
        line = key.start_mark.line
        while line > start and _is_remark(lines[line - 1], key.start_mark.column):
            line -= 1
        starts.append((str(key.value), line))
    starts[0] = (starts[0][0], start)
    ends = [*(line for _, line in starts[1:]), end]
    return [(name, Span(first, last)) for (name, first), last in zip(starts, ends, strict=True)]


def item_spans(lines: list[str], node: yaml.SequenceNode, start: int, end: int) -> list[Span]:
    """Return the lines of each item of a list in block style that takes the lines from `start` to `end`."""
    starts = []
    for item in node.value:
        line = item.start_mark.line
        while line > start and not lines[line].lstrip(" ").startswith("-"):  # a folded text begins below its dash
            line -= 1
        dash = len(lines[line]) - len(lines[line].lstrip(" "))
        while line > start and _is_remark(lines[line - 1], dash):
            line -= 1
        starts.append(line)
    return [Span(first, last) for first, last in zip(starts, [*starts[1:], end], strict=True)]


def _is_remark(line: str, column: int) -> bool:
    """Return whether a line is a remark about what stands at a column: not a line of a text above, which is deeper."""
    indent = len(line) - len(line.lstrip(" "))
    return line.lstrip(" ").startswith("#") and indent <= column


def record_span(document: Document, path: ValuePath) -> Span:
    """Return the lines of a record, without the remarks and empty lines behind it."""
    lines, node = document.source.lines, document.values[path]
    end = min(node.end_mark.line + (node.end_mark.column > 0), len(lines))
    start = node.start_mark.line
    while end > start + 1 and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1
    return Span(start, end)
