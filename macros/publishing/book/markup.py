"""Writing Typst: text that stays text, strings, and calls."""

from __future__ import annotations

import re

SPECIAL = re.compile(r"""([\\#$*_`<>@=\-+/~"'\[\]{}&^|:;])""")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def escape(text: str) -> str:
    """Return text for Typst markup in which nothing has a meaning: no emphasis, no list, no link, no dash.

    Typst reads every escaped punctuation mark as itself, so more marks are escaped than strictly needed.
    """
    text = SPECIAL.sub(r"\\\1", CONTROL.sub("", text))
    text = re.sub(r"(\d)\.(?=\s|$)", r"\1\\.", text)  # "1. " would start a list
    return text.replace("..", ".\\.")  # "..." would become an ellipsis


def flowing(text: str | None) -> str:
    """Return the text of an element as HTML shows it: white space is one blank."""
    return escape(re.sub(r"[ \t\r\n]+", " ", text)) if text else ""


def string(text: str) -> str:
    """Return a Typst string literal."""
    text = CONTROL.sub("", text).replace("\\", "\\\\").replace('"', '\\"')
    return '"' + text.replace("\n", "\\n").replace("\t", "\\t").replace("\r", "") + '"'


def call(name: str, /, *bodies: str, at: tuple[str, ...] = (), **options: str | int | bool | None) -> str:
    """Return a call of a Typst function in markup: `at` and the options are Typst code, the bodies are content.

    The semicolon ends it: without one, a bracket or a full stop that follows would belong to it.
    """
    return f"#{expression(name, *bodies, at=at, **options)};"


def expression(name: str, /, *bodies: str, at: tuple[str, ...] = (), **options: str | int | bool | None) -> str:
    """Return a call of a Typst function as it stands inside another call."""
    listed = [*at, *(f"{key.replace('_', '-')}: {literal(value)}" for key, value in options.items())]
    return (f"{name}({', '.join(listed)})" if listed or not bodies else name) + "".join(f"[{body}]" for body in bodies)


def literal(value: str | int | bool | None) -> str:
    """Return an option's value; a text is Typst code already (`string` makes one of words)."""
    if value is None:
        return "none"
    return str(value).lower() if isinstance(value, bool) else str(value)


def array(items: list[str]) -> str:
    """Return a Typst array of items that are Typst code; one item needs a comma."""
    return f"({', '.join(items)}{',' if len(items) == 1 else ''})"
