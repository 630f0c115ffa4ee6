"""Services, and the criteria by which they are compared."""

from __future__ import annotations

from typing import Annotated, Literal

from macros.models.base import Model, Record
from macros.models.values import AsOf, FactRef, Meanings, ServiceRef, SkillNumbers, Text, Url


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


State = Annotated[
    Literal["maintenance", "closed-to-new-customers", "retired"],
    Meanings(
        {
            "maintenance": "no new features",
            "closed-to-new-customers": "only those who use it already can go on",
            "retired": "no longer runs",
        }
    ),
]

InExam = Annotated[
    Literal["yes", "no", "part"],
    Meanings({"yes": "on the exam guide's list", "no": "not listed", "part": "a feature of a listed service"}),
]


class Status(Model):
    """Whether a service is still open to new customers."""

    state: State
    """How far it is closed."""
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
    """The service it is a feature or a flavor of."""
    aliases: tuple[Text, ...] = ()
    """Other names and abbreviations that people search for."""
    former_names: tuple[FormerName, ...] = ()
    """Names it had before."""
    status: Status | None = None
    """Only where it is not simply current."""
    in_exam: InExam = "yes"
    """Whether the exam asks about it."""
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
    skills: SkillNumbers = ()
    """Skills of the exam in which it plays a part."""
    facts: tuple[FactRef, ...] = ()
    """Facts behind figures in this record's own text. Facts about the service are listed by themselves."""
