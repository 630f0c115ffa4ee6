"""A project as a whole: its data and its pages, read, checked and ready to render."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from macros.catalog import Catalog, load
from macros.checks import check_records
from macros.checks.pages import anchors_are_unique, check_pages, records_are_shown
from macros.diagnostics import DataError, Diagnostic, without_floods
from macros.pages import Page, load_pages
from macros.places import Places, find_places
from macros.rendering.edits import Edits
from macros.rendering.links import Links
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


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Keep Python from looking for garbage while nearly every new object stays: that is a fifth of the time."""
    gc.unfreeze()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


@_no_garbage_collection()
def read_project(root: Path) -> tuple[Project, list[Diagnostic]]:
    """Return the project in a folder with `data/` and `docs/`, and every problem in it, sorted."""
    # Read the records and the pages.
    catalog, problems = load(root / "data")
    pages, found = load_pages(root / "docs")
    problems += found
    if not (root / "data").is_dir():  # the rest of it would follow from that
        return Project(catalog, pages, Places()), without_floods(problems)

    # Check the records, then the pages against them.
    problems += check_records(catalog)
    exists = (root / "docs").joinpath
    problems += check_pages(catalog, pages, SIGNATURES, BLOCK_MACROS, kinds_of, lambda path: exists(path).is_file())
    problems += anchors_are_unique(pages, SHOWINGS, catalog)

    # Find out where each record stands. A broken call shows nothing, so what is missing then says little.
    places = find_places(catalog, pages, SHOWINGS)
    if not problems:
        problems += records_are_shown(catalog, places)
    return Project(catalog, pages, places), without_floods(problems)


def load_project(root: Path) -> Project:
    """Return the project in a folder, or raise a DataError with every problem in it."""
    project, problems = read_project(root)
    if problems:
        raise DataError(problems)
    return project


CallKey = tuple[str, str, tuple[Any, ...]]
"""What a macro call is known by: its page, its name and its arguments."""


@_no_garbage_collection()
def render_calls(project: Project, links: Links, edits: Edits) -> dict[CallKey, str]:
    """Return the output of every macro call on the pages, or raise a DataError that names the calls that failed.

    All of them run before MkDocs writes its first file, so that a bug in a macro leaves no half-built site.
    """
    renderer = Renderer(project.catalog, links, edits)
    outputs: dict[CallKey, str] = {}
    problems = []
    for page in project.pages:
        renderer.page = page.path
        for call in page.calls:
            try:
                output = getattr(renderer, call.name)(*call.args)
            except Exception as error:
                what = f"the macro '{call.name}' failed: {type(error).__name__}: {error}"
                fix = "a bug in macros/: 'python -m macros check' passes, so please report it"
                problems.append(page.source.diagnostic(call.line, call.column, what, fix))
                continue
            outputs[page.path, call.name, call.args] = str(output)
    if problems:
        raise DataError(problems)
    return outputs
