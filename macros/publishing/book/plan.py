"""What stands in which book, and in which order: the site's navigation, made into parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from macros.catalog import Catalog
from macros.models import Domain, Guide
from macros.places import Places, chapters_of
from macros.publishing.site import Nav, Site


@dataclass(frozen=True)
class Part:
    """A part of a book: its own page, if it has one, and the pages below it."""

    title: str
    """The title; empty where the part is a single page with a title of its own."""
    index: str = ""
    """The page that stands directly under the part's heading."""
    pages: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plan:
    """A book before it is written."""

    name: str
    """The name of the file, without its ending."""
    title: str
    subtitle: str
    parts: tuple[Part, ...]
    is_whole: bool
    """Whether it is the whole guide; a part of it brings its own glossary."""


def whole_book(site: Site) -> Plan:
    """Return the plan of the whole guide."""
    return Plan(site.slug, site.name, "", tuple(_parts(site.nav, set(site.not_in_book))), is_whole=True)


def unit_books(site: Site, catalog: Catalog, places: Places) -> list[Plan]:
    """Return a plan for each unit that has a guide: the guides, and the pages with the unit's other questions."""
    plans = []
    for domain in catalog.exam.domains if catalog.exam else ():
        guides = [guide for guide in catalog.all(Guide) if str(guide.task).partition(".")[0] == str(domain.number)]
        listed = [page for entry in site.nav for page in entry.pages()]
        found = tuple(page for guide in guides for page in chapters_of(places.homes[str(guide.id)].page, listed))
        if found:
            title = unit_title(domain)
            plans.append(
                Plan(f"{site.slug}-unit-{domain.number}", site.name, title, (Part(title, "", found),), is_whole=False)
            )
    return plans


def unit_title(domain: Domain) -> str:
    """Return how a unit is called."""
    return f"Unit {domain.number}: {domain.title}"


def _parts(entries: tuple[Nav, ...], left_out: set[str]) -> Iterator[Part]:
    """Yield the parts of some entries; a section inside a section is a part of its own."""
    for entry in entries:
        if entry.page:
            if entry.page not in left_out:
                yield Part(entry.title, entry.page)
            continue
        pages = [inside.page for inside in entry.inside if inside.page and inside.page not in left_out]
        index = next((page for page in pages[:1] if page.endswith("index.md")), "")
        if pages:
            yield Part(entry.title, index, tuple(page for page in pages if page != index))
        yield from _parts(tuple(inside for inside in entry.inside if not inside.page), left_out)
