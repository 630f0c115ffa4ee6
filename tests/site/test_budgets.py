"""How much a reader loads before the first view."""

from __future__ import annotations

import gzip
from pathlib import Path

from tests.site.building import ROOT
from tests.site.conftest import Page, Site

FIRST_VIEW = 100_000
"""Bytes over the wire for the page itself, its styles and its scripts; the search loads when it is opened."""

LONGEST = 190_000
"""The same for the pages that hold everything of a kind: the longest guide with its drawings, the list of facts."""

OWN_STYLES = 8_000

SEARCH_INDEX = 300_000
"""Loads when somebody opens the search."""


def packed(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), 6, mtime=0))


def first_view(site: Site, page: Page) -> int:
    loaded = page.all("//link[@rel='stylesheet']/@href | //script/@src")
    return packed(site.folder / page.path) + sum(packed(site.file(url, page.path)) for url in loaded)


def test_the_home_page_is_light(site: Site) -> None:
    assert first_view(site, site.pages["index.html"]) < FIRST_VIEW


def test_most_pages_are_as_light(site: Site) -> None:
    sizes = {page.path: first_view(site, page) for page in site.pages.values()}
    heavy = {path: size for path, size in sizes.items() if size >= FIRST_VIEW}
    print("First view, kB gzipped:", {path: size // 1000 for path, size in sorted(sizes.items(), key=lambda s: -s[1])})
    assert len(heavy) * 5 <= len(sizes), heavy
    assert max(sizes.values()) < LONGEST, heavy


def test_our_own_styles_are_small(site: Site) -> None:
    names = {file.name for file in (ROOT / "macros/theme").rglob("*.css")}
    files = [file for file in site.folder.rglob("*.css") if file.name in names]
    assert {file.name for file in files} == names
    assert sum(map(packed, files)) < OWN_STYLES


def test_the_search_index_is_not_part_of_the_first_view(site: Site) -> None:
    for page in site.pages.values():
        assert "search_index" not in page.text, page.path
    assert packed(site.folder / "search/search_index.json") < SEARCH_INDEX
