"""The evidence of facts, read again in the installed SDK: what differs is said with the old and the new."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from macros.catalog import Catalog, Entry
from macros.diagnostics import Diagnostic, shorten
from macros.models import Evidence, Fact, Sdk
from macros.reading import ValuePath
from tests.facts import sdk

Difference = tuple[str, str]
"""What differs, and the part of the evidence that is to blame; nothing for all of it."""

TO_DO = "read the documentation again and correct fact and evidence"


def differences(catalog: Catalog) -> Iterator[Diagnostic]:
    """Yield every difference between the evidence of the facts and the installed SDK."""
    for fact in catalog.all(Fact):
        entry = catalog.entries[fact.id]
        for i, evidence in enumerate(fact.evidence):
            yield from _compare(entry, ("evidence", i), evidence)


def version_differs(catalog: Catalog) -> Iterator[Diagnostic]:
    """Yield a problem if the record of the SDK is not about the version that is installed."""
    for record in catalog.all(Sdk):
        if record.version != sdk.VERSION:
            what = f"the evidence speaks for version {record.version}, installed is {sdk.VERSION}"
            fix = "when all evidence holds, write that version, the day of its release and its page"
            yield catalog.entries[record.id].at(("version",), what, fix)


def _compare(entry: Entry, where: ValuePath, evidence: Evidence) -> Iterator[Diagnostic]:
    try:
        place = sdk.find(evidence.at)
    except sdk.NotThereError as error:
        yield entry.at((*where, "at"), error.what, error.fix)
        return
    for what, part in COMPARISONS[evidence.form](evidence, place):
        yield entry.at((*where, evidence.form), f"{evidence.at}: {what}", TO_DO, needle=part)


def _quote(evidence: Evidence, place: sdk.Place) -> Iterator[Difference]:
    quote = " ".join(str(evidence.quote).split())
    if quote not in place.documentation:
        now = _nearest(quote, place.documentation)
        yield f"we quote '{quote}', now it says '{now}'", ""


def _max(evidence: Evidence, place: sdk.Place) -> Iterator[Difference]:
    yield from _number("at most", evidence.max, place.max)


def _min(evidence: Evidence, place: sdk.Place) -> Iterator[Difference]:
    yield from _number("at least", evidence.min, place.min)


def _number(words: str, old: int | None, new: int | None) -> Iterator[Difference]:
    if old != new:
        yield f"we say {words} {old}, now it is {'without such a limit' if new is None else new}", ""


def _enum(evidence: Evidence, place: sdk.Place) -> Iterator[Difference]:
    old, new = [str(value) for value in evidence.enum or ()], place.enum
    if old == new:
        return
    gone, come = [v for v in old if v not in new], [v for v in new if v not in old]
    changes = [f"{word} {', '.join(values)}" for word, values in (("gone:", gone), ("new:", come)) if values]
    yield f"we list {', '.join(old)}, now it is {', '.join(new) or 'no list'} ({'; '.join(changes) or 'order'})", ""


def _has(evidence: Evidence, place: sdk.Place) -> Iterator[Difference]:
    yield from _among("value", evidence.has or (), place.enum)


def _params(evidence: Evidence, place: sdk.Place) -> Iterator[Difference]:
    yield from _among("parameter", evidence.params or (), place.members)


def _among(word: str, old: tuple[str, ...], new: list[str]) -> Iterator[Difference]:
    for value in old:
        if value not in new:
            yield f"we say there is a {word} '{value}', now there are {', '.join(new) or 'none'}", value


COMPARISONS: dict[str, Callable[[Evidence, sdk.Place], Iterator[Difference]]] = {
    "quote": _quote,
    "max": _max,
    "min": _min,
    "enum": _enum,
    "has": _has,
    "params": _params,
}
"""What to compare for each form of evidence."""


def _nearest(quote: str, text: str) -> str:
    """Return the sentence of a text that shares most words with a quote, or that there is none."""
    wanted = set(quote.lower().split())
    sentences = re.split(r"(?<=[.!?]) ", text)
    best = max(sentences, key=lambda sentence: len(wanted & set(sentence.lower().split())))
    return shorten(best, 240) or "nothing"
