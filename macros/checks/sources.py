"""Rules about figures: what states one, says where it was read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from macros.catalog import Catalog
from macros.diagnostics import Diagnostic
from macros.models import (
    AsOf,
    Comparison,
    DecisionTree,
    Fact,
    Guide,
    Question,
    Record,
    Scenario,
    Sdk,
    Service,
    Status,
    Term,
    Text,
    Workflow,
    without_code,
)
from macros.reading import ValuePath

UNITS = (
    "%|percent|ms|milliseconds?|s|seconds?|min|minutes?|hours?|days?|weeks?|months?|years?|bytes?|[KMGT]i?B|USD|dollars?"
    "|requests?|events?|executions?|transitions?|records?|messages?|partitions?|shards?|rules?|targets?|retries|attempts?"
    "|millions?|billions?|[KMG]bps|times|characters?|objects?|files?|schedules?|steps?|states?|workers?|jobs?|crawlers?|tasks?|environments?|DPUs?|vCPUs?"
)
FIGURE = re.compile(
    r"(?<![\w.-])(?:(?:[$€£]|USD|EUR)\s?\d[\d,.]*|\d{1,3}(?:,\d{3})+"
    rf"|\d[\d.]*(?:\s?[-\u2013]\s?\d[\d.]*)?(?:\*\*|__)?(?:[ \u00a0\u202f\n-]?(?:{UNITS})\b|\s?[%€£]))"
)
"""A number with a unit, a price, or a number with thousands: something that was read somewhere and can become wrong."""

SUPPOSED = {"example", "requirement", "stem", "signals"}
"""Fields that make a case up: their figures are part of the case, not claims."""

CLAIMING: tuple[type[Record], ...] = (Service, Term, Comparison, DecisionTree, Workflow, Scenario, Question, Guide)


def find_figures(text: str) -> Iterator[re.Match[str]]:
    """Yield the figures of a text that stand outside code."""
    yield from FIGURE.finditer(without_code(text))


def find_figure(text: str) -> str:
    """Return the first figure of a text outside code, or nothing."""
    match = next(find_figures(text), None)
    return match[0].strip() if match else ""


def figures_have_sources(catalog: Catalog) -> Iterator[Diagnostic]:
    """A text with a figure stands in a record, or in a part of one, that names the facts behind it."""
    for kind in CLAIMING:
        for record in catalog.all(kind):
            for where, value in catalog.entries[record.id].values:
                if not isinstance(value, Text) or SUPPOSED & set(where):
                    continue
                figure = find_figure(value)
                if figure and not _has_source(record, where):
                    what = f"the figure '{figure}' has no source"
                    fix = "add 'facts:' with the ids of the facts behind it"
                    yield catalog.entries[record.id].at(where, what, fix, needle=figure)


def evidence_has_its_sdk(catalog: Catalog) -> Iterator[Diagnostic]:
    """Evidence stands in the models of the one SDK of the project."""
    sdks = catalog.all(Sdk)
    for sdk in sdks[1:]:
        yield catalog.entries[sdk.id].at((), "a second SDK", "keep one")
    if sdks or not catalog.is_whole(Sdk):
        return
    for fact in catalog.all(Fact):
        if fact.evidence:
            what, fix = "no record says which SDK the evidence is from", "write data/sdk/<package>.yml"
            yield catalog.entries[fact.id].at(("evidence",), what, fix, key=True)


def days_are_likely(catalog: Catalog) -> Iterator[Diagnostic]:
    """Nothing was read on a day that is still to come, or before there were pages to read.

    A clock may be wrong, and most records are right: a year that is near to theirs is never refused.
    """
    days = [
        (entry, where, value)
        for entry in catalog.entries.values()
        for where, value in entry.values
        if isinstance(value, AsOf) and where[-1] == "as_of"
    ]
    years = sorted(int(value[:4]) for _, _, value in days)
    latest = max(date.today().year, years[len(years) // 2] + 1) if years else 0
    for entry, where, value in days:
        if not FIRST_YEAR <= int(value[:4]) <= latest:
            what = f"'{value}' cannot be the day on which somebody read the source"
            yield entry.at(where, what, "write the month in which you saw it there, such as 2026-10")


FIRST_YEAR = 2000


def _has_source(record: Record, where: ValuePath) -> bool:
    """Return whether the record, or any part of it on the way to the value, names facts or a source."""
    part: object = record
    for step in where:
        if isinstance(part, Status) or bool(getattr(part, "facts", None)):
            return True
        part = part[step] if isinstance(part, tuple) and isinstance(step, int) else getattr(part, str(step), None)
    return False
