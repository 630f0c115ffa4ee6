"""Scenarios: the worked examples."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from macros.models.base import Model, Record
from macros.models.values import DecisionTreeRef, FactRef, Id, SampleRef, ServiceRef, SkillNumbers, Text


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
    sample: SampleRef | None = None
    """The sample that builds it."""
    skills: Annotated[SkillNumbers, Field(min_length=1)]
    """Skills of the exam that it serves."""
    facts: tuple[FactRef, ...] = ()
    """The facts behind figures in the text."""
