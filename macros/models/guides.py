"""Guides: what a page teaches, and in which order."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from macros.diagnostics import shorten
from macros.models.base import Model, Record
from macros.models.values import (
    FactRef,
    GuideRef,
    Id,
    Reference,
    ServiceRef,
    SkillNumber,
    SkillNumbers,
    TaskNumber,
    Text,
    refusal,
)


class Objective(Model):
    """Something the reader can do after a guide."""

    id: Id
    """Its name inside the guide; questions say which objective they test."""
    text: Text
    """Starts with a verb that can be tested: tell apart, choose, explain."""
    skills: Annotated[SkillNumbers, Field(min_length=1)]
    """The skills of the exam that it serves."""


class OutlineEntry(Model):
    """One entry of a guide's outline."""

    topic: Text
    """What the entry is about."""
    service: ServiceRef | None = None
    """The service that the entry links to."""
    points: tuple[Text, ...] = ()
    """What to remember, a sentence each."""
    facts: tuple[FactRef, ...] = ()
    """The facts behind figures in the points."""
    parts: tuple[OutlineEntry, ...] = ()
    """The entries below this one. The numbers in front come by themselves."""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.points and not self.parts:
            raise refusal(f"the outline entry '{shorten(self.topic)}' says nothing", "give it 'points' or 'parts'")
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
    """The skills that it teaches: first its own task's, then those it touches in others."""
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
