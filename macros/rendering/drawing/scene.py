"""A finished layout: shapes at their places and the lines between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol

from .geometry import Point, Way, arrow_head, number, rounded_path, shifted
from .palette import paint
from .svg import quoted, text_block
from .text import LABEL, block_height, block_width, wrap

#: Room around a drawing, so that the outer half of a frame's line is not cut off.
MARGIN: Final = 1


class Shape(Protocol):
    """Something of a known size that can be drawn anywhere."""

    @property
    def width(self) -> float:
        """The width in pixels."""
        ...

    @property
    def height(self) -> float:
        """The height in pixels."""
        ...

    def draw(self, name: str, x: float, y: float) -> str:
        """The SVG of the shape with its upper left corner at a point; `name` prefixes its ids."""
        ...


class StepShape(Shape, Protocol):
    """The shape of a step."""

    def right_edge(self, y: float) -> float:
        """How far right the outline reaches at a height below the top of the shape."""
        ...


@dataclass(frozen=True)
class Placed:
    """A shape and its upper left corner."""

    shape: Shape
    x: float
    y: float


@dataclass(frozen=True)
class Head:
    """An arrow head: where its tip is and where it points."""

    tip: Point
    way: Way


@dataclass(frozen=True)
class Line:
    """The way of one arrow from a step to another: one stretch, or several where its label interrupts it.

    Lines with the same owner and kind become one path: colors may be translucent, and a stretch that two
    lines share must not be painted twice. Where another line paints the end of the way and the head, `rest` is
    that end.
    """

    start: str
    end: str
    stretches: tuple[tuple[Point, ...], ...]
    head: Head
    failure: bool = False
    owner: str = ""
    rest: tuple[Point, ...] = ()

    @property
    def whole(self) -> str:
        """The path data of the whole way, with the end that another line paints, and of its head."""
        *before, last = self.stretches
        ways = "".join(rounded_path(stretch) for stretch in (*before, (*last, *self.rest)))
        return ways + arrow_head(self.head.tip, self.head.way)

    def moved(self, right: float, down: float) -> Line:
        """The same line elsewhere."""
        return replace(
            self,
            stretches=tuple(shifted(stretch, right, down) for stretch in self.stretches),
            head=Head(shifted([self.head.tip], right, down)[0], self.head.way),
            rest=shifted(self.rest, right, down),
        )


@dataclass(frozen=True)
class Label:
    """The words on an arrow."""

    lines: tuple[str, ...]
    width: float
    height: float
    failure: bool = False
    centered: bool = False

    @classmethod
    def fit(cls, words: str, max_width: float, *, failure: bool = False, centered: bool = False) -> Label:
        """Wrap the words; a centered label has the same room on both of its sides."""
        room = 4
        lines = wrap(words, max_width - 2 * room, LABEL)
        width = block_width(lines, LABEL) + 2 * room
        return cls(lines, width, block_height(lines, LABEL), failure, centered)

    def draw(self, name: str, x: float, y: float) -> str:  # noqa: ARG002 - a label has no id
        """The text; it needs no background, since its line leaves a gap for it."""
        left = x + (self.width / 2 if self.centered else 4)
        variant = "failure" if self.failure else ""
        return text_block(self.lines, LABEL, left, y, variant=variant, centered=self.centered)


@dataclass(frozen=True)
class Scene:
    """A laid-out drawing with its upper left corner at 0, 0; the shapes are in reading order."""

    width: float
    height: float
    shapes: tuple[Placed, ...]
    lines: tuple[Line, ...]

    def draw(self, name: str, x: float, y: float) -> str:
        """The SVG of the scene with its upper left corner at a point: lines first, shapes above them."""
        lines = draw_lines([line.moved(x, y) for line in self.lines])
        return lines + "".join(item.shape.draw(name, x + item.x, y + item.y) for item in self.shapes)


def draw_lines(lines: Sequence[Line]) -> str:
    """One path for the lines of each owner and kind, one for their arrow heads; then the whole ways, not painted.

    A script paints the whole way of an arrow over the lines, to show which arrows were taken.
    """
    ways: dict[tuple[str, bool], str] = {}
    heads: dict[bool, str] = {}
    for line in lines:
        key = (line.owner, line.failure)
        ways[key] = ways.get(key, "") + "".join(rounded_path(stretch) for stretch in line.stretches)
        tip = "" if line.rest else arrow_head(line.head.tip, line.head.way)
        heads[line.failure] = heads.get(line.failure, "") + tip
    drawn = [_path("drawing__line", failure, data) for (_, failure), data in ways.items()]
    drawn += [_path("drawing__head", failure, data) for failure, data in heads.items() if data]
    whole = "".join(f'<path data-way="{quoted(f"{line.start} {line.end}")}" d="{line.whole}"/>' for line in lines)
    return "".join(drawn) + (f'<g fill="none">{whole}</g>' if whole else "")


def rectangle(classes: str, box: tuple[float, float, float, float], radius: float) -> str:
    """A rectangle with round corners; the box is x, y, width, height."""
    x, y, width, height = (number(value) for value in box)
    return f'<rect {paint(classes)} x="{x}" y="{y}" width="{width}" height="{height}" rx="{number(radius)}"/>'


def _path(classes: str, failure: bool, data: str) -> str:
    """A path in the colors of its kind."""
    full = f"{classes} {classes}--failure" if failure else classes
    return f'<path {paint(full)} d="{data}"/>'
