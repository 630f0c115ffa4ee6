"""A page on paper: the text, the drawings in ink, the answers, the definitions; none of the controls."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Opener

GUIDE = "guides/unit-1/orchestrate-data-pipelines/"
PAPER = 680  # A4 less the margins of print.css, in pixels

LUMINANCE = """(element, property) => {
    const canvas = document.createElement('canvas').getContext('2d');
    canvas.fillStyle = getComputedStyle(element)[property];
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b] = canvas.getImageData(0, 0, 1, 1).data;
    return (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255;
}"""


@pytest.fixture(scope="module", params=["light", "dark"])
def paper(open_page: Opener, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Return a guide as it is printed."""
    visit = open_page(GUIDE, scheme=request.param)
    visit.has_started()
    visit.page.set_viewport_size({"width": PAPER, "height": 1000})
    visit.page.emulate_media(media="print")
    yield visit.page
    visit.page.close()


def test_controls_are_not_printed(paper: Page) -> None:
    for control in (".md-header", ".md-tabs", ".md-sidebar", ".md-footer", ".md-content__button", ".headerlink"):
        assert paper.locator(f"{control} >> visible=true").count() == 0, control


def test_drawings_are_printed_in_ink(paper: Page) -> None:
    assert paper.locator(".drawing__wide svg >> visible=true").count() == paper.locator(".drawing").count() > 4
    assert paper.locator(".drawing__narrow svg >> visible=true").count() == 0
    assert paper.locator(".drawing__title").first.evaluate(LUMINANCE, "fill") < 0.4
    assert paper.locator(".drawing__box").first.evaluate(LUMINANCE, "fill") > 0.9


def test_text_is_dark_on_white(paper: Page) -> None:
    for words in ("article > p", "h1", ".comparison td", ".question__stem", ".definitions dd", ".sources"):
        assert paper.locator(words).first.evaluate(LUMINANCE, "color") < 0.45, words
    assert paper.locator("body").evaluate(LUMINANCE, "backgroundColor") > 0.9


def test_answers_and_text_versions_are_printed(paper: Page) -> None:
    for part in (".question__explanation", ".scenario__walk li", ".wizard__result", ".steps li"):
        parts = paper.locator(part)
        assert parts.count() > 0, part
        assert paper.locator(f"{part} >> visible=true").count() == parts.count(), part


def test_definitions_are_printed(paper: Page) -> None:
    assert paper.locator(".definitions dd >> visible=true").count() == paper.locator(".definitions dd").count() > 10


def test_tables_fit_on_paper(paper: Page) -> None:
    assert paper.evaluate("document.documentElement.scrollWidth") <= PAPER
    widths = paper.eval_on_selector_all("table", "found => found.map(table => table.getBoundingClientRect().right)")
    assert max(widths) <= PAPER


def test_answers_are_printed_without_a_script(visiting: Opener) -> None:
    page = visiting("practise/unit-1/", script=False).page
    page.emulate_media(media="print")
    count = page.locator(".question__explanation").count()
    assert page.locator(".question__explanation >> visible=true").count() == count > 10
