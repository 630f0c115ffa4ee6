"""The macros: one method, one template, one fixture each.

A method gathers what its template prints. Templates stand in `templates/` under the name of the method.
"""

from __future__ import annotations

import os
import sys
from collections import defaultdict
from functools import cache, cached_property
from itertools import groupby
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from macros.catalog import Catalog
from macros.freshness import newest_day, old_facts, second_hand_facts
from macros.models import (
    KINDS,
    Comparison,
    ComparisonRef,
    DecisionTree,
    DecisionTreeRef,
    Exam,
    Fact,
    FactRef,
    Guide,
    GuideRef,
    Question,
    Record,
    Sample,
    SampleRef,
    Scenario,
    ScenarioRef,
    Sdk,
    Service,
    ServiceRef,
    Term,
    TermRef,
    Workflow,
    WorkflowRef,
)
from macros.public_data import FOLDER, file_name, schema_name
from macros.rendering import views
from macros.rendering.cards import decks
from macros.rendering.edits import Edits
from macros.rendering.links import Links, short_name
from macros.rendering.pictures import flow_pictures, tree_pictures, workflow_pictures
from macros.rendering.registry import (
    every_comparison,
    every_decision_tree,
    every_fact,
    every_question,
    every_release,
    every_term,
    macro,
    named,
    questions_of_domain,
    questions_of_guide,
    sample_with_cases,
    services_of_category,
    the_exam,
)
from macros.rendering.samples import Drawn, ShownFile, deeds, duration, shown_files

TEMPLATES = Path(__file__).parent / "templates"


def _bytecode_cache() -> jinja2.BytecodeCache | None:
    """Keep compiled templates where Python keeps its compiled modules, under the same conditions."""
    folder = TEMPLATES / "__pycache__"
    if sys.dont_write_bytecode or not os.access(TEMPLATES, os.W_OK):
        return None
    folder.mkdir(exist_ok=True)
    return jinja2.FileSystemBytecodeCache(str(folder), "%s.jinja")


class Renderer:
    """Renders macros for one page after another."""

    def __init__(self, catalog: Catalog, links: Links, edits: Edits) -> None:
        self.catalog, self.links, self.edits = catalog, links, edits
        self.page = ""
        """The page that calls the macros, relative to the folder of pages; set it before each page."""

    # ------------------------------------------------------------------------------------ parts of a guide

    @macro(named)
    def objectives(self, guide: GuideRef) -> str:
        """What the reader will be able to do, with the skills of the exam and the questions that test each."""
        record = self.catalog.get(Guide, guide)
        tests = defaultdict(list)
        for question in self._questions_of(record):
            tests[str(question.objective)].append(question)
        return self._print("objectives", guide=record, tests=tests)

    @macro()
    def outline(self, guide: GuideRef) -> str:
        """The guide at a glance: its topics, each with what to remember."""
        return self._print("outline", guide=self.catalog.get(Guide, guide))

    @macro()
    def terms(self, *terms: TermRef) -> str:
        """The key terms of a guide with their definitions."""
        return self._print("terms", terms=[self.catalog.get(Term, term) for term in terms])

    @macro()
    def examples(self, *terms: TermRef) -> str:
        """Terms with their definitions, each beside a concrete example."""
        return self._print("examples", terms=[self.catalog.get(Term, term) for term in terms])

    @macro()
    def muddy_points(self, guide: GuideRef) -> str:
        """What readers mix up, and how to see it clearly."""
        return self._print("muddy_points", guide=self.catalog.get(Guide, guide))

    @macro(questions_of_guide)
    def questions(self, guide: GuideRef, *objective: str) -> str:
        """The questions of a guide, or only those about some of its objectives, with answers that open on demand."""
        questions = enumerate(self._questions_of(self.catalog.get(Guide, guide)), 1)
        return self._print(
            "questions", questions=[(n, q) for n, q in questions if q.objective in (objective or (q.objective,))]
        )

    @macro(inline=True)
    def fact(self, fact: FactRef) -> str:
        """A fact inside a sentence: what is true, and where and when it was read."""
        return self._print("fact", fact=self.catalog.get(Fact, fact))

    # --------------------------------------------------------------------------------- tables and drawings

    @macro(named)
    def comparison(self, comparison: ComparisonRef) -> str:
        """Services side by side, with the source and the date of each cell."""
        record = self.catalog.get(Comparison, comparison)
        return self._print("comparison", table=views.table(self.catalog, record), level=3)

    @macro()
    def contrast(self, first: ServiceRef, second: ServiceRef) -> str:
        """Two services side by side: only what differs."""
        return self._print("comparison", table=views.contrast(self.catalog, first, second), level=3)

    @macro(named)
    def decision_tree(self, tree: DecisionTreeRef) -> str:
        """A decision tree as a drawing and as nested text."""
        return self._decision_tree(self.catalog.get(DecisionTree, tree), level=3)

    @macro(named)
    def workflow(self, workflow: WorkflowRef) -> str:
        """A workflow as a drawing and as numbered steps."""
        record = self.catalog.get(Workflow, workflow)
        wide, narrow = self._pictures(workflow)
        return self._print(
            "workflow", workflow=record, wide=wide, narrow=narrow, steps=views.numbered(self.catalog.steps_of(record))
        )

    @macro(named)
    def scenario(self, scenario: ScenarioRef) -> str:
        """A worked example: what is wanted, what to choose, why, and why not the others."""
        record = self.catalog.get(Scenario, scenario)
        tree = self.catalog.get(DecisionTree, record.walk.tree) if record.walk else None
        path = views.path_to_leaf(tree, record) if tree else []
        return self._print("scenario", scenario=record, tree=tree, path=path)

    # ------------------------------------------------------------------------------------------- samples

    @macro(sample_with_cases)
    def sample(self, sample: SampleRef) -> str:
        """A sample as a whole: its drawings, what happened when it ran, and its files."""
        record = self.catalog.get(Sample, sample)
        files = self._shown_files(sample)
        seen = [
            (shown, self._drawn_file(record, shown) if shown.record.steps else None)
            for shown in files
            if shown.record.steps or shown.runs
        ]
        folder = self.links.file(f"{Sample.folder}/{sample}/", self.page)
        return self._print("sample", sample=record, files=files, seen=seen, folder=folder)

    @macro()
    def runs(self, sample: SampleRef, file: str) -> str:
        """A file of a sample: its drawing, and what happened when it ran."""
        record = self.catalog.get(Sample, sample)
        shown = next(shown for shown in self._shown_files(sample) if shown.file.name == file)
        drawing = self._drawn_file(record, shown) if shown.record.steps else None
        return self._print("runs", sample=record, shown=shown, drawing=drawing)

    @macro()
    def samples(self, *samples: SampleRef) -> str:
        """Some samples, each with what it does and what was done to it."""
        found = [(self.catalog.get(Sample, name), self._shown_files(name)) for name in samples]
        return self._print("samples", samples=found)

    # -------------------------------------------------------------------------------------- index pages

    @macro(every_comparison, is_index=True)
    def comparisons(self) -> str:
        """All comparisons."""
        tables = [views.table(self.catalog, record) for record in self.catalog.all(Comparison)]
        return "\n\n".join(self._print("comparison", table=table, level=2) for table in tables)

    @macro()
    def comparison_picker(self) -> str:
        """All services and criteria that can be compared, to pick from."""
        return self._print("comparison_picker", grid=views.grid(self.catalog))

    @macro(every_decision_tree, is_index=True)
    def decision_trees(self) -> str:
        """All decision trees."""
        return "\n\n".join(self._decision_tree(tree, level=2) for tree in self.catalog.all(DecisionTree))

    @macro()
    def confused_pairs(self) -> str:
        """Services that are easily taken for one another, and how to tell them apart."""
        return self._print("confused_pairs", pairs=views.all_confused(self.catalog))

    @macro(services_of_category, is_index=True)
    def services(self, category: str) -> str:
        """The services of a category, a card each."""
        found = [service for service in self.catalog.all(Service) if service.category == category]
        found.sort(key=lambda service: service.short_name.casefold())
        return "\n\n".join(self._service(service) for service in found)

    @macro(every_term, is_index=True)
    def glossary(self) -> str:
        """All terms by letter, each with where it is used."""
        ordered = sorted(self.catalog.all(Term), key=lambda term: term.name.casefold())
        letters = [(letter, list(group)) for letter, group in groupby(ordered, lambda term: term.name[0].upper())]
        return self._print("glossary", letters=letters)

    @macro(questions_of_domain, is_index=True)
    def question_bank(self, domain: int) -> str:
        """The questions of a domain of the exam, by task."""
        tasks = [part.tasks for part in views.practice(self.catalog) if part.domain.number == domain]
        groups = [(part.task, part.questions) for parts in tasks for part in parts if part.questions]
        return self._print("question_bank", groups=groups)

    @macro()
    def progress(self) -> str:
        """How many questions each unit, task and skill has, and with a script how many of them the reader knows."""
        return self._print("progress", domains=views.practice(self.catalog))

    @macro(every_question)
    def practice(self) -> str:
        """All questions by task, to choose from and to answer."""
        return self._print("practice", domains=views.practice(self.catalog))

    @macro()
    def cards(self) -> str:
        """The flash cards: terms, contrasts and facts, each with an answer that opens on demand."""
        return self._print("cards", decks=decks(self.catalog, self.links))

    @macro()
    def practice_exam(self) -> str:
        """An exam to sit, drawn by the weights of the domains; without a script, what it would be."""
        exam = self.catalog.all(Exam)[0]
        counts = {figure.counts: figure.number for figure in exam.format if figure.counts}
        asked = [question for question in self.catalog.all(Question) if question.options]
        return self._print("practice_exam", exam=exam, counts=counts, asked=asked, domains=views.coverage(self.catalog))

    @macro(the_exam, is_index=True)
    def coverage(self) -> str:
        """The skills of the exam and what serves each; what is not covered yet is listed as such."""
        return self._print("coverage", domains=views.coverage(self.catalog))

    @macro()
    def exam_format(self) -> str:
        """What to expect on the day of the exam."""
        return self._print("exam_format", exam=self.catalog.all(Exam)[0])

    @macro()
    def exam_weights(self) -> str:
        """The domains of the exam with their weights."""
        return self._print("exam_weights", exam=self.catalog.all(Exam)[0])

    @macro()
    def guides(self) -> str:
        """The guides by unit, with the tasks that have none yet."""
        by_task = {str(guide.task): guide for guide in self.catalog.all(Guide)}
        domains = self.catalog.exam.domains if self.catalog.exam else ()
        return self._print("guides", domains=domains, by_task=by_task)

    @macro(every_fact, is_index=True)
    def facts(self) -> str:
        """All facts by service, with where and when each was read, and what the SDK says of it."""
        services = sorted(self.catalog.all(Service), key=lambda service: service.short_name.casefold())
        groups = [(s, self.catalog.facts_about[str(s.id)]) for s in services if str(s.id) in self.catalog.facts_about]
        return self._print("facts", groups=groups)

    @macro()
    def freshness(self) -> str:
        """The facts to read again: older than a year, counted from the newest one, and second-hand ones."""
        newest = newest_day(self.catalog)
        old = old_facts(self.catalog, newest) if newest else []
        second_hand = [fact for fact in second_hand_facts(self.catalog) if fact not in old]
        groups = [("Older than a year", "older-than-a-year", old), ("Second-hand", "second-hand", second_hand)]
        return self._print("freshness", groups=groups)

    @macro(inline=True)
    def newest_fact(self) -> str:
        """The day on which the newest fact was read."""
        return str(newest_day(self.catalog) or "never")

    @macro(inline=True)
    def checked_against(self) -> str:
        """The SDK whose models are the evidence of facts, and its day."""
        return self._print("checked_against")

    @macro(inline=True)
    def number_of_checked(self) -> str:
        """How many facts were checked against the SDK."""
        return str(sum(bool(fact.evidence) for fact in self.catalog.all(Fact)))

    @macro()
    def renamed(self) -> str:
        """Services under their former names, and services that are closed or closing."""
        services = sorted(self.catalog.all(Service), key=lambda service: service.short_name.casefold())
        return self._print(
            "renamed",
            renamed=[service for service in services if service.former_names],
            closing=[service for service in services if service.status],
        )

    @macro()
    def public_data(self) -> str:
        """The files of the public data: what each holds, and its JSON Schema."""
        kinds = [
            (name, views.first_sentence(kind.__doc__ or ""), len(self.catalog.all(kind)))
            for name, kind in KINDS.items()
        ]
        folder = self.links.file(f"{FOLDER}/", self.page)
        return self._print("public_data", kinds=kinds, total=len(self.catalog.entries), folder=folder)

    @macro(every_release, is_index=True)
    def changes(self) -> str:
        """What each release changed, the newest first."""
        releases = [(release, views.by_kind(release)) for release in self.catalog.releases]
        return self._print("changes", releases=releases)

    @macro(inline=True)
    def number_of(self, kind: str) -> str:
        """How many records of a kind there are."""
        return str(len(self.catalog.all(KINDS[kind])))

    # -------------------------------------------------------------------------------------------- helpers

    def _questions_of(self, guide: Guide) -> list[Question]:
        return [question for question in self.catalog.all(Question) if question.guide == guide.id]

    def _decision_tree(self, tree: DecisionTree, *, level: int) -> str:
        wide, narrow = self._pictures(str(tree.id))
        examples = views.landings(self.catalog, tree)
        return self._print("decision_tree", tree=tree, wide=wide, narrow=narrow, level=level, examples=examples)

    def _pictures(self, name: str) -> tuple[Markup, Markup]:
        wide, narrow = self._drawn(name)
        return self.links.placed(wide, self.page), self.links.placed(narrow, self.page)

    @cache  # noqa: B019  one Renderer lives as long as its build
    def _drawn(self, name: str) -> tuple[str, str]:
        record = self.catalog.find(name)
        if isinstance(record, DecisionTree):
            return tree_pictures(record, self.links)
        return workflow_pictures(self.catalog.get(Workflow, name), self.links)

    @cache  # noqa: B019
    def _shown_files(self, sample: str) -> tuple[ShownFile, ...]:
        return shown_files(self.catalog, self.catalog.get(Sample, sample))

    def _drawn_file(self, sample: Sample, shown: ShownFile) -> Drawn:
        wide, narrow = self._drawn_steps(str(sample.id), str(shown.file.name))
        return Drawn(
            shown,
            self.links.placed(wide, self.page),
            self.links.placed(narrow, self.page),
            views.numbered(shown.record.steps),
        )

    @cache  # noqa: B019
    def _drawn_steps(self, sample: str, file: str) -> tuple[str, str]:
        record = self.catalog.get(Sample, sample)
        shown = next(shown for shown in self._shown_files(sample) if shown.file.name == file)
        return flow_pictures(
            shown.drawing, str(shown.file.title), str(record.description), shown.record.steps, self.links
        )

    def _service(self, service: Service) -> str:
        return self._print(
            "service",
            service=service,
            features=[other for other in self.catalog.all(Service) if other.part_of == service.id],
            cells=[fact for fact in self.catalog.facts_about.get(str(service.id), []) if fact.criterion],
            confused=views.confused_with(self.catalog, service),
            backlinks=self._backlinks(service, "guide", "comparison", "decision-tree", "workflow", "scenario"),
        )

    def _backlinks(self, record: Record, *kinds: str) -> list[Record]:
        found = [other for other in self.catalog.backlinks.get(str(record.id), []) if other.kind in kinds]
        return sorted(found, key=lambda other: kinds.index(other.kind))

    def _print(self, template: str, **context: Any) -> str:
        return self._environment.get_template(f"{template}.html").render(**context).strip()

    @cached_property
    def _environment(self) -> jinja2.Environment:
        environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            bytecode_cache=_bytecode_cache(),
        )
        environment.filters.update(
            inline=lambda text: self.links.html(text, self.page),
            plain=self.links.plain,
            short=short_name,
            record=lambda name: self.catalog.entries[str(name)].record,
            url=lambda name: self.links.url(str(name), self.page),
            link=self._link,
            sources=lambda facts: views.sources(self.catalog, facts),
            checked=lambda facts: views.checked(self.catalog, facts),
            source_label=views.source_label,
            letters=views.right_letters,
            content_hash=views.content_hash,
            news=lambda record: views.news(self.catalog, record),
            marked=views.marked,
            backlinks=self._backlinks,
            edit=lambda record: self.edits.of(self.catalog.entries[str(record.id)]),
            duration=duration,
            deeds=deeds,
            oneline=lambda text: " ".join(str(text).split()),
        )
        environment.globals["sdk"] = next(iter(self.catalog.all(Sdk)), None)
        environment.globals.update(file_name=file_name, schema_name=schema_name)
        environment.tests["shown"] = lambda name: self.links.places.of(str(name)) is not None
        environment.tests["ending"] = lambda text: str(text).endswith((".", "?", "!"))
        return environment

    def _link(self, name: str | Record, text: str = "") -> Markup:
        return self.links.link(str(name.id) if isinstance(name, Record) else str(name), self.page, text)
