"""Every page, once on a narrow screen: it asks no other site for anything, has no errors, and fits."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.browser.conftest import NARROW, Opener, Site

OUTSIDE = """() => [...document.querySelectorAll('.md-container *')].filter(element => {
    const box = element.getBoundingClientRect();
    return box.width > 1 && (box.right > innerWidth + 0.5 || box.left < -0.5)
        && element.checkVisibility({visibilityProperty: true})
        && !element.closest('pre, .md-sidebar, .md-tabs') && !element.matches('svg *');
}).slice(0, 5).map(
    element => `${element.localName}.${element.className}: ${element.textContent.trim().slice(0, 40)}`)"""

OPEN_ALL = """() => document.querySelectorAll('details').forEach(
    details => { details.removeAttribute('name'); details.open = true; })"""


@dataclass
class Seen:
    """What a page did and how wide it is."""

    requests: list[str]
    elsewhere: list[str]
    complaints: list[str]
    width: int
    outside: list[str]


@pytest.fixture(scope="module")
def tour(open_page: Opener, site: Site) -> dict[str, Seen]:
    """Open every page, every answer and every branch in it."""
    visit = open_page(width=NARROW)
    seen = {}
    for path in site.pages:
        visit.requests.clear()
        visit.complaints.clear()
        page = visit.go(path)
        visit.has_started()
        page.evaluate(OPEN_ALL)
        seen[path] = Seen(
            list(visit.requests),
            [url for url in visit.requests if not url.startswith((site.url, "data:", "blob:"))],
            list(visit.complaints),
            page.evaluate("document.documentElement.scrollWidth"),
            page.evaluate(OUTSIDE),
        )
    visit.page.close()
    return seen


def test_no_page_asks_other_sites(tour: dict[str, Seen]) -> None:
    assert {path: seen.elsewhere for path, seen in tour.items() if seen.elsewhere} == {}


def test_no_page_loads_the_search_before_somebody_searches(tour: dict[str, Seen]) -> None:
    parts = ("/search/", "/workers/", "/vendor/minisearch")
    asked = {path: [url for url in seen.requests if any(part in url for part in parts)] for path, seen in tour.items()}
    assert {path: urls for path, urls in asked.items() if urls} == {}


def test_no_page_complains(tour: dict[str, Seen]) -> None:
    assert {path: seen.complaints for path, seen in tour.items() if seen.complaints} == {}


def test_no_page_scrolls_sideways(tour: dict[str, Seen]) -> None:
    assert {path: seen.width for path, seen in tour.items() if seen.width > NARROW} == {}


def test_nothing_sticks_out_of_the_screen(tour: dict[str, Seen]) -> None:
    assert {path: seen.outside for path, seen in tour.items() if seen.outside} == {}
