"""Decision trees: a ladder where the width allows it, else an indented list with lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from .card import Card, CardContent
from .geometry import HEAD, Point, short_of
from .model import TreeNode, check_tree
from .scene import MARGIN, Head, Line, Placed, Scene
from .svg import document

_COLUMN_GAP: Final = 32
_MIN_COLUMN: Final = 140
_MAX_COLUMN: Final = 300
_ROW_GAP: Final = 14
#: More air above a question that goes on below another one: room for its arrow.
_DOWN_GAP: Final = 24
_TRUNK: Final = 24
_MAX_INDENTED: Final = 420
_MIN_INDENTED: Final = 110
_MIN_STEP: Final = 12
#: Where steps are short, the trunk makes room for the arrow heads.
_LEAST_TRUNK: Final = 4
_MAX_STEP: Final = 32
_INDENT_SHARE: Final = 0.35


def draw_tree(root: TreeNode, *, name: str, title: str, description: str, width: int) -> str:
    """Draw a decision tree as one line of SVG, at most `width` pixels wide."""
    check_tree(root)
    room = width - 2 * MARGIN
    columns = _columns(root)
    column = (room - (columns - 1) * _COLUMN_GAP) // columns
    scene = (
        _Ladder(min(_MAX_COLUMN, column)).scene(root) if column >= _MIN_COLUMN else _Indented(root, room).scene(root)
    )
    return document(
        scene.draw(name, MARGIN, MARGIN),
        name=name,
        kind="tree",
        title=title,
        description=description,
        width=scene.width + 2 * MARGIN,
        height=scene.height + 2 * MARGIN,
    )


def _content(node: TreeNode) -> CardContent:
    """The words of a node's card."""
    kind = "question" if node.children else "leaf"
    return CardContent(node.key, kind, node.text, under=node.note, answer=node.answer, href=node.href)


def _follow_up(node: TreeNode) -> TreeNode | None:
    """Of two answers the one that asks on, when the other does not: it goes straight down, as one reads."""
    questions = [child for child in node.children if child.children]
    return questions[0] if len(node.children) == 2 and len(questions) == 1 else None


def _aside(node: TreeNode) -> list[TreeNode]:
    """The children that do not go straight down."""
    follow_up = _follow_up(node)
    return [child for child in node.children if child is not follow_up]


def _columns(node: TreeNode) -> int:
    """How many columns (or indentations) a subtree takes."""
    aside = [1 + _columns(child) for child in _aside(node)]
    follow_up = _follow_up(node)
    return max([1, *aside, *([_columns(follow_up)] if follow_up else [])])


def _nodes(node: TreeNode) -> Iterator[TreeNode]:
    """A subtree, depth first."""
    yield node
    for child in node.children:
        yield from _nodes(child)


def _line(node: TreeNode, child: TreeNode, way: tuple[Point, ...], head: Head) -> Line:
    """The way from a question to one of its answers."""
    return Line(node.key, child.key, (way,), head, owner=node.key)


class _Ladder:
    """Answers go to the right; every column is filled from the top without gaps that no line needs."""

    def __init__(self, column_width: float) -> None:
        self._column_width = column_width
        self._floor: dict[int, float] = {}
        self._cards: dict[str, Card] = {}
        self._places: dict[str, Point] = {}
        self._lines: list[Line] = []

    def scene(self, root: TreeNode) -> Scene:
        """Lay out a tree."""
        nodes = list(_nodes(root))
        self._cards = {node.key: Card.fit(_content(node), self._column_width) for node in nodes}
        self._place(root, 0, 0.0)
        placed = tuple(Placed(self._cards[node.key], *self._places[node.key]) for node in nodes)
        width = max(item.x + item.shape.width for item in placed)
        height = max(item.y + item.shape.height for item in placed)
        return Scene(width, height, placed, tuple(self._lines))

    def _place(self, node: TreeNode, column: int, lowest: float) -> None:
        """Place a subtree with its question not above a height."""
        y = max(lowest, self._free(node, column))
        card = self._cards[node.key]
        x = column * (self._column_width + _COLUMN_GAP)
        self._places[node.key] = (x, y)
        self._floor[column] = y + card.height + _ROW_GAP
        aside = _aside(node)
        for index, child in enumerate(aside):
            self._place(child, column + 1, y if index == 0 else 0.0)
        self._connect_aside(node, aside)
        follow_up = _follow_up(node)
        if follow_up is not None:
            self._place(follow_up, column, y + card.height + _DOWN_GAP)
            tip = (x + _TRUNK, self._places[follow_up.key][1])
            start = (x + _TRUNK, y + card.height)
            self._lines.append(_line(node, follow_up, (start, short_of(tip, "down")), Head(tip, "down")))

    def _free(self, node: TreeNode, column: int) -> float:
        """The height from which on a question and the first answers beside it are free."""
        here = self._floor.get(column, 0.0)
        aside = _aside(node)
        return max(here, self._free(aside[0], column + 1)) if aside else here

    def _connect_aside(self, node: TreeNode, aside: list[TreeNode]) -> None:
        """Lines from a question to the cards on its right, along one trunk."""
        if not aside:
            return
        x, y = self._places[node.key]
        card = self._cards[node.key]
        leave = y + min(card.height, self._cards[aside[0].key].height, 48) / 2
        right = x + card.width
        trunk = right + _COLUMN_GAP / 2 - 4
        for index, child in enumerate(aside):
            left, top = self._places[child.key]
            enter = leave if index == 0 else top + min(self._cards[child.key].height, 48) / 2
            tip = (left, enter)
            way = ((right, leave), (trunk, leave), (trunk, enter), short_of(tip, "right"))
            self._lines.append(_line(node, child, way, Head(tip, "right")))


class _Indented:
    """Every answer is one step further to the right and below; this works at any width."""

    def __init__(self, root: TreeNode, width: float) -> None:
        levels = max(1, _columns(root) - 1)
        step = min(_MAX_STEP, width * _INDENT_SHARE // levels, (width - _MIN_INDENTED) // levels)
        self._step = max(_MIN_STEP, step)
        self._width = width
        self._placed: list[Placed] = []
        self._lines: list[Line] = []

    def scene(self, root: TreeNode) -> Scene:
        """Lay out a tree."""
        bottom = self._place(root, 0, 0.0)
        width = max(item.x + item.shape.width for item in self._placed)
        return Scene(width, bottom, tuple(self._placed), tuple(self._lines))

    def _place(self, node: TreeNode, level: int, top: float) -> float:
        """Place a subtree; returns the height where it ends."""
        x = level * self._step
        room = self._width - x
        card = Card.fit(_content(node), min(_MAX_INDENTED, room))
        self._placed.append(Placed(card, x, top))
        trunk = x + max(_LEAST_TRUNK, min(self._step / 2, self._step - HEAD - 2))
        start = (trunk, top + card.height)
        bottom = start[1]
        for child in _aside(node):
            child_top = bottom + _ROW_GAP - 2
            bottom = self._place(child, level + 1, child_top)
            tip = (x + self._step, child_top + 14)
            way = (start, (trunk, tip[1]), short_of(tip, "right"))
            self._lines.append(_line(node, child, way, Head(tip, "right")))
        follow_up = _follow_up(node)
        if follow_up is not None:
            tip = (trunk, bottom + _ROW_GAP + HEAD / 2)
            self._lines.append(_line(node, follow_up, (start, short_of(tip, "down")), Head(tip, "down")))
            bottom = self._place(follow_up, level, tip[1])
        return bottom
