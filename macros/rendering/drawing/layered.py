"""The layered drawing of a workflow: from top to bottom, branches side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from math import inf
from typing import Final

from .channels import Crossbar, stack
from .coordinates import assign_middles
from .geometry import Point, short_of
from .layering import Chain, LayerGraph, Size, build_layers
from .model import Flow
from .ordering import Layers, order_layers
from .ports import Ports, Stretch, assign_ports, straighten
from .scene import Head, Label, Line, Placed, Scene, Shape

_LABEL_WIDTH: Final = 140
_CHANNEL: Final = 30
#: A channel beside a layer of labels only, whose lines need no arrow head there.
_LABEL_CHANNEL: Final = 18
_TRACK: Final = 10
_HEAD_ROOM: Final = 8


class TooWideError(Exception):
    """The drawing is wider than it may be."""


def layered_scene(flow: Flow, shapes: Mapping[str, Shape], widest: float = inf) -> Scene:
    """Lay out a workflow whose steps have these shapes. Raise `TooWideError` if the drawing gets wider than that."""
    labels = {
        index: Label.fit(arrow.words, _LABEL_WIDTH, failure=arrow.failure, centered=True)
        for index, arrow in enumerate(flow.arrows)
        if arrow.words
    }
    graph = build_layers(
        {step.key: Size(shapes[step.key].width, shapes[step.key].height) for step in flow.steps},
        flow.arrows,
        {index: Size(label.width, label.height) for index, label in labels.items()},
    )
    if max(_least_widths(graph)) > widest:  # most drawings that turn out too wide are, and this is quick to see
        raise TooWideError
    layers = order_layers(graph)
    middles = assign_middles(graph, layers)
    straighten(graph, layers, middles)
    ports = assign_ports(graph, middles)
    heights = _Heights(graph, layers, ports)
    words = {chain.label: labels[index] for index, chain in enumerate(graph.chains) if chain.label is not None}
    lines = tuple(_line(number, chain, ports, heights) for number, chain in enumerate(graph.chains))
    placed = _placed(flow, graph, {**shapes, **words}, middles, heights)
    points = [x for line in lines for way in line.stretches for x, _ in way]
    width = max([*points, *(item.x + item.shape.width for item in placed)])
    if width > widest:
        raise TooWideError
    return Scene(width, heights.total, placed, lines)


def _least_widths(graph: LayerGraph) -> Iterable[float]:
    """Return for each layer how wide it is at least."""
    widths: defaultdict[int, float] = defaultdict(float)
    for key, rank in graph.ranks.items():
        widths[rank] += graph.sizes[key].width
    return widths.values()


class _Heights:
    """Where everything stands from top to bottom."""

    def __init__(self, graph: LayerGraph, layers: Layers, ports: Ports) -> None:
        self._graph = graph
        self._layers: list[tuple[float, float]] = []
        self.tracks: dict[Stretch, float] = {}
        y = 0.0
        for rank, layer in enumerate(layers):
            height = max(graph.sizes[key].height for key in layer)
            self._layers.append((y, height))
            y += height
            if rank + 1 < len(layers):
                soft = set(layer) <= graph.soft or set(layers[rank + 1]) <= graph.soft
                y += self._channel(rank, y, _crossbars(graph, ports, rank), _LABEL_CHANNEL if soft else _CHANNEL)
        self.total = y

    def top(self, key: str) -> float:
        """The top of a node, which stands in the middle of its layer; in the first layer nothing leads to it."""
        rank = self._graph.ranks[key]
        top, height = self._layers[rank]
        return top + (height - self._graph.sizes[key].height) / 2 if rank else top

    def bottom(self, key: str) -> float:
        """The bottom of a node."""
        return self.top(key) + self._graph.sizes[key].height

    def _channel(self, rank: int, top: float, crossbars: list[Crossbar], least: float) -> float:
        """Give the crossbars of the channel below a layer their tracks; returns the height that they need."""
        chains, ranks = self._graph.chains, self._graph.ranks
        above = _HEAD_ROOM if any(chain.turned and ranks[chain.nodes[0]] == rank for chain in chains) else 0
        below = _HEAD_ROOM if any(not chain.turned and ranks[chain.nodes[-1]] == rank + 1 for chain in chains) else 0
        tracks = stack(crossbars)
        height = max(least, above + below + _TRACK * (len(tracks) + 1)) if tracks else least
        for index, track in enumerate(tracks, 1):
            y = top + above + (height - above - below) * index / (len(tracks) + 1)
            self.tracks.update({bar.stretch: y for bar in track})
        return height


def _crossbars(graph: LayerGraph, ports: Ports, rank: int) -> list[Crossbar]:
    """The stretches below a layer that do not go straight down."""
    crossbars = []
    for number, chain in enumerate(graph.chains):
        stretch = (number, rank - graph.ranks[chain.nodes[0]])
        if 0 <= stretch[1] < len(chain.nodes) - 1:
            bar = Crossbar(stretch, ports.starts[stretch], ports.ends[stretch])
            if bar.left != bar.right:
                crossbars.append(bar)
    return crossbars


def _line(number: int, chain: Chain, ports: Ports, heights: _Heights) -> Line:
    """The way of an arrow through its ports and tracks, interrupted by its label."""
    ways: list[list[Point]] = [[(ports.starts[number, 0], heights.bottom(chain.nodes[0]))]]
    for index, lower in enumerate(chain.nodes[1:]):
        start, end = ports.starts[number, index], ports.ends[number, index]
        if (number, index) in heights.tracks and start != end:
            track = heights.tracks[number, index]
            ways[-1] += [(start, track), (end, track)]
        ways[-1].append((end, heights.top(lower)))
        if lower == chain.label:
            ways.append([(end, heights.bottom(lower))])
    top, bottom = ways[0][0], ways[-1][-1]
    head = Head(top, "up") if chain.turned else Head(bottom, "down")
    if chain.turned:
        ways[0][0] = short_of(top, "up")
    else:
        ways[-1][-1] = short_of(bottom, "down")
    arrow = chain.arrow
    return Line(arrow.start, arrow.end, tuple(tuple(way) for way in ways), head, failure=arrow.failure)


def _placed(
    flow: Flow,
    graph: LayerGraph,
    shapes: Mapping[str, Shape],
    middles: Mapping[str, float],
    heights: _Heights,
) -> tuple[Placed, ...]:
    """The steps in the author's order, each followed by the words of the arrows that leave it."""
    keys = []
    for step in flow.steps:
        keys.append(step.key)
        keys += [chain.label for chain in graph.chains if chain.label and chain.arrow.start == step.key]
    return tuple(Placed(shapes[key], middles[key] - shapes[key].width / 2, heights.top(key)) for key in keys)
