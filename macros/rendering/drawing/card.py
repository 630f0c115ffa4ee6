"""A card: the box of one question, leaf or step, measured before it is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import Final

from . import icons
from .geometry import number
from .palette import paint
from .scene import rectangle
from .svg import link, quoted, text_block
from .text import ANSWER, SMALL, TITLE, TextStyle, block_height, block_width, longest_word, wrap

RADIUS: Final = 6
_TOP: Final = 8
_SIDE: Final = 12
#: Shapes with slanted or round sides need more room beside the text.
_WIDE_SIDE: Final[dict[str, float]] = {"choice": 20, "event": 16, "succeed": 16, "fail": 16}
_PILLS: Final = frozenset({"event", "succeed", "fail"})
_PILL_RADIUS: Final = 17
_ICON_ROOM: Final = icons.SIZE + 6
_BAND_PADDING: Final = 4
#: The longest word for which a card grows beyond the width that was asked for.
_WIDEST_WORD: Final = 150
#: How far the left and right tips of a choice stand out.
POINT: Final = 12


@dataclass(frozen=True)
class CardContent:
    """The words of a card: an answer in a band on top, a small line over the title and one under it."""

    key: str
    kind: str
    title: str
    over: str | None = None
    under: str | None = None
    answer: str | None = None
    href: str | None = None

    @property
    def accessible_name(self) -> str:
        """What a screen reader says for the link, since the texts of a card would run together."""
        heading = f"{self.over}: {self.title}" if self.over else self.title
        return f"{heading}: {self.under}" if self.under else heading


@dataclass(frozen=True)
class Run:
    """Lines of one style."""

    lines: tuple[str, ...]
    style: TextStyle

    @property
    def height(self) -> float:
        """The height of the lines."""
        return block_height(self.lines, self.style)


@dataclass(frozen=True)
class Card:
    """A card with its text wrapped to its width."""

    content: CardContent
    width: float
    height: float
    band: tuple[str, ...]
    runs: tuple[Run, ...]

    @classmethod
    def fit(cls, content: CardContent, width: float) -> Card:
        """A card of exactly this width, as high as its text."""
        band = wrap(content.answer or "", width - 2 * _SIDE, ANSWER)
        runs = _runs(content, width - _side_room(content.kind))
        height = _band_height(band) + 2 * _TOP + sum(run.height for run in runs)
        return cls(content, width, height, band, runs)

    @classmethod
    def natural(cls, content: CardContent, max_width: float, min_width: float = 72) -> Card:
        """A card as wide as its text, within limits; it grows beyond them rather than break a common word."""
        room = _side_room(content.kind)
        words = max((longest_word(text, style) for text, style in _styled(content)), default=0.0)
        widest = max(max_width - room, min(words, _WIDEST_WORD))
        needed = max((block_width(run.lines, run.style) for run in _runs(content, widest)), default=0.0)
        return cls.fit(content, max(min_width, ceil(min(widest, needed + 0.5)) + room))

    @property
    def band_height(self) -> float:
        """The height of the answer band; 0 without an answer."""
        return _band_height(self.band)

    def right_edge(self, y: float) -> float:
        """How far right the outline reaches at a height; the sides of a choice are slanted."""
        if self.content.kind != "choice":
            return self.width
        half = self.height / 2
        return self.width - POINT * abs(y - half) / half

    def draw(self, name: str, x: float, y: float) -> str:
        """The SVG of the card; of a linked card everything but the answer is in the link."""
        content = self.content
        inside = self._mark(x, y) + self._texts(x, y)
        if content.href:
            target = rectangle("drawing__target", (x, y, self.width, self.height), RADIUS)
            inside = link(content.href, content.accessible_name, target + inside)
        return (
            f'<g class="drawing__card drawing__card--{content.kind}" id="{quoted(name)}-{quoted(content.key)}">'
            f"{self._outline(x, y)}{self._band(x, y)}{inside}</g>"
        )

    def _outline(self, x: float, y: float) -> str:
        """The box: a hexagon for a choice, round ends where a workflow starts or ends, else a rectangle."""
        if self.content.kind == "choice":
            half, flat = number(self.height / 2), number(self.width - 2 * POINT)
            return (
                f'<path {paint("drawing__box")} d="M{number(x)} {number(y + self.height / 2)}'
                f'l{POINT} -{half}h{flat}l{POINT} {half}l-{POINT} {half}h-{flat}z"/>'
            )
        radius = min(_PILL_RADIUS, self.height / 2) if self.content.kind in _PILLS else RADIUS
        return rectangle("drawing__box", (x, y, self.width, self.height), radius)

    def _band(self, x: float, y: float) -> str:
        """The answer that leads here, on a band inside the top of the box."""
        if not self.band:
            return ""
        inset = 0.6
        curve = number(RADIUS - inset)
        bottom = number(y + self.band_height)
        path = (
            f"M{number(x + inset)} {bottom}V{number(y + RADIUS)}a{curve} {curve} 0 0 1 {curve} -{curve}"
            f"h{number(self.width - 2 * RADIUS)}a{curve} {curve} 0 0 1 {curve} {curve}V{bottom}z"
        )
        return (
            f'<path {paint("drawing__band")} d="{path}"/>{text_block(self.band, ANSWER, x + _SIDE, y + _BAND_PADDING)}'
        )

    def _mark(self, x: float, y: float) -> str:
        """The bar on the left of a leaf: here the questions end."""
        if self.content.kind != "leaf":
            return ""
        top, bottom = y + self.band_height, y + self.height
        start = f"M{number(x + RADIUS)} {number(top)}h-{RADIUS}"
        if not self.band:
            start = f"M{number(x + RADIUS)} {number(top)}a{RADIUS} {RADIUS} 0 0 0 -{RADIUS} {RADIUS}"
        end = f"V{number(bottom - RADIUS)}a{RADIUS} {RADIUS} 0 0 0 {RADIUS} {RADIUS}z"
        return f'<path {paint("drawing__mark")} d="{start}{end}"/>'

    def _texts(self, x: float, y: float) -> str:
        """The icon and the lines of text."""
        kind = self.content.kind
        side = _WIDE_SIDE.get(kind, _SIDE)
        top = y + self.band_height + _TOP
        drawn = []
        left = x + side
        if icons.has_icon(kind) and self.runs:
            drawn.append(icons.icon(kind, left, top + (self.runs[0].style.line_height - icons.SIZE) / 2))
            left += _ICON_ROOM
        for run in self.runs:
            variant = "link" if self.content.href and run.style is TITLE else ""
            drawn.append(text_block(run.lines, run.style, left, top, variant=variant))
            top += run.height
        return "".join(drawn)


def _side_room(kind: str) -> float:
    """The part of a card's width that its text cannot have."""
    return 2 * _WIDE_SIDE.get(kind, _SIDE) + (_ICON_ROOM if icons.has_icon(kind) else 0)


def _band_height(band: tuple[str, ...]) -> float:
    return 2 * _BAND_PADDING + block_height(band, ANSWER) if band else 0.0


def _runs(content: CardContent, width: float) -> tuple[Run, ...]:
    """Wrap the words of a card."""
    runs = (Run(wrap(text, width, style), style) for text, style in _styled(content))
    return tuple(run for run in runs if run.lines)


def _styled(content: CardContent) -> tuple[tuple[str, TextStyle], ...]:
    """The words below the answer, each in its style."""
    words = ((content.over, SMALL), (content.title, TITLE), (content.under, SMALL))
    return tuple((text, style) for text, style in words if text)
