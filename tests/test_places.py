from __future__ import annotations

import posixpath
from pathlib import Path
from urllib.parse import unquote, urljoin

import pytest
from mkdocs.structure.files import File

from macros.calls import Call
from macros.catalog import Catalog
from macros.pages import Page
from macros.places import Place, find_places, page_url, relative_url
from macros.project import SHOWINGS, read_project
from macros.reading import Source

PAGES = [
    "index.md",
    "README.md",
    "glossary.md",
    "a/index.md",
    "a/README.md",
    "a/b.md",
    "a/b/index.md",
    "a/b/c.md",
    "a-b/c_d.md",
    "a.b/c.d.md",
    "index/index.md",
    "indexes.md",
    "a/myindex.md",
    "with space/and more.md",
    "größe/süß.md",
    "50%.md",
    "a+b&c.md",
]


@pytest.mark.parametrize("directory_urls", [True, False])
@pytest.mark.parametrize("page", PAGES)
def test_page_url_is_what_mkdocs_makes(page: str, directory_urls: bool) -> None:
    url = File(page, "docs", "site", directory_urls).url
    assert page_url(page, directory_urls=directory_urls) == ("" if url == "./" else url)


@pytest.mark.parametrize("directory_urls", [True, False])
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("target", PAGES)
def test_relative_url_leads_from_each_page_to_each(page: str, target: str, directory_urls: bool) -> None:
    site = "https://example.org/some/where/"
    here = urljoin(site, page_url(page, directory_urls=directory_urls))
    there = urljoin(site, page_url(target, directory_urls=directory_urls))
    url = relative_url(Place(target), page, directory_urls=directory_urls)
    assert not url.startswith("/")
    assert urljoin(here, url) == there
    assert urljoin(here, relative_url(Place(target, "x"), page, directory_urls=directory_urls)) in (
        f"{there}#x",
        f"{here}#x",
    )


def test_a_place_on_the_page_itself_is_only_its_anchor() -> None:
    assert relative_url(Place("a/b.md", "dag"), "a/b.md") == "#dag"
    assert relative_url(Place("a/b.md"), "a/b.md") == "./"
    assert relative_url(Place("glossary.md", "dag"), "a/b.md") == "../../glossary/#dag"
    assert relative_url(Place("glossary.md", "dag"), "a/b.md", directory_urls=False) == "../glossary.html#dag"
    assert relative_url(Place("index.md"), "a/b.md", directory_urls=False) == "../index.html"


def test_the_address_in_markdown() -> None:
    assert Place("a/b.md", "dag").source == "/a/b.md#dag"
    assert Place("a/b.md").source == "/a/b.md"


# ---- homes


@pytest.fixture(scope="module")
def bread() -> Catalog:
    project, problems = read_project(Path(__file__).parent / "other_subject")
    assert problems == []
    return project.catalog


def page(path: str, *calls: tuple[str, object]) -> Page:
    return Page(
        path,
        Source(f"docs/{path}", ()),
        tuple(Call(name, (value,) if value else (), {}, line, 1) for line, (name, value) in enumerate(calls, 1)),
    )


def test_an_index_page_is_the_home_before_any_other(bread: Catalog) -> None:
    pages = [
        page("a.md", ("comparison", "leavens")),
        page("b.md", ("comparisons", None)),
        page("c.md", ("comparisons", None)),
    ]
    places = find_places(bread, pages, SHOWINGS)
    assert places.of("leavens") == Place("b.md", "leavens")
    assert places.of("leavens", "a.md") == Place("a.md", "leavens")
    assert places.of("leavens", "x.md") == Place("b.md", "leavens")


def test_the_first_page_is_the_home_without_an_index(bread: Catalog) -> None:
    pages = [page("a.md", ("workflow", "bake-bread")), page("b.md", ("workflow", "bake-bread"))]
    assert find_places(bread, pages, SHOWINGS).of("bake-bread") == Place("a.md", "bake-bread")


def test_a_guide_is_a_page_and_has_no_anchor(bread: Catalog) -> None:
    places = find_places(bread, [page("a.md", ("objectives", "raise-a-dough"))], SHOWINGS)
    assert places.of("raise-a-dough") == Place("a.md")


def test_what_no_page_shows_has_no_place(bread: Catalog) -> None:
    places = find_places(bread, [page("a.md", ("outline", "raise-a-dough"), ("unknown", "x"))], SHOWINGS)
    assert places.of("sourdough") is None
    assert places.of("sourdough", "a.md") is None


def test_every_record_of_the_second_data_set_has_its_place_where_the_page_shows_it() -> None:
    project, _ = read_project(Path(__file__).parent / "other_subject")
    pages = {p.path for p in project.pages}
    for name, place in project.places.homes.items():
        assert place.page in pages
        assert place.anchor in (name, "")
    assert posixpath.dirname(project.places.homes["leavens"].page) == "compare"
    assert unquote(page_url("größe.md", directory_urls=True)) == "größe/"
