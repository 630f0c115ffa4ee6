"""The layers of a workflow: which step comes before which, and how far apart.

This is the first half of the method of Sugiyama, Tagawa and Toda: turn arrows round until no cycle is left,
give every step a rank, and let long arrows and labels pass through places of their own in the layers between.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .model import Arrow


@dataclass(frozen=True)
class Size:
    """The size of whatever stands in a layer."""

    width: float
    height: float


@dataclass(frozen=True)
class Chain:
    """An arrow as it runs through the layers, from the upper step to the lower one.

    `nodes` are the two steps and, between them, one key for each layer that the arrow passes; `label` is the
    one of them that holds the words. A turned arrow points upwards.
    """

    arrow: Arrow
    nodes: tuple[str, ...]
    label: str | None
    turned: bool


@dataclass(frozen=True)
class LayerGraph:
    """Steps and the passing places of arrows, by layer; `soft` are the passing places."""

    sizes: Mapping[str, Size]
    ranks: Mapping[str, int]
    chains: tuple[Chain, ...]
    soft: frozenset[str]
    above: Mapping[str, tuple[str, ...]]
    below: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class _Link:
    """An arrow of the graph without cycles: the lower step is at least `span` ranks below the upper one."""

    upper: str
    lower: str
    span: int
    turned: bool


def turned_arrows(keys: Sequence[str], arrows: Sequence[Arrow]) -> frozenset[int]:
    """The arrows (by number) that lead back to where one came from, walking in the author's order."""
    entered = {arrow.end for arrow in arrows}
    leaving: dict[str, list[int]] = {key: [] for key in keys}
    for index, arrow in enumerate(arrows):
        leaving[arrow.start].append(index)
    open_steps: set[str] = set()
    seen: set[str] = set()
    turned: set[int] = set()

    def walk(key: str) -> None:
        seen.add(key)
        open_steps.add(key)
        for index in leaving[key]:
            end = arrows[index].end
            if end in open_steps:
                turned.add(index)
            elif end not in seen:
                walk(end)
        open_steps.discard(key)

    for key in sorted(keys, key=lambda key: key in entered):
        if key not in seen:
            walk(key)
    return frozenset(turned)


def build_layers(steps: Mapping[str, Size], arrows: Sequence[Arrow], labels: Mapping[int, Size]) -> LayerGraph:
    """Rank the steps, and make a chain of every arrow; `labels` has the size of an arrow's words, by number."""
    links = _links(list(steps), arrows, labels)
    ranks = _ranks(list(steps), links)
    sizes = dict(steps)
    chains = []
    for index, (arrow, link) in enumerate(zip(arrows, links, strict=True)):
        first, last = ranks[link.upper], ranks[link.lower]
        words_at = last - 1 if link.turned else first + 1
        label = f"\0{index}.{words_at}" if index in labels else None
        between = [f"\0{index}.{rank}" for rank in range(first + 1, last)]
        for rank, key in enumerate(between, first + 1):
            ranks[key] = rank
            sizes[key] = labels[index] if key == label else Size(0, 0)
        chains.append(Chain(arrow, (link.upper, *between, link.lower), label, link.turned))
    above: dict[str, list[str]] = {key: [] for key in sizes}
    below: dict[str, list[str]] = {key: [] for key in sizes}
    for chain in chains:
        for upper, lower in zip(chain.nodes, chain.nodes[1:], strict=False):
            below[upper].append(lower)
            above[lower].append(upper)
    return LayerGraph(
        sizes=sizes,
        ranks=ranks,
        chains=tuple(chains),
        soft=frozenset(sizes) - frozenset(steps),
        above={key: tuple(found) for key, found in above.items()},
        below={key: tuple(found) for key, found in below.items()},
    )


def _links(keys: Sequence[str], arrows: Sequence[Arrow], labels: Mapping[int, Size]) -> list[_Link]:
    """Direct every arrow downwards; sisters of a labeled arrow span as many ranks, so that they stay level."""
    turned = turned_arrows(keys, arrows)
    with_words = {arrow.start for index, arrow in enumerate(arrows) if index in labels and index not in turned}
    links = []
    for index, arrow in enumerate(arrows):
        if index in turned:
            links.append(_Link(arrow.end, arrow.start, 2 if index in labels else 1, turned=True))
        else:
            links.append(_Link(arrow.start, arrow.end, 2 if arrow.start in with_words else 1, turned=False))
    return links


def _ranks(keys: Sequence[str], links: Sequence[_Link]) -> dict[str, int]:
    """The longest way from the top gives the rank; then steps move to the side with more arrows."""
    ranks = dict.fromkeys(keys, 0)
    for _ in keys:
        for link in links:
            ranks[link.lower] = max(ranks[link.lower], ranks[link.upper] + link.span)
    for _ in range(2 * len(keys)):
        moved = [_pull(key, ranks, links) for key in keys]
        if not any(moved):
            break
    top = min(ranks.values())
    return {key: rank - top for key, rank in ranks.items()}


def _pull(key: str, ranks: dict[str, int], links: Sequence[_Link]) -> bool:
    """Move one step as close as possible to the side with more arrows; says whether it moved."""
    earliest = [ranks[link.upper] + link.span for link in links if link.lower == key]
    latest = [ranks[link.lower] - link.span for link in links if link.upper == key]
    target = ranks[key]
    if len(latest) > len(earliest):
        target = min(latest)
    elif len(earliest) > len(latest):
        target = max(earliest)
    moved = target != ranks[key]
    ranks[key] = target
    return moved
