"""A project as a whole: its data and its pages, read, checked and ready to render."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from macros.catalog import Catalog, load
from macros.checks import check_records
from macros.checks.pages import anchors_are_unique, check_pages, records_are_shown
from macros.diagnostics import DataError, Diagnostic
from macros.pages import Page, load_pages
from macros.places import Places, find_places
from macros.rendering.registry import is_inline, kinds_of, macros_of, showing_of, signature
from macros.rendering.renderer import Renderer

MACROS = macros_of(Renderer)
"""The macros by name."""

SHOWINGS = {name: showing_of(method) for name, method in MACROS.items()}
SIGNATURES = {name: signature(method) for name, method in MACROS.items()}
BLOCK_MACROS = {name for name, method in MACROS.items() if not is_inline(method)}


@dataclass(frozen=True)
class Project:
    """Data and pages in which no problem was found."""

    catalog: Catalog
    pages: list[Page]
    places: Places


def read_project(root: Path) -> tuple[Project, list[Diagnostic]]:
    """Return the project in a folder with `data/` and `docs/`, and every problem in it, sorted."""
    # Read the records and the pages.
    catalog, problems = load(root / "data")
    pages, found = load_pages(root / "docs")
    problems += found

    # Check the records, then the pages against them.
    problems += check_records(catalog)
    problems += check_pages(catalog, pages, SIGNATURES, BLOCK_MACROS, kinds_of)
    problems += anchors_are_unique(pages, SHOWINGS, catalog)

    # Find out where each record stands. A broken call shows nothing, so what is missing then says little.
    places = find_places(catalog, pages, SHOWINGS)
    if not problems:
        problems += records_are_shown(catalog, places)
    return Project(catalog, pages, places), sorted(set(problems))


def load_project(root: Path) -> Project:
    """Return the project in a folder, or raise a DataError with every problem in it."""
    project, problems = read_project(root)
    if problems:
        raise DataError(problems)
    return project
