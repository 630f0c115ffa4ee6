"""axe finds nothing on a page of each kind, in both schemes, on a wide and a narrow screen."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]
from playwright.sync_api import Page

from tests.browser.conftest import NARROW, WIDE, Opener, Visit

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async tags => {
    const contrast = {'color-contrast': {enabled: tags.length === 0}};
    const runOnly = tags.length ? tags : {type: 'rule', values: ['color-contrast', 'link-in-text-block']};
    const found = await axe.run(document, {resultTypes: ['violations'], runOnly, rules: contrast});
    return found.violations.flatMap(found => found.nodes.map(node =>
        `${found.id}: ${node.target}: ${[...node.any, ...node.all, ...node.none].map(check => check.message)}`));
}"""
THIN = """() => {
    const kind = element => element ? `${element.localName}.${element.getAttribute('class') || ''}` : '';
    const seen = {};
    for (const element of [...document.querySelectorAll('body *')]) {
        const place = [element.parentElement?.parentElement, element.parentElement, element].map(kind).join(' > ');
        seen[place] = (seen[place] || 0) + 1;
        if (seen[place] > 3) element.remove();
    }
}"""
"""Axe needs ten seconds for the contrasts of a whole glossary: it judges them by the first three of each kind."""

KINDS = [
    "",
    "guides/",
    "guides/unit-1/orchestrate-data-pipelines/",
    "guides/unit-1/orchestrate-data-pipelines/choose/",
    "guides/unit-1/orchestrate-data-pipelines/see-it/",
    "guides/unit-1/orchestrate-data-pipelines/in-detail/",
    "guides/unit-1/orchestrate-data-pipelines/examples/",
    "guides/unit-1/orchestrate-data-pipelines/compare/",
    "guides/unit-1/orchestrate-data-pipelines/questions/",
    "guides/unit-3/maintain-and-monitor-data-pipelines/",
    "guides/unit-3/maintain-and-monitor-data-pipelines/see-it/",
    "decide/",
    "compare/",
    "compare/easily-confused/",
    "compare/pick/",
    "services/",
    "services/analytics/",
    "glossary/",
    "practise/",
    "practise/unit-1/",
    "reference/downloads/",
    "reference/exam/",
    "reference/facts/",
    "reference/freshness/",
    "reference/renamed-services/",
    "contribute/",
    "404.html",
]


def look(page: Page, tags: list[str], width: int) -> list[str]:
    """Return what axe finds on a page of a width: by the rules with the tags, or without tags by those on colors."""
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    found: list[str] = page.evaluate(RUN, tags)
    return [f"{width} pixels: {violation}" for violation in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", KINDS)
def test_page_has_no_violations(visiting: Opener, path: str, scheme: str) -> None:
    visit = visiting(path, scheme=scheme)
    visit.has_started()
    visit.page.evaluate(AXE_SCRIPT)
    found = []
    if scheme == "light":  # only colors differ in the dark
        found += look(visit.page, RULES, NARROW) + look(visit.page, RULES, WIDE)
    visit.page.evaluate(THIN)
    assert found + look(visit.page, [], WIDE) + look(visit.page, [], NARROW) == []


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
    visit.page.evaluate(AXE_SCRIPT)
    assert (look(visit.page, RULES, width) if scheme == "light" else []) + look(visit.page, [], width) == []
