"""A recorded run of a sample: while it is open, its way is marked in the drawing above it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW, WIDE, Opener

TAKEN = "svg:visible .drawing__card--taken"
ARROWS = "svg:visible .drawing__way--taken"


def runs(page: Page) -> list[str]:
    """Return the ways of the recorded runs of the first drawing, one after another."""
    first = page.locator("details.run").first.get_attribute("data-drawing")
    ways: list[str] = page.locator(f"details.run[data-drawing='{first}']").evaluate_all(
        "all => all.map(each => each.dataset.path)"
    )
    return ways


def marked(page: Page) -> set[str]:
    """Return the steps that are marked, as the runs call them."""
    ids: list[str] = page.locator(TAKEN).evaluate_all("all => all.map(card => card.id)")
    drawing = page.locator("details.run").first.get_attribute("data-drawing")
    return {name.removeprefix(f"dgn-{drawing}-").removeprefix(f"dg-{drawing}-") for name in ids}


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_an_open_run_marks_its_way(visiting: Opener, width: int) -> None:
    page = visiting("samples/quality-gate/", width=width).page
    ways = [way.split(" ") for way in runs(page)]
    assert len({" ".join(way) for way in ways}) > 2  # runs that differ
    expect(page.locator(TAKEN)).to_have_count(0)

    summaries = page.locator("details.run > summary")
    for number in (0, 1):
        summaries.nth(number).focus()
        page.keyboard.press("Enter")
        expect(page.locator(TAKEN)).to_have_count(len(set(ways[number])))
        assert marked(page) == set(ways[number])  # of two open runs the latest counts
        steps = set(pairwise(ways[number]))
        assert page.locator(ARROWS).count() == len(steps)

    page.keyboard.press("Enter")
    expect(page.locator(TAKEN)).to_have_count(len(set(ways[0])))
    assert marked(page) == set(ways[0])
    summaries.nth(0).press("Enter")
    expect(page.locator(TAKEN)).to_have_count(0)
    expect(page.locator(ARROWS)).to_have_count(0)


def test_a_file_of_a_sample_can_be_taken(visiting: Opener) -> None:
    page = visiting("samples/quality-gate/").page
    with page.expect_download() as started:
        page.get_by_role("link", name="Download machine.asl.json").click()
    assert started.value.suggested_filename == "machine.asl.json"
    assert '"StartAt": "Start the quality run"' in started.value.path().read_text(encoding="utf-8")
