"""Facts: what is true, where and when it was read."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field, model_validator

from macros.models.base import Model, Record
from macros.models.values import AsOf, CriterionRef, Meanings, ModelPath, ServiceRef, Text, Url, Verbatim, refusal

FORMS = ("quote", "max", "min", "enum", "has", "params")
"""What a piece of evidence can say of a place in the SDK's models."""


class Evidence(Model):
    """A place in the SDK's models and what stands there: exactly one of the other fields says it."""

    model_config = ConfigDict(json_schema_extra={"oneOf": [{"required": [form]} for form in FORMS]})

    at: ModelPath
    """The service, a dot, then an operation or a shape and the way into it, like `lambda.CreateFunction.Timeout`. An
    operation stands for what it takes; write its shape, like `GetJobRunResponse`, for what it returns."""
    quote: Verbatim | None = None
    """Words of the documentation there, without its markup."""
    max: int | None = None
    """The largest number, the longest text or the longest list that the API takes."""
    min: int | None = None
    """The smallest number, the shortest text or the shortest list that the API takes."""
    enum: Annotated[tuple[Verbatim, ...] | None, Field(min_length=1)] = None
    """All values that can stand there, in the order of the model."""
    has: Annotated[tuple[Verbatim, ...] | None, Field(min_length=1)] = None
    """Some of the values that can stand there."""
    params: Annotated[tuple[Verbatim, ...] | None, Field(min_length=1)] = None
    """Some of the parameters that the operation or the shape has."""

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        said = [form for form in FORMS if getattr(self, form) is not None]
        if len(said) != 1:
            what = "says nothing of the place" if not said else f"says {len(said)} things: {', '.join(said)}"
            fix = f"write one of {', '.join(FORMS)}" if not said else "make a piece of evidence of each"
            raise refusal(f"the evidence {what}", fix)
        return self

    @property
    def form(self) -> str:
        """Which of the fields says what stands there."""
        return next(form for form in FORMS if getattr(self, form) is not None)


Confidence = Annotated[
    Literal["high", "medium"],
    Meanings({"high": "the source itself was seen", "medium": "a second-hand source; readers are told so"}),
]


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
    confidence: Confidence = "high"
    """How sure it is."""
    evidence: tuple[Evidence, ...] = ()
    """What the SDK's models say of it; `make facts` reads all of it again. Only words and numbers that bear the value
    out: a limit of the API is not always the quota."""
    exam_note: Text | None = None
    """What the exam may still expect where it lags behind the service."""
