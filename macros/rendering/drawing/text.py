"""Measuring and wrapping text without a browser."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from .metrics import MEDIUM, REGULAR

#: The height of a line, in multiples of its font size.
LEADING: Final = 1.3
#: Room for a fallback font that is wider than Roboto (Arial +3 %, DejaVu Sans +17 %); padding takes the rest.
SAFETY: Final = 1.08
_UNKNOWN_WIDTH: Final = 600
_FULL_WIDTH: Final = 1000
_FIRST_FULL_WIDTH: Final = 0x2E80
_BLANKS: Final = re.compile(r"[ \t\r\n]+")
_GOOD_BREAK: Final = frozenset("-_/.:,@")


@dataclass(frozen=True)
class TextStyle:
    """A class of text: the name of its CSS class, its size in pixels and its weight."""

    name: str
    size: int
    bold: bool = False

    @property
    def line_height(self) -> float:
        """The distance between two lines."""
        return self.size * LEADING


TITLE: Final = TextStyle("drawing__title", 14, bold=True)
SMALL: Final = TextStyle("drawing__small", 12)
ANSWER: Final = TextStyle("drawing__answer", 12, bold=True)
LABEL: Final = TextStyle("drawing__label", 12)


@dataclass(frozen=True)
class _Word:
    """A word, or a piece of a word that is too long for a line; a later piece has no space before it."""

    text: str
    width: float
    space: str


@cache
def text_width(text: str, style: TextStyle) -> float:
    """The width of a line of text in pixels, a little on the safe side."""
    table = MEDIUM if style.bold else REGULAR
    units = sum(table.get(ord(char), _default_width(char)) for char in text)
    return units * style.size * SAFETY / 1000


@cache
def wrap(text: str, width: float, style: TextStyle) -> tuple[str, ...]:
    """Break text into the fewest lines that fit, and of these choose the most even ones."""
    words = _words(text, width, style)
    space = text_width(" ", style)
    # best[end] = (number of lines, unevenness, start of the last line) of the first `end` words
    best: list[tuple[int, float, int]] = [(0, 0.0, 0)]
    for end in range(1, len(words) + 1):
        best.append(_best_last_line(words[:end], best, width, space))
    lines: list[str] = []
    end = len(words)
    while end:
        start = best[end][2]
        lines.append("".join(word.space + word.text for word in words[start:end]).lstrip(" "))
        end = start
    return tuple(reversed(lines))


def longest_word(text: str, style: TextStyle) -> float:
    """The width that a text needs so that no word is broken."""
    return max(text_width(word, style) for word in _BLANKS.split(text))


def block_height(lines: tuple[str, ...], style: TextStyle) -> float:
    """The height of lines of text."""
    return len(lines) * style.line_height


def block_width(lines: tuple[str, ...], style: TextStyle) -> float:
    """The width of the widest line."""
    return max((text_width(line, style) for line in lines), default=0.0)


def _default_width(char: str) -> int:
    """The width of a character that Roboto's table lacks."""
    return _FULL_WIDTH if ord(char) >= _FIRST_FULL_WIDTH else _UNKNOWN_WIDTH


def _best_last_line(
    words: list[_Word], best: list[tuple[int, float, int]], width: float, space: float
) -> tuple[int, float, int]:
    """Choose where the last line of these words starts."""
    found: tuple[int, float, int] | None = None
    line = 0.0
    for start in range(len(words) - 1, -1, -1):
        line += words[start].width
        if line > width and start < len(words) - 1:
            break
        count, uneven, _ = best[start]
        candidate = (count + 1, uneven + max(0.0, width - line) ** 2, start)
        if found is None or candidate[:2] < found[:2]:
            found = candidate
        line += space if words[start].space else 0.0
    assert found is not None
    return found


def _words(text: str, width: float, style: TextStyle) -> list[_Word]:
    """Split text at blanks, and words that no line can hold into pieces."""
    words: list[_Word] = []
    for word in _BLANKS.split(text):
        for index, piece in enumerate(_pieces(word, width, style)):
            words.append(_Word(piece, text_width(piece, style), "" if index else " "))
    return words


def _is_joint(word: str, cut: int) -> bool:
    """Whether a long word may be cut before this letter without harm to the reader."""
    return word[cut - 1] in _GOOD_BREAK or (word[cut - 1].islower() and word[cut].isupper())


def _pieces(word: str, width: float, style: TextStyle) -> list[str]:
    """Cut a word that is wider than the line: after a punctuation mark or between the words of a camelCaseName."""
    pieces: list[str] = []
    while text_width(word, style) > width and len(word) > 1:
        cut = max((n for n in range(1, len(word)) if text_width(word[:n], style) <= width), default=1)
        good = [n for n in range(cut // 3 + 1, cut + 1) if _is_joint(word, n)]
        cut = good[-1] if good else cut
        pieces.append(word[:cut])
        word = word[cut:]
    return [*pieces, word] if word else pieces
