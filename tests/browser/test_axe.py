"""axe finds nothing: on every page and in the states of its widgets, in both schemes, on a wide and a narrow screen."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]
from playwright.sync_api import Page

from tests.browser.conftest import NARROW, WIDE, Opener, Site, Visit

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

SAMPLE = """() => {
    const names = ['color', 'background', 'opacity', 'filter', 'position', 'z-index', 'font-size', 'font-weight',
        'text-shadow', 'text-decoration', 'border-bottom'];
    const numbers = new Map(), looks = new Map(), times = new Map();
    for (const element of document.querySelectorAll('*')) {
        const style = getComputedStyle(element);
        const around = looks.get(element.parentElement);
        const look = [around, element.localName, ...names.map(name => style.getPropertyValue(name))].join();
        if (!numbers.has(look)) numbers.set(look, numbers.size);
        const number = numbers.get(look);
        looks.set(element, number);
        const speaks = element.matches('input, select, textarea')
            || [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
        const counts = speaks && element.checkVisibility({visibilityProperty: true});
        if (counts) times.set(number, (times.get(number) || 0) + 1);
        element.toggleAttribute('data-sample', counts && times.get(number) <= 3);
    }
    axe.configure({rules: [
        {id: 'color-contrast', selector: '[data-sample]'},
        {id: 'link-in-text-block', selector: 'a[href][data-sample]'},
    ]});
}"""
"""The contrasts of a whole glossary take axe ten seconds. A contrast follows from the styles of an element and of those
around it: axe judges the first three of each look, by the colors of the moment; the other rules see every element."""

RUN = """async tags => {
    const found = await axe.run(document, {resultTypes: ['violations'], runOnly: tags, preload: false});
    return found.violations.flatMap(found => found.nodes.map(node =>
        `${found.id}: ${node.target}: ${[...node.any, ...node.all, ...node.none].map(check => check.message)}`));
}"""


def look(page: Page, width: int, scheme: Any = None) -> list[str]:
    """Return what axe finds on a page in a width, and in a scheme if it is not to stay as it is."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    page.set_viewport_size({"width": width, "height": 900})
    if scheme:
        page.emulate_media(color_scheme=scheme)
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    page.evaluate(SAMPLE)
    found: list[str] = page.evaluate(RUN, RULES)
    return [f"{width} pixels, {scheme or 'as it is'}: {violation}" for violation in found]


def test_no_page_has_violations(visiting: Opener, site: Site) -> None:
    """One load a page; scheme and width change in place."""
    visit = visiting()
    found: dict[str, list[str]] = {}
    for path in [*site.pages, "404.html"]:
        page = visit.go(path)
        visit.has_started()
        found[path] = [
            violation
            for width, scheme in [(WIDE, "light"), (WIDE, "dark"), (NARROW, "dark"), (NARROW, "light")]
            for violation in look(page, width, scheme)
        ]
    assert len(found) > 40
    assert {path: violations for path, violations in found.items() if violations} == {}


def answer_questions(visit: Visit) -> None:
    for kind in ("single", "multiple", "open"):
        card = visit.page.locator(f".question[data-type={kind}]").first
        for option in card.locator("input").all()[:2]:
            option.check()
        card.locator("[type=submit]").click()
    card.get_by_role("button", name="I did not").click()
    assert visit.page.locator("p.question__right-option, p.question__wrong-option").count() == 3


def choose_too_few(visit: Visit) -> None:
    visit.page.locator(".question[data-type=multiple] [type=submit]").first.click()


def ask_before_clearing(visit: Visit) -> None:
    visit.page.evaluate("document.querySelectorAll('.progress details').forEach(more => { more.open = true; })")
    visit.page.click("[name=clear]")


def answer_question(visit: Visit) -> None:
    visit.page.evaluate("document.querySelectorAll('.twin').forEach(twin => { twin.open = true; })")
    visit.page.click(".decide__answers button")


def show_result(visit: Visit) -> None:
    visit.page.evaluate("location.hash = document.querySelector('.wizard__example').closest('.wizard__result').id")
    visit.page.wait_for_selector(".decide .wizard__result")


def open_search(visit: Visit) -> None:
    visit.page.keyboard.press("/")
    visit.page.keyboard.type("state machine")
    visit.page.wait_for_selector(".md-search-result__item")


def open_menu(visit: Visit) -> None:
    visit.page.click(".menu-button")


def show_definition(visit: Visit) -> None:
    visit.page.hover("a[data-term]")
    visit.page.wait_for_selector(".term-card")


def pick(visit: Visit) -> None:
    visit.page.evaluate("location.hash = '#services=step-functions,mwaa,glue-workflows'")
    visit.page.wait_for_selector(".comparison")


STATES: list[tuple[str, Any, int]] = [
    ("practise/unit-1/", answer_questions, WIDE),
    ("practise/unit-1/", answer_questions, NARROW),
    ("practise/unit-1/", choose_too_few, NARROW),
    ("practise/", ask_before_clearing, WIDE),
    ("practise/", ask_before_clearing, NARROW),
    ("decide/", answer_question, NARROW),
    ("decide/", show_result, NARROW),
    ("decide/", show_result, WIDE),
    ("compare/pick/", pick, NARROW),
    ("compare/pick/", pick, WIDE),
    ("contribute/", open_search, WIDE),
    ("contribute/", open_search, NARROW),
    ("contribute/", open_menu, NARROW),
    ("services/compute/", show_definition, WIDE),
    ("services/compute/", show_definition, NARROW),
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("path", "act", "width"), STATES, ids=[f"{act.__name__}-{width}" for _, act, width in STATES])
def test_state_has_no_violations(visiting: Opener, path: str, act: Any, width: int, scheme: str) -> None:
    visit = visiting(path, width=width, scheme=scheme)
    visit.has_started()
    act(visit)
    visit.page.wait_for_timeout(300)  # colors and panels move into place
    assert look(visit.page, width) == []
