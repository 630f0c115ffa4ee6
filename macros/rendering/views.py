"""What templates print, worked out beforehand: a template loops and prints, it never decides."""

from __future__ import annotations

import json
import posixpath
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from html import unescape
from itertools import groupby
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from macros.catalog import Catalog
from macros.models import (
    Answer,
    Comparison,
    Criterion,
    DecisionTree,
    Domain,
    Fact,
    FactRef,
    Line,
    Question,
    Record,
    RecordedChange,
    Release,
    Scenario,
    Service,
    Skill,
    Step,
    Task,
    plural,
)

ADDRESS = re.compile(r"https://[A-Za-z0-9-]+\.[^\s<>“”()]*[^\s<>“”().,;:]")
"""An address in a line of words, without what ends the sentence."""


@dataclass(frozen=True)
class Source:
    """A page that facts were read on."""

    url: str
    label: str
    as_of: str


@dataclass(frozen=True)
class Row:
    """A row of a comparison: a criterion and the fact of each service."""

    criterion: Criterion
    cells: tuple[Fact, ...]


@dataclass(frozen=True)
class Table:
    """A comparison, ready to print."""

    anchor: str
    title: str
    takeaway: str
    services: tuple[Service, ...]
    rows: tuple[Row, ...]
    sources: tuple[Source, ...] = ()

    @property
    def noted(self) -> tuple[Fact, ...]:
        """The facts about which the exam may still think otherwise; their notes stand under the table."""
        return tuple(fact for row in self.rows for fact in row.cells if fact.exam_note)


@dataclass(frozen=True)
class Grid:
    """Every service that can be compared with another one, by every criterion that two of them share."""

    categories: tuple[tuple[str, tuple[Service, ...]], ...]
    rows: tuple[tuple[Criterion, tuple[Fact | None, ...]], ...]
    """The cells of a row stand in the order of the services; where a service has no fact there is nothing."""

    @property
    def services(self) -> tuple[Service, ...]:
        """The services of all categories."""
        return tuple(service for _, services in self.categories for service in services)


@dataclass(frozen=True)
class Confused:
    """Another service that is easily taken for this one."""

    service: Service
    other: Service
    difference: str


@dataclass(frozen=True)
class Coverage:
    """A skill of the exam and what serves it."""

    skill: Skill
    guides: tuple[Record, ...]
    others: tuple[Record, ...]
    questions: int

    @property
    def is_covered(self) -> bool:
        """A skill is covered when a guide teaches it and a question tests it."""
        return bool(self.guides) and self.questions > 0

    @property
    def reading(self) -> tuple[Record, ...]:
        """Where to begin to read, three places at most."""
        return (*self.guides, *self.others)[:3]


@dataclass(frozen=True)
class PracticeTask:
    """A task of the exam with its questions, and how many of them each of its skills has that has any."""

    task: Task
    questions: tuple[Question, ...]
    skills: tuple[tuple[Skill, int], ...]


@dataclass(frozen=True)
class PracticeDomain:
    """A domain of the exam with its tasks, and how many questions it has."""

    domain: Domain
    tasks: tuple[PracticeTask, ...]
    questions: int


@dataclass(frozen=True)
class Way:
    """A way out of a workflow's step, in words."""

    label: str
    number: int
    title: str


@dataclass(frozen=True)
class NumberedStep:
    """A step of a workflow with its number, its ways out and the steps inside it."""

    number: int
    step: Step
    ways: tuple[Way, ...]
    inside: tuple[NumberedStep, ...]


def sources(catalog: Catalog, names: Iterable[FactRef]) -> tuple[Source, ...]:
    """Return the pages behind some facts, each page once with the latest day it was read."""
    latest: dict[str, str] = {}
    for name in names:
        fact = catalog.get(Fact, name)
        latest[fact.source] = max(latest.get(fact.source, ""), str(fact.as_of))
    return tuple(Source(url, source_label(url), as_of) for url, as_of in latest.items())


def checked(catalog: Catalog, names: Iterable[FactRef]) -> int:
    """Return how many of some facts were checked against the SDK."""
    return sum(bool(catalog.get(Fact, name).evidence) for name in names)


def source_label(url: str) -> str:
    """Return a few words for a source's address: its host and the last part of its path."""
    parts = urlsplit(url)
    steps = parts.path.strip("/").split("/")
    if parts.netloc == "github.com" and len(steps) > 1:  # the project says more than a branch or a tag
        return f"{steps[0]}/{steps[1]}" + (f" {steps[-1]}" if len(steps) > 2 else "")
    last = posixpath.basename(parts.path.rstrip("/")).removesuffix(".html")
    host = parts.netloc.removeprefix("www.")
    return f"{host}: {last}" if last else host


def table(catalog: Catalog, comparison: Comparison) -> Table:
    """Return a comparison with its facts."""
    return Table(
        str(comparison.id),
        str(comparison.title),
        str(comparison.takeaway),
        tuple(catalog.get(Service, name) for name in comparison.services),
        tuple(
            Row(
                catalog.get(Criterion, criterion),
                tuple(catalog.cells[str(service), str(criterion)] for service in comparison.services),
            )
            for criterion in comparison.criteria
        ),
        sources(catalog, comparison.facts),
    )


def contrast(catalog: Catalog, first: str, second: str) -> Table:
    """Return two services side by side: only the criteria by which both are described, and differently."""
    pair = (catalog.get(Service, first), catalog.get(Service, second))
    rows = tuple(Row(criterion, (one, other)) for criterion, one, other in catalog.contrast(first, second))
    difference = next((c.difference for c in confused_with(catalog, pair[0]) if c.other == pair[1]), "")
    title = f"{pair[0].short_name} or {pair[1].short_name}?"
    return Table(f"{first}-or-{second}", title, difference, pair, rows)


def grid(catalog: Catalog) -> Grid:
    """Return all that can be compared: the services by category, in the order of the data."""
    described: dict[str, set[str]] = defaultdict(set)
    for service_id, criterion_id in catalog.cells:
        described[criterion_id].add(service_id)
    criteria = [criterion for criterion in catalog.all(Criterion) if len(described[str(criterion.id)]) > 1]
    shared = {service_id for criterion in criteria for service_id in described[str(criterion.id)]}
    categories: dict[str, list[Service]] = defaultdict(list)
    for service in catalog.all(Service):
        if service.id in shared:
            categories[str(service.category)].append(service)
    ordered = [service for services in categories.values() for service in services]
    return Grid(
        tuple((category, tuple(services)) for category, services in categories.items()),
        tuple((c, tuple(catalog.cells.get((str(s.id), str(c.id))) for s in ordered)) for c in criteria),
    )


def confused_with(catalog: Catalog, service: Service) -> list[Confused]:
    """Return what a service is taken for, whichever of the two records says so."""
    found = [Confused(service, catalog.get(Service, c.service), str(c.difference)) for c in service.confused_with]
    for other in catalog.all(Service):
        found += [Confused(service, other, str(c.difference)) for c in other.confused_with if c.service == service.id]
    return found


def all_confused(catalog: Catalog) -> list[Confused]:
    """Return every pair of services that is easily confused, once, in the order of their names."""
    pairs = [
        Confused(service, catalog.get(Service, c.service), str(c.difference))
        for service in catalog.all(Service)
        for c in service.confused_with
    ]
    return sorted(pairs, key=lambda pair: (pair.service.short_name.casefold(), pair.other.short_name.casefold()))


def coverage(catalog: Catalog) -> list[tuple[Domain, list[tuple[Task, list[Coverage]]]]]:
    """Return what serves each skill of the exam, by domain and task."""
    result = []
    for domain in catalog.exam.domains if catalog.exam else ():
        tasks = [(task, [_coverage(catalog, skill) for skill in task.skills]) for task in domain.tasks]
        result.append((domain, tasks))
    return result


def _coverage(catalog: Catalog, skill: Skill) -> Coverage:
    by_kind: dict[str, list[Record]] = defaultdict(list)
    for record in catalog.covering.get(str(skill.number), []):
        by_kind[record.kind].append(record)
    deep = ("comparison", "decision-tree", "workflow", "scenario", "sample")
    return Coverage(
        skill,
        tuple(by_kind["guide"]),
        tuple(record for kind in deep for record in by_kind[kind]),
        len(by_kind["question"]),
    )


def practice(catalog: Catalog) -> tuple[PracticeDomain, ...]:
    """Return the questions by domain and task, in the order of their skills."""
    by_skill: dict[str, list[Question]] = defaultdict(list)
    for question in catalog.all(Question):
        by_skill[str(question.skill)].append(question)

    def of(task: Task) -> PracticeTask:
        asked = [(skill, by_skill[str(skill.number)]) for skill in task.skills]
        return PracticeTask(
            task,
            tuple(question for _, questions in asked for question in questions),
            tuple((skill, len(questions)) for skill, questions in asked if questions),
        )

    found = []
    for domain in catalog.exam.domains if catalog.exam else ():
        tasks = tuple(of(task) for task in domain.tasks)
        found.append(PracticeDomain(domain, tasks, sum(len(part.questions) for part in tasks)))
    return tuple(found)


def numbered(steps: tuple[Step, ...]) -> tuple[NumberedStep, ...]:
    """Return steps with numbers, each way out naming the step that it leads to."""
    numbers: dict[str, int] = {}
    titles: dict[str, str] = {}

    def count(steps: tuple[Step, ...]) -> None:
        for step in steps:
            numbers[str(step.id)] = len(numbers) + 1
            titles[str(step.id)] = str(step.label)
            count(step.inside)

    def build(steps: tuple[Step, ...]) -> tuple[NumberedStep, ...]:
        return tuple(
            NumberedStep(
                numbers[str(step.id)],
                step,
                tuple(
                    [Way(str(a.label or "Then"), numbers[a.to], titles[a.to]) for a in step.next]
                    + [Way(str(a.label or "On failure"), numbers[a.to], titles[a.to]) for a in step.on_error]
                ),
                build(step.inside),
            )
            for step in steps
        )

    count(steps)
    return build(steps)


def path_to_leaf(tree: DecisionTree, scenario: Scenario) -> list[tuple[str, Answer]]:
    """Return the questions that a scenario answers on its way through a tree, with the answers."""
    path: list[tuple[str, Answer]] = []
    ask = tree.start
    while scenario.walk:
        answer = next(a for a in ask.answers if a.label == scenario.walk.answers[ask.id])
        path.append((str(ask.question), answer))
        if answer.ask is None:
            break
        ask = answer.ask
    return path


def landings(catalog: Catalog, tree: DecisionTree) -> dict[str, tuple[Scenario, ...]]:
    """Return the scenarios that walk a tree, by the id of the leaf on which they land."""
    found: dict[str, tuple[Scenario, ...]] = {}
    for scenario in catalog.all(Scenario):
        if scenario.walk and scenario.walk.tree == tree.id:
            leaf = str(scenario.walk.lands_on)
            found[leaf] = (*found.get(leaf, ()), scenario)
    return found


def right_letters(question: Question) -> str:
    """Return the letters of the right options: "B", "A and D", "A, C and D"."""
    letters = [chr(ord("A") + i) for i, option in enumerate(question.options) if option.right]
    return letters[0] if len(letters) == 1 else f"{', '.join(letters[:-1])} and {letters[-1]}"


def content_hash(question: Question) -> str:
    """Return eight hex digits that change with the stem, the options, their order, and which of them are right.

    What a reader answered counts for the question with that hash only. Reasons and the explanation are left out, since
    mending them makes no answer wrong.
    """
    content = [question.stem, *([option.text, option.right] for option in question.options)]
    return sha256(json.dumps(content).encode()).hexdigest()[:8]


def first_sentence(text: str) -> str:
    """Return the first sentence of a docstring, on one line."""
    return " ".join(text.split()).split(". ")[0].rstrip(".") + "."


def by_kind(release: Release) -> tuple[tuple[str, tuple[RecordedChange, ...]], ...]:
    """Return the changes of a release by kind, each kind with the heading of its group."""
    groups = groupby(release.changes, lambda change: change.kind)
    return tuple((plural(kind).capitalize(), tuple(changes)) for kind, changes in groups)


def marked(line: Line) -> Markup:
    """Return a line of a change as HTML: the words that went and came as such, an address as a link with its label."""
    tags = {"": "{}", "old": "<del>{}</del>", "new": "<ins>{}</ins>"}
    text = Markup("").join(Markup(tags[sort]).format(words) for sort, words in line.pieces())

    def link(match: re.Match[str]) -> str:
        return f'<a href="{match[0]}">{escape(source_label(unescape(match[0])))}</a>'

    return Markup(ADDRESS.sub(link, text))


def news(catalog: Catalog, record: Record) -> tuple[str, str] | None:
    """Return "Added" or "Updated" and the day, for a record that a release after the first one touched.

    What an entry shows of its facts belongs to it: a figure that changed is an update of each entry that cites it.
    """
    names = [str(record.id), *map(str, getattr(record, "facts", ()))]
    names += [str(f.id) for f in catalog.facts_about.get(str(record.id), []) if f.criterion]
    found = [catalog.news[name] for name in names if name in catalog.news]
    if not found:
        return None
    day = max(day for _, day in found)
    is_new = catalog.news.get(str(record.id)) == ("added", day)
    return ("Added" if is_new else "Updated"), day
