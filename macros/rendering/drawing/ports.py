"""Where lines leave and enter the cards of a layered drawing: straight where possible, else side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .layering import LayerGraph
from .ordering import Layers

#: A stretch of a chain: the number of the chain, and of the stretch from the top.
Stretch = tuple[int, int]

_SPACING = 12
_CORNER = 12
#: How far a passing place may move to make a line straight.
_NUDGE = 30
_LEAST_GAP = 10
_KINK = 8


@dataclass(frozen=True)
class Ports:
    """The x coordinates where each stretch of each chain starts (above) and ends (below)."""

    starts: dict[Stretch, float]
    ends: dict[Stretch, float]


def straighten(graph: LayerGraph, layers: Layers, middles: dict[str, float]) -> None:
    """Move the passing places of an arrow a little where that makes it run straight from or to a card."""
    for chain in graph.chains:
        first, *between, last = chain.nodes
        if not between:
            continue
        free = _free_space(graph, layers, middles, between)
        for ends in ((first, last), (first,), (last,)):
            limits = [free, *(_limits(graph, middles, key) for key in ends)]
            low, high = max(left for left, _ in limits), min(right for _, right in limits)
            place = min(max(middles[between[0]], low), high)
            if low <= high and all(abs(middles[key] - place) <= _NUDGE for key in between):
                middles.update(dict.fromkeys(between, place))
                break


def _free_space(
    graph: LayerGraph, layers: Layers, middles: dict[str, float], keys: Sequence[str]
) -> tuple[float, float]:
    """The space that the neighbors in their layers leave to all of these passing places."""
    low = max(graph.sizes[key].width for key in keys) / 2
    high = max(middles.values())
    for key in keys:
        layer = layers[graph.ranks[key]]
        index = layer.index(key)
        if index > 0:
            low = max(low, middles[layer[index - 1]] + _clear_of(graph, layer[index - 1], key))
        if index + 1 < len(layer):
            high = min(high, middles[layer[index + 1]] - _clear_of(graph, key, layer[index + 1]))
    return low, high


def _clear_of(graph: LayerGraph, left: str, right: str) -> float:
    """How near the middles of two neighbors may come for a straight line's sake."""
    return (graph.sizes[left].width + graph.sizes[right].width) / 2 + _LEAST_GAP


def assign_ports(graph: LayerGraph, middles: dict[str, float]) -> Ports:
    """Choose where every stretch of every chain starts and ends."""
    ports = Ports({}, {})
    leaving: dict[str, list[Stretch]] = {key: [] for key in graph.sizes}
    entering: dict[str, list[Stretch]] = {key: [] for key in graph.sizes}
    for number, chain in enumerate(graph.chains):
        for stretch, (upper, lower) in enumerate(pairwise(chain.nodes)):
            leaving[upper].append((number, stretch))
            entering[lower].append((number, stretch))

    def goal_below(stretch: Stretch) -> float:
        return middles[graph.chains[stretch[0]].nodes[stretch[1] + 1]]

    def goal_above(stretch: Stretch) -> float:
        return ports.starts[stretch]

    for key, stretches in leaving.items():
        ports.starts.update(_side(graph, middles, key, stretches, goal_below))
    for key, stretches in entering.items():
        ports.ends.update(_side(graph, middles, key, stretches, goal_above))
    for number, chain in enumerate(graph.chains):
        for stretch, (upper, lower) in enumerate(pairwise(chain.nodes)):
            line = (number, stretch)
            if 0 < abs(ports.starts[line] - ports.ends[line]) <= _KINK:
                _unbend(ports.starts, ports.ends[line], line, leaving[upper], _limits(graph, middles, upper))
                _unbend(ports.ends, ports.starts[line], line, entering[lower], _limits(graph, middles, lower))
    return ports


def _limits(graph: LayerGraph, middles: dict[str, float], key: str) -> tuple[float, float]:
    """The leftmost and the rightmost place where a node can take a line."""
    half = _half(graph, key)
    return middles[key] - half, middles[key] + half


def _unbend(
    places: dict[Stretch, float], goal: float, line: Stretch, sisters: Sequence[Stretch], limits: tuple[float, float]
) -> None:
    """Move one end of a line over the other if there is room: a bend of a few pixels looks like a mistake."""
    apart = all(abs(places[sister] - goal) >= _LEAST_GAP for sister in sisters if sister != line)
    if apart and limits[0] <= goal <= limits[1]:
        places[line] = goal


def _half(graph: LayerGraph, key: str) -> float:
    """How far from its middle a node can take a line."""
    return 0.0 if key in graph.soft else max(0.0, graph.sizes[key].width / 2 - _CORNER)


def _side(
    graph: LayerGraph,
    middles: dict[str, float],
    key: str,
    stretches: Sequence[Stretch],
    goal: Callable[[Stretch], float],
) -> dict[Stretch, float]:
    """Spread the stretches that touch one side of a node, each as near to its goal as its sisters allow."""
    ordered = sorted(stretches, key=lambda stretch: (goal(stretch), stretch))
    middle, half = middles[key], _half(graph, key)
    if len(ordered) == 1 and abs(goal(ordered[0]) - middle) > half:
        return {ordered[0]: middle}
    wanted = [min(max(goal(stretch), middle - half), middle + half) for stretch in ordered]
    gap = min(_SPACING, 2 * half / (len(ordered) - 1)) if len(ordered) > 1 else 0.0
    return dict(zip(ordered, _keep_apart(wanted, gap, middle - half, middle + half), strict=True))


def _keep_apart(wanted: list[float], gap: float, low: float, high: float) -> list[float]:
    """The places nearest to those wanted (least squares) that are a gap apart and within limits."""
    blocks: list[tuple[float, int]] = []
    for index, place in enumerate(wanted):
        blocks.append((place - index * gap, 1))
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            (last, last_count), (mean, count) = blocks.pop(), blocks.pop()
            total = count + last_count
            blocks.append(((mean * count + last * last_count) / total, total))
    places = [mean for mean, count in blocks for _ in range(count)]
    top = high - gap * (len(wanted) - 1)
    return [round(min(max(place, low), top) + index * gap, 1) for index, place in enumerate(places)]
