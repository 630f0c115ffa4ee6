"""A decision tree, one question at a time: by mouse and keyboard, with addresses, and its way in the drawing."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import NARROW, WIDE, Opener

TREE = "choose-orchestrator"
TAKEN = "found => found.filter(card => card.checkVisibility()).map(card => card.id)"


@pytest.fixture
def opened(visiting: Opener) -> Callable[..., Page]:
    """Return a function that opens the page with the trees, and one tree on it."""

    def open_tree(path: str = "decide/", width: int = WIDE, scheme: str = "light") -> Page:
        page = visiting(path, width=width, scheme=scheme).page
        tree(page).locator("xpath=..").locator("> summary").click()
        return page

    return open_tree


def tree(page: Page) -> Locator:
    return page.locator(f".decide:has(+ .wizard [id^='{TREE}-'])")


def answers(page: Page) -> Locator:
    return tree(page).locator(".decide__answers button")


def path(page: Page) -> list[str]:
    """Return the answers so far."""
    return tree(page).locator("ol strong").all_text_contents()


def to_a_result(page: Page) -> None:
    """Give the last answer again and again."""
    while answers(page).count():
        answers(page).last.click()


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_answers_lead_to_a_result_with_reasons_and_sources(opened: Callable[..., Page], width: int) -> None:
    page = opened(width=width)
    expect(tree(page).locator(".wizard__question")).to_contain_text("more than one step")
    expect(tree(page).get_by_role("button", name="Back")).to_be_hidden()
    to_a_result(page)
    result = tree(page).get_by_role("group", name="Result")
    expect(result).to_be_focused()
    expect(result.locator("strong a")).to_be_visible()
    expect(tree(page).get_by_role("status")).to_have_text(f"Result after {len(path(page))} answers")
    node = page.url.partition("#")[2]
    assert page.locator(f".wizard [id='{node}'] strong").text_content() == result.locator("strong").text_content()
    way = page.eval_on_selector_all(".drawing__card--taken", TAKEN)
    assert len(way) == len(path(page)) + 1
    assert way[-1] == ("dg-" if width == WIDE else "dgn-") + node
    arrows = page.locator(".drawing__way--taken >> visible=true")
    names = [name.removeprefix("dgn-").removeprefix("dg-").removeprefix(f"{TREE}-") for name in way]
    taken = arrows.evaluate_all("all => all.map(arrow => arrow.dataset.way)")
    assert sorted(taken) == sorted(map(" ".join, pairwise(names)))
    assert arrows.first.evaluate("arrow => getComputedStyle(arrow).strokeWidth") == "4px"
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    sizes = tree(page).locator("button >> visible=true").evaluate_all("all => all.map(b => b.offsetHeight)")
    assert min(sizes) >= 24


def test_the_way_back_is_by_button_by_step_and_by_the_browser(opened: Callable[..., Page]) -> None:
    page = opened()
    first = tree(page).locator(".wizard__question").text_content()
    answers(page).last.click()
    second = tree(page).locator(".wizard__question").text_content()
    assert first != second
    expect(tree(page).locator(".wizard__question")).to_be_focused()
    answers(page).first.click()
    assert len(path(page)) == 2

    tree(page).get_by_role("button", name="Back").click()
    expect(tree(page).locator(".wizard__question")).to_have_text(second or "?")
    answers(page).last.click()
    tree(page).get_by_role("button", name="Change:").first.click()
    expect(tree(page).locator(".wizard__question")).to_have_text(first or "?")
    assert page.locator(".drawing__card--taken, .drawing__way--taken").count() == 0

    answers(page).last.click()
    answers(page).last.click()
    page.go_back()
    expect(tree(page).locator(".wizard__question")).to_have_text(second or "?")
    assert len(path(page)) == 1
    page.go_back()
    expect(tree(page).locator(".wizard__question")).to_have_text(first or "?")
    page.go_forward()
    expect(tree(page).locator(".wizard__question")).to_have_text(second or "?")

    tree(page).get_by_role("button", name="Start again").click()
    expect(tree(page).locator(".wizard__question")).to_have_text(first or "?")
    expect(tree(page).locator(".wizard__question")).to_be_focused()
    assert path(page) == []


def test_the_first_step_back_leads_to_the_first_question(opened: Callable[..., Page]) -> None:
    page = opened()
    first = tree(page).locator(".wizard__question").text_content()
    answers(page).last.click()
    page.go_back()
    expect(tree(page).locator(".wizard__question")).to_have_text(first or "?")
    assert page.url.endswith("several-steps")


def test_keyboard_alone_comes_to_a_result(visiting: Opener) -> None:
    page = visiting("decide/").page
    summary = tree(page).locator("xpath=..").locator("> summary")
    summary.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    for _ in range(9):
        expect(answers(page).first).to_be_focused()
        page.keyboard.press("Enter")
        if not answers(page).count():
            break
        page.keyboard.press("Tab")
        while page.evaluate("!document.activeElement.closest('.decide__answers')"):
            page.keyboard.press("Tab")
    expect(tree(page).get_by_role("group", name="Result")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.wizard__result') !== null")
    page.keyboard.press("Escape")
    expect(tree(page).get_by_role("group", name="Result")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path_", ["decide/", "guides/unit-1/orchestrate-data-pipelines/choose/"])
def test_the_address_of_a_result_shows_it_with_its_way(visiting: Opener, path_: str, scheme: str) -> None:
    page = visiting(f"{path_}#{TREE}-mwaa-provisioned", scheme=scheme).page
    result = tree(page).get_by_role("group", name="Result")
    expect(result).to_be_in_viewport()
    expect(result).to_be_focused()
    assert path(page)[0] == "Yes, several"
    assert page.locator(".drawing__card--taken >> visible=true").count() == len(path(page)) + 1
    page.reload()
    expect(result).to_be_in_viewport()
    page.evaluate(f"location.hash = '{TREE}-aws-native'")
    expect(result).to_contain_text("Step Functions")


def test_a_result_links_the_worked_example_that_comes_to_it(visiting: Opener) -> None:
    page = visiting(f"decide/#{TREE}-mwaa-provisioned").page
    tree(page).locator(".wizard__example a").click()
    expect(page.locator("#salesforce-to-slack")).to_be_in_viewport()


def test_the_link_can_be_copied(visiting: Opener) -> None:
    page = visiting(f"decide/#{TREE}-mwaa-provisioned").page
    page.evaluate("() => { navigator.clipboard.writeText = async text => { window.copied = text } }")
    tree(page).get_by_role("button", name="Copy the link").click()
    expect(tree(page).get_by_role("status")).to_have_text("The link is copied.")
    assert page.evaluate("copied") == page.url
    page.evaluate("() => { navigator.clipboard.writeText = async () => { throw new Error() } }")
    tree(page).get_by_role("button", name="Copy the link").click()
    expect(tree(page).get_by_role("status")).to_contain_text("in the address bar")


def test_trees_of_a_page_do_not_disturb_one_another(opened: Callable[..., Page]) -> None:
    page = opened(f"decide/#{'choose-workflow-flavor'}-standard-long")
    other = page.locator(".decide:has(+ .wizard #choose-workflow-flavor-standard-long)")
    expect(other.get_by_role("group", name="Result")).to_be_visible()
    answers(page).last.click()
    expect(other.get_by_role("group", name="Result")).to_be_visible()
    page.go_back()
    assert page.url.endswith(f"{TREE}-several-steps")
    page.go_back()
    expect(other.get_by_role("group", name="Result")).to_be_focused()


def test_the_link_above_the_drawing_leads_to_the_first_question(visiting: Opener) -> None:
    page = visiting("decide/", width=NARROW).page
    page.locator(f".wizard__link a[href='#{TREE}-several-steps']").click()
    expect(tree(page).locator(".wizard__question")).to_be_in_viewport()
    expect(tree(page).locator(".wizard__question")).to_be_focused()


def test_paper_has_the_whole_tree(opened: Callable[..., Page]) -> None:
    page = opened()
    page.emulate_media(media="print")
    assert page.locator(".decide >> visible=true").count() == 0
    results = page.locator(".wizard .wizard__result")
    assert page.locator(".wizard .wizard__result >> visible=true").count() == results.count()
