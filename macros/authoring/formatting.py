"""The format of data files: keys in the order of the model, long texts wrapped, lists without an order sorted.

Whole lines move, with the remarks above them, and nothing is written anew that is in order. So a file keeps its own
style, and what it means is compared before and after: a file whose meaning would change stays as it is.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from macros.authoring.fields import shape
from macros.authoring.spans import item_spans, key_spans
from macros.authoring.yaml_lines import LONGEST, folded
from macros.models import Model, Record
from macros.reading import Source, compose


def formatted(text: str, kind: type[Record]) -> str:
    """Return the text of a data file in its format; as it is, if it cannot be read."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").rstrip().split("\n")
    document, problems = compose(Source("", tuple(lines)))
    root = document.values.get(())
    if problems or root is None:
        return text
    pencil = _Formatter(lines)
    first = root.start_mark.line
    if isinstance(root, yaml.SequenceNode) and not root.flow_style:
        new = pencil.sequence(root, kind, first, len(lines))
    elif isinstance(root, yaml.MappingNode) and not root.flow_style:
        new = pencil.mapping(root, kind, first, len(lines))
    else:
        return text
    result = "\n".join([*lines[:first], *new]).rstrip() + "\n"
    return result if meaning(result, kind) == meaning(text, kind) else text


def meaning(text: str, kind: type[Record]) -> Any:
    """Return what a data file says: its values, with lists that have no order sorted, and without the order of keys."""
    document, problems = compose(Source("", tuple(text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n"))))
    return None if problems else _meaning(document.value, kind)


def _meaning(value: Any, model: type[Model] | None) -> Any:
    if isinstance(value, list):
        return [_meaning(item, model) for item in value]
    if not isinstance(value, dict):
        return value
    result = {}
    for name, item in value.items():
        what = shape(model.model_fields[name]) if model and name in model.model_fields else None
        result[name] = _meaning(item, what.model if what else None)
        if what and what.is_unordered and isinstance(item, list) and all(isinstance(i, str) for i in item):
            result[name] = sorted(item)
    return result


class _Formatter:
    """Formats the lines of a file. The dash before a record is blank while its keys are ordered."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = list(lines)

    def sequence(
        self, node: yaml.SequenceNode, model: type[Model] | None, start: int, end: int, *, is_unordered: bool = False
    ) -> list[str]:
        """Return the lines of a list in block style."""
        if not node.value:
            return self.lines[start:end]
        spans = item_spans(self.lines, node, start, end)
        items = [self._item(item, model, span.start, span.end) for item, span in zip(node.value, spans, strict=True)]
        if is_unordered and all(isinstance(item, yaml.ScalarNode) for item in node.value):
            last, items[-1] = _without_end(items[-1], 0)
            ranked = sorted(zip(node.value, items, strict=True), key=lambda pair: natural(str(pair[0].value)))
            items = [*(item for _, item in ranked), last]
        return [*self.lines[start : spans[0].start], *(line for item in items for line in item)]

    def _item(self, node: yaml.Node, model: type[Model] | None, start: int, end: int) -> list[str]:
        line = start
        while not self.lines[line].lstrip(" ").startswith("-"):
            line += 1
        dash = self.lines[line].index("-")
        if isinstance(node, yaml.ScalarNode):
            return [*self.lines[start:line], *self._scalar(node, line, end, dash)]
        if not isinstance(node, yaml.MappingNode) or node.flow_style or model is None or node.start_mark.line != line:
            return self.lines[start:end]
        self.lines[line] = f"{self.lines[line][:dash]} {self.lines[line][dash + 1 :]}"
        new = self.mapping(node, model, line, end)
        first = next(i for i, text in enumerate(new) if text.strip() and not text.lstrip(" ").startswith("#"))
        new[first] = f"{new[first][:dash]}-{new[first][dash + 1 :]}"
        return [*self.lines[start:line], *new]

    def mapping(self, node: yaml.MappingNode, model: type[Model], start: int, end: int) -> list[str]:
        """Return the lines of a mapping, its keys in the order of the model."""
        column = node.value[0][0].start_mark.column
        last, _ = _without_end(self.lines[start:end], column)
        end -= len(last)
        order = list(model.model_fields)
        chunks = []
        for (name, span), (key, value) in zip(key_spans(self.lines, node, start, end), node.value, strict=True):
            line = key.start_mark.line
            chunk = [*self.lines[span.start : line], *self._value(name, value, model, line, span.end, column)]
            chunks.append((order.index(name) if name in order else len(order), chunk))
        chunks.sort(key=lambda pair: pair[0])
        return [*(text for _, chunk in chunks for text in chunk), *last]

    def _value(self, name: str, node: yaml.Node, model: type[Model], start: int, end: int, column: int) -> list[str]:
        """Return the lines of a key and its value, the remarks above the key left out."""
        info = model.model_fields.get(name)
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, start, end, column)
        if info is None:
            return self.lines[start:end]
        what = shape(info)
        if isinstance(node, yaml.SequenceNode):
            if node.flow_style:
                return self._flow(node, start, end) if what.is_unordered else self.lines[start:end]
            inner = self.sequence(node, what.model, start + 1, end, is_unordered=what.is_unordered)
            return [self.lines[start], *inner]
        if isinstance(node, yaml.MappingNode) and what.model and not node.flow_style:
            return [self.lines[start], *self.mapping(node, what.model, start + 1, end)]
        return self.lines[start:end]

    def _flow(self, node: yaml.SequenceNode, start: int, end: int) -> list[str]:
        """Return a list in brackets with its items sorted, if it stands on one line."""
        first, last = node.start_mark, node.end_mark
        if first.line != last.line or first.line != start or not node.value:
            return self.lines[start:end]
        line = self.lines[start]
        items = [(str(item.value), line[item.start_mark.column : item.end_mark.column]) for item in node.value]
        inside = ", ".join(written for _, written in sorted(items, key=lambda item: natural(item[0])))
        return [f"{line[: first.column]}[{inside}]{line[last.column :]}", *self.lines[start + 1 : end]]

    def _scalar(self, node: yaml.ScalarNode, start: int, end: int, indent: int) -> list[str]:
        """Return the lines of a text, wrapped if one of them is too long and it may be folded."""
        lines = self.lines[start:end]
        last, content = _without_end(lines, 0)
        text = str(node.value)
        can_fold = node.style != "|" and " " in text and text == " ".join(text.split())
        head = lines[0][: node.start_mark.column]
        is_simple = node.start_mark.line == start and (node.style != ">" or lines[0].rstrip().endswith(">-"))
        if not (can_fold and is_simple and max(map(len, content)) > LONGEST):
            return lines
        if any(line.lstrip(" ").startswith("#") for line in last):
            return lines
        return [*folded(head, text, indent + 2), *last]


def _without_end(lines: list[str], column: int) -> tuple[list[str], list[str]]:
    """Return the empty lines at the end of some lines, with remarks that stand further to the left; and the rest."""
    end = len(lines)
    while end > 1:
        bare = lines[end - 1].lstrip(" ")
        if bare.strip() and not (bare.startswith("#") and len(lines[end - 1]) - len(bare) < column):
            break
        end -= 1
    return lines[end:], lines[:end]


def natural(text: str) -> list[tuple[int, str]]:
    """Return a key that sorts 1.2.10 behind 1.2.9."""
    return [(int(part), "") if part.isascii() and part.isdigit() else (0, part) for part in re.split(r"(\d+)", text)]
