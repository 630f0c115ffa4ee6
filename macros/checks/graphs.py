"""Rules about decision trees, the scenarios that walk them, and workflows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from macros.catalog import Catalog, Entry
from macros.diagnostics import Diagnostic, did_you_mean
from macros.models import Ask, DecisionTree, Leaf, Record, Scenario, Step, Walk, Workflow
from macros.reading import ValuePath

Places = Iterator[tuple[ValuePath, str]]


@dataclass(frozen=True)
class _Graph:
    """A workflow with all its steps, those of its sample too, and where each of them stands."""

    entry: Entry
    workflow: Workflow
    steps: tuple[Step, ...]

    @property
    def record(self) -> Record:
        """The workflow."""
        return self.workflow

    def at(self, where: ValuePath, what: str, fix: str = "", *, key: bool = False) -> Diagnostic:
        """Return a problem at a step; steps of a sample stand in its file, so the name of the file is the place."""
        number = where[1] if len(where) > 1 else None
        if isinstance(number, int):
            behind = len(self.steps) - len(self.workflow.after)
            if number >= behind:
                where = ("after", number - behind, *where[2:])
            elif number >= len(self.workflow.steps):
                name = str(self.steps[number].id)
                where = ("failures", name) if "on_error" in where and name in self.workflow.failures else ("file",)
        return self.entry.at(where, what, fix, key=key)


def _graphs(catalog: Catalog) -> Iterator[_Graph]:
    for workflow in catalog.all(Workflow):
        seen = catalog.seen.get(str(workflow.sample))
        if seen and not seen.is_whole:  # nobody knows all of its steps
            continue
        yield _Graph(catalog.entries[workflow.id], workflow, catalog.steps_of(workflow))


def names_inside_are_unique(catalog: Catalog) -> Iterator[Diagnostic]:
    """Questions, leaves, answers and steps have names of their own inside their tree or workflow."""
    for tree in catalog.all(DecisionTree):
        yield from _repeated(catalog.entries[tree.id], _tree_names(tree.start, ("start",)))
        for where, ask in _asks(tree.start, ("start",)):
            labels = (((*where, "answers", i, "label"), str(a.label)) for i, a in enumerate(ask.answers))
            yield from _repeated(catalog.entries[tree.id], labels)
    for graph in _graphs(catalog):
        names = (((*where, "id"), str(step.id)) for where, step in _steps(graph.steps, ("steps",)))
        yield from _repeated(graph, names)


def _repeated(entry: Entry | _Graph, names: Places) -> Iterator[Diagnostic]:
    seen = set[str]()
    for where, name in names:
        if name.casefold() in seen:
            yield entry.at(where, f"'{name}' stands twice in '{entry.record.id}'", "give each its own")
        seen.add(name.casefold())


def _asks(ask: Ask, where: ValuePath) -> Iterator[tuple[ValuePath, Ask]]:
    yield where, ask
    for i, answer in enumerate(ask.answers):
        if answer.ask:
            yield from _asks(answer.ask, (*where, "answers", i, "ask"))


def _tree_names(start: Ask, where: ValuePath) -> Places:
    for place, ask in _asks(start, where):
        yield (*place, "id"), str(ask.id)
        for i, answer in enumerate(ask.answers):
            if answer.choose:
                yield (*place, "answers", i, "choose", "id"), str(answer.choose.id)


def scenarios_land_on_their_leaf(catalog: Catalog) -> Iterator[Diagnostic]:
    """The answers of a scenario lead through its decision tree to the leaf it names, and to its own choice."""
    for scenario in catalog.all(Scenario):
        tree = catalog.find(str(scenario.walk.tree)) if scenario.walk else None
        if scenario.walk and isinstance(tree, DecisionTree):
            yield from _walk(catalog.entries[scenario.id], scenario, scenario.walk, tree)


def _walk(entry: Entry, scenario: Scenario, walk: Walk, tree: DecisionTree) -> Iterator[Diagnostic]:
    answered: set[str] = set()
    ask: Ask | None = tree.start
    leaf: Leaf | None = None
    while ask:
        label = walk.answers.get(ask.id)
        labels = {str(answer.label): answer for answer in ask.answers}
        if label is None:
            what = f"the walk does not answer '{ask.id}': {ask.question}"
            yield entry.at(("walk", "answers"), what, f"add '{ask.id}: ' and one of " + ", ".join(map(repr, labels)))
            return
        if label not in labels:
            what = f"'{label}' is no answer to '{ask.id}'"
            fix = did_you_mean(label, labels, "one of " + ", ".join(map(repr, labels)))
            yield entry.at(("walk", "answers", str(ask.id)), what, fix)
            return
        answered.add(str(ask.id))
        leaf, ask = labels[label].choose, labels[label].ask
    for name in walk.answers:
        if name not in answered:
            fix = did_you_mean(name, answered, "take it out")
            yield entry.at(("walk", "answers", str(name)), f"the walk never comes to '{name}'", fix, key=True)
    if leaf and leaf.id != walk.lands_on:
        what = f"the walk lands on '{leaf.id}', not on '{walk.lands_on}'"
        yield entry.at(("walk", "lands_on"), what, f"write 'lands_on: {leaf.id}', or change the answers")
    elif leaf and leaf.service != scenario.choice:
        what = f"the walk leads to '{leaf.service}', the scenario chooses '{scenario.choice}'"
        yield entry.at(("choice",), what, f"write 'choice: {leaf.service}', or change the answers or the tree")


def scenarios_reject_others(catalog: Catalog) -> Iterator[Diagnostic]:
    """A scenario does not reject its own choice, and rejects a service once."""
    for scenario in catalog.all(Scenario):
        entry = catalog.entries[scenario.id]
        rejected = [(("why_not", i, "service"), str(other.service)) for i, other in enumerate(scenario.why_not)]
        yield from _repeated(entry, iter(rejected))
        for where, name in rejected:
            if name == scenario.choice:
                yield entry.at(where, f"'{name}' is what the scenario chooses", "name a service that fits less well")


def _runs_for_ever(
    entry: _Graph, level: ValuePath, steps: tuple[Step, ...], targets: dict[str, list[str]]
) -> Iterator[Diagnostic]:
    """Yield the first step from which no way leads to an end."""
    ways = {name: set(names) - {name} for name, names in targets.items()}
    ending = {name for name in ways if not ways[name]}
    while more := {name for name in ways if name not in ending and ways[name] & ending}:
        ending |= more
    for i, step in [(i, step) for i, step in enumerate(steps) if step.id not in ending][:1]:
        what = f"no way leads from '{step.id}' to an end"
        yield entry.at((*level, i, "id"), what, "lead an arrow out of the loop")


def _steps(steps: tuple[Step, ...], where: ValuePath) -> Iterator[tuple[ValuePath, Step]]:
    for i, step in enumerate(steps):
        yield (*where, i), step
        yield from _steps(step.inside, (*where, i, "inside"))


def _levels(steps: tuple[Step, ...], where: ValuePath) -> Iterator[tuple[ValuePath, tuple[Step, ...]]]:
    """Yield the steps of a workflow level by level: arrows never leave their level."""
    yield where, steps
    for i, step in enumerate(steps):
        if step.inside:
            yield from _levels(step.inside, (*where, i, "inside"))


def arrows_lead_to_steps(catalog: Catalog) -> Iterator[Diagnostic]:
    """An arrow leads to another step of its level; a choice has labeled ways out; an end has none."""
    for entry in _graphs(catalog):
        elsewhere = {str(step.id) for _, step in _steps(entry.steps, ("steps",))}
        for level, steps in _levels(entry.steps, ("steps",)):
            names = {str(step.id) for step in steps}
            for i, step in enumerate(steps):
                where = (*level, i)
                for field, arrows in (("next", step.next), ("on_error", step.on_error)):
                    for a, arrow in enumerate(arrows):
                        place = (*where, field, a, "to")
                        if arrow.to == step.id:
                            yield entry.at(place, f"'{step.id}' starts itself", "say the retry in 'note'")
                        elif arrow.to in elsewhere - names:
                            what = f"the arrow crosses the border of a group on its way to '{arrow.to}'"
                            yield entry.at(place, what, "lead it to one of " + ", ".join(sorted(names)))
                        elif arrow.to not in names:
                            fix = did_you_mean(str(arrow.to), names, "the steps are " + ", ".join(sorted(names)))
                            yield entry.at(place, f"unknown step '{arrow.to}'", fix)
                    yield from _repeated(
                        entry, (((*where, field, a, "to"), str(arrow.to)) for a, arrow in enumerate(arrows))
                    )
                if step.kind == "choice":
                    ways = (
                        ((*where, "next", a, "label"), str(arrow.label))
                        for a, arrow in enumerate(step.next)
                        if arrow.label
                    )
                    yield from _repeated(entry, ways)
                if step.kind == "choice" and (len(step.next) < 2 or not all(arrow.label for arrow in step.next)):
                    what = f"the choice '{step.id}' needs two or more arrows with labels"
                    yield entry.at((*where, "next"), what, "write the condition on each arrow", key=True)
                if step.kind in ("succeed", "fail") and (step.next or step.on_error):
                    field = "next" if step.next else "on_error"
                    yield entry.at((*where, field), f"'{step.id}' ends the workflow", "take its arrows out", key=True)


def workflows_are_connected(catalog: Catalog) -> Iterator[Diagnostic]:
    """Every step can be reached: from the first, from an event, or inside a parallel step; and it leads to an end."""
    for entry in _graphs(catalog):
        for level, steps in _levels(entry.steps, ("steps",)):
            targets = {str(step.id): [str(a.to) for a in (*step.next, *step.on_error)] for step in steps}
            if any(target not in targets for names in targets.values() for target in names):
                continue  # reported above; what it should start is not to blame
            todo = [str(steps[0].id), *(str(step.id) for step in steps if step.kind == "event")]
            if _parent_kind(entry.steps, level) == "parallel":
                started = {name for names in targets.values() for name in names}
                todo += [name for name in targets if name not in started]
            reached = set[str]()
            while todo:
                name = todo.pop()
                if name not in reached:
                    reached.add(name)
                    todo += targets.get(name, [])
            lost = [(i, step) for i, step in enumerate(steps) if step.id not in reached]
            begun = {target for _, step in lost for target in targets[str(step.id)] if target != step.id}
            # The steps behind a lost one are lost with it, so only the first are named; in a circle, the first of all.
            for i, step in [(i, step) for i, step in lost if step.id not in begun] or lost[:1]:
                what = f"nothing starts the step '{step.id}'"
                yield entry.at((*level, i, "id"), what, f"add an arrow with 'to: {step.id}'")
            if not lost:
                yield from _runs_for_ever(entry, level, steps, targets)


def _parent_kind(steps: tuple[Step, ...], level: ValuePath) -> str:
    """Return the kind of the step that holds a level; nothing for the top one."""
    part: object = steps
    for key in level[1:-1]:
        part = part[key] if isinstance(part, tuple) and isinstance(key, int) else getattr(part, str(key))
    return part.kind if isinstance(part, Step) else ""


def groups_hold_steps(catalog: Catalog) -> Iterator[Diagnostic]:
    """A parallel or map step holds steps, and no other step does."""
    for graph in _graphs(catalog):
        for where, step in _steps(graph.steps, ("steps",)):
            is_group = step.kind in ("parallel", "map")
            if is_group and not step.inside:
                what = f"the {step.kind} step '{step.id}' is empty"
                yield graph.at((*where, "kind"), what, "write its steps under 'inside'")
            if step.inside and not is_group:
                what = f"the step '{step.id}' holds steps but is a {step.kind}"
                yield graph.at((*where, "inside"), what, "make it 'parallel' or 'map'", key=True)
