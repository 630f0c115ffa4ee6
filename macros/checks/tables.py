"""Rules about comparisons: services side by side."""

from __future__ import annotations

from collections.abc import Iterator

from macros.catalog import Catalog
from macros.diagnostics import Diagnostic
from macros.models import Comparison, Fact, Service


def cells_are_unique(catalog: Catalog) -> Iterator[Diagnostic]:
    """A service has one fact a criterion; two would be two truths."""
    first: dict[tuple[str, str], Fact] = {}
    for fact in catalog.all(Fact):
        if fact.criterion is None:
            continue
        key = (str(fact.about), str(fact.criterion))
        if key in first:
            what = f"'{fact.about}' has a fact for '{fact.criterion}' already: '{first[key].id}'"
            yield catalog.entries[fact.id].at(("criterion",), what, "keep one of them")
        first.setdefault(key, fact)


def comparisons_are_complete(catalog: Catalog) -> Iterator[Diagnostic]:
    """A comparison has a fact in each cell."""
    for comparison in catalog.all(Comparison):
        entry = catalog.entries[comparison.id]
        for i, criterion in enumerate(comparison.criteria):
            missing = [
                str(service)
                for service in comparison.services
                if service in catalog.entries and (str(service), str(criterion)) not in catalog.cells
            ]
            if missing and criterion in catalog.entries and catalog.is_whole(Fact):
                what = f"no fact says '{criterion}' of {', '.join(missing)}"
                fix = f"add a fact with 'about: {missing[0]}' and 'criterion: {criterion}'"
                yield entry.at(("criteria", i), what, fix)


def confused_pairs_stand_once(catalog: Catalog) -> Iterator[Diagnostic]:
    """A pair of services that are easily confused is told apart in one place; the site shows it on both."""
    seen: dict[frozenset[str], str] = {}
    for service in catalog.all(Service):
        for i, confusion in enumerate(service.confused_with):
            pair = frozenset((str(service.id), str(confusion.service)))
            if pair in seen:
                what = f"'{confusion.service}' and '{service.id}' are told apart in '{seen[pair]}' already"
                yield catalog.entries[service.id].at(("confused_with", i), what, "keep one of them")
            seen.setdefault(pair, str(service.id))
