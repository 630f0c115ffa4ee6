"""The card with a term's definition: by mouse, by touch, by keyboard, and where it stands."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import NARROW, WIDE, Opener, Site

GUIDE = "guides/unit-1/orchestrate-data-pipelines/in-detail/"
CARD = ".term-card"

PLACE = """term => {
    const card = document.querySelector('.term-card').getBoundingClientRect();
    const lines = [...term.getClientRects()];
    return {
        inside: card.left >= 0 && card.right <= document.documentElement.clientWidth && card.top >= 0
            && card.bottom <= innerHeight,
        beside: card.bottom <= lines[0].top || card.top >= lines[lines.length - 1].bottom,
        near: Math.min(Math.abs(card.bottom - lines[0].top), Math.abs(card.top - lines.at(-1).bottom)) < 12,
    };
}"""
ALL_RIGHT = {"inside": True, "beside": True, "near": True}

AT_THE_SIDES = """() => {
    const terms = [...document.querySelectorAll('article a[data-term]')].filter(term => term.checkVisibility());
    terms.sort((a, b) => a.getBoundingClientRect().left - b.getBoundingClientRect().left);
    for (const term of [...terms.slice(0, 3), ...terms.slice(-4)]) term.dataset.tested = '';
    return terms.length;
}"""
"""Mark the terms nearest to the sides of the screen, where a card has least room."""


def first_term(page: Page) -> Locator:
    """Return a term in the middle of the screen, in a paragraph of the guide."""
    term = page.locator("article > p a[data-term]").nth(1)
    term.evaluate("term => term.scrollIntoView({block: 'center'})")
    return term


def focus(page: Page, term: Locator) -> None:
    """Bring the focus to a term as the keyboard does."""
    page.keyboard.press("Shift")
    term.focus()
    expect(term).to_be_focused()


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_focus_shows_the_card_beside_the_line_and_within_the_screen(visiting: Opener, width: int) -> None:
    page = visiting(GUIDE, width=width).page
    assert page.evaluate(AT_THE_SIDES) > 10
    for term in page.locator("a[data-tested]").all():
        focus(page, term)
        entry = page.locator(f"#definition-{term.get_attribute('data-term')}")
        expect(page.locator(f"{CARD} > strong")).to_have_text(entry.locator("dt").text_content() or "?")
        expect(page.locator(f"{CARD} > span")).to_have_text(entry.locator("dd").text_content() or "?")
        assert page.locator(f"{CARD} a").evaluate("a => a.href") == term.evaluate("a => a.href")
        assert term.evaluate(PLACE) == ALL_RIGHT, term.text_content()
        assert term.get_attribute("aria-describedby") == entry.get_attribute("id")


def test_keyboard_leads_into_the_card_and_out_of_it(visiting: Opener) -> None:
    page = visiting(GUIDE).page
    term = first_term(page)
    focus(page, term)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Read more")).to_be_focused()
    expect(page.locator(CARD)).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(CARD)).to_have_count(0)
    expect(term).to_be_focused()
    focus(page, term)
    page.keyboard.press("Escape")
    expect(page.locator(CARD)).to_have_count(0)
    expect(term).to_be_focused()
    page.keyboard.press("Tab")  # on to the next link, whose own card may open
    expect(term).not_to_be_focused()
    expect(page.locator(f"a[data-term='{term.get_attribute('data-term')}'] + {CARD}")).to_have_count(0)
    page.keyboard.press("Shift+Tab")
    expect(page.locator(f"a[data-term='{term.get_attribute('data-term')}'] + {CARD}")).to_be_visible()


def test_enter_follows_the_link(visiting: Opener) -> None:
    page = visiting(GUIDE).page
    term = first_term(page)
    href = term.evaluate("term => term.href")
    focus(page, term)
    page.keyboard.press("Enter")
    page.wait_for_url(href)


def test_mouse_opens_the_card_after_a_moment_and_may_enter_it(visiting: Opener) -> None:
    page = visiting(GUIDE).page
    term = first_term(page)
    term.hover()
    assert page.locator(CARD).count() == 0
    expect(page.locator(CARD)).to_be_visible()
    assert term.evaluate(PLACE) == ALL_RIGHT
    page.locator(CARD).hover()
    page.wait_for_timeout(500)
    expect(page.locator(CARD)).to_be_visible()
    page.locator("h1").hover()
    expect(page.locator(CARD)).to_have_count(0)
    term.hover()
    expect(page.locator(CARD)).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(CARD)).to_have_count(0)


def test_mouse_that_passes_opens_nothing(visiting: Opener) -> None:
    page = visiting(GUIDE).page
    first_term(page).hover()
    page.locator("article > h2").first.hover()
    page.wait_for_timeout(500)
    assert page.locator(CARD).count() == 0


def test_first_tap_shows_the_card_and_the_second_follows_the_link(browser: Browser, site: Site) -> None:
    context = browser.new_context(viewport={"width": NARROW, "height": 700}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(site.url + GUIDE)
    term = first_term(page)
    href = term.evaluate("term => term.href")
    term.tap()
    expect(page.locator(CARD)).to_be_visible()
    assert term.evaluate(PLACE) == ALL_RIGHT
    page.locator("article > p").first.tap(position={"x": 2, "y": 2})
    expect(page.locator(CARD)).to_have_count(0)
    term.tap()
    expect(page.locator(CARD)).to_be_visible()
    assert page.url.endswith(GUIDE)
    term.tap()
    page.wait_for_url(href)
    page.go_back()
    first_term(page).tap()
    page.get_by_role("link", name="Read more").tap()
    page.wait_for_url(href)
    context.close()


def test_card_fits_a_small_window(visiting: Opener) -> None:
    page = visiting(GUIDE, width=NARROW).page
    page.set_viewport_size({"width": NARROW, "height": 256})  # 1280 x 1024 at 400 %
    term = first_term(page)
    focus(page, term)
    place = term.evaluate(PLACE)
    assert place == ALL_RIGHT


def test_without_a_script_a_term_is_a_link(visiting: Opener) -> None:
    page = visiting(GUIDE, script=False).page
    term = first_term(page)
    href = term.evaluate("term => term.href")
    term.hover()
    assert page.locator(CARD).count() == 0
    term.click()
    page.wait_for_url(href)


def test_a_page_without_terms_does_not_load_the_script(visiting: Opener) -> None:
    assert not [url for url in visiting("contribute/").requests if "terms." in url]
    assert [url for url in visiting(GUIDE).requests if "terms." in url]
