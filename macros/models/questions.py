"""Questions to practise with."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from macros.diagnostics import shorten
from macros.models.base import Model, Record
from macros.models.values import FactRef, GuideRef, Id, Meanings, Reference, SkillNumber, Text, refusal


def _true_or_false(text: object) -> object:
    """Refuse the other words that YAML and pydantic take for a truth value: the editor's schema knows only these."""
    if isinstance(text, str) and text not in ("true", "false"):
        raise refusal(f"'{shorten(text)}' is neither true nor false", "write true or false")
    return text


class Option(Model):
    """One option of a question."""

    text: Text
    """The option."""
    right: Annotated[bool, BeforeValidator(_true_or_false)]
    """`true` for a right answer, `false` for a wrong one."""
    reason: Text
    """Why it is right; or why somebody would choose it, and why it is wrong."""


QuestionType = Annotated[
    Literal["open", "single", "multiple"],
    Meanings({"open": "think and compare", "single": "one right option", "multiple": "two or more right options"}),
]


class Question(Record):
    """A question to practise with."""

    kind = "question"
    folder = "questions"

    type: QuestionType
    """How it is answered."""
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
