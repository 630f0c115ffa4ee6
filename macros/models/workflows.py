"""Workflows: steps, and what starts what."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import model_validator

from macros.models.base import Model, Record
from macros.models.values import FactRef, FileName, Id, Meanings, SampleRef, ServiceRef, SkillNumbers, Text, refusal


class Arrow(Model):
    """What starts next."""

    to: Id
    """The step that it starts."""
    label: Text | None = None
    """The condition, a few words."""


StepKind = Annotated[
    Literal["event", "task", "choice", "wait", "parallel", "map", "succeed", "fail"],
    Meanings(
        {
            "event": "starts the workflow",
            "task": "does something",
            "choice": "branches: its arrows have labels",
            "wait": "waits for a time or a moment",
            "parallel": "holds steps that run at the same time",
            "map": "holds steps that run for each item of a list",
            "succeed": "ends the workflow well",
            "fail": "ends the workflow as failed",
        }
    ),
]


class Step(Model):
    """One step of a workflow."""

    id: Id
    """Its name inside the workflow."""
    kind: StepKind = "task"
    """What sort of step it is."""
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
    skills: SkillNumbers = ()
    """Skills of the exam that it serves."""
    facts: tuple[FactRef, ...] = ()
    """The facts behind figures in the steps."""
    steps: tuple[Step, ...] = ()
    """The steps, in reading order. The first one starts it. With a sample: what comes before it."""
    sample: SampleRef | None = None
    """The sample whose steps follow: they are read from its file, so that the drawing and the code cannot differ."""
    file: FileName | None = None
    """The file of that sample."""
    failures: dict[Id, tuple[Arrow, ...]] = {}  # noqa: RUF012  pydantic copies it
    """What steps of the sample start outside of it when they fail: the id of the step to its arrows."""
    after: tuple[Step, ...] = ()
    """The steps outside of the sample that those arrows lead to."""

    @model_validator(mode="after")
    def _has_steps(self) -> Self:
        if (self.sample is None) != (self.file is None):
            raise refusal("'sample' and 'file' go together", "write both, or neither")
        if self.sample is None and len(self.steps) < 2:
            raise refusal(f"the workflow '{self.id}' has less than two steps", "write them, or name a sample")
        return self
