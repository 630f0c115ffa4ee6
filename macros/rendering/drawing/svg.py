"""The SVG elements that every drawing shares."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import Final

from .geometry import number
from .palette import paint
from .text import LEADING, TITLE, TextStyle

FONT: Final = "Roboto, Helvetica, Arial, sans-serif"
_CAP_HEIGHT: Final = 0.72
#: Blanks that a line of SVG must not keep, and characters that XML forbids; a no-break space stays.
_BLANKS: Final = re.compile(r"[ \t\r\n\x00-\x08\x0b\x0c\x0e-\x1f]+")


def text_block(
    lines: Sequence[str], style: TextStyle, x: float, top: float, *, variant: str = "", centered: bool = False
) -> str:
    """Lines of real text; the blank between two lines lets search and copying find whole sentences."""
    classes = f"{style.name} {style.name}--{variant}" if variant else style.name
    size = "" if style.size == TITLE.size else f' font-size="{style.size}"'
    weight = ' font-weight="500"' if style.bold else ""
    anchor = ' text-anchor="middle"' if centered else ""
    baseline = top + style.size * (LEADING + _CAP_HEIGHT) / 2
    spans = " ".join(
        f'<tspan x="{number(x)}" y="{number(baseline + index * style.line_height)}">{plain(line)}</tspan>'
        for index, line in enumerate(lines)
    )
    return f"<text {paint(classes)}{size}{weight}{anchor}>{spans}</text>"


def link(href: str, accessible_name: str, content: str) -> str:
    """A link; `xlink:href`, since Material's instant navigation fails on a page with a plain `href` in SVG."""
    return f'<a xlink:href="{quoted(href)}" aria-label="{quoted(accessible_name)}">{content}</a>'


def document(body: str, *, name: str, kind: str, title: str, description: str, width: float, height: float) -> str:
    """A whole drawing: one line of SVG that is well-formed XML and valid inside HTML."""
    size = f'width="{number(width)}" height="{number(height)}"'
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'class="drawing__svg drawing__svg--{kind}" role="group" '
        f'aria-labelledby="{quoted(name)}-t {quoted(name)}-d" '
        f'viewBox="0 0 {number(width)} {number(height)}" {size} '
        f'font-family="{FONT}" font-size="{TITLE.size}" data-search-exclude="">'
        f'<title id="{quoted(name)}-t">{plain(title)}</title>'
        f'<desc id="{quoted(name)}-d">{plain(description)}</desc>{body}</svg>'
    )


def quoted(value: str) -> str:
    """Text for an attribute, on one line."""
    return escape(_BLANKS.sub(" ", value))


def plain(value: str) -> str:
    """Text for the content of an element, on one line."""
    return escape(_BLANKS.sub(" ", value), quote=False)
