"""Read a drawing back from its SVG: where its boxes, frames, labels and lines are."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations, pairwise

from macros.rendering.drawing.text import ANSWER, LABEL, SMALL, TITLE, text_width

SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}"
_STYLES = {style.name: style for style in (TITLE, SMALL, ANSWER, LABEL)}
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass(frozen=True)
class Rect:
    """A box by its edges."""

    left: float
    top: float
    right: float
    bottom: float
    name: str = ""

    def meets(self, other: Rect, slack: float = 0.7) -> bool:
        """Whether two boxes share more than their edges."""
        return (
            self.left < other.right - slack
            and other.left < self.right - slack
            and self.top < other.bottom - slack
            and other.top < self.bottom - slack
        )

    def holds(self, other: Rect, slack: float = 0.6) -> bool:
        """Whether another box lies inside."""
        return (
            self.left <= other.left + slack
            and self.top <= other.top + slack
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )


@dataclass
class Picture:
    """Everything in a drawing; `frames` are the names of the frames around each thing, by its index."""

    size: Rect
    cards: list[tuple[Rect, tuple[str, ...]]] = field(default_factory=list)
    frames: list[tuple[Rect, tuple[str, ...]]] = field(default_factory=list)
    labels: list[tuple[Rect, tuple[str, ...]]] = field(default_factory=list)
    lines: list[tuple[Rect, tuple[str, ...]]] = field(default_factory=list)
    texts: list[tuple[Rect, Rect]] = field(default_factory=list)


def read(svg: str) -> Picture:
    """Parse a drawing."""
    root = ET.fromstring(svg)
    width, height = (float(value) for value in root.attrib["viewBox"].split()[2:])
    picture = Picture(Rect(0, 0, width, height))
    _read_children(root, (), picture)
    return picture


def problems(svg: str) -> list[str]:
    """Everything in a drawing that lies where it should not."""
    picture = read(svg)
    everything = [*picture.cards, *picture.frames, *picture.labels, *picture.lines]
    found = [f"outside the drawing: {thing}" for thing, _ in everything if not picture.size.holds(thing)]
    found += [f"text leaves {box}: {text}" for text, box in picture.texts if not box.holds(text)]
    solid = [*picture.cards, *picture.labels]
    found += [f"overlap: {one} and {other}" for (one, _), (other, _) in combinations(solid, 2) if one.meets(other)]
    found += [f"line through: {line} {box}" for line, _ in picture.lines for box, _ in solid if line.meets(box)]
    for frame, around in picture.frames:
        path = (*around, frame.name)
        for thing, frames in everything:
            inside = frames[: len(path)] == path
            if inside and not frame.holds(thing):
                found.append(f"leaves its frame: {thing}")
            if not inside and thing.name != frame.name and thing.meets(frame) and not thing.holds(frame):
                found.append(f"in a strange frame: {thing} {frame}")
    return found


def _read_children(parent: ET.Element, frames: tuple[str, ...], picture: Picture) -> None:
    for element in parent:
        classes = element.get("class", "").split()
        if "drawing__group" in classes:
            rect = element.find(f"{SVG}rect")
            assert rect is not None
            name = element.attrib["id"]
            box = _rect(rect, name)
            picture.frames.append((box, frames))
            for text in _direct_texts(element):
                picture.texts += [(line, box) for line in text_lines(text)]
            _read_children(element, (*frames, name), picture)
        elif "drawing__card" in classes:
            box = _card_box(element)
            picture.cards.append((box, frames))
            picture.texts += [(line, box) for text in element.iter(f"{SVG}text") for line in text_lines(text)]
        elif "drawing__label" in classes:
            lines = list(text_lines(element))
            picture.labels.append((_around(lines), frames))
        elif "drawing__line" in classes:
            picture.lines += [(line, frames) for line in _segments(element.attrib["d"])]
        elif "drawing__head" in classes:
            for head in element.attrib["d"].split("z"):
                if head:
                    assert picture.size.holds(_around([Rect(x, y, x, y) for x, y in _points(head)]))


def _direct_texts(group: ET.Element) -> Iterator[ET.Element]:
    """The heading of a frame, in a link or not, without the labels between its steps."""
    for holder in (group, *group.findall(f"{SVG}a")):
        for text in holder.findall(f"{SVG}text"):
            if "drawing__label" not in text.attrib["class"].split():
                yield text


def text_lines(text: ET.Element) -> Iterator[Rect]:
    """The box of each line of text, as wide as the ruler says."""
    style = _STYLES[text.attrib["class"].split()[0]]
    for span in text:
        words = span.text or ""
        width = text_width(words, style)
        left = float(span.attrib["x"]) - (width / 2 if text.get("text-anchor") == "middle" else 0)
        base = float(span.attrib["y"])
        yield Rect(left, base - 0.75 * style.size, left + width, base + 0.25 * style.size, words)


def _card_box(card: ET.Element) -> Rect:
    rect = card.find(f"{SVG}rect")
    if rect is not None and "drawing__box" in rect.attrib["class"]:
        return _rect(rect, card.attrib["id"])
    path = next(path for path in card.findall(f"{SVG}path") if path.attrib["class"] == "drawing__box")
    x, middle, point, up, flat = (float(value) for value in _NUMBER.findall(path.attrib["d"])[:5])
    return Rect(x, middle + up, x + 2 * point + flat, middle - up, card.attrib["id"])


def _rect(rect: ET.Element, name: str) -> Rect:
    x, y, width, height = (float(rect.attrib[key]) for key in ("x", "y", "width", "height"))
    return Rect(x, y, x + width, y + height, name)


def _around(boxes: list[Rect]) -> Rect:
    name = " ".join(box.name for box in boxes)
    return Rect(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
        name,
    )


def _points(data: str) -> list[tuple[float, float]]:
    values = [float(value) for value in _NUMBER.findall(data)]
    return list(zip(values[::2], values[1::2], strict=True))


def _segments(data: str) -> Iterator[Rect]:
    """Every stretch of a path as a thin box; a rounded corner counts as a square one."""
    for stretch in data.split("M")[1:]:
        for (x1, y1), (x2, y2) in pairwise(_points(stretch)):
            assert x1 == x2 or y1 == y2, f"a slanted line in M{stretch}"
            yield Rect(min(x1, x2) - 0.5, min(y1, y2) - 0.5, max(x1, x2) + 0.5, max(y1, y2) + 0.5, "line")
