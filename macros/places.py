"""Where each record stands on the site, and the addresses that lead there.

A record has a home: the page whose macro shows it in full, on an index page before any other. One function makes the
address of every link, from data and from pages alike.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import quote

from macros.calls import Call
from macros.catalog import Catalog
from macros.pages import Page

Shown = Callable[[Catalog, Call], Iterable[str]]
"""Which records a macro call shows in full, with their ids as anchors."""


@dataclass(frozen=True)
class Showing:
    """What a macro shows."""

    records: Shown
    is_index: bool = False
    """Whether the page of this macro is the home of what it shows even where other pages show it too."""


@dataclass(frozen=True)
class Place:
    """An anchor on a page; without an anchor, the page itself."""

    page: str
    anchor: str = ""

    @property
    def source(self) -> str:
        """The address as Markdown writes it: `/glossary.md#dag`, from the folder of pages."""
        return f"/{self.page}" + (f"#{self.anchor}" if self.anchor else "")


@dataclass
class Places:
    """The home of each record, and what each page shows."""

    homes: dict[str, Place] = field(default_factory=dict)
    shown: dict[str, set[str]] = field(default_factory=dict)

    def of(self, name: str, page: str = "") -> Place | None:
        """Return where a record stands: on the given page if that shows it, else at its home."""
        if name in self.shown.get(page, ()) and self.homes[name].anchor:
            return Place(page, name)
        return self.homes.get(name)


def find_places(catalog: Catalog, pages: Iterable[Page], showings: Mapping[str, Showing]) -> Places:
    """Return the places of all records, from the macro calls of the pages.

    The first call in the order of the pages' paths wins, a call of an index macro before all others. A guide's home
    is the top of the page that states its objectives: a macro that shows a record under its own anchor has the id in
    its output, so only guides, which are whole pages, have no anchor.
    """
    places, index_homes = Places(), set[str]()
    for page in pages:
        shown = places.shown.setdefault(page.path, set())
        for call in page.calls:
            showing = showings.get(call.name)
            if showing is None:
                continue
            for name in showing.records(catalog, call):
                record = catalog.find(name)
                if record is None:
                    continue
                shown.add(name)
                is_new = name not in places.homes or (showing.is_index and name not in index_homes)
                if is_new:
                    places.homes[name] = Place(page.path, "" if record.kind == "guide" else name)
                if showing.is_index:
                    index_homes.add(name)
    return places


def chapters_of(home: str, pages: Iterable[str]) -> list[str]:
    """Return the pages of a guide from its first page: that page alone or, if it is a folder's index, the folder's."""
    folder, name = posixpath.split(home)
    return [page for page in pages if page == home or (name == "index.md" and posixpath.dirname(page) == folder)]


def page_url(page: str, *, directory_urls: bool) -> str:
    """Return the address of a page from the top of the site, as MkDocs makes it: `a/b.md` is `a/b/`."""
    folder, name = posixpath.split(quote(page))
    stem = name.removesuffix(".md")
    if stem not in ("index", "README"):
        return posixpath.join(folder, f"{stem}/" if directory_urls else f"{stem}.html")
    if not directory_urls:
        return posixpath.join(folder, "index.html")
    return f"{folder}/" if folder else ""


def relative_url(place: Place, page: str, *, directory_urls: bool = True) -> str:
    """Return the address of a place as a page writes it; a place on the page itself is only its anchor."""
    anchor = f"#{place.anchor}" if place.anchor else ""
    if place.page == page and anchor:
        return anchor
    return _way(page, place.page, directory_urls=directory_urls) + anchor


@cache
def _way(page: str, other: str, *, directory_urls: bool) -> str:
    """Return the address of a page as another one writes it."""
    here = page_url(page, directory_urls=directory_urls)
    there = page_url(other, directory_urls=directory_urls)
    start = here if here.endswith("/") or not here else posixpath.dirname(here)
    path = posixpath.relpath(there or ".", start or ".")
    return path + "/" if there.endswith("/") or not there else path


def relative_file(path: str, page: str, *, directory_urls: bool) -> str:
    """Return the address of a file or folder, given from the top of the site, as a page writes it."""
    here = page_url(page, directory_urls=directory_urls)
    start = here if here.endswith("/") or not here else posixpath.dirname(here)
    return posixpath.relpath(path, start or ".") + ("/" if path.endswith("/") else "")
