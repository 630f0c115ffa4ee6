"""The single-column drawing of a workflow, for widths at which branches do not fit side by side.

Steps stand under each other. The arrow to the next step goes straight down. Every other arrow leaves below its
step, along a row with its words, to a gutter on the right, and enters its target from there. Arrows of one kind
to one target share a track of the gutter, so that the gutter stays narrow.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from .geometry import Point, short_of
from .layering import turned_arrows
from .model import Arrow, Flow, Step
from .scene import Head, Label, Line, Placed, Scene, StepShape

_TRUNK: Final = 24
#: The trunk of the other kind of arrows runs beside that of the arrow that goes straight down.
_SECOND_TRUNK: Final = 16
_GAP: Final = 26
_LOOSE_GAP: Final = 16
_ROW_PADDING: Final = 10
_ROW_LEAST: Final = 14
_ROW_GAP: Final = 6
_STUB: Final = 14
_GUTTER: Final = 20
_TRACK: Final = 11
_LEAST_TRACK: Final = 5
_LEAST_COLUMN: Final = 110
_ENTRY_SPREAD: Final = 7
_ENTRY_DEPTH: Final = 26

ShapeOf = Callable[[Step, float], StepShape]


@dataclass(frozen=True)
class _Bus:
    """All arrows of one kind to one target: they share a track."""

    target: str
    failure: bool


@dataclass(frozen=True)
class _Row:
    """The way of an arrow from below its step to the gutter, in two parts where words interrupt it."""

    start: str
    y: float
    to_label: tuple[Point, ...]
    to_gutter: tuple[Point, ...]


def column_scene(flow: Flow, width: float, shape_of: ShapeOf) -> Scene:
    """Lay out a workflow within a width; `shape_of` gives a step's shape for the width of the column."""
    return _Column(flow, width, shape_of).scene()


def reading_order(flow: Flow) -> list[str]:
    """Every step after those that lead to it, and where possible right after the first of these."""
    keys = [step.key for step in flow.steps]
    turned = turned_arrows(keys, flow.arrows)
    forward = [arrow for index, arrow in enumerate(flow.arrows) if index not in turned]
    finished: list[str] = []
    seen: set[str] = set()

    def walk(key: str) -> None:
        seen.add(key)
        leaving = [arrow for arrow in forward if arrow.start == key]
        for arrow in sorted(leaving, key=lambda arrow: arrow.failure)[::-1]:
            if arrow.end not in seen:
                walk(arrow.end)
        finished.append(key)

    entered = {arrow.end for arrow in forward}
    for key in sorted(keys, key=lambda key: key in entered)[::-1]:
        if key not in seen and key not in entered:
            walk(key)
    return finished[::-1]


class _Column:
    """The layout of one column, filled from the top."""

    def __init__(self, flow: Flow, width: float, shape_of: ShapeOf) -> None:
        steps = {step.key: step for step in flow.steps}
        self._order = reading_order(flow)
        self._straight = _straight_arrows(flow, self._order)
        self._leaving = {
            key: [arrow for arrow in flow.arrows if arrow.start == key and arrow is not self._straight.get(key)]
            for key in self._order
        }
        self._tracks = _assign_tracks(self._order, self._leaving)
        count = max(self._tracks.values(), default=-1) + 1
        self._pitch = _pitch(count, width)
        gutter = _GUTTER + max(0, count - 1) * self._pitch + 1 if count else 0.0
        self._column = width - gutter
        self._shapes = {key: shape_of(steps[key], self._column) for key in self._order}
        self._tops: dict[str, float] = {}
        self._placed: list[Placed] = []
        self._lines: list[Line] = []
        self._buses: dict[_Bus, list[_Row]] = {bus: [] for bus in self._tracks}
        self._width = width

    def scene(self) -> Scene:
        """Place the steps, then the lines in the gutter."""
        y = 0.0
        for index, key in enumerate(self._order):
            shape = self._shapes[key]
            self._tops[key] = y
            self._placed.append(Placed(shape, 0.0, y))
            y += shape.height
            y = self._below(key, y, last=index + 1 == len(self._order))
        for bus, rows in self._buses.items():
            self._draw_bus(bus, rows)
        return Scene(self._width, y, tuple(self._placed), tuple(self._lines))

    def _below(self, key: str, top: float, *, last: bool) -> float:
        """The rows and the straight arrow below a step; returns where the next step starts."""
        straight = self._straight.get(key)
        first_kind = straight.failure if straight else all(arrow.failure for arrow in self._leaving[key])
        y = top
        for arrow in sorted(self._leaving[key], key=lambda arrow: arrow.failure == first_kind):
            gap = _ROW_PADDING if y == top else _ROW_GAP
            y = self._row(arrow, top, y + gap, _TRUNK if arrow.failure == first_kind else _TRUNK + _SECOND_TRUNK)
        if straight is not None:
            return self._straight_down(straight, top, y)
        if last:
            return y
        return y + _LOOSE_GAP + (_ROW_PADDING if y > top else 0)

    def _row(self, arrow: Arrow, top: float, row_top: float, trunk: float) -> float:
        """Draw the row of an arrow to the gutter; returns its bottom."""
        left = trunk + _STUB
        bus = self._buses[_Bus(arrow.end, arrow.failure)]
        if not arrow.words:
            y = row_top + _ROW_LEAST / 2
            bus.append(_Row(arrow.start, y, (), ((trunk, top), (trunk, y), (left, y))))
            return row_top + _ROW_LEAST
        label = Label.fit(arrow.words, self._column - left, failure=arrow.failure)
        y = row_top + label.height / 2
        self._placed.append(Placed(label, left, row_top))
        bus.append(_Row(arrow.start, y, ((trunk, top), (trunk, y), (left, y)), ((left + label.width, y),)))
        return row_top + label.height

    def _straight_down(self, arrow: Arrow, top: float, y: float) -> float:
        """Draw the arrow to the next step, with its words on its right; returns the top of that step."""
        bottom = max(top + _GAP, y + _LOOSE_GAP)
        if arrow.words:
            label = Label.fit(arrow.words, self._column - _TRUNK - 8, failure=arrow.failure)
            label_top = y + (_ROW_GAP if y == top else _ROW_GAP - 2)
            self._placed.append(Placed(label, _TRUNK + 6, label_top))
            bottom = label_top + label.height + _ROW_PADDING
        tip = (_TRUNK, bottom)
        way = ((_TRUNK, top), short_of(tip, "down"))
        self._lines.append(Line(arrow.start, arrow.end, (way,), Head(tip, "down"), arrow.failure))
        return bottom

    def _draw_bus(self, bus: _Bus, rows: Sequence[_Row]) -> None:
        """Lead the rows of a bus along its track to the right side of its target.

        The farthest row from each side draws the whole track, and the others join it: dashes that are painted
        twice would not be dashes.
        """
        tip = self._entry(bus)
        track = self._column + _GUTTER + self._tracks[bus] * self._pitch
        above = min((row.y for row in rows if row.y < tip[1]), default=None)
        below = max((row.y for row in rows if row.y > tip[1]), default=None)
        leader = below if above is None else above
        end = ((track, tip[1]), short_of(tip, "left"))
        for row in rows:
            painted = 2 if row.y == leader else 1 if row.y in (above, below) else 0
            way = (*row.to_gutter, (track, row.y), *end[:painted])
            stretches = (row.to_label, way) if row.to_label else (way,)
            head = Head(tip, "left")
            self._lines.append(Line(row.start, bus.target, stretches, head, bus.failure, rest=end[painted:]))

    def _entry(self, bus: _Bus) -> Point:
        """Where the arrows of a bus touch their target: failures a little below the others."""
        shape = self._shapes[bus.target]
        y = min(shape.height / 2, _ENTRY_DEPTH)
        if _Bus(bus.target, not bus.failure) in self._tracks:
            y += _ENTRY_SPREAD if bus.failure else -_ENTRY_SPREAD
        return (shape.right_edge(y), self._tops[bus.target] + y)


def _straight_arrows(flow: Flow, order: Sequence[str]) -> dict[str, Arrow]:
    """For each step the arrow to the step right below it, if there is one; not a failure where there is a choice."""
    straight: dict[str, Arrow] = {}
    following = dict(pairwise(order))
    for arrow in sorted(flow.arrows, key=lambda arrow: arrow.failure):
        if following.get(arrow.start) == arrow.end:
            straight.setdefault(arrow.start, arrow)
    return straight


def _assign_tracks(order: Sequence[str], leaving: dict[str, list[Arrow]]) -> dict[_Bus, int]:
    """Give every bus a track: short ones inside, so that long ones cross few others."""
    position = {key: index for index, key in enumerate(order)}
    spans: dict[_Bus, list[float]] = {}
    for key, arrows in leaving.items():
        for arrow in arrows:
            spans.setdefault(_Bus(arrow.end, arrow.failure), [position[arrow.end]]).append(position[key] + 0.5)
    tracks: dict[_Bus, int] = {}
    taken: list[list[tuple[float, float]]] = []
    for bus, span in sorted(spans.items(), key=lambda item: (max(item[1]) - min(item[1]), min(item[1]))):
        low, high = min(span), max(span)
        free = (
            index
            for index, others in enumerate(taken)
            if all(high < other_low or other_high < low for other_low, other_high in others)
        )
        track = next(free, len(taken))
        if track == len(taken):
            taken.append([])
        taken[track].append((low, high))
        tracks[bus] = track
    return tracks


def _pitch(count: int, width: float) -> float:
    """The distance of two tracks: less where there are many, so that the column stays readable."""
    if count < 2:
        return _TRACK
    return max(_LEAST_TRACK, min(_TRACK, (width - _LEAST_COLUMN - _GUTTER) / (count - 1)))
