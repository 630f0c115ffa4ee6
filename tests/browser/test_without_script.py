"""The site without a script: nothing is lost but the search."""

from __future__ import annotations

import pytest

from tests.browser.conftest import NARROW, WIDE, Opener


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_guide_can_be_read(visiting: Opener, width: int) -> None:
    page = visiting("guides/unit-1/orchestrate-data-pipelines/", width=width, script=False).page
    assert page.locator("article h2").count() > 5
    assert all(heading.is_visible() for heading in page.query_selector_all("article h2"))
    page.click("article li a >> text=See it")
    drawing = ".drawing__wide" if width == WIDE else ".drawing__narrow"
    assert page.locator(f"{drawing} svg").first.is_visible()
    assert not page.locator(".md-search").is_visible()


def test_answers_open(visiting: Opener) -> None:
    page = visiting("practise/unit-1/", script=False).page
    for summary in page.query_selector_all(".question__answer summary")[:3]:
        summary.focus()
        page.keyboard.press("Enter")
    assert page.locator(".question__answer[open] .question__explanation >> visible=true").count() == 3


def test_decision_tree_can_be_walked(visiting: Opener) -> None:
    page = visiting("decide/", script=False).page
    page.locator(".twin > summary").first.click()
    for _ in range(12):
        closed = page.locator(".twin[open] .wizard details:not([open]) > summary >> visible=true")
        if page.locator(".wizard__result >> visible=true").count():
            break
        deepest = page.locator(".wizard details[open]:not(:has(details[open])) details:not([open]) > summary")
        (deepest.first if deepest.count() else closed.first).click()
    assert page.locator(".wizard__result >> visible=true").count() == 1


def test_link_to_a_result_opens_the_way_to_it(visiting: Opener) -> None:
    leaf = visiting("decide/").page.locator(".wizard .wizard__result").last.get_attribute("id")
    result = visiting(f"decide/#{leaf}", script=False).page.locator(f"#{leaf}")
    result.wait_for(state="visible", timeout=3000)
    box = result.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 900


def test_a_result_names_the_worked_examples_that_come_to_it(visiting: Opener) -> None:
    page = visiting("decide/", script=False).page
    example = page.locator(".wizard__example a").first
    page.goto(example.evaluate("link => link.href"))
    assert page.locator(".scenario__walk").count() >= 1


def test_navigation_works(visiting: Opener) -> None:
    page = visiting("", script=False).page
    page.click(".md-tabs >> text=Glossary")
    assert page.inner_text("h1").startswith("Glossary")
    narrow = visiting("", width=NARROW, script=False).page
    narrow.click(".md-header__button[for=__drawer]")
    narrow.click(".md-nav--primary >> text=Glossary")
    assert narrow.inner_text("h1").startswith("Glossary")
