"""A page on paper: the text, the drawings in ink, the answers, the definitions; none of the controls."""

from __future__ import annotations

from collections.abc import Callable, Iterator

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


Paper = Callable[[str], Page]


@pytest.fixture(scope="module", params=["light", "dark"])
def paper(open_page: Opener, request: pytest.FixtureRequest) -> Iterator[Paper]:
    """Return what shows a chapter of a guide as it is printed."""
    pages: dict[str, Page] = {}

    def printed(chapter: str) -> Page:
        if chapter not in pages:
            visit = open_page(GUIDE + chapter, scheme=request.param)
            visit.has_started()
            visit.page.set_viewport_size({"width": PAPER, "height": 1000})
            visit.page.emulate_media(media="print")
            pages[chapter] = visit.page
        return pages[chapter]

    yield printed
    for page in pages.values():
        page.close()


def test_controls_are_not_printed(paper: Paper) -> None:
    page = paper("choose/")
    for control in (".md-header", ".md-tabs", ".md-sidebar", ".md-footer", ".md-content__button", ".headerlink"):
        assert page.locator(f"{control} >> visible=true").count() == 0, control


@pytest.mark.parametrize("chapter", ["choose/", "see-it/"])
def test_drawings_are_printed_in_ink(paper: Paper, chapter: str) -> None:
    page = paper(chapter)
    assert page.locator(".drawing__wide svg >> visible=true").count() == page.locator(".drawing").count() > 2
    assert page.locator(".drawing__narrow svg >> visible=true").count() == 0
    assert page.locator(".drawing__title").first.evaluate(LUMINANCE, "fill") < 0.4
    assert page.locator(".drawing__box").first.evaluate(LUMINANCE, "fill") > 0.9


@pytest.mark.parametrize(
    ("chapter", "words"),
    [
        ("", ("article > p", "h1", ".comparison td", ".definitions dd", ".sources")),
        ("questions/", ("h1", ".question__stem", ".question__explanation")),
    ],
)
def test_text_is_dark_on_white(paper: Paper, chapter: str, words: tuple[str, ...]) -> None:
    page = paper(chapter)
    for text in words:
        assert page.locator(text).first.evaluate(LUMINANCE, "color") < 0.45, text
    assert page.locator("body").evaluate(LUMINANCE, "backgroundColor") > 0.9


@pytest.mark.parametrize(
    ("chapter", "part"),
    [
        ("questions/", ".question__explanation"),
        ("examples/", ".scenario__walk li"),
        ("choose/", ".wizard__result"),
        ("see-it/", ".steps li"),
    ],
)
def test_answers_and_text_versions_are_printed(paper: Paper, chapter: str, part: str) -> None:
    parts = paper(chapter).locator(part)
    assert parts.count() > 0
    assert paper(chapter).locator(f"{part} >> visible=true").count() == parts.count()


def test_definitions_are_printed(paper: Paper) -> None:
    page = paper("")
    assert page.locator(".definitions dd >> visible=true").count() == page.locator(".definitions dd").count() > 10


@pytest.mark.parametrize("chapter", ["", "in-detail/", "compare/"])
def test_tables_fit_on_paper(paper: Paper, chapter: str) -> None:
    page = paper(chapter)
    assert page.evaluate("document.documentElement.scrollWidth") <= PAPER
    widths = page.eval_on_selector_all("table", "found => found.map(table => table.getBoundingClientRect().right)")
    assert all(width <= PAPER for width in widths)


def test_answers_are_printed_without_a_script(visiting: Opener) -> None:
    page = visiting("practise/unit-1/", script=False).page
    page.emulate_media(media="print")
    count = page.locator(".question__explanation").count()
    assert page.locator(".question__explanation >> visible=true").count() == count > 10
