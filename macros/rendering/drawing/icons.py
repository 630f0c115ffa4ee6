"""Small signs for kinds of steps, on a 14 x 14 grid: a kind is never told by color alone."""

from __future__ import annotations

from typing import Final

from .geometry import number
from .palette import paint

SIZE: Final = 14

_PATHS: Final[dict[str, str]] = {
    "event": "M8 1.5L3 8h4l-1 4.5 5-6.5h-4z",
    "wait": "M7 1.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11zM7 4.2V7l2 1.4",
    "succeed": "M2 7.5l3.3 3.3L12 3.5",
    "fail": "M3 3l8 8M11 3l-8 8",
    "parallel": "M3 2v10M7 2v10M11 2v10",
    "map": "M2 5.5h6.5v6.5H2zM5 3H11v6",
}


def has_icon(kind: str) -> bool:
    """Whether a kind of step has a sign."""
    return kind in _PATHS


def icon(kind: str, x: float, y: float) -> str:
    """The sign of a kind with its upper left corner at a point."""
    return f'<path {paint("drawing__icon")} transform="translate({number(x)} {number(y)})" d="{_PATHS[kind]}"/>'
