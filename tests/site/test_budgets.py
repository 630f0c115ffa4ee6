"""How much a reader loads before the first view, in bytes of gzip."""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path

import pytest

from tests.site.building import ROOT
from tests.site.conftest import Page, Site

FIRST_VIEW = 100_000
"""Bytes over the wire for the page itself, its styles and its scripts; the search loads when it is opened."""

LONGEST = 190_000
"""The same for the pages that hold everything of a kind, such as the list of facts."""

OWN_SCRIPTS, OWN_STYLES = 20_000, 8_000

SEARCH_INDEX = 300_000
"""Loads when somebody opens the search."""


@cache
def packed(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), 6, mtime=0))


def loaded(site: Site, page: Page) -> list[Path]:
    urls = page.all("//link[@rel='stylesheet']/@href | //script/@src")
    return [site.file(url, page.path) for url in urls]


def first_view(site: Site, page: Page) -> int:
    return packed(site.folder / page.path) + sum(map(packed, loaded(site, page)))


def ours(ending: str) -> set[str]:
    """Return the names of our own files: those of others stand in a folder of their own."""
    found = (ROOT / "macros/theme/assets").glob(f"*/*.{ending}")
    return {file.name for file in found if file.name != "iframe-worker-shim.js"}


def test_the_home_page_is_light(site: Site) -> None:
    assert first_view(site, site.pages["index.html"]) < FIRST_VIEW


def test_every_page_of_a_guide_is_light(site: Site) -> None:
    sizes = {path: first_view(site, page) for path, page in site.pages.items() if path.startswith("guides/")}
    assert len(sizes) > 10
    assert {path: size for path, size in sizes.items() if size > FIRST_VIEW} == {}


def test_most_pages_are_as_light(site: Site) -> None:
    sizes = {page.path: first_view(site, page) for page in site.pages.values()}
    heavy = {path: size for path, size in sizes.items() if size >= FIRST_VIEW}
    print("First view, kB gzipped:", {path: size // 1000 for path, size in sorted(sizes.items(), key=lambda s: -s[1])})
    assert len(heavy) * 5 <= len(sizes), heavy
    assert max(sizes.values()) < LONGEST, heavy


def test_our_own_scripts_are_small(site: Site) -> None:
    for page in site.pages.values():
        files = {file for file in loaded(site, page) if file.name in ours("js")}
        assert files, page.path
        assert sum(map(packed, files)) <= OWN_SCRIPTS, page.path


def test_the_search_is_small(site: Site) -> None:
    """Loads when somebody opens the search: with it, the heaviest page is still a page of a few scripts."""
    files = list((site.folder / "assets/javascripts/workers").glob("*.js"))
    assert len(files) == 4
    assert sum(map(packed, files)) <= OWN_SCRIPTS / 2


@pytest.mark.parametrize("ending", ["css", "js"])
def test_every_file_of_ours_is_loaded_somewhere(site: Site, ending: str) -> None:
    assert ours(ending) <= {file.name for page in site.pages.values() for file in loaded(site, page)}


def test_our_own_styles_are_small(site: Site) -> None:
    for page in site.pages.values():
        files = {file for file in loaded(site, page) if file.name in ours("css")}
        assert files, page.path
        assert sum(map(packed, files)) <= OWN_STYLES, page.path


def test_the_search_index_is_not_part_of_the_first_view(site: Site) -> None:
    for page in site.pages.values():
        assert "search_index" not in page.text, page.path
    assert packed(site.folder / "search/search_index.json") < SEARCH_INDEX
