"""Workflows: layers where they fit the width, else a single column."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from .card import Card, CardContent
from .column import column_scene
from .frame import PADDING, Frame
from .layered import layered_scene
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
    for scene in _layered_scenes(flow):
        if scene.width <= width:
            return scene
    return column_scene(flow, min(width, _WIDEST_COLUMN), _column_shape)


def _layered_scenes(flow: Flow) -> Iterator[Scene]:
    """Layers with ever narrower cards; then the same with the insides of groups in a column each."""
    for stacked in (False, True):
        for card_width in _CARD_WIDTHS:
            yield _layered(flow, card_width, stacked=stacked)
        if all(step.inside is None for step in flow.steps):
            break


def _layered(flow: Flow, card_width: float, *, stacked: bool) -> Scene:
    """A workflow in layers, with cards up to a width."""
    return layered_scene(flow, {step.key: _layer_shape(step, card_width, stacked=stacked) for step in flow.steps})


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
