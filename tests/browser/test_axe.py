"""axe finds nothing on a page of each kind, in both schemes, on a wide and a narrow screen."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.browser.conftest import NARROW, WIDE, Opener, Visit

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
START = """([rules, contrast]) => { window.axeRun = axe.run(document, {
    resultTypes: ['violations'], runOnly: rules, rules: {'color-contrast': {enabled: contrast}},
}); }"""
FINISH = """async () => (await window.axeRun).violations.flatMap(found => found.nodes.map(node =>
    `${found.id}: ${node.target}: ${[...node.any, ...node.all, ...node.none].map(check => check.message)}`))"""

SHORTEN = """() => {
    const kinds = ['.term', '.freshness li', '.question', '.service', '.scenario', '.comparison', '.drawing', '.twin',
        '.examples__pair', '.muddy > div', '.terms > div', '.md-nav--secondary li', '.letters a'];
    for (const kind of kinds) for (const more of [...document.querySelectorAll(kind)].slice(5)) more.remove();
}"""
"""Axe needs ten seconds for the contrasts of a whole glossary: it judges them by the first few of each kind."""

KINDS = [
    "",
    "guides/",
    "guides/unit-1/orchestrate-data-pipelines/",
    "guides/unit-3/maintain-and-monitor-data-pipelines/",
    "decide/",
    "compare/",
    "compare/easily-confused/",
    "services/",
    "services/analytics/",
    "glossary/",
    "practise/unit-1/",
    "reference/exam/",
    "reference/facts/",
    "reference/renamed-services/",
    "contribute/",
    "404.html",
]
SETTINGS = [(width, scheme) for width in (WIDE, NARROW) for scheme in ("light", "dark")]


def start(page: Page, *, whole: bool = False) -> None:
    """Let axe look at a page, without waiting for it: each page has a process of its own."""
    page.evaluate(AXE_SCRIPT)
    if not whole:
        page.evaluate(SHORTEN)
    page.evaluate(START, [RULES, not whole])


def violations(page: Page) -> list[str]:
    """Return what axe has found."""
    found: list[str] = page.evaluate(FINISH)
    return found


@pytest.mark.parametrize("path", KINDS)
def test_page_has_no_violations(visiting: Opener, path: str) -> None:
    visits = [visiting(path, width=width, scheme=scheme) for width, scheme in SETTINGS]
    for visit in visits:
        visit.has_started()
        start(visit.page)
    whole = visiting(path)
    whole.has_started()
    start(whole.page, whole=True)
    assert violations(whole.page) == []
    found = {setting: violations(visit.page) for setting, visit in zip(SETTINGS, visits, strict=True)}
    assert found == {setting: [] for setting in SETTINGS}


def open_answer(visit: Visit) -> None:
    visit.page.click(".question__answer summary")


def open_wizard(visit: Visit) -> None:
    visit.page.evaluate("document.querySelectorAll('.twin').forEach(twin => { twin.open = true; })")
    visit.page.click(".wizard details summary")


def open_search(visit: Visit) -> None:
    visit.page.keyboard.press("/")
    visit.page.keyboard.type("state machine")
    visit.page.wait_for_selector(".md-search-result__item")


def open_menu(visit: Visit) -> None:
    visit.page.click(".menu-button")


def show_definition(visit: Visit) -> None:
    visit.page.focus("a[data-definition]")


STATES: list[tuple[str, Any, int]] = [
    ("practise/unit-1/", open_answer, WIDE),
    ("practise/unit-1/", open_answer, NARROW),
    ("decide/", open_wizard, WIDE),
    ("decide/", open_wizard, NARROW),
    ("contribute/", open_search, WIDE),
    ("contribute/", open_search, NARROW),
    ("contribute/", open_menu, NARROW),
    ("services/compute/", show_definition, WIDE),
    ("services/compute/", show_definition, NARROW),
]


@pytest.mark.parametrize(
    ("path", "act", "width"), STATES, ids=[f"{act.__name__}-{width}" for _, act, width in STATES]
)
def test_state_has_no_violations(visiting: Opener, path: str, act: Any, width: int) -> None:
    visits = [visiting(path, width=width, scheme=scheme) for scheme in ("light", "dark")]
    for visit in visits:
        visit.has_started()
        visit.page.bring_to_front()
        act(visit)
        visit.page.wait_for_timeout(300)  # colours and panels move into place
        start(visit.page)
    assert [violations(visit.page) for visit in visits] == [[], []]
