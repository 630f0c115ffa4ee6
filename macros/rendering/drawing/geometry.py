"""Numbers, paths and arrow heads, as SVG writes them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final, Literal

Point = tuple[float, float]
Way = Literal["down", "up", "left", "right"]

#: The length of an arrow head; a line stops where it begins, since both may be translucent.
HEAD: Final = 8
LINE_END: Final = 7.5
_HALF_HEAD: Final = 4
_STEP: Final[dict[Way, Point]] = {"down": (0, 1), "up": (0, -1), "left": (-1, 0), "right": (1, 0)}


def number(value: float) -> str:
    """Write a coordinate in one way only, so that equal drawings are equal bytes."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def rounded_path(points: Sequence[Point], radius: float = 8) -> str:
    """The path data of a line through points that lie right of, left of, above or below each other."""
    corners = _corners(points)
    data = [f"M{_pair(corners[0])}"]
    for before, corner, after in zip(corners, corners[1:], corners[2:], strict=False):
        bend = min(radius, _distance(before, corner) / 2, _distance(corner, after) / 2)
        data.append(f"L{_pair(_towards(corner, before, bend))}")
        data.append(f"Q{_pair(corner)} {_pair(_towards(corner, after, bend))}")
    data.append(f"L{_pair(corners[-1])}")
    return "".join(data)


def arrow_head(tip: Point, way: Way) -> str:
    """The path data of an arrow head whose tip touches a point."""
    x, y = _STEP[way]
    tail = (tip[0] - x * HEAD, tip[1] - y * HEAD)
    left = (tail[0] - y * _HALF_HEAD, tail[1] - x * _HALF_HEAD)
    right = (tail[0] + y * _HALF_HEAD, tail[1] + x * _HALF_HEAD)
    return f"M{_pair(tip)}L{_pair(left)}L{_pair(right)}z"


def short_of(tip: Point, way: Way) -> Point:
    """Where the line to an arrow head stops."""
    x, y = _STEP[way]
    return (tip[0] - x * LINE_END, tip[1] - y * LINE_END)


def shifted(points: Iterable[Point], right: float, down: float) -> tuple[Point, ...]:
    """The same points, moved."""
    return tuple((x + right, y + down) for x, y in points)


def _corners(points: Sequence[Point]) -> list[Point]:
    """Leave out repeated points and those in the middle of a straight stretch."""
    distinct = [points[0], *(after for before, after in pairwise(points) if before != after)]
    if len(distinct) < 3:
        return distinct
    middle = [
        corner
        for before, corner, after in zip(distinct, distinct[1:], distinct[2:], strict=False)
        if not (before[0] == corner[0] == after[0] or before[1] == corner[1] == after[1])
    ]
    return [distinct[0], *middle, distinct[-1]]


def _pair(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"


def _distance(one: Point, other: Point) -> float:
    """The distance of two points on one horizontal or vertical line."""
    return abs(one[0] - other[0]) + abs(one[1] - other[1])


def _towards(start: Point, goal: Point, distance: float) -> Point:
    """The point at a distance from `start` on the way to `goal`."""
    share = distance / _distance(start, goal)
    return (start[0] + (goal[0] - start[0]) * share, start[1] + (goal[1] - start[1]) * share)
