"""The exam: its domains, tasks and skills."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import Field

from macros.models.base import Model, Record
from macros.models.values import AsOf, SkillNumber, TaskNumber, Text, Url


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
    counts: Literal["questions", "minutes"] | None = None
    """What the number counts with which the value begins. A practice exam has as many questions and takes as long."""
    source: Url
    """The page it was read on."""
    as_of: AsOf
    """When it was read there."""
    note: Text | None = None
    """What a reader should know about how sure it is."""

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
