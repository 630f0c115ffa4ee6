"""Where steps and passing places stand from left to right: the method of Brandes and Koepf.

Four times, once from each corner, every node is lined up with a middle neighbor and pushed to one side; the
mean of the two middle results is balanced, and keeps long arrows straight.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from math import ceil, floor

from .layering import Chain, LayerGraph
from .ordering import Layers

_GAP = 24
_SOFT_GAP = 18


def assign_middles(graph: LayerGraph, layers: Layers) -> dict[str, float]:
    """The middle of every node, counted from the left edge of the drawing."""
    clashes = _clashes(graph, layers) | _side_links(graph)
    runs = []
    for upwards in (False, True):
        for from_right in (False, True):
            run = _one_corner(graph, layers, clashes, upwards=upwards, from_right=from_right)
            runs.append((from_right, run))
    extents = [_extent(graph, run) for _, run in runs]
    left, right = min(extents, key=lambda extent: extent[1] - extent[0])
    shifts = [
        right - extent[1] if from_right else left - extent[0]
        for (from_right, _), extent in zip(runs, extents, strict=True)
    ]
    middles = {}
    for key in graph.sizes:
        found = sorted(run[key] + shift for (_, run), shift in zip(runs, shifts, strict=True))
        middles[key] = (found[1] + found[2]) / 2
    start = _extent(graph, middles)[0]
    return {key: round(middle - start, 1) for key, middle in middles.items()}


def _gap_between(graph: LayerGraph, left: str, right: str) -> float:
    """The least distance of the middles of two neighbors in a layer."""
    both_soft = left in graph.soft and right in graph.soft
    return (graph.sizes[left].width + graph.sizes[right].width) / 2 + (_SOFT_GAP if both_soft else _GAP)


def _extent(graph: LayerGraph, middles: Mapping[str, float]) -> tuple[float, float]:
    """The left and the right edge."""
    left = min(middle - graph.sizes[key].width / 2 for key, middle in middles.items())
    right = max(middle + graph.sizes[key].width / 2 for key, middle in middles.items())
    return left, right


def _clashes(graph: LayerGraph, layers: Layers) -> set[tuple[str, str]]:
    """Lines that cross the inner part of a long arrow: there the long arrow has the right to be straight."""
    positions = {key: index for layer in layers for index, key in enumerate(layer)}
    clashes = set()
    for upper, _ in pairwise(layers):
        lines = [(start, end) for start in upper for end in graph.below[start]]
        inner = [(start, end) for start, end in lines if start in graph.soft and end in graph.soft]
        for start, end in lines:
            if start in graph.soft and end in graph.soft:
                continue
            for inner_start, inner_end in inner:
                aside = positions[inner_start] - positions[start]
                if aside * (positions[inner_end] - positions[end]) < 0:
                    clashes.add((start, end))
    return clashes


def _side_links(graph: LayerGraph) -> set[tuple[str, str]]:
    """Where failure arrows and arrows back touch a step on the main way, which shall stay straight."""
    main_tops = {chain.nodes[0] for chain in graph.chains if not _is_aside(chain)}
    main_bottoms = {chain.nodes[-1] for chain in graph.chains if not _is_aside(chain)}
    links = set()
    for chain in graph.chains:
        if _is_aside(chain) and len(chain.nodes) > 2:
            if chain.nodes[0] in main_tops:
                links.add((chain.nodes[0], chain.nodes[1]))
            if chain.nodes[-1] in main_bottoms:
                links.add((chain.nodes[-2], chain.nodes[-1]))
    return links


def _is_aside(chain: Chain) -> bool:
    """Whether an arrow is not on the main way."""
    return chain.turned or chain.arrow.failure


def _one_corner(
    graph: LayerGraph, layers: Layers, clashes: set[tuple[str, str]], *, upwards: bool, from_right: bool
) -> dict[str, float]:
    """Line up and push from one corner."""
    turned = layers[::-1] if upwards else layers
    turned = [layer[::-1] for layer in turned] if from_right else turned
    roots = _line_up(graph.below if upwards else graph.above, turned, clashes)
    distances: dict[tuple[str, str], float] = {}
    for layer in turned:
        for left, right in pairwise(layer):
            pair = (roots[left], roots[right])
            distances[pair] = max(distances.get(pair, 0.0), _gap_between(graph, left, right))
    order = list(dict.fromkeys(roots[key] for layer in turned for key in layer))
    places = _push(order, distances)
    sign = -1 if from_right else 1
    return {key: sign * places[roots[key]] for key in graph.sizes}


def _line_up(neighbors: Mapping[str, tuple[str, ...]], layers: Layers, clashes: set[tuple[str, str]]) -> dict[str, str]:
    """Join each node with a middle neighbor of the layer before; returns the first node of each column."""
    positions = {key: index for layer in layers for index, key in enumerate(layer)}
    roots = {key: key for key in positions}
    taken: set[str] = set()
    for layer in layers:
        last = -1
        for key in layer:
            fitting = [near for near in neighbors[key] if not {(near, key), (key, near)} & clashes]
            for other in _middle(sorted(fitting, key=positions.__getitem__)):
                if other not in taken and last < positions[other]:
                    roots[key] = roots[other]
                    taken.add(other)
                    last = positions[other]
                    break
    return roots


def _middle(ordered: list[str]) -> list[str]:
    """The middle one, or the two middle ones."""
    if not ordered:
        return []
    half = (len(ordered) - 1) / 2
    return ordered[floor(half) : ceil(half) + 1]


def _push(order: list[str], distances: Mapping[tuple[str, str], float]) -> dict[str, float]:
    """Push columns as far left as they go, then back to the right as far as their neighbors allow."""
    places = dict.fromkeys(order, 0.0)
    for _ in order:
        moved = False
        for (left, right), distance in distances.items():
            if places[right] < places[left] + distance:
                places[right] = places[left] + distance
                moved = True
        if not moved:
            break
    for _ in order:
        moved = False
        for column in order:
            limits = [places[right] - gap for (left, right), gap in distances.items() if left == column]
            if limits and min(limits) > places[column] + 1e-9:
                places[column] = min(limits)
                moved = True
        if not moved:
            break
    return places
