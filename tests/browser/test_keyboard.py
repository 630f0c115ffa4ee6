"""The site with the keyboard alone: everything is reached, opens, and shows where the focus is."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import NARROW, WIDE, Opener

FOCUSED = """() => {
    const element = document.activeElement, box = element.getBoundingClientRect(), style = getComputedStyle(element);
    const label = element.matches('.md-option') ? element.nextElementSibling : element;
    const ring = getComputedStyle(label);
    return {
        name: (element.getAttribute('aria-label') || element.textContent || element.name || '').trim().slice(0, 60),
        kind: element.localName + '.' + [...element.classList].join('.'),
        visible: element.checkVisibility({visibilityProperty: true, opacityProperty: !element.matches('.md-option')}),
        inside: box.right > 0 && box.left < innerWidth,
        ring: ring.outlineStyle !== 'none' || element.matches('.md-search__input')
            || element.querySelector('.drawing__target') !== null,
        ends: element === document.body,
    };
}"""


def walk(page: Page, steps: int) -> list[dict[str, object]]:
    """Press the Tab key again and again and return where the focus went."""
    found = []
    for _ in range(steps):
        page.keyboard.press("Tab")
        stop: dict[str, object] = page.evaluate(FOCUSED)
        if stop["ends"]:
            break
        if "md-search" in str(stop["kind"]) and not stop["visible"]:
            page.wait_for_timeout(500)  # the search moves into place
            stop = page.evaluate(FOCUSED)
        found.append(stop)
    return found


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_focus_is_seen_at_every_stop(visiting: Opener, width: int) -> None:
    visit = visiting("decide/", width=width)
    visit.has_started()
    stops = walk(visit.page, 60)
    for path in ("practise/unit-1/", "services/compute/"):
        page = visiting(path, width=width).page
        stops += walk(page, 1)
        page.keyboard.press("Enter")  # skip to the content
        stops += walk(page, 15)
    assert [stop for stop in stops if not (stop["visible"] and stop["inside"] and stop["ring"])] == []
    kinds = " ".join(str(stop["kind"]) for stop in stops)
    assert "a.md-skip" in kinds
    assert "input.md-search__input" in kinds
    assert "summary" in kinds
    assert "a.record" in kinds
    assert str(stops[0]["name"]) == "Skip to content"


def test_skip_link_leads_to_the_content(visiting: Opener) -> None:
    page = visiting("decide/").page
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('article').contains(document.activeElement)")


def test_menu_opens_with_the_keyboard_on_a_narrow_screen(visiting: Opener) -> None:
    visit = visiting("decide/", width=NARROW)
    visit.has_started()
    visit.page.focus(".menu-button")
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_selector(".md-sidebar--primary", state="visible")
    assert visit.page.evaluate("document.activeElement.closest('.md-sidebar--primary') !== null")
    names = [stop["name"] for stop in walk(visit.page, 7)]
    assert "Glossary" in names


def test_search_works_with_the_keyboard(visiting: Opener) -> None:
    visit = visiting("contribute/")
    visit.has_started()
    page = visit.page
    page.keyboard.press("/")
    page.keyboard.type("dead-letter queue")
    page.wait_for_selector(".md-search-result__item")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary/**")
    assert page.url.endswith("#dead-letter-queue")
