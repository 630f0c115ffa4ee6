"""A page printed from the browser: the reader chooses whether the answers are on it. (More: tests/browser.)"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.site, pytest.mark.browser]


@pytest.fixture(scope="module")
def paper(built_site: Path, browser: Browser) -> Iterator[Page]:
    """A page with questions, as it is printed."""
    page = browser.new_page()
    page.goto((built_site / "practise/unit-1/index.html").as_uri())
    yield page
    page.close()


def test_answers_are_printed_unless_the_reader_clears_the_box(paper: Page) -> None:
    box, answers = paper.get_by_label("Print the answers too"), paper.locator(".question__explanation >> visible=true")
    paper.emulate_media(media="print")
    assert answers.count() > 10
    assert not box.is_visible()

    paper.emulate_media(media="screen")
    box.uncheck()
    paper.emulate_media(media="print")
    assert answers.count() == 0
    assert paper.locator(".question__stem >> visible=true").count() > 10


def test_links_to_other_sites_have_their_addresses_on_paper(paper: Page, built_site: Path) -> None:
    paper.goto((built_site / "reference/exam/index.html").as_uri())
    paper.emulate_media(media="print")
    link = paper.locator("dd > a[href^='https']:not([class])").first
    assert "https://" in link.evaluate("link => getComputedStyle(link, '::after').content")


def test_questions_fill_the_pages(paper: Page, built_site: Path) -> None:
    """Each on a page of its own, the answers would take as many pages as there are questions."""
    paper.goto((built_site / "practise/unit-1/index.html").as_uri())
    questions = paper.locator(".question").count()
    pages = len(re.findall(rb"/Type /Page\b", paper.pdf(format="A4")))
    assert 5 < pages < questions * 0.75
