"""Workflows: layers where they fit the width, else a single column."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from math import inf
from typing import Final

from .card import Card, CardContent
from .column import column_scene
from .frame import PADDING, Frame
from .layered import TooWideError, layered_scene
from .model import Flow, Step, check_flow
from .scene import MARGIN, Scene, Shape, StepShape
from .svg import document

#: The widths of cards to try in layers, the most comfortable first.
_CARD_WIDTHS: Final = (184, 164, 144, 128)
_STACKED_CARD: Final = 200
_WIDEST_COLUMN: Final = 420


def draw_flow(flow: Flow, *, name: str, title: str, description: str, width: int) -> str:
    """Draw a workflow as one line of SVG, at most `width` pixels wide."""
    check_flow(flow)
    scene = _best_scene(flow, width - 2 * MARGIN)
    return document(
        scene.draw(name, MARGIN, MARGIN),
        name=name,
        kind="flow",
        title=title,
        description=description,
        width=scene.width + 2 * MARGIN,
        height=scene.height + 2 * MARGIN,
    )


def _best_scene(flow: Flow, width: float) -> Scene:
    """The first layout that fits; the last one always does."""
    for card_width, stacked in _attempts(flow):
        with suppress(TooWideError):
            return _layered(flow, card_width, stacked=stacked, widest=width)
    return column_scene(flow, min(width, _WIDEST_COLUMN), _column_shape)


def _attempts(flow: Flow) -> Iterator[tuple[float, bool]]:
    """Ever narrower cards; then the same with the insides of groups in a column each."""
    has_groups = any(step.inside is not None for step in flow.steps)
    for stacked in (False, True) if has_groups else (False,):
        for card_width in _CARD_WIDTHS:
            yield card_width, stacked


def _layered(flow: Flow, card_width: float, *, stacked: bool, widest: float = inf) -> Scene:
    """A workflow in layers, with cards up to a width."""
    shapes = {step.key: _layer_shape(step, card_width, stacked=stacked) for step in flow.steps}
    return layered_scene(flow, shapes, widest)


def _layer_shape(step: Step, card_width: float, *, stacked: bool) -> Shape:
    """The shape of a step in a layer."""
    if step.inside is None:
        return Card.natural(_content(step), card_width)
    if stacked:
        inside = column_scene(step.inside, min(_STACKED_CARD, card_width + 2 * PADDING), _column_shape)
    else:
        inside = _layered(step.inside, card_width, stacked=False)
    return Frame.natural(_content(step), inside, card_width)


def _column_shape(step: Step, width: float) -> StepShape:
    """The shape of a step in a column of this width."""
    if step.inside is None:
        return Card.fit(_content(step), width)
    inside = column_scene(step.inside, width - 2 * PADDING, _column_shape)
    return Frame.fit(_content(step), inside, width)


def _content(step: Step) -> CardContent:
    """The words of a step's card."""
    return CardContent(step.key, step.kind, step.title, over=step.service, under=step.note, href=step.href)
