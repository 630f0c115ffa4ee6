"""Records as lines of YAML, in the style of the data: texts without quotes where that is safe, folded where long."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from macros.authoring.fields import shape
from macros.models import Model
from macros.reading import Source, compose

WIDTH = 106
"""Where folded texts are wrapped, as in most of the data."""

LONGEST = 120
"""A line may be so long before it is wrapped."""

GUESSED = re.compile(
    r"~|null|true|false|yes|no|on|off|[yn]|[-+]?(?:\d[\d_]*\.?\d*|\.\d+)(?:e[-+]?\d+)?|0[xo][\da-f]+", re.IGNORECASE
)
"""What some reader of YAML would not take for text."""


@dataclass(frozen=True)
class Style:
    """How a file writes lists."""

    is_flow: bool = False
    """Short lists stand on one line, in brackets."""
    is_indented: bool = True
    """The items of a list stand further to the right than its key."""


def style_of(text: str) -> Style:
    """Return the style of a file's text: that of most of its lists."""
    flow = len(re.findall(r"^ +[a-z_]+: \[(?!\[)", text, re.MULTILINE))
    block = re.findall(r"^( +)[a-z_]+:\n( +)- ", text, re.MULTILINE)
    flat = sum(len(key) == len(item) for key, item in block)
    return Style(flow > len(block) / 2, flat <= len(block) / 2)


def record_lines(values: Mapping[str, Any], model: type[Model], style: Style) -> list[str]:
    """Return a record as an item of a list. `values` are plain: texts, lists and mappings by their keys."""
    return _item(_mapping(values, model, 2, style), 0)


def field_lines(name: str, value: Any, model: type[Model], indent: int, style: Style) -> list[str]:
    """Return a field of a model with its value, indented by so many spaces."""
    what = shape(model.model_fields[name])
    lead = " " * indent
    if isinstance(value, list):
        step = indent + (2 if style.is_indented else 0)
        flow = f"{lead}{name}: [{', '.join(_flow(str(item)) for item in value)}]" if not what.model else ""
        if style.is_flow and flow and len(flow) <= WIDTH + 2:
            return [flow]
        lines = [f"{lead}{name}:"]
        for item in value:
            if what.model:
                lines += _item(_mapping(item, what.model, step + 2, style), step)
            else:
                lines += scalar_lines(f"{' ' * step}- ", str(item), step)
        return lines
    if isinstance(value, Mapping):
        if what.model:
            return [f"{lead}{name}:", *_mapping(value, what.model, indent + 2, style)]
        inner = [
            line for key, text in value.items() for line in scalar_lines(f"{lead}  {key}: ", str(text), indent + 2)
        ]
        return [f"{lead}{name}:", *inner]
    if what.leaf is bool:
        return [f"{lead}{name}: {value}"]
    return scalar_lines(f"{lead}{name}: ", str(value), indent)


def scalar_lines(start: str, text: str, indent: int) -> list[str]:
    """Return a text behind its key or dash, which stands `indent` spaces from the left."""
    text = " ".join(text.split())
    if len(start) + len(text) > WIDTH + 2 and " " in text:
        return folded(start, text, indent + 2)
    return [start + (text if is_plain(text) else quoted(text))]


def folded(start: str, text: str, indent: int) -> list[str]:
    """Return a text of one paragraph as a folded block, its lines so many spaces from the left."""
    lead = " " * indent
    wrapped = textwrap.wrap(text, WIDTH, initial_indent=lead, subsequent_indent=lead, **_WHOLE_WORDS)
    return [f"{start}>-", *wrapped]


_WHOLE_WORDS: dict[str, Any] = {"break_long_words": False, "break_on_hyphens": False}


def is_plain(text: str) -> bool:
    """Return whether a text means itself without quotes, to every reader of YAML."""
    if GUESSED.fullmatch(text):
        return False
    document, problems = compose(Source("", (f"- k: {text}",)))
    return not problems and bool(document.value == [{"k": text}])


def quoted(text: str) -> str:
    """Return a text in single quotes, which know no escapes."""
    return "'" + text.replace("'", "''") + "'"


def _flow(text: str) -> str:
    document, problems = compose(Source("", (f"- [{text}]",)))
    is_safe = not problems and document.value == [[text]] and not GUESSED.fullmatch(text)
    return text if is_safe else quoted(text)


def _mapping(values: Mapping[str, Any], model: type[Model], indent: int, style: Style) -> list[str]:
    order = [name for name in model.model_fields if values.get(name) not in (None, "", [])]
    return [line for name in order for line in field_lines(name, values[name], model, indent, style)]


def _item(lines: list[str], indent: int) -> list[str]:
    """Put the dash of a list before the lines of a mapping."""
    return [f"{' ' * indent}- {lines[0].lstrip(' ')}", *lines[1:]]
