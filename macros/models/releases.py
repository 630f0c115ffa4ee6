"""What was published: the releases with what changed in each, and where ids of old lead today."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field

from macros.diagnostics import shorten
from macros.models.base import Model, Record
from macros.models.values import AsOf, Id, Reference, Value, refusal


class Version(Value):
    """The version of a release, like 0.2.0."""

    pattern = r"^(?:0|[1-9]\d{0,3})(?:\.(?:0|[1-9]\d{0,3})){2}$"
    wanted = "a version"
    hint = "write three numbers, like 0.2.0"


class Day(AsOf):
    """A day, like 2026-12-01."""

    pattern = r"^\d{4}-\d\d-\d\d$"
    wanted = "a day"
    hint = "write it as 2026-12-01"


class Line(Value):
    """Words that are kept as they were written: links and figures in them are those of their time."""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Refuse what goes over several lines."""
        if "\n" in text.strip():
            raise refusal(f"'{shorten(text, 40)}' goes over several lines", "write one line")
        return super().parse(text)


class Redirect(Record):
    """Where an id of old leads since its record was renamed, merged into another one, or withdrawn."""

    kind = "redirect"
    folder = "redirects"

    id: Id
    """The id of old. Addresses with it keep working; nothing else may ever be called so."""
    to: Reference
    """The id of the record that took its place: the renamed one, or what a reader should read instead."""
    since: AsOf
    """When the id was given up."""


class RecordedChange(Model):
    """What happened to one record."""

    id: Id
    """The record's id at the time of the release."""
    kind: Id
    """The kind of the record."""
    deed: Literal["added", "changed", "renamed", "removed"]
    """What was done to it."""
    headline: Line
    """What changed, in words; `[-old-]` and `{+new+}` mark words that went and came."""
    details: tuple[Line, ...] = ()
    """More of it, a clause each."""


class Release(Record):
    """What a release changed. `python -m macros release` writes it; it stays as it is."""

    kind = "release"
    folder = "releases"

    version: Version
    """The version."""
    date: Day
    """The day of the release."""
    counts: dict[Id, Annotated[int, Field(ge=0)]]
    """How many records of each kind it has."""
    changes: tuple[RecordedChange, ...] = ()
    """What changed since the release before. The first one has none: all of it is new."""

    @property
    def title_text(self) -> str:
        """The version."""
        return f"Version {self.version}"
