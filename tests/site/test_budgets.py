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

OWN = {"js": 20_000, "css": 8_000}
"""All that we wrote, search and all; what one page loads of it is far less."""

OWN_OF_A_PAGE = {"js": 11_000, "css": 5_500}

SEARCH_INDEX = 300_000
"""Loads when somebody opens the search."""


@cache
def packed(*files: Path) -> int:
    return len(gzip.compress(b"\n".join(file.read_bytes() for file in files), 6, mtime=0))


def loaded(site: Site, page: Page) -> list[Path]:
    urls = page.all("//link[@rel='stylesheet']/@href | //script/@src")
    return [site.file(url, page.path) for url in urls]


def first_view(site: Site, page: Page) -> int:
    return packed(site.folder / page.path) + sum(map(packed, loaded(site, page)))


def ours(ending: str) -> set[str]:
    """Return the names of our own files that pages name; the search and the files of others have other folders."""
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


@pytest.mark.parametrize("ending", OWN)
def test_a_page_loads_little_of_ours(site: Site, ending: str) -> None:
    for page in site.pages.values():
        files = {file for file in loaded(site, page) if file.name in ours(ending)}
        assert files, page.path
        assert sum(map(packed, files)) <= OWN_OF_A_PAGE[ending], page.path


@pytest.mark.parametrize("ending", OWN)
def test_all_of_ours_is_small(site: Site, ending: str) -> None:
    files = [file for file in (site.folder / "assets").glob(f"*/*.{ending}") if file.name in ours(ending)]
    search = [*(site.folder / "assets/javascripts/workers").glob("*.js")] if ending == "js" else []
    assert len(files) == len(ours(ending))
    print(f"All {ending} of ours, bytes gzipped together:", packed(*sorted(files), *sorted(search)))
    assert packed(*sorted(files), *sorted(search)) <= OWN[ending]


def test_the_search_is_small(site: Site) -> None:
    """Loads when somebody opens the search: with it, the heaviest page is still a page of a few scripts."""
    files = list((site.folder / "assets/javascripts/workers").glob("*.js"))
    assert len(files) == 4
    assert sum(map(packed, files)) <= 5_500


@pytest.mark.parametrize("ending", ["css", "js"])
def test_every_file_of_ours_is_loaded_somewhere(site: Site, ending: str) -> None:
    assert ours(ending) <= {file.name for page in site.pages.values() for file in loaded(site, page)}


def test_the_search_index_is_not_part_of_the_first_view(site: Site) -> None:
    for page in site.pages.values():
        assert "search_index" not in page.text, page.path
    assert packed(site.folder / "search/search_index.json") < SEARCH_INDEX
