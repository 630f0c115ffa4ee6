"""How a record changed, in clauses: what one kind has that others have not."""

from __future__ import annotations

from collections.abc import Iterator

from macros.changes.fields import Names, field_changes, list_changes
from macros.changes.words import changed, quoted
from macros.models import Answer, Arrow, Ask, DecisionTree, Fact, Leaf, Record, Service, Status, Step, Workflow

STATES = {
    "maintenance": "in maintenance",
    "closed-to-new-customers": "closed to new customers",
    "retired": "retired",
}


def record_changes(before: Record, after: Record, names: Names) -> list[str]:
    """Return how two states of a record differ, a clause each; nothing if they do not."""
    if isinstance(before, Fact) and isinstance(after, Fact):
        return list(_fact(before, after, names))
    if isinstance(before, Service) and isinstance(after, Service):
        return [*field_changes(before, after, names, ["status"]), *_status(before.status, after.status)]
    if isinstance(before, DecisionTree) and isinstance(after, DecisionTree):
        return [*field_changes(before, after, names, ["start"]), *_tree(before, after, names)]
    if isinstance(before, Workflow) and isinstance(after, Workflow):
        return [*field_changes(before, after, names, ["steps"]), *_steps(before.steps, after.steps, names)]
    return list(field_changes(before, after, names))


# -------------------------------------------------------------------------------------------------- facts


def _fact(before: Fact, after: Fact, names: Names) -> Iterator[str]:
    """Yield the changes of a fact; where it was read goes with what is true."""
    was_read = f"read {after.as_of}"
    if before.value != after.value:
        yield f"{changed('', before.value, after.value)} (source {after.source}, {was_read})"
    elif before.source != after.source:
        yield f"source changed from {before.source} to {after.source}, {was_read}"
    elif before.as_of != after.as_of:
        yield f"read again: {after.as_of}, before that {before.as_of}"
    yield from field_changes(before, after, names, ["value", "source", "as_of"])


def is_read_again(before: Record, after: Record) -> bool:
    """Return whether nothing of a record changed but the day on which its source was read."""
    return (
        isinstance(before, Fact)
        and isinstance(after, Fact)
        and before.as_of != after.as_of
        and before.model_copy(update={"as_of": after.as_of}) == after
    )


# ----------------------------------------------------------------------------------------------- services


def _status(before: Status | None, after: Status | None) -> Iterator[str]:
    if before == after:
        return
    if after is None:
        yield f"status: open again, no longer {_state(before)}"
        return
    if before is None or (before.state, before.since) != (after.state, after.since):
        yield f"status changed from {_state(before)} to {_state(after)} (source {after.source}, read {after.as_of})"
    if before is None:
        yield f"note of the status: {quoted(after.note)}"
    elif before.note != after.note:
        yield changed("note of the status", before.note, after.note)
    elif (before.state, before.since) == (after.state, after.since):
        yield f"status read again: {after.as_of} (source {after.source})"


def _state(status: Status | None) -> str:
    if status is None:
        return "current"
    return STATES[status.state] + (f" since {status.since}" if status.since else "")


# -------------------------------------------------------------------------------------------------- trees


def _tree(before: DecisionTree, after: DecisionTree, names: Names) -> Iterator[str]:
    """Yield what changed in the questions and leaves of a tree, wherever they hang."""
    if before.start.id != after.start.id:
        yield f"starts with the question {quoted(after.start.question)} instead of {quoted(before.start.question)}"
    old_asks, new_asks = ({str(ask.id): ask for ask in tree.asks()} for tree in (before, after))
    old_leaves, new_leaves = ({str(leaf.id): leaf for leaf in tree.leaves()} for tree in (before, after))
    yield from (f"question {quoted(ask.question)} removed" for name, ask in old_asks.items() if name not in new_asks)
    for name, ask in new_asks.items():
        if name in old_asks:
            yield from _ask(old_asks[name], ask, names)
        else:
            answers = ", ".join(quoted(answer.label) for answer in ask.answers)
            yield f"question {quoted(ask.question)} added, with the answers {answers}"
    yield from (f"{_leaf(leaf, names)} removed" for name, leaf in old_leaves.items() if name not in new_leaves)
    for name, leaf in new_leaves.items():
        if name not in old_leaves:
            yield f"{_leaf(leaf, names)} added: {quoted(leaf.why)}"
        else:
            yield from (f"leaf {name}: {clause}" for clause in field_changes(old_leaves[name], leaf, names))


def _ask(before: Ask, after: Ask, names: Names) -> Iterator[str]:
    where = f"question {quoted(after.question)}"
    if before.question != after.question:
        yield changed("question", before.question, after.question)
    yield from (f"{where}: {clause}" for clause in field_changes(before, after, names, ["question", "answers"]))
    olds, news = ({str(answer.label): answer for answer in ask.answers} for ask in (before, after))
    yield from (f"{where}: answer {quoted(label)} removed" for label in olds if label not in news)
    for label, answer in news.items():
        if label not in olds:
            yield f"{where}: answer {quoted(label)} added, which leads to {_target(answer)}"
        elif _target(olds[label]) != _target(answer):
            yield f"{where}: answer {quoted(label)} leads to {_target(answer)} instead of {_target(olds[label])}"
    if [label for label in olds if label in news] != [label for label in news if label in olds]:
        yield f"{where}: answers put into another order"


def _target(answer: Answer) -> str:
    if answer.choose:
        return f"the leaf {answer.choose.id}"
    return f"the question {answer.ask.id}" if answer.ask else "nothing"


def _leaf(leaf: Leaf, names: Names) -> str:
    return f"leaf {leaf.id} ({names(leaf.service)})"


# ---------------------------------------------------------------------------------------------- workflows


def _steps(before: tuple[Step, ...], after: tuple[Step, ...], names: Names) -> Iterator[str]:
    """Yield what changed in the steps and arrows of a workflow, wherever the steps stand."""
    olds, news = dict(_flat(before)), dict(_flat(after))
    yield from (f"step {quoted(step.label)} removed" for name, (step, _) in olds.items() if name not in news)
    for name, (step, group) in news.items():
        if name not in olds:
            yield f"step {quoted(step.label)} added" + (f" inside {quoted(news[group][0].label)}" if group else "")
            continue
        was, was_in = olds[name]
        label = f"step {quoted(step.label)}"
        if group != was_in:
            yield f"{label} moved " + (f"inside {quoted(news[group][0].label)}" if group else "out of its group")
        parts = field_changes(was, step, names, ["next", "on_error", "inside"])
        yield from (f"{label}: {clause}" for clause in parts)
    old_arrows, new_arrows = _arrows(olds), _arrows(news)
    yield from (f"{words} removed" for key, (words, _) in old_arrows.items() if key not in new_arrows)
    for key, (words, arrow) in new_arrows.items():
        if key not in old_arrows:
            yield f"{words} added" + (f" with the label {quoted(arrow.label)}" if arrow.label else "")
        else:
            yield from (f"{words}: {clause}" for clause in field_changes(old_arrows[key][1], arrow, names, ["to"]))
    if [name for name in olds if name in news] != [name for name in news if name in olds]:
        yield from (clause for clause in list_changes("steps", tuple(olds), tuple(news), names) if "order" in clause)


def _flat(steps: tuple[Step, ...], group: str = "") -> Iterator[tuple[str, tuple[Step, str]]]:
    """Yield every step by its id, with the id of the step that it stands in."""
    for step in steps:
        yield str(step.id), (step, group)
        yield from _flat(step.inside, str(step.id))


def _arrows(steps: dict[str, tuple[Step, str]]) -> dict[tuple[str, str, str], tuple[str, Arrow]]:
    """Return every arrow with the words for it."""
    found = {}
    for name, (step, _) in steps.items():
        for sort, words, arrows in (("", "arrow", step.next), ("error", "arrow on failure", step.on_error)):
            for arrow in arrows:
                to = quoted(steps[str(arrow.to)][0].label) if str(arrow.to) in steps else str(arrow.to)
                found[sort, name, str(arrow.to)] = (f"{words} from {quoted(step.label)} to {to}", arrow)
    return found
