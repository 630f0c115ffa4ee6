"""Addresses of old, and what stands there today: for ids that were given up, records and pages that moved.

An address is a page and an anchor on it. Where the page still shows the record, the old anchor stands beside the new
one; where it does not, the page says at its end where the record went; and where the page is gone, a page in its place
leads on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from macros.catalog import Catalog
from macros.models import Redirect
from macros.pages import Page
from macros.places import Place, Places


@dataclass(frozen=True)
class Moved:
    """An anchor that a page no longer has, and where what it showed is now."""

    anchor: str
    title: str
    place: Place


@dataclass(frozen=True)
class GonePage:
    """A page that is gone, and the page that took its place."""

    successor: str
    title: str
    moved: tuple[Moved, ...] = ()


@dataclass
class Forwards:
    """All addresses of old."""

    anchors: dict[str, list[str]] = field(default_factory=dict)
    """By the id of a record the ids that it had before."""
    moved: dict[str, list[Moved]] = field(default_factory=dict)
    """By the path of a page what once stood there and stands elsewhere now."""
    pages: dict[str, GonePage] = field(default_factory=dict)
    """By the path of a page that is gone."""


def find_forwards(catalog: Catalog, pages: Iterable[Page], places: Places) -> Forwards:
    """Return what the redirects, the published ids and the `was` of pages come to."""
    forwards = Forwards()
    for redirect in catalog.all(Redirect):
        if redirect.to in places.homes:
            forwards.anchors.setdefault(str(redirect.to), []).append(str(redirect.id))
    left: dict[str, list[Moved]] = {}
    for path, moved in _left(catalog, places):
        left.setdefault(path, []).append(moved)
    here = {page.path: page for page in pages}
    forwards.moved = {path: moved for path, moved in left.items() if path in here}
    for page in here.values():
        for gone in page.was:
            forwards.pages[gone] = GonePage(page.path, page.title, tuple(left.get(gone, ())))
    return forwards


def _left(catalog: Catalog, places: Places) -> Iterator[tuple[str, Moved]]:
    """Yield the pages on which a published record no longer stands, with where it is."""
    for name, entry in catalog.published.ids.items():
        record = catalog.find(name)
        record = catalog.find(record.to) if isinstance(record, Redirect) else record
        home = places.homes.get(str(record.id)) if record else None
        if record is None or home is None or entry.kind == "guide":  # a guide is a whole page
            continue
        for page in entry.pages:
            if record.id not in places.shown.get(page, ()):
                yield page, Moved(name, record.title_text, home)
