"""Changes as a report: Markdown for a pull request, plain text for a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol

from macros.changes.comparing import Change
from macros.changes.words import as_markdown, as_plain
from macros.models import joined, plural

MOST_PAGES = 3
MOST_READ_AGAIN = 3
"""So many facts that were only read again get a line each; more of them share one."""


class Told(Protocol):
    """A change, as it was found or as a release recorded it."""

    @property
    def headline(self) -> str: ...  # noqa: D102
    @property
    def details(self) -> Sequence[str]: ...  # noqa: D102


@dataclass(frozen=True)
class Format:
    """A way to write a report."""

    heading: str
    item: str
    detail: str
    write: Callable[[str], str]


FORMATS = {
    "text": Format("{}\n", "- {}", "    - {}", as_plain),
    "markdown": Format("### {}\n", "- {}", "    - {}", as_markdown),
}


def report(changes: Sequence[Change], format_name: str) -> str:
    """Return changes in words, by kind, with the pages that show them and how many there are."""
    style = FORMATS[format_name]
    if not changes:
        return "No change in the data or the pages."
    blocks = []
    for kind, group in groupby(changes, lambda change: change.kind):
        lines = [line for change in _together(list(group)) for line in _lines(change, style, change.pages)]
        blocks.append("\n".join([style.heading.format(plural(kind).capitalize()), *lines]))
    return "\n\n".join([*blocks, totals(changes)])


def totals(changes: Iterable[Change]) -> str:
    """Return "20 records and pages: 3 added, 17 changed."."""
    deeds = Counter(change.deed for change in changes)
    whole = sum(deeds.values())
    parts = ", ".join(f"{number} {deed}" for deed, number in deeds.items())
    return f"{whole} records and pages: {parts}." if whole > 1 else f"One record or page: {parts}."


def _together(changes: list[Change]) -> list[Change]:
    """Return the changes of a kind, with many facts that were only read again as one."""
    again = [change for change in changes if change.deed == "read again"]
    if len(again) <= MOST_READ_AGAIN:
        return changes
    names = ", ".join(change.id for change in again)
    one = Change(again[0].kind, "", "read again", f"{len(again)} facts read again", (names,))
    return [*(change for change in changes if change.deed != "read again"), one]


def told(change: Told, style: Format) -> Iterator[str]:
    """Yield a change in words: on one line, or with a line for each of several details."""
    if len(change.details) == 1:
        headline, detail = change.headline, change.details[0]
        yield style.item.format(style.write(headline + joined(headline, detail) + detail))
        return
    yield style.item.format(style.write(change.headline))
    yield from (style.detail.format(style.write(detail)) for detail in change.details)


def _lines(change: Change, style: Format, pages: Sequence[str]) -> Iterator[str]:
    first, *others = told(change, style)
    if pages:
        more = f" and {len(pages) - MOST_PAGES} more" if len(pages) > MOST_PAGES else ""
        first += style.write(f" (on {', '.join(pages[:MOST_PAGES])}{more})")
    return iter([first, *others])
