"""Cutting a drawing that is too tall for a page: between its boxes, so that only lines cross the cut."""

from __future__ import annotations

import re
from copy import deepcopy
from itertools import pairwise

from lxml import etree

SVG = "{http://www.w3.org/2000/svg}"
VIEW = re.compile(r"^0 0 ([\d.]+) ([\d.]+)$")
ROOM = 5.0
"""Above and below a box, for its border and an arrow's head."""

Range = tuple[float, float]


def cut(source: str, tallest: float) -> list[str]:
    """Return a drawing in parts that are at most `tallest` high; whole if it has no gap where it must be cut."""
    root = etree.fromstring(source.encode())
    view = VIEW.match(root.get("viewBox") or "")
    if not view or float(view[2]) <= tallest:
        return [source]
    width, height = float(view[1]), float(view[2])
    boxes = [box for child in root for box in _boxes(child, tallest)]
    count = int(height // tallest) + 1
    cuts = [0.0]
    for number in range(1, count):
        gaps = _gaps(boxes, cuts[-1] + 1, min(cuts[-1] + tallest, height))
        if not gaps:
            return [source]
        wanted = height * number / count
        cuts.append(min((min(max(wanted, start), end) for start, end in gaps), key=lambda y: abs(y - wanted)))
    cuts.append(height)
    if max(end - start for start, end in pairwise(cuts)) > tallest:
        return [source]
    return [_part(root, width, (start, end)) for start, end in pairwise(cuts)]


def _boxes(element: etree._Element, tallest: float) -> list[Range]:
    """Return what must not be cut: cards and words. A frame around much is cut between what it holds."""
    extent = _extent(element)
    if extent is None:
        return []
    if extent[1] - extent[0] > tallest / 2 and len(element):
        return [box for child in element for box in _boxes(child, tallest)]
    return [extent]


def _extent(element: etree._Element) -> Range | None:
    """Return from where to where an element reaches, by its rectangles and words; lines do not count."""
    tops, ends = [], []
    for part in element.iter(f"{SVG}rect", f"{SVG}tspan"):
        y = float(part.get("y") or 0)
        tops.append(y if part.tag == f"{SVG}rect" else y - 12)
        ends.append(y + float(part.get("height") or 4))
    return (min(tops) - ROOM, max(ends) + ROOM) if tops else None


def _gaps(boxes: list[Range], start: float, end: float) -> list[Range]:
    """Return the stretches that no box reaches into."""
    gaps, reached = [], start
    for top, bottom in [*sorted(boxes), (end, end)]:
        if min(top, end) > reached:
            gaps.append((reached, min(top, end)))
        reached = max(reached, bottom)
    return gaps


def _part(root: etree._Element, width: float, shown: Range) -> str:
    """Return the part of a drawing within a range; what lies outside is dropped, so that no word is there twice."""
    part = deepcopy(root)
    height = shown[1] - shown[0]
    part.set("viewBox", f"0 {shown[0]:g} {width:g} {height:g}")
    part.set("width", f"{width:g}")
    part.set("height", f"{height:g}")
    for element in list(part.iter(f"{SVG}g", f"{SVG}a", f"{SVG}text", f"{SVG}rect")):
        extent, parent = _extent(element), element.getparent()
        if extent and parent is not None and (extent[1] <= shown[0] or extent[0] >= shown[1]):
            parent.remove(element)
    return etree.tostring(part, encoding="unicode")
