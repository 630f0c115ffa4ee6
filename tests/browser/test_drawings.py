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

SMALLEST = """() => Math.min(...[...document.querySelectorAll('.drawing__svg text')]
    .filter(text => text.checkVisibility())
    .map(text => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a))"""
"""The size of the smallest words, in pixels of the screen."""

PAGES = [
    "decide/",
    "guides/unit-1/orchestrate-data-pipelines/choose/",
    "guides/unit-1/orchestrate-data-pipelines/see-it/",
    "guides/unit-3/maintain-and-monitor-data-pipelines/choose/",
    "guides/unit-3/maintain-and-monitor-data-pipelines/see-it/",
    "samples/load-orders/",
    "samples/salesforce-to-slack-dag/",
]


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("path", PAGES)
def test_drawings_can_be_read(visiting: Opener, path: str, width: int) -> None:
    page = visiting(path, width=width).page
    drawings = page.locator(".drawing").count()
    assert drawings
    assert page.locator(".drawing__svg >> visible=true").count() == drawings  # the wide one or the narrow one
    assert page.evaluate(OUTSIDE) == []
    assert page.evaluate(SMALLEST) >= 9
