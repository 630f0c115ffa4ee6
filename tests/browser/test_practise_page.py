"""The Practise page: the filter, the progress, and what is exported, imported and cleared."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import FileChooser, Page

from tests.browser.conftest import NARROW, Opener
from tests.browser.test_practice import UNIT, answer, answers, card_of

PREFIX = "dea-c01-guide/v1/"
SHOWN = ".practice .question >> visible=true"


def shown(page: Page) -> list[dict[str, str]]:
    found: list[dict[str, str]] = page.locator(SHOWN).evaluate_all("all => all.map(card => ({...card.dataset}))")
    return found


def count_said(page: Page) -> str:
    return page.locator(".filter__status").inner_text()


def states(page: Page) -> dict[str, Any]:
    found: dict[str, str] = page.evaluate("({...localStorage})")
    return {key.removeprefix(PREFIX): json.loads(text) for key, text in found.items() if key.startswith(PREFIX)}


# ---------------------------------------------------------------------------------------------------- the filter


@pytest.mark.parametrize("field", ["domain", "task", "skill"])
def test_the_filter_shows_a_unit_a_task_or_a_skill(visiting: Opener, field: str) -> None:
    page = visiting("practise/").page
    total = page.locator(".question").count()
    assert len(shown(page)) == total
    assert count_said(page) == f"All {total} questions"
    wanted = page.locator(".question").last.get_attribute(f"data-{field}") or ""
    page.get_by_label("Part of the exam").select_option(wanted)
    assert {card[field] for card in shown(page)} == {wanted}
    assert len(shown(page)) == page.locator(f".question[data-{field}='{wanted}']").count() < total
    assert count_said(page) == f"{len(shown(page))} of {total} questions"
    assert page.locator(".practice h3 >> visible=true").count() == len({card["task"] for card in shown(page)})


def test_the_filter_knows_what_was_answered_and_stays_in_the_address(visiting: Opener) -> None:
    page = visiting("practise/").page
    total = page.locator(".question").count()
    answer(card_of(page, "single"), rightly=False)
    answer(card_of(page, "multiple"), rightly=True)
    state, kind = page.locator("#filter-state"), page.get_by_label("Kind")
    for value, number in (("open", total - 2), ("wrong", 1), ("right", 1), ("changed", 0)):
        state.select_option(value)
        assert len(shown(page)) == number
    assert count_said(page) == "No question fits all of this."
    state.select_option("open")
    kind.select_option("multiple")
    page.get_by_label("Part of the exam").select_option("1")
    found = shown(page)
    assert {(card["type"], card["domain"]) for card in found} == {("multiple", "1")}
    assert page.url.endswith("practise/?part=1&state=open&type=multiple")
    card = page.locator(SHOWN).first
    name = card.get_attribute("aria-labelledby")
    answer(card, rightly=True)
    assert len(shown(page)) == len(found), "what was just answered stays to be read"
    page.reload()
    assert len(shown(page)) == len(found) - 1
    assert page.locator(f"[aria-labelledby={name}]").is_hidden()
    assert state.input_value() == "open"
    for select in (page.get_by_label("Part of the exam"), state, kind):
        select.select_option("")
    assert page.url.endswith("practise/")


def test_the_filter_works_by_keyboard(visiting: Opener) -> None:
    page = visiting("practise/").page
    page.get_by_label("Kind").focus()
    page.keyboard.press("ArrowDown")
    assert {card["type"] for card in shown(page)} == {"single"}
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.question').dataset.type") == "single"


def test_next_question_leads_to_the_next_that_is_shown(visiting: Opener) -> None:
    page = visiting("practise/?type=open").page
    names = page.locator(SHOWN).evaluate_all("all => all.map(card => card.getAttribute('aria-labelledby'))")
    first = page.locator(SHOWN).first
    first.get_by_role("button", name="Show the answer").click()
    first.get_by_role("button", name="I knew it").click()
    first.get_by_role("button", name="Next question").click()
    focused = page.evaluate("document.activeElement.closest('.question').getAttribute('aria-labelledby')")
    assert [names[0], focused] == names[:2]


@pytest.mark.parametrize("query", ["?part=9.9", "?part=%3Cb%3E&state=constructor&type=", "?unknown=1"])
def test_a_strange_address_shows_all(visiting: Opener, query: str) -> None:
    visit = visiting(f"practise/{query}")
    assert count_said(visit.page).startswith("All ")
    assert visit.complaints == []


def test_without_a_script_the_whole_bank_and_the_units_stand(visiting: Opener) -> None:
    page = visiting("practise/", script=False).page
    assert page.locator(SHOWN).count() == page.locator(".question").count() > 50
    assert page.locator("article a[href^='unit-']").count() == 4
    assert re.fullmatch(r"\d+ questions", page.locator(".progress .tally").first.inner_text())


# ----------------------------------------------------------------------------------------------------- progress


def test_progress_counts_each_skill_task_and_unit(visiting: Opener) -> None:
    page = visiting("practise/").page
    card = card_of(page, "single")
    page.locator(".progress details").first.evaluate("details => { details.open = true; }")

    def tally(part: str) -> str:
        return page.locator(f".tally[data-part='{part}']").inner_text()

    parts = ["", *(card.get_attribute(f"data-{field}") or "" for field in ("domain", "task", "skill"))]
    before = [tally(part) for part in parts]
    assert all(re.fullmatch(r"\d+ questions?", text) for text in before)
    answer(card, rightly=True)
    answer(card_of(page, "multiple"), rightly=False)
    assert tally("") == f"2 of {before[0]} answered, 1 right"
    assert tally(parts[3]).startswith("1 of ")
    other = next(text for text in page.locator(".tally").all_inner_texts() if "answered" not in text)
    assert re.fullmatch(r"\d+ questions?", other)
    link = page.locator(f".progress a[href='?part={parts[3]}#practice']")
    link.click()
    page.wait_for_url("**/practise/?part=*")
    assert {card["skill"] for card in shown(page)} == {parts[3]}
    assert page.locator(".filter").evaluate("form => Math.abs(form.getBoundingClientRect().top) < innerHeight")


def test_a_guide_tells_the_progress_of_its_own_questions(visiting: Opener) -> None:
    page = visiting("guides/unit-1/orchestrate-data-pipelines/questions/").page
    tally = page.locator(".tally")
    assert tally.count() == 1
    number = page.locator(".question").count()
    assert tally.inner_text() == f"{number} questions"
    answer(card_of(page, "single"), rightly=True)
    assert tally.inner_text() == f"1 of {number} questions answered, 1 right"


# ---------------------------------------------------------------------------------------- export, import, clear


def manage(page: Page) -> None:
    page.locator(".keeping summary").click()


def said(page: Page) -> str:
    return page.locator(".keeping [role=status]").inner_text()


def offer(page: Page, content: object) -> str:
    """Import a file and return what the page says."""
    text = content if isinstance(content, str) else json.dumps(content)
    page.evaluate("document.querySelector('.keeping [role=status]').textContent = ''")
    file: Any = {"name": "file.json", "mimeType": "application/json", "buffer": text.encode()}
    page.set_input_files(".keeping input", file)
    page.locator(".keeping [role=status]:not(:empty)").wait_for()
    return said(page)


def exported(page: Page, folder: Path) -> Any:
    with page.expect_download() as download:
        page.click("[name=export]")
    assert re.fullmatch(r"study-progress-\d{4}-\d\d-\d\d\.json", download.value.suggested_filename)
    file = folder / "export.json"
    download.value.save_as(file)
    return json.loads(file.read_text(encoding="utf-8"))


def test_what_is_exported_comes_back_after_clearing(visiting: Opener, tmp_path: Path) -> None:
    page = visiting("practise/").page
    answer(card_of(page, "single"), rightly=True)
    answer(card_of(page, "multiple"), rightly=False)
    cards = {"fact-x": {"hash": "1", "due": "2026-11-24T00:00:00.000Z", "stability": 2.5}}
    others = {"cards": cards, "exam": {"seed": "a", "at": "2026-11-01"}, "exams": [{"seed": "b"}]}
    for name, value in others.items():
        page.evaluate("([name, text]) => localStorage.setItem(name, text)", [PREFIX + name, json.dumps(value)])
    page.reload()
    before = states(page)
    assert set(before) == {"answers", "cards", "exam", "exams"}
    manage(page)
    file = exported(page, tmp_path)
    assert file["state"] == before
    page.click("[name=clear]")
    page.get_by_role("dialog").get_by_role("button", name="Keep them").click()
    assert states(page) == before
    page.click("[name=clear]")
    page.keyboard.press("Escape")
    assert states(page) == before
    page.click("[name=clear]")
    page.get_by_role("dialog").get_by_role("button", name="Clear").click()
    assert states(page) == {}
    assert said(page) == "Cleared. Nothing is kept any more."
    assert page.locator("p.question__right-option, p.question__wrong-option").count() == 0
    assert offer(page, file) == "Imported: 5 new or newer than here."
    assert states(page) == before
    assert page.locator("p.question__right-option, p.question__wrong-option").count() == 2
    assert offer(page, file) == "Nothing in this file is newer than what is here."


def test_merging_keeps_the_newer_answer(visiting: Opener) -> None:
    page = visiting("practise/").page
    manage(page)

    def file(*entries: tuple[str, str, bool]) -> dict[str, Any]:
        kept = {name: {"hash": "0", "chosen": [1], "right": right, "at": at} for name, at, right in entries}
        return {"format": "study-guide-state/1", "state": {"answers": kept}}

    offer(page, file(("q-one", "2026-11-02T00:00:00Z", True), ("q-two", "2026-11-02T00:00:00Z", True)))
    told = offer(page, file(("q-one", "2026-11-01T00:00:00Z", False), ("q-two", "2026-11-03T00:00:00Z", False)))
    assert told == "Imported: 1 new or newer than here."
    assert {name: kept["right"] for name, kept in answers(page).items()} == {"q-one": True, "q-two": False}


NOT_OURS = "This is not a file that this site exported. Nothing was changed."
GOOD = {"hash": "0", "chosen": [1], "right": True, "at": "2026-11-02T00:00:00Z"}


def state_file(**state: object) -> dict[str, object]:
    return {"format": "study-guide-state/1", "state": state}


WRONG_FILES: list[tuple[object, str]] = [
    ("", NOT_OURS),
    ("no JSON", NOT_OURS),
    ("null", NOT_OURS),
    ([], NOT_OURS),
    ({"answers": {}}, NOT_OURS),
    ({"format": "study-guide-state/1", "state": []}, NOT_OURS),
    (state_file(toString={}), 'The file has something that this site does not know: "toString".'),
    (state_file(answers=[]), 'The file is damaged at "answers"'),
    (state_file(answers={"q-one": None}), 'The file is damaged at "answers" q-one.'),
    (state_file(answers={"q-one": {**GOOD, "chosen": "1"}}), 'The file is damaged at "answers" q-one.'),
    (state_file(answers={"q-one": {**GOOD, "chosen": [0]}}), 'The file is damaged at "answers" q-one.'),
    (state_file(answers={"q-one": {**GOOD, "at": "soon"}}), 'The file is damaged at "answers" q-one.'),
    (state_file(answers={"q-one": GOOD}, cards={"x": {"due": 1}}), 'The file is damaged at "cards" x.'),
    (state_file(answers={"q-one": GOOD}, exams={}), 'The file is damaged at "exams"'),
    (state_file(answers={"q-one": GOOD}, exam="x"), 'The file is damaged at "exam"'),
]


def test_a_wrong_file_changes_nothing_and_is_told_why(visiting: Opener) -> None:
    visit = visiting("practise/")
    manage(visit.page)
    for content, words in WRONG_FILES:
        told = offer(visit.page, content)
        assert told.startswith(words)
        assert told.endswith("Nothing was changed.")
        assert states(visit.page) == {}
    assert visit.complaints == []


def test_export_and_clear_work_by_keyboard(visiting: Opener) -> None:
    page = visiting("practise/", width=NARROW).page
    choosers: list[FileChooser] = []
    page.on(
        "filechooser", lambda chooser: choosers.append(chooser)
    )  # early: Playwright needs a moment before it sees the first one
    answer(card_of(page, "single"), rightly=True)
    page.locator(".keeping summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    with page.expect_download():
        page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "import"
    page.keyboard.press("Enter")
    page.wait_for_timeout(200)
    assert len(choosers) == 1
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "Keep them"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert states(page) == {}
    assert page.evaluate("document.activeElement.name") == "clear"


def test_answers_of_one_page_are_progress_on_the_other(visiting: Opener) -> None:
    page = visiting(UNIT).page
    answer(card_of(page, "single"), rightly=True)
    page.goto(page.url.replace(UNIT, "practise/"))
    assert page.locator(".progress .tally").first.inner_text().startswith("1 of ")
