"""Services and criteria of the reader's choice: the table, its address, and the page without a script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW, WIDE, Opener

PICK = "compare/pick/"
THREE = f"{PICK}#services=step-functions,mwaa,glue-workflows"
TABLE = ".picker .comparison"


ALIKE = """() => {
    const heads = [...document.querySelectorAll('.picker input[name=services]')].map(box => box.value);
    const words = cell => {
        const copy = cell.cloneNode(true);
        copy.querySelectorAll('.source, .second-hand, .checked, .exam-note').forEach(note => note.remove());
        return copy.textContent.trim().toLowerCase();
    };
    for (const row of document.querySelectorAll('.picker tbody tr')) {
        const cells = [...row.querySelectorAll('td')];
        for (const [i, one] of cells.entries())
            for (const [j, other] of cells.entries())
                if (i < j && !one.matches('.picker__none') && words(one) === words(other))
                    return {services: `${heads[i]},${heads[j]}`,
                            criterion: row.querySelector('th').firstChild.textContent.trim()};
    }
    return null;
}"""
"""Two services with the same words for a criterion."""


def heads(page: Page) -> list[str]:
    """Return the services in the table."""
    return page.locator(f"{TABLE} thead th:not([hidden])").all_text_contents()


def rows(page: Page) -> list[str]:
    """Return the criteria in the table, without their marks."""
    found: list[str] = page.eval_on_selector_all(
        f"{TABLE} tbody tr:not([hidden]) th", "all => all.map(th => th.firstChild.textContent.trim())"
    )
    return found


def test_services_are_picked_and_taken_back(visiting: Opener) -> None:
    page = visiting(PICK).page
    status = page.locator(".picker [role=status]")
    expect(page.locator(TABLE)).to_be_hidden()
    expect(status).to_have_text("Pick two or more services.")
    page.get_by_label("Step Functions", exact=True).check()
    expect(page.locator(TABLE)).to_be_hidden()
    page.get_by_label("MWAA", exact=True).check()
    expect(page.locator(TABLE)).to_be_visible()
    assert heads(page) == ["Step Functions", "MWAA"]
    assert len(rows(page)) > 8
    expect(status).to_contain_text(f"2 services, {len(rows(page))} criteria")
    page.get_by_label("Athena", exact=True).check()
    page.get_by_label("MWAA", exact=True).uncheck()
    expect(status).to_contain_text("No criterion describes two of these services.")
    expect(page.locator(TABLE)).to_be_hidden()
    page.locator(".picker").get_by_role("button", name="Clear").click()
    expect(status).to_have_text("Pick two or more services.")
    assert page.locator(".picker fieldset fieldset input:checked").count() == 0


def test_cells_are_those_of_the_prepared_table_with_their_sources(visiting: Opener) -> None:
    page = visiting(THREE).page
    prepared = visiting("compare/").page
    at = prepared.locator("#orchestrators + .comparison tbody tr", has_text="Language").first
    row = page.locator(f"{TABLE} tbody tr:visible", has_text="Language").first
    for name in ("Step Functions", "MWAA", "Glue workflows"):
        cell, other = (found.locator(f"td[data-label='{name}']") for found in (row, at))
        assert (cell.text_content() or "").split()[:5] == (other.text_content() or "").split()[:5]
        assert cell.locator("a.source").get_attribute("href") == other.locator("a.source").get_attribute("href")


def test_the_address_keeps_the_choice(visiting: Opener) -> None:
    page = visiting(THREE).page
    assert sorted(heads(page)) == ["Glue workflows", "MWAA", "Step Functions"]
    page.locator(".picker__criteria").get_by_label("Language", exact=True).uncheck()
    page.get_by_label("Only rows that differ").check()
    page.get_by_label("MWAA Serverless").check()
    before = (heads(page), rows(page))
    assert "Language" not in before[1]
    assert page.url.endswith("mwaa,mwaa-serverless&without=workflow-language&differ")
    page.reload()
    assert (heads(page), rows(page)) == before
    expect(page.get_by_label("Only rows that differ")).to_be_checked()
    expect(page.locator(".picker__criteria").get_by_label("Language", exact=True)).not_to_be_checked()
    page.evaluate("location.hash = '#services=sns,sqs,no-such-service'")
    expect(page.locator(f"{TABLE} thead th:not([hidden])")).to_have_text(["SNS", "SQS"])
    expect(page.get_by_label("Only rows that differ")).not_to_be_checked()


def test_rows_that_differ_say_so_and_the_others_can_be_hidden(visiting: Opener) -> None:
    page = visiting(PICK).page
    page.evaluate("location.hash = '#services=step-functions,mwaa'")
    expect(page.locator(TABLE)).to_be_visible()
    marked = page.locator(f"{TABLE} tbody tr:not([hidden]) .picker__differs:not([hidden])")
    assert set(marked.all_inner_texts()) == {"differs"}
    assert marked.count() == len(rows(page))
    idle = page.locator(f"{TABLE} tbody tr:visible", has_text="Cost when idle")
    page.evaluate("location.hash = '#services=step-functions,mwaa-serverless'")
    expect(idle.locator(".picker__differs")).to_have_text("alike")  # nothing; then two kinds of details
    page.evaluate("location.hash = '#services=step-functions,mwaa'")
    expect(idle.locator(".picker__differs")).to_have_text("differs")
    page.evaluate("location.hash = '#services=sns,sqs'")
    delivery = page.locator(f"{TABLE} tbody tr:visible", has_text="Standard: at least once")
    expect(delivery.locator(".picker__differs")).to_have_text("differs")  # but FIFO, in the next sentence
    alike = page.evaluate(ALIKE)
    assert alike, "no two services of the data have a criterion in which they are alike"
    page.evaluate("pair => { location.hash = `#services=${pair}` }", alike["services"])
    expect(page.locator(f"{TABLE} thead th:not([hidden])")).to_have_count(2)
    expect(page.locator(".picker [role=status]")).to_contain_text("2 services")
    every = rows(page)
    differing = marked.filter(has_text="differs").count()
    assert differing < len(every)
    assert alike["criterion"] in every
    page.get_by_label("Only rows that differ").check()
    assert len(rows(page)) == differing


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("more", ["", ",sns,sqs,eventbridge,eventbridge-scheduler"])
def test_the_table_fits_the_screen(visiting: Opener, width: int, scheme: str, more: str) -> None:
    page = visiting(THREE + more, width=width, scheme=scheme).page
    expect(page.locator(TABLE)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    cell = page.locator(f"{TABLE} td:visible").nth(1)
    box = cell.bounding_box()
    assert box is not None
    assert box["width"] > 90
    label = cell.evaluate("cell => getComputedStyle(cell, '::before').content")
    assert (label != "none") == (width == NARROW or bool(more))
    targets = page.locator(".picker label:visible, .picker button:visible")
    assert min(targets.evaluate_all("all => all.map(one => one.getBoundingClientRect().height)")) >= 24


def test_keyboard_alone(visiting: Opener) -> None:
    page = visiting(PICK).page
    page.locator(".picker input").first.focus()
    page.keyboard.press("Space")
    for _ in range(4):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.locator(TABLE)).to_be_visible()
    assert len(heads(page)) == 2
    while not page.evaluate("document.activeElement.name === 'criteria'"):
        page.keyboard.press("Tab")
    before = len(rows(page))
    page.keyboard.press("Space")
    assert len(rows(page)) == before - 1
    while not page.evaluate("document.activeElement.name === 'differ'"):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")  # submits nothing
    assert page.url.endswith("&differ")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(TABLE)).to_be_hidden()


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_without_a_script_all_of_it_can_be_read(visiting: Opener, width: int) -> None:
    page = visiting(PICK, width=width, script=False).page
    assert page.locator(".picker__form").is_hidden()
    assert page.locator("article a[href='../']").count() >= 1
    page.locator(".picker summary").click()
    assert page.locator(".picker td:visible").count() == page.locator(".picker td a.source").count() > 150
    assert page.evaluate("document.documentElement.scrollWidth") <= width
