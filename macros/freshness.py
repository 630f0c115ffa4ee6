"""How old what we know is. A day to count from is always given: nothing here reads a clock."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from macros.catalog import Catalog
from macros.diagnostics import Diagnostic
from macros.models import AsOf, Fact


def first_day(as_of: AsOf) -> date:
    """Return the day on which something was read; of a month its first day, as it may have been that one."""
    return date.fromisoformat(as_of if len(as_of) == len("2026-10-05") else f"{as_of}-01")


def is_old(as_of: AsOf, today: date) -> bool:
    """Return whether something was read more than a year before a day."""
    read = first_day(as_of)
    return (read.year + 1, read.month, read.day) < (today.year, today.month, today.day)


def newest_day(catalog: Catalog) -> date | None:
    """Return the newest day on which a fact was read: the day that pages count from, so that they stay the same."""
    return max((first_day(fact.as_of) for fact in catalog.all(Fact)), default=None)


def old_facts(catalog: Catalog, today: date) -> list[Fact]:
    """Return the facts that were read more than a year before a day, the oldest first."""
    return sorted((fact for fact in catalog.all(Fact) if is_old(fact.as_of, today)), key=_age)


def second_hand_facts(catalog: Catalog) -> list[Fact]:
    """Return the facts that were not read at their own source, the oldest first."""
    return sorted((fact for fact in catalog.all(Fact) if fact.confidence != "high"), key=_age)


def to_read_again(catalog: Catalog, today: date) -> Iterator[Diagnostic]:
    """Yield what was read more than a year before a day, in all records, and the facts that are second-hand."""
    for entry in catalog.entries.values():
        for where, value in entry.values:
            if isinstance(value, AsOf) and where[-1] == "as_of" and is_old(value, today):
                yield entry.at(
                    where, f"read in {value}, more than a year ago", "read the source again and date it anew"
                )
    for fact in second_hand_facts(catalog):
        fix = "look for the service's own page or its SDK, and write 'high'"
        yield catalog.entries[fact.id].at(("confidence",), "read in a second-hand source", fix)


def _age(fact: Fact) -> tuple[date, str]:
    return first_day(fact.as_of), str(fact.id)
