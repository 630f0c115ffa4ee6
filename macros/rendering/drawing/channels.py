"""The channel between two layers: which sideways line runs above which, so that none lie on each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .ports import Stretch

_CLEARANCE = 8
_OVERLAY_COST = 10


@dataclass(frozen=True)
class Crossbar:
    """A sideways stretch: it comes down at `start`, runs to `end`, and goes on down there."""

    stretch: Stretch
    start: float
    end: float

    @property
    def left(self) -> float:
        """The left end."""
        return min(self.start, self.end)

    @property
    def right(self) -> float:
        """The right end."""
        return max(self.start, self.end)

    def may_share(self, other: Crossbar) -> bool:
        """Whether two crossbars may run at one height."""
        return self.right + _CLEARANCE < other.left or other.right + _CLEARANCE < self.left


def stack(crossbars: Sequence[Crossbar]) -> list[list[Crossbar]]:
    """Distribute crossbars over tracks, the first on top, so that few lines cross and none run together."""
    tracks: dict[Stretch, int] = {}
    ordered = _order(crossbars)
    for index, bar in enumerate(ordered):
        blocked = [tracks[other.stretch] for other in ordered[:index] if not bar.may_share(other)]
        tracks[bar.stretch] = max(blocked, default=-1) + 1
    return [[bar for bar in ordered if tracks[bar.stretch] == track] for track in sorted(set(tracks.values()))]


def _order(crossbars: Sequence[Crossbar]) -> list[Crossbar]:
    """Put on top, again and again, the crossbar that there disturbs the remaining ones least."""
    remaining = list(crossbars)
    ordered = []
    while remaining:
        costs = [sum(_cost(bar, other) - _cost(other, bar) for other in remaining) for bar in remaining]
        ordered.append(remaining.pop(costs.index(min(costs))))
    return ordered


def _cost(upper: Crossbar, lower: Crossbar) -> int:
    """What it costs to run one crossbar above another: crossings, and much more for lines on each other."""
    goes_down_through = lower.left < upper.end < lower.right
    comes_down_through = upper.left < lower.start < upper.right
    on_each_other = abs(upper.end - lower.start) < _CLEARANCE
    return goes_down_through + comes_down_through + _OVERLAY_COST * on_each_other
