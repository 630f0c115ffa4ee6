"""What can be drawn: decision trees and workflows, without any knowledge of what their words mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

StepKind = Literal["event", "task", "choice", "wait", "parallel", "map", "succeed", "fail"]

#: The words on a failure arrow that has none of its own: nobody should have to tell it by its color.
FAILURE_LABEL: Final = "On failure"


@dataclass(frozen=True)
class TreeNode:
    """A question when it has children, else a leaf; `answer` is the answer that leads to it."""

    key: str
    text: str
    answer: str | None = None
    note: str | None = None
    href: str | None = None
    children: tuple[TreeNode, ...] = ()


@dataclass(frozen=True)
class Step:
    """One step of a workflow; a parallel or map step may hold a smaller workflow."""

    key: str
    kind: StepKind
    title: str
    service: str | None = None
    note: str | None = None
    href: str | None = None
    inside: Flow | None = None


@dataclass(frozen=True)
class Arrow:
    """The way from one step to another of the same workflow."""

    start: str
    end: str
    label: str | None = None
    failure: bool = False

    @property
    def words(self) -> str | None:
        """The label as drawn."""
        return self.label or (FAILURE_LABEL if self.failure else None)


@dataclass(frozen=True)
class Flow:
    """A workflow: its steps in the author's order, and the arrows between them."""

    steps: tuple[Step, ...]
    arrows: tuple[Arrow, ...] = ()


def check_tree(root: TreeNode) -> None:
    """Refuse a tree that would give two nodes the same id."""
    _refuse_twins(_tree_keys(root))


def check_flow(flow: Flow) -> None:
    """Refuse a workflow that cannot be drawn truthfully."""
    _refuse_twins(_flow_keys(flow))
    _check_level(flow)


def _check_level(flow: Flow) -> None:
    """Check one workflow and the ones inside its steps."""
    if not flow.steps:
        raise ValueError("a workflow needs at least one step")
    known = {step.key for step in flow.steps}
    for arrow in flow.arrows:
        for key in (arrow.start, arrow.end):
            if key not in known:
                raise ValueError(f"the arrow {arrow.start} -> {arrow.end} names {key!r}, which is no step beside it")
        if arrow.start == arrow.end:
            raise ValueError(f"the arrow of {arrow.start!r} leads to itself: write a retry as the step's note")
    for step in flow.steps:
        if step.inside is not None:
            _check_level(step.inside)


def _tree_keys(node: TreeNode) -> Iterator[str]:
    """Every key of a tree, depth first."""
    yield node.key
    for child in node.children:
        yield from _tree_keys(child)


def _flow_keys(flow: Flow) -> Iterator[str]:
    """Every key of a workflow, with those inside its steps."""
    for step in flow.steps:
        yield step.key
        if step.inside is not None:
            yield from _flow_keys(step.inside)


def _refuse_twins(keys: Iterable[str]) -> None:
    """Raise when a key comes twice, since keys become ids of the page."""
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            raise ValueError(f"the key {key!r} is used twice in one drawing")
        seen.add(key)
