"""Workflows: steps, and what starts what."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from macros.models.base import Model, Record
from macros.models.values import FactRef, Id, ServiceRef, SkillNumber, Text


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
