"""What was published: the releases with what changed in each, and where ids of old lead today."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal, Self

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

    pieces_of: ClassVar[re.Pattern[str]] = re.compile(r"\[-(?P<old>.+?)-\]|\{\+(?P<new>.+?)\+\}")

    def pieces(self) -> Iterator[tuple[Literal["", "old", "new"], str]]:
        """Yield the words with what they are: `old` between `[-` and `-]`, `new` between `{+` and `+}`."""
        end = 0
        for match in self.pieces_of.finditer(self):
            yield "", self[end : match.start()]
            yield ("old", match["old"]) if match["old"] is not None else ("new", match["new"])
            end = match.end()
        yield "", self[end:]

    @classmethod
    def parse(cls, text: str) -> Self:
        """Refuse what goes over several lines."""
        if "\n" in text.strip():
            raise refusal(f"'{shorten(text, 40)}' goes over several lines", "write one line")
        return super().parse(text)


PLURALS = {
    "case": ("case of a sample", "cases of samples"),
    "criterion": ("criterion", "criteria"),
    "scenario": ("worked example", "worked examples"),
}


def plural(kind: str, number: int = 2) -> str:
    """Return what several records of a kind are called: "decision trees"; "decision tree" if the number is one."""
    words = kind.replace("-", " ")
    return PLURALS.get(kind, (words, f"{words}s"))[number != 1]


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


def joined(headline: str, detail: str) -> str:
    """Return what stands between a headline and its only detail; one without a subject goes on in the sentence."""
    if detail.startswith(("changed", "rewritten", "read again")):
        return " "
    return "; " if ": id changed" in headline else ": "


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

    @property
    def between(self) -> str:
        """What stands between the headline and the only detail."""
        return joined(self.headline, self.details[0]) if self.details else ""


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

    @property
    def summary(self) -> str:
        """What the guide holds with this release, and how many changes there were, in a sentence or two."""
        parts = [f"{number} {plural(kind, number)}" for kind, number in self.counts.items()]
        whole = ", ".join(parts[:-1]) + f" and {parts[-1]}" if len(parts) > 1 else "".join(parts)
        if not self.changes:
            return f"The first edition: {whole}."
        return f"{len(self.changes)} change{'' if len(self.changes) == 1 else 's'}. The guide now holds {whole}."

    @property
    def order(self) -> tuple[int, ...]:
        """Its place among all releases: 0.10.0 comes after 0.9.0."""
        return tuple(int(number) for number in self.version.split("."))
