"""The order of steps and passing places within their layers: few crossings, else the author's order."""

from __future__ import annotations

from collections.abc import Iterable

from .layering import LayerGraph

Layers = list[list[str]]
_SWEEPS = 12


def order_layers(graph: LayerGraph) -> Layers:
    """Start from the author's order, and sweep up and down while crossings remain."""
    current = _authors_order(graph)
    best, fewest = _copy(current), _all_crossings(current, graph)
    for sweep in range(_SWEEPS):
        if fewest == 0:
            break
        _sweep(current, graph, downwards=sweep % 2 == 0)
        _swap_neighbors(current, graph)
        crossings = _all_crossings(current, graph)
        if crossings < fewest:
            best, fewest = _copy(current), crossings
    return best


def _authors_order(graph: LayerGraph) -> Layers:
    """Each layer in the order in which a walk along the arrows meets its members."""
    layers: Layers = [[] for _ in range(max(graph.ranks.values()) + 1)]
    seen: set[str] = set()

    def walk(key: str) -> None:
        if key not in seen:
            seen.add(key)
            layers[graph.ranks[key]].append(key)
            for lower in graph.below[key]:
                walk(lower)

    steps = [key for key in graph.sizes if key not in graph.soft]
    for key in sorted(steps, key=lambda key: graph.ranks[key]):
        walk(key)
    return layers


def _copy(layers: Layers) -> Layers:
    return [list(layer) for layer in layers]


def _positions(layers: Iterable[list[str]]) -> dict[str, int]:
    return {key: index for layer in layers for index, key in enumerate(layer)}


def _all_crossings(layers: Layers, graph: LayerGraph) -> int:
    """How many lines cross between neighboring layers."""
    positions = _positions(layers)
    return sum(_crossings(upper, graph, positions) for upper in layers[:-1])


def _crossings(upper: list[str], graph: LayerGraph, positions: dict[str, int]) -> int:
    """How many lines cross just below a layer."""
    lines = [(positions[key], positions[lower]) for key in upper for lower in graph.below[key]]
    return sum(
        (start - other_start) * (end - other_end) < 0
        for index, (start, end) in enumerate(lines)
        for other_start, other_end in lines[index + 1 :]
    )


def _sweep(layers: Layers, graph: LayerGraph, *, downwards: bool) -> None:
    """Sort each layer by the mean position of its members' neighbors in the layer before."""
    neighbors = graph.above if downwards else graph.below
    positions = _positions(layers)
    for layer in layers if downwards else reversed(layers):
        means = {
            key: sum(positions[other] for other in neighbors[key]) / len(neighbors[key])
            if neighbors[key]
            else float(positions[key])
            for key in layer
        }
        layer.sort(key=means.__getitem__)
        positions.update(_positions([layer]))


def _swap_neighbors(layers: Layers, graph: LayerGraph) -> None:
    """Swap two neighbors wherever that takes a crossing away, until it no longer does."""
    improved = True
    while improved:
        improved = False
        for rank, layer in enumerate(layers):
            positions = _positions(layers[max(0, rank - 1) : rank + 2])
            for index in range(len(layer) - 1):
                left, right = layer[index], layer[index + 1]
                if _saved_by_swap(left, right, graph, positions) > 0:
                    layer[index], layer[index + 1] = right, left
                    positions[left], positions[right] = index + 1, index
                    improved = True


def _saved_by_swap(left: str, right: str, graph: LayerGraph, positions: dict[str, int]) -> int:
    """How many crossings go away when two neighbors change places; only their own lines can cross or uncross."""
    return sum(
        (positions[one] > positions[other]) - (positions[one] < positions[other])
        for ends in (graph.above, graph.below)
        for one in ends[left]
        for other in ends[right]
    )
