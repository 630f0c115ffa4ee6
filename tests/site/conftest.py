"""The built site as pages that tests can ask."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html

from macros.project import Project, load_project
from tests.site.building import ROOT

SUB_PATH = "/guide/"
"""Where the site is on its server: links that start with / start with this."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.site)


@dataclass(frozen=True)
class Page:
    """A page of the built site."""

    path: str
    """The file, from the top of the site."""
    text: str

    @cached_property
    def tree(self) -> html.HtmlElement:
        """The parsed page."""
        return html.document_fromstring(self.text)

    @cached_property
    def ids(self) -> list[str]:
        """Every id, in order."""
        return self.all("//@id")

    def all(self, path: str) -> list[str]:
        """Return the texts or attributes that an XPath finds."""
        found = self.tree.xpath(path)
        assert isinstance(found, list)
        return [str(text) for text in found]

    def elements(self, path: str) -> list[html.HtmlElement]:
        """Return the elements that an XPath finds."""
        found = self.tree.xpath(path)
        assert isinstance(found, list)
        return [element for element in found if isinstance(element, html.HtmlElement)]


@dataclass(frozen=True)
class Site:
    """The built site."""

    folder: Path

    @cached_property
    def pages(self) -> dict[str, Page]:
        """Every page by its file."""
        found = {}
        for file in sorted(self.folder.rglob("*.html")):
            path = file.relative_to(self.folder).as_posix()
            found[path] = Page(path, file.read_text(encoding="utf-8"))
        return found

    @cached_property
    def search_entries(self) -> list[dict[str, Any]]:
        """What the search finds."""
        index = json.loads((self.folder / "search/search_index.json").read_text(encoding="utf-8"))
        entries: list[dict[str, Any]] = index["docs"]
        return entries

    def file(self, url: str, page: str) -> Path:
        """Return the file behind an address that a page of the site writes."""
        path = unquote(urlsplit(url).path)
        if path.startswith("/"):
            assert path.startswith(SUB_PATH), f"{page}: {url} leaves the site"
            target = self.folder / path.removeprefix(SUB_PATH)
        else:
            target = (self.folder / page).parent / path if path else self.folder / page
        target = target.resolve()
        return target / "index.html" if path.endswith("/") or target.is_dir() else target

    def page_of(self, source: str) -> Page:
        """Return the page that was made from a page of `docs/`."""
        folder = source.removesuffix(".md").removesuffix("index").rstrip("/")
        return self.pages[f"{folder}/index.html" if folder else "index.html"]


@pytest.fixture(scope="session")
def site(built_site: Path) -> Site:
    """Return the built site."""
    return Site(built_site)


@pytest.fixture(scope="session")
def project() -> Project:
    """Return the real project."""
    return load_project(ROOT)
