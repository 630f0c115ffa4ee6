"""What a tagged PDF file reads aloud, in order, with the places where it is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

HEADING = re.compile(r"/H[1-6]$")
DRAWN = ("TJ", "Tj", "Do", "f", "S")
"""Operators that put ink on the page."""


@dataclass(frozen=True)
class Piece:
    """A piece of marked content."""

    page: int
    """The number of its page, from 1."""
    top: float
    """How high its first line stands, in points above the page's foot."""
    bottom: float
    heading: int | None
    """The heading that it is a part of: a number of its own in the file."""
    title: str
    """The title of that heading."""


def pieces(pdf: Any) -> list[Piece]:
    """Return the pieces of a file in the order in which they are read."""
    numbers = {page.objgen: number for number, page in enumerate(pdf.pages, start=1)}
    heights = {number: _heights(page) for number, page in enumerate(pdf.pages, start=1)}
    found = []
    for page, mark, heading in _leaves(pdf.Root.StructTreeRoot, None, None):
        number = numbers[page.objgen]
        if mark in heights[number]:
            top, bottom = heights[number][mark]
            title = str(heading.get("/T", "")) if heading is not None else ""
            found.append(Piece(number, top, bottom, heading.objgen[0] if heading is not None else None, title))
    return found


def lonely_headings(pieces: list[Piece]) -> list[str]:
    """Return the headings that stand alone: what is read next is not below them on the same page and column."""
    lonely = []
    for piece, following in pairwise(pieces):
        ends = piece.heading is not None and piece.heading != following.heading
        if ends and (following.page != piece.page or following.bottom >= piece.bottom):
            lonely.append(f"page {piece.page}: {piece.title}")
    return lonely


def _leaves(element: Any, page: Any, heading: Any) -> Iterator[tuple[Any, int, Any]]:
    """Yield page, mark and heading of each piece below an element of the structure."""
    import pikepdf

    page = element.get("/Pg", page)
    if HEADING.match(str(element.get("/S", ""))):
        heading = element
    inside = element.get("/K", [])
    for child in inside if isinstance(inside, pikepdf.Array) else [inside]:
        if isinstance(child, int):
            yield page, child, heading
        elif "/MCID" in child:
            yield child.get("/Pg", page), int(child.MCID), heading
        elif "/Obj" not in child:
            yield from _leaves(child, page, heading)


def _heights(page: Any) -> dict[int, tuple[float, float]]:
    """Return how high the highest and the lowest ink of each marked piece of a page stands."""
    import pikepdf

    found: dict[int, tuple[float, float]] = {}
    now, kept, marks = pikepdf.Matrix(), [], list[int | None]()
    for instruction in pikepdf.parse_content_stream(page):
        operands: Any = instruction.operands
        name = str(instruction.operator)
        if name == "q":
            kept.append(now)
        elif name == "Q":
            now = kept.pop()
        elif name == "cm":
            now = pikepdf.Matrix(operands) @ now
        elif name in ("BDC", "BMC"):
            properties = operands[1] if len(operands) > 1 else {}
            marks.append(int(properties["/MCID"]) if "/MCID" in properties else None)
        elif name == "EMC":
            marks.pop()
        elif name in DRAWN:
            mark = next((mark for mark in reversed(marks) if mark is not None), None)
            if mark is not None:
                top, bottom = found.get(mark, (now.f, now.f))
                found[mark] = (max(top, now.f), min(bottom, now.f))
    return found
