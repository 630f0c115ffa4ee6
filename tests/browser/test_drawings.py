"""Drawings in a real browser: the words stand inside their boxes, in the fonts that the reader has."""

from __future__ import annotations

import pytest

from tests.browser.conftest import NARROW, WIDE, Opener

OUTSIDE = """() => [...document.querySelectorAll('.drawing__svg')].filter(svg => svg.checkVisibility()).flatMap(svg => {
    const frame = svg.getBoundingClientRect(), found = [];
    const boxes = [...svg.querySelectorAll('.drawing__box')].map(box => box.getBBox());
    for (const text of svg.querySelectorAll('text')) {
        const line = text.getBBox(), place = text.getBoundingClientRect();
        const x = line.x + line.width / 2, y = line.y + line.height / 2;
        if (place.left < frame.left - 1 || place.right > frame.right + 1)
            found.push(`out of the drawing: ${text.textContent}`);
        for (const box of boxes)
            if (x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height
                && (line.x < box.x || line.x + line.width > box.x + box.width
                    || line.y < box.y - 1 || line.y + line.height > box.y + box.height + 1))
                found.push(`out of its box: ${text.textContent}`);
    }
    return found;
})"""

PAGES = ["decide/", "guides/unit-1/orchestrate-data-pipelines/", "guides/unit-3/maintain-and-monitor-data-pipelines/"]


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("path", PAGES)
def test_words_stay_in_their_boxes(visiting: Opener, path: str, width: int) -> None:
    page = visiting(path, width=width).page
    assert page.locator(".drawing__svg .drawing__box >> visible=true").count() > 10
    assert page.evaluate(OUTSIDE) == []


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_one_version_of_each_drawing_is_shown(visiting: Opener, width: int) -> None:
    page = visiting("decide/", width=width).page
    drawings = page.locator(".drawing").count()
    assert drawings > 2
    assert page.locator(".drawing__svg >> visible=true").count() == drawings


def test_small_words_are_large_enough(visiting: Opener) -> None:
    for width in (WIDE, NARROW):
        page = visiting("decide/", width=width).page
        scale = "found => Math.min(...found.filter(svg => svg.checkVisibility()).map(svg => svg.getScreenCTM().a))"
        assert page.eval_on_selector_all(".drawing__svg", scale) * 12 >= 9
