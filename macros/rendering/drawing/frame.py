"""The frame of a parallel or map step: a heading over a smaller workflow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from . import icons
from .card import CardContent
from .scene import Scene, rectangle
from .svg import link, quoted, text_block
from .text import SMALL, TITLE, TextStyle, block_height, block_width, wrap

#: Between the frame and what it holds.
PADDING: Final = 12
_TOP: Final = 9
_HEAD_GAP: Final = 10
_RADIUS: Final = 8
_ICON_ROOM: Final = icons.SIZE + 6
_ICON_DROP: Final = (TITLE.line_height - icons.SIZE) / 2


@dataclass(frozen=True)
class Frame:
    """A frame with its heading wrapped to its width."""

    content: CardContent
    width: float
    height: float
    heading: tuple[tuple[tuple[str, ...], TextStyle], ...]
    inside: Scene

    @classmethod
    def fit(cls, content: CardContent, inside: Scene, width: float) -> Frame:
        """A frame of exactly this width."""
        heading = _heading(content, width - 2 * PADDING - _ICON_ROOM)
        height = _heading_height(heading) + inside.height + PADDING
        return cls(content, width, height, heading, inside)

    @classmethod
    def natural(cls, content: CardContent, inside: Scene, max_heading: float) -> Frame:
        """A frame as wide as what it holds, or as its heading needs."""
        widest = max((block_width(lines, style) for lines, style in _heading(content, max_heading)), default=0.0)
        return cls.fit(content, inside, max(inside.width, widest + 1 + _ICON_ROOM) + 2 * PADDING)

    def right_edge(self, y: float) -> float:  # noqa: ARG002 - a frame has straight sides
        """How far right the outline reaches."""
        return self.width

    def draw(self, name: str, x: float, y: float) -> str:
        """The SVG of the frame and of everything in it."""
        content = self.content
        heading = self._heading(x + PADDING, y + _TOP)
        if content.href:
            target = rectangle(
                "drawing__target", (x, y, self.width, _heading_height(self.heading) - _HEAD_GAP), _RADIUS
            )
            heading = link(content.href, content.accessible_name, target + heading)
        left = x + (self.width - self.inside.width) / 2
        return (
            f'<g class="drawing__group drawing__group--{content.kind}" id="{quoted(name)}-{quoted(content.key)}">'
            f"{rectangle('drawing__frame', (x, y, self.width, self.height), _RADIUS)}{heading}"
            f"{self.inside.draw(name, left, y + _heading_height(self.heading))}</g>"
        )

    def _heading(self, x: float, top: float) -> str:
        """The icon of the kind and the words of the step."""
        drawn = [icons.icon(self.content.kind, x, top + _ICON_DROP)] if icons.has_icon(self.content.kind) else []
        for lines, style in self.heading:
            variant = "link" if self.content.href and style is TITLE else ""
            drawn.append(text_block(lines, style, x + _ICON_ROOM, top, variant=variant))
            top += block_height(lines, style)
        return "".join(drawn)


def _heading(content: CardContent, width: float) -> tuple[tuple[tuple[str, ...], TextStyle], ...]:
    """Wrap the words of the heading."""
    words = ((content.over, SMALL), (content.title, TITLE), (content.under, SMALL))
    return tuple((wrap(text, width, style), style) for text, style in words if text)


def _heading_height(heading: tuple[tuple[tuple[str, ...], TextStyle], ...]) -> float:
    return _TOP + sum(block_height(lines, style) for lines, style in heading) + _HEAD_GAP
