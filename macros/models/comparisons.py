"""Comparisons: services side by side."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from macros.models.base import Record
from macros.models.values import CriterionRef, FactRef, ServiceRef, SkillNumbers, Text


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
    skills: SkillNumbers = ()
    """Skills of the exam that it serves."""
    facts: tuple[FactRef, ...] = ()
    """The facts behind figures in the takeaway."""
