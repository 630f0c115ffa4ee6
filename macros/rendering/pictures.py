"""Decision trees and workflows as the drawing module wants them, each for a wide page and for a phone.

A drawing is the same on every page but for its links. So it is made once, with links like `record:glue`, and
`Links.placed` writes the addresses.
"""

from __future__ import annotations

from macros.catalog import Catalog
from macros.models import Answer, Ask, DecisionTree, Service, Step, Workflow
from macros.rendering import drawing
from macros.rendering.links import Links

WIDE = 680
"""Points: the text column of the theme on a desktop screen."""

NARROW = 288
"""Points: a screen of 320 less the page's margins."""


def tree_pictures(tree: DecisionTree, links: Links) -> tuple[str, str]:
    """Return a decision tree as SVG for a wide page and for a phone."""
    root = _tree_node(tree.start, None, links)
    return (
        drawing.draw_tree(root, name=f"dg-{tree.id}", title=tree.title, description=tree.description, width=WIDE),
        drawing.draw_tree(root, name=f"dgn-{tree.id}", title=tree.title, description=tree.description, width=NARROW),
    )


def _tree_node(ask: Ask, answer: str | None, links: Links) -> drawing.TreeNode:
    children = tuple(_branch(a, links) for a in ask.answers)
    return drawing.TreeNode(str(ask.id), links.plain(ask.question), answer, children=children)


def _branch(answer: Answer, links: Links) -> drawing.TreeNode:
    if answer.ask:
        return _tree_node(answer.ask, links.plain(answer.label), links)
    leaf = answer.choose
    if leaf is None:
        raise ValueError("an answer leads nowhere: the model does not allow that")
    service = links.catalog.get(Service, leaf.service)
    return drawing.TreeNode(
        str(leaf.id),
        links.plain(leaf.label or service.short_name),
        links.plain(answer.label),
        links.plain(leaf.why),
        links.unplaced(leaf.service),
    )


def workflow_pictures(workflow: Workflow, links: Links) -> tuple[str, str]:
    """Return a workflow as SVG for a wide page and for a phone."""
    steps = links.catalog.steps_of(workflow)
    return flow_pictures(str(workflow.id), str(workflow.title), str(workflow.description), steps, links)


def flow_pictures(name: str, title: str, description: str, steps: tuple[Step, ...], links: Links) -> tuple[str, str]:
    """Return steps and arrows as SVG for a wide page and for a phone. The name is part of the ids inside."""
    flow, description = _flow(steps, links), links.plain(description)
    return (
        drawing.draw_flow(flow, name=f"dg-{name}", title=title, description=description, width=WIDE),
        drawing.draw_flow(flow, name=f"dgn-{name}", title=title, description=description, width=NARROW),
    )


def _flow(steps: tuple[Step, ...], links: Links) -> drawing.Flow:
    arrows = [
        drawing.Arrow(str(step.id), str(arrow.to), links.plain(arrow.label) if arrow.label else None, failure=failure)
        for step in steps
        for failure, ways in ((False, step.next), (True, step.on_error))
        for arrow in ways
    ]
    return drawing.Flow(tuple(_step(step, links) for step in steps), tuple(arrows))


def _step(step: Step, links: Links) -> drawing.Step:
    return drawing.Step(
        str(step.id),
        step.kind,
        links.plain(step.label),
        service=_service_name(step, links.catalog),
        note=links.plain(step.note) if step.note else None,
        href=links.unplaced(step.service) if step.service else None,
        inside=_flow(step.inside, links) if step.inside else None,
    )


def _service_name(step: Step, catalog: Catalog) -> str | None:
    return str(catalog.get(Service, step.service).short_name) if step.service else None
