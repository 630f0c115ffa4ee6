"""Decision trees: questions that lead to a service."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Self

from pydantic import Field, model_validator

from macros.diagnostics import shorten
from macros.models.base import Model, Record
from macros.models.values import FactRef, Id, ServiceRef, SkillNumbers, Text, refusal


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
            raise refusal(
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
    skills: SkillNumbers = ()
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
