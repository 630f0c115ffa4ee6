"""Types into the search of an open page and reads what it shows."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TypedDict
from urllib.parse import urlsplit

import yaml
from playwright.sync_api import Page

SHOWN = """() => [...document.querySelectorAll('.md-search-result__item')].slice(0, 3).flatMap(item =>
    [...item.querySelectorAll('a')].filter(link => !link.closest('details:not([open])')).map(link => link.href))"""
"""The links of the first three results, without those behind "more on this page"."""

READY = "() => document.querySelector('.md-search-result__meta').textContent.startsWith('Type')"
ANSWERED = "() => /^(Found|Nothing)/.test(document.querySelector('.md-search-result__meta').textContent)"


class Golden(TypedDict):
    """A query and where it has to lead."""

    find: str
    at: str | list[str]


def golden_queries() -> list[Golden]:
    """Return the queries of golden_queries.yml."""
    text = (Path(__file__).parent / "golden_queries.yml").read_text(encoding="utf-8")
    queries: list[Golden] = yaml.safe_load(text)
    return queries


def search(page: Page, words: str) -> None:
    """Type words into the search in the place of those that stand there, and wait for the answer."""
    for text, state in (("", READY), (words, ANSWERED)):
        page.fill(".md-search__input", text)
        page.press(".md-search__input", "End")  # the theme listens to keys
        page.wait_for_function(state, polling=10)


def results(page: Page, words: str, top: str) -> list[str]:
    """Search and return where the first three results lead, from the top of the site and with `folder/` addresses."""
    search(page, words)
    links: list[str] = page.evaluate(SHOWN)
    return [_folder(link.removeprefix(top)) for link in links]


def misses(page: Page, top: str) -> dict[str, list[str]]:
    """Return the golden queries whose place is not among the first three results, with what is."""
    missed = {}
    for query in golden_queries():
        found = results(page, query["find"], top)
        places = [query["at"]] if isinstance(query["at"], str) else query["at"]
        if not set(places) & set(found):
            missed[query["find"]] = found
    return missed


def _folder(link: str) -> str:
    parts = urlsplit(link)
    path = re.sub(r"(?:(?<=/)|^)index\.html$", "", parts.path)
    path = re.sub(r"\.html$", "/", path)
    return path + (f"#{parts.fragment}" if parts.fragment else "")
