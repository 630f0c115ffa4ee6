"""The records: what contributors write in `data/`, as frozen, typed models.

A kind of record is one class here and one folder in `data/`. The docstring under a field is its reference: it
becomes the description in the JSON Schema (so an editor shows it) and the table in CONTRIBUTING. Models say what a
single record must look like; what needs two records to judge stands in `checks`.

Every value arrives as the text that stands in the file (`reading` keeps YAML from guessing types), so a version
`1.10` stays "1.10" and an answer `No` stays "No".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from macros.diagnostics import shorten

LINK = re.compile(r"\[\[(?P<id>[^\[\]|\n]*)(?:\|(?P<text>[^\[\]]+))?\]\]")
"""A link to a record inside text: `[[dag]]` or `[[dag|these graphs]]`."""

CODE_SPAN = re.compile(r"(?<![`\\])(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)

KEBAB_CASE = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"


def without_code(text: str) -> str:
    """Return a text with its code spans as blanks, so that every other character keeps its place."""
    if "`" not in text:
        return text
    return CODE_SPAN.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


MOST_UNFINISHED = 10
"""So many in one text are no slips: no more of them help."""


def unfinished_links(text: str) -> Iterator[int]:
    """Yield where a `[[` starts no link: `[[dag]`, `[[dag|]]`; a `[` too many counts as such."""
    if "[[" not in text:
        return
    links = {match.start() for match in LINK.finditer(text)}
    starts = (match.start() for match in re.finditer(r"\[{2,}", text))
    yield from islice((start for start in starts if start not in links), MOST_UNFINISHED)


# ------------------------------------------------------------------------------------------------ values


class Value(str):
    """A text with a rule of its own; checks and templates recognise it by its class."""

    pattern: ClassVar[str] = r"\S"
    wanted: ClassVar[str] = "text"
    hint: ClassVar[str] = "write some words"

    _rule: ClassVar[re.Pattern[str]]

    def __init_subclass__(cls) -> None:
        cls._rule = re.compile(cls.pattern)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the text as this class, or raise pydantic's error that says what is wanted."""
        text = text.strip()
        if not cls._rule.search(text):
            raise _refusal(f"'{shorten(text)}' is not {cls.wanted}", cls.hint)
        return cls(text)

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(cls.parse, core_schema.str_schema())

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {**handler(schema), "pattern": cls.pattern}


def _refusal(what: str, fix: str) -> PydanticCustomError:
    return PydanticCustomError("refused", "{what} ({fix})", {"what": what, "fix": fix})


class Id(Value):
    """The name of a record, in kebab-case. It is unique over all kinds and never used again for something else."""

    pattern = KEBAB_CASE
    wanted = "an id"
    hint = "use small letters, digits and single hyphens, like 'step-functions'"


class Text(Value):
    """Prose with inline Markdown; `[[id]]` and `[[id|text]]` link another record."""

    def links(self) -> Iterator[re.Match[str]]:
        """Yield each `[[...]]` of the text that does not stand in a code span."""
        if "[[" in self:
            yield from LINK.finditer(without_code(self))


class Url(Value):
    """An address on the web, with https."""

    pattern = r"^https://[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?:[/?#][^\s<>\"']*)?$"
    wanted = "an address on the web"
    hint = "copy it whole from the browser, with https://"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Refuse the full stop or comma of the sentence that the address was copied from."""
        value = super().parse(text)
        if value[-1] in ".,;":
            raise _refusal(f"'{shorten(text)}' ends with a '{value[-1]}'", "take it off, if the page opens without it")
        return value


class AsOf(Value):
    """The month or day on which a source was seen: `2026-10` or `2026-10-05`."""

    pattern = r"^\d{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?$"
    wanted = "a month or a day"
    hint = "write it as 2026-10 or 2026-10-05"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Refuse days that no calendar has, such as 2026-02-30."""
        value = super().parse(text)
        try:
            date.fromisoformat(value if len(value) == 10 else f"{value}-01")
        except ValueError:
            raise _refusal(f"'{shorten(text)}' is not in the calendar", "look up the right day") from None
        return value


class ExamNumber(Value):
    """A number that the exam gives to its parts."""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Refuse the digits of other writings, which look alike, and numbers without end."""
        value = super().parse(text)
        if not value.isascii() or len(value) > MOST_DIGITS:
            raise _refusal(f"'{shorten(text)}' is not {cls.wanted}", cls.hint)
        return value


MOST_DIGITS = 20


class SkillNumber(ExamNumber):
    """The number of a skill in the exam, like `1.3.2`."""

    pattern = r"^\d+\.\d+\.\d+$"
    wanted = "the number of a skill"
    hint = "write it like 1.3.2"


class TaskNumber(ExamNumber):
    """The number of a task in the exam, like `1.3`."""

    pattern = r"^\d+\.\d+$"
    wanted = "the number of a task"
    hint = "write it like 1.3"


class Reference(Id):
    """The id of another record; `kinds` says which kinds of record fit (none: any)."""

    kinds: ClassVar[tuple[str, ...]] = ()


class CriterionRef(Reference):
    """The id of a criterion."""

    kinds = ("criterion",)


class DecisionTreeRef(Reference):
    """The id of a decision tree."""

    kinds = ("decision-tree",)


class FactRef(Reference):
    """The id of a fact."""

    kinds = ("fact",)


class GuideRef(Reference):
    """The id of a guide."""

    kinds = ("guide",)


class ServiceRef(Reference):
    """The id of a service."""

    kinds = ("service",)


class TermRef(Reference):
    """The id of a term."""

    kinds = ("term",)


class ComparisonRef(Reference):
    """The id of a comparison."""

    kinds = ("comparison",)


class WorkflowRef(Reference):
    """The id of a workflow."""

    kinds = ("workflow",)


class ScenarioRef(Reference):
    """The id of a scenario."""

    kinds = ("scenario",)


class QuestionRef(Reference):
    """The id of a question."""

    kinds = ("question",)


# ------------------------------------------------------------------------------------------------ records


class Model(BaseModel):
    """A frozen part of a record. Unknown keys are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Record(Model):
    """What stands in a file of `data/`: something with an id that others can refer to."""

    kind: ClassVar[str]
    folder: ClassVar[str]

    id: Id
    """Its name for references and addresses: kebab-case, unique over all kinds, never reused."""

    @property
    def title_text(self) -> str:
        """The words under which readers know the record."""
        return str(getattr(self, "name", None) or getattr(self, "title", None) or self.id)


class Skill(Model):
    """A skill that the exam tests."""

    number: SkillNumber
    """Its number in the exam guide, like 1.3.2."""
    text: Text
    """What a candidate can do, in our own short words."""


class Task(Model):
    """A task statement of the exam."""

    number: TaskNumber
    """Its number in the exam guide, like 1.3."""
    title: Text
    """The task in a few words."""
    skills: Annotated[tuple[Skill, ...], Field(min_length=1)]
    """The skills of the task, in order."""


class Domain(Model):
    """A content domain of the exam; a unit of the guide."""

    number: Annotated[int, Field(ge=1)]
    """Its number in the exam guide."""
    title: Text
    """Its name."""
    weight: Annotated[int, Field(ge=1, le=100)]
    """Its share of the scored questions, in percent. All weights together are 100."""
    tasks: Annotated[tuple[Task, ...], Field(min_length=1)]
    """The tasks of the domain, in order."""


class Figure(Model):
    """One line of the exam's format: how many questions, how long, what it costs."""

    label: Text
    """What the figure is about."""
    value: Text
    """The figure, with its unit."""
    source: Url
    """The page it was read on."""
    as_of: AsOf
    """When it was read there."""
    note: Text | None = None
    """What a reader should know about how sure it is."""
    counts: Literal["questions", "minutes"] | None = None
    """What the number counts with which the value begins. A practice exam has as many questions and takes as long."""

    @property
    def number(self) -> int | None:
        """The number with which the value begins."""
        found = re.match(r"\d{1,4}\b", self.value)
        return int(found[0]) if found and int(found[0]) else None


class Exam(Record):
    """The exam that the guide prepares for."""

    kind = "exam"
    folder = "exam"

    name: Text
    """Its full name."""
    code: Text
    """Its code, like DEA-C01."""
    version: Text
    """The version of the exam guide that the skills follow."""
    published: AsOf
    """When that version was published."""
    source: Url
    """The official exam guide."""
    format: tuple[Figure, ...]
    """What to expect on the day: questions, time, score, price."""
    domains: Annotated[tuple[Domain, ...], Field(min_length=1)]
    """The domains with their weights, tasks and skills."""


class Objective(Model):
    """Something the reader can do after a guide."""

    id: Id
    """Its name inside the guide; questions say which objective they test."""
    text: Text
    """Starts with a verb that can be tested: tell apart, choose, explain."""
    skills: Annotated[tuple[SkillNumber, ...], Field(min_length=1)]
    """The skills of the exam that it serves."""


class OutlineEntry(Model):
    """One entry of a guide's outline."""

    topic: Text
    """What the entry is about."""
    service: ServiceRef | None = None
    """The service that the entry links to."""
    points: tuple[Text, ...] = ()
    """What to remember, a sentence each."""
    parts: tuple[OutlineEntry, ...] = ()
    """The entries below this one. The numbers in front come by themselves."""
    facts: tuple[FactRef, ...] = ()
    """The facts behind figures in the points."""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.points and not self.parts:
            raise _refusal(f"the outline entry '{shorten(self.topic)}' says nothing", "give it 'points' or 'parts'")
        return self


class MuddyPoint(Model):
    """Something that readers mix up, and how to see it clearly."""

    question: Text
    """The doubt, in the words of somebody who has it."""
    answer: Text
    """What clears it up."""
    facts: tuple[FactRef, ...] = ()
    """The facts that stand behind the answer."""


class Guide(Record):
    """A guide to one task of the exam. Its page in `docs/` holds the prose and calls the macros."""

    kind = "guide"
    folder = "guides"

    title: Text
    """The title of its page."""
    summary: Text
    """One or two sentences: what it is about."""
    task: TaskNumber
    """The task of the exam that it covers."""
    skills: Annotated[tuple[SkillNumber, ...], Field(min_length=1)]
    """The skills that it teaches, its own task's and those it touches in others."""
    objectives: Annotated[tuple[Objective, ...], Field(min_length=1)]
    """What the reader will be able to do."""
    outline: Annotated[tuple[OutlineEntry, ...], Field(min_length=1)]
    """The whole guide at a glance."""
    muddy_points: tuple[MuddyPoint, ...] = ()
    """What readers mix up."""
    prerequisites: tuple[Reference, ...] = ()
    """Terms, services or guides to know first."""
    related: tuple[GuideRef, ...] = ()
    """Guides to read next."""


class Criterion(Record):
    """A row of comparisons: one property in which services differ."""

    kind = "criterion"
    folder = "criteria"

    label: Text
    """The row's heading, a word or two."""
    question: Text
    """The question that the row answers."""

    @property
    def title_text(self) -> str:
        """The row's heading."""
        return str(self.label)


class FormerName(Model):
    """A name under which a service was known."""

    name: Text
    """The name of old."""
    until: AsOf | None = None
    """When the new name came, where a source says so."""


class Status(Model):
    """Whether a service is still open to new customers."""

    state: Literal["maintenance", "closed-to-new-customers", "retired"]
    """`maintenance`: no new features; `closed-to-new-customers`; `retired`: no longer runs."""
    since: AsOf | None = None
    """Since when, where a source says so."""
    note: Text
    """What that means for the reader, and what takes its place."""
    source: Url
    """The page that says so."""
    as_of: AsOf
    """When it was read there."""


class Confusion(Model):
    """A service that is easily taken for this one."""

    service: ServiceRef
    """The other service."""
    difference: Text
    """How to tell the two apart, in one sentence."""


class Service(Record):
    """A service, a feature of one that has a name of its own, or a system outside."""

    kind = "service"
    folder = "services"

    name: Text
    """Its full name today."""
    short_name: Text
    """The name to use in running text and in tables."""
    category: Text
    """The group it is shown in. Each category has a page."""
    summary: Text
    """What it is, in one sentence."""
    docs: Url
    """Its official documentation."""
    part_of: ServiceRef | None = None
    """The service it is a feature or a flavour of."""
    aliases: tuple[Text, ...] = ()
    """Other names and abbreviations that people search for."""
    former_names: tuple[FormerName, ...] = ()
    """Names it had before."""
    status: Status | None = None
    """Only where it is not simply current."""
    in_exam: Literal["yes", "no", "part"] = "yes"
    """`yes`: on the exam guide's list; `part`: a feature of a listed service; `no`: not listed."""
    sdk: tuple[Text, ...] = ()
    """Its names in the SDK."""
    details: tuple[Text, ...] = ()
    """More paragraphs for the services that a guide treats in depth."""
    choose: tuple[Text, ...] = ()
    """When it is the right choice, a reason each."""
    avoid: tuple[Text, ...] = ()
    """When something else is better, with what, a reason each."""
    confused_with: tuple[Confusion, ...] = ()
    """What it is easily taken for. Writing it on one side is enough."""
    skills: tuple[SkillNumber, ...] = ()
    """Skills of the exam in which it plays a part."""
    facts: tuple[FactRef, ...] = ()
    """Facts behind figures in this record's own text. Facts about the service are listed by themselves."""


class Evidence(Model):
    """Where the SDK's own model says the same."""

    model: Text
    """The path in the SDK's models, like `stepfunctions.CreateStateMachine.type`."""
    says: Text
    """What stands there."""


class Fact(Record):
    """One thing that is true of a service, with where and when it was read.

    With a criterion it is the cell of a comparison; without one it is a sentence that others cite.
    """

    kind = "fact"
    folder = "facts"

    about: ServiceRef
    """The service it is about."""
    criterion: CriterionRef | None = None
    """The row of comparisons that it fills. A service has one fact a criterion."""
    value: Text
    """What is true: a few words for a cell, a sentence otherwise."""
    source: Url
    """The page it was read on."""
    as_of: AsOf
    """When it was read there."""
    confidence: Literal["high", "medium"] = "high"
    """`high`: the source itself was seen; `medium`: a second-hand source, said so to the reader."""
    evidence: Evidence | None = None
    """The same in the SDK's models, if it is there."""
    exam_note: Text | None = None
    """What the exam may still expect where it lags behind the service."""


class Term(Record):
    """A word of the field, with its definition."""

    kind = "term"
    folder = "terms"

    name: Text
    """The term as it is written in a sentence, with its abbreviation in brackets: `directed acyclic graph (DAG)`."""
    definition: Text
    """One sentence that says what it is."""
    aliases: tuple[Text, ...] = ()
    """Other words for it, abbreviations, plurals that search should find."""
    more: Text | None = None
    """What else is worth knowing."""
    example: Text | None = None
    """A concrete case."""
    see_also: tuple[Reference, ...] = ()
    """Terms and services that go with it."""
    services: tuple[ServiceRef, ...] = ()
    """Services in which it matters."""
    skills: tuple[SkillNumber, ...] = ()
    """Skills of the exam for which one needs it."""
    facts: tuple[FactRef, ...] = ()
    """The facts behind figures in the text."""


class Comparison(Record):
    """Services side by side. Its cells are facts: one for each service and criterion."""

    kind = "comparison"
    folder = "comparisons"

    title: Text
    """Its caption."""
    takeaway: Text
    """What decides between them, in a sentence or two."""
    services: Annotated[tuple[ServiceRef, ...], Field(min_length=2, max_length=5)]
    """The columns, in order."""
    criteria: Annotated[tuple[CriterionRef, ...], Field(min_length=2)]
    """The rows, in order."""
    skills: tuple[SkillNumber, ...] = ()
    """Skills of the exam that it serves."""
    facts: tuple[FactRef, ...] = ()
    """The facts behind figures in the takeaway."""


class Leaf(Model):
    """Where a decision tree ends: a service and why."""

    id: Id
    """Its name inside the tree; part of the address of the result."""
    service: ServiceRef
    """The service to take."""
    label: Text | None = None
    """What to show instead of the service's short name."""
    why: Text
    """Why, in a few words."""
    facts: tuple[FactRef, ...] = ()
    """The facts behind figures in the reason."""


class Answer(Model):
    """An answer to a question of a decision tree; it asks on or it ends."""

    label: Text
    """The answer, a few words."""
    ask: Ask | None = None
    """The next question."""
    choose: Leaf | None = None
    """The service to take."""

    @model_validator(mode="after")
    def _leads_on(self) -> Self:
        if (self.ask is None) == (self.choose is None):
            where = "nothing" if self.ask is None else "two places"
            raise _refusal(
                f"the answer '{shorten(self.label)}' leads to {where}",
                "give it either 'ask' with the next question or 'choose' with a leaf",
            )
        return self


class Ask(Model):
    """A question of a decision tree."""

    id: Id
    """Its name inside the tree; scenarios answer it by this name."""
    question: Text
    """The question, short enough for a box."""
    help: Text | None = None
    """A word on how to answer it."""
    answers: Annotated[tuple[Answer, ...], Field(min_length=2)]
    """The answers, in the order in which they are shown."""


Answer.model_rebuild()  # now that Ask is known


class DecisionTree(Record):
    """Questions that lead to a service."""

    kind = "decision-tree"
    folder = "decision-trees"

    title: Text
    """Its caption."""
    description: Text
    """What it helps to decide, in a sentence."""
    skills: tuple[SkillNumber, ...] = ()
    """Skills of the exam that it serves."""
    start: Ask
    """The first question."""

    def asks(self) -> Iterator[Ask]:
        """Yield every question, depth first."""
        yield from _asks(self.start)

    def leaves(self) -> Iterator[Leaf]:
        """Yield every leaf, depth first."""
        for ask in self.asks():
            for answer in ask.answers:
                if answer.choose:
                    yield answer.choose


def _asks(ask: Ask) -> Iterator[Ask]:
    yield ask
    for answer in ask.answers:
        if answer.ask:
            yield from _asks(answer.ask)


class Arrow(Model):
    """What starts next."""

    to: Id
    """The step that it starts."""
    label: Text | None = None
    """The condition, a few words."""


class Step(Model):
    """One step of a workflow."""

    id: Id
    """Its name inside the workflow."""
    kind: Literal["event", "task", "choice", "wait", "parallel", "map", "succeed", "fail"] = "task"
    """`event` starts the workflow, `choice` branches, `parallel` and `map` hold steps of their own."""
    label: Text
    """What happens, short enough for a box."""
    service: ServiceRef | None = None
    """The service that does it."""
    note: Text | None = None
    """A small line below: a retry, a limit."""
    next: tuple[Arrow, ...] = ()
    """The steps that it starts when all goes well."""
    on_error: tuple[Arrow, ...] = ()
    """The steps that it starts when it fails."""
    inside: tuple[Step, ...] = ()
    """The steps inside a `parallel` or `map` step."""


class Workflow(Record):
    """Steps and what starts what."""

    kind = "workflow"
    folder = "workflows"

    title: Text
    """Its caption."""
    description: Text
    """What it does, in a sentence or two."""
    steps: Annotated[tuple[Step, ...], Field(min_length=2)]
    """The steps, in reading order. The first one starts it."""
    skills: tuple[SkillNumber, ...] = ()
    """Skills of the exam that it serves."""
    facts: tuple[FactRef, ...] = ()
    """The facts behind figures in the steps."""


class Rejection(Model):
    """A service that was not chosen."""

    service: ServiceRef
    """The service."""
    reason: Text
    """Why it fits less well here."""


class Walk(Model):
    """The way of a scenario through a decision tree; a check walks it."""

    tree: DecisionTreeRef
    """The decision tree."""
    answers: dict[Id, Text]
    """Question id to the label of the answer given."""
    lands_on: Id
    """The id of the leaf where the answers end."""


class Scenario(Record):
    """A worked example: a requirement, a choice, and why."""

    kind = "scenario"
    folder = "scenarios"

    title: Text
    """Its heading."""
    requirement: Text
    """What is wanted, as somebody would say it."""
    signals: tuple[Text, ...] = ()
    """The words in the requirement that decide, and what each points to."""
    choice: ServiceRef
    """The service that fits best."""
    reasons: Annotated[tuple[Text, ...], Field(min_length=1)]
    """Why, a reason each."""
    why_not: Annotated[tuple[Rejection, ...], Field(min_length=1)]
    """Why not the others."""
    build: tuple[Text, ...] = ()
    """How to build it, step by step."""
    exam_note: Text | None = None
    """What the exam may expect instead."""
    walk: Walk | None = None
    """Its way through a decision tree."""
    skills: Annotated[tuple[SkillNumber, ...], Field(min_length=1)]
    """Skills of the exam that it serves."""
    facts: tuple[FactRef, ...] = ()
    """The facts behind figures in the text."""


def _true_or_false(text: object) -> object:
    """Refuse the other words that YAML and pydantic take for a truth value: the editor's schema knows only these."""
    if isinstance(text, str) and text not in ("true", "false"):
        raise _refusal(f"'{shorten(text)}' is neither true nor false", "write true or false")
    return text


class Option(Model):
    """One option of a question."""

    text: Text
    """The option."""
    right: Annotated[bool, BeforeValidator(_true_or_false)]
    """`true` for a right answer, `false` for a wrong one."""
    reason: Text
    """Why it is right; or why somebody would choose it, and why it is wrong."""


class Question(Record):
    """A question to practise with."""

    kind = "question"
    folder = "questions"

    type: Literal["open", "single", "multiple"]
    """`open`: think and compare; `single`: one right option; `multiple`: two or more."""
    skill: SkillNumber
    """The skill of the exam that it tests."""
    guide: GuideRef | None = None
    """The guide that asks it."""
    objective: Id | None = None
    """The objective of that guide that it tests."""
    stem: Text
    """The question. For `multiple` it says how many to choose."""
    options: tuple[Option, ...] = ()
    """The options, in the order in which they are shown."""
    answer: Text | None = None
    """The answer to an open question."""
    explanation: Text
    """What to take away from the question."""
    review: Annotated[tuple[Reference, ...], Field(min_length=1)]
    """Where to read on: terms, services, comparisons, trees, workflows, scenarios, guides."""
    facts: tuple[FactRef, ...] = ()
    """The facts that prove the answer."""

    @property
    def title_text(self) -> str:
        """The question itself."""
        return str(self.stem)

    @property
    def task(self) -> str:
        """The number of the task that its skill belongs to, like 1.3."""
        return self.skill.rpartition(".")[0]

    @property
    def domain(self) -> int:
        """The number of the domain that its skill belongs to."""
        return int(self.skill.partition(".")[0])


KINDS: dict[str, type[Record]] = {
    model.kind: model
    for model in (
        Exam,
        Guide,
        Criterion,
        Service,
        Fact,
        Term,
        Comparison,
        DecisionTree,
        Workflow,
        Scenario,
        Question,
    )
}
"""Every kind of record, by its name."""
