"""Facts: what is true, where and when it was read."""

from __future__ import annotations

from typing import Literal

from macros.models.base import Model, Record
from macros.models.values import AsOf, CriterionRef, ServiceRef, Text, Url


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
