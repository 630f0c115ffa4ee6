"""Questions to answer: by mouse and by keyboard, kept and forgotten, changed since, and printed as before."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.conftest import NARROW, WIDE, Opener

UNIT = "practise/unit-1/"
GUIDE = "guides/unit-1/orchestrate-data-pipelines/questions/"
KEY = "dea-c01-guide/v1/answers"

BROKEN_STORAGE = """for (const name of ['getItem', 'setItem']) {
    const whole = Storage.prototype[name];
    Storage.prototype[name] = function (key, ...more) {
        if (key.startsWith('dea-c01-guide/')) throw new DOMException('full', 'QuotaExceededError');
        return whole.call(this, key, ...more);
    };
}"""
"""As a browser whose storage is full or forbidden; the theme's own script would not survive that for its keys."""


def card_of(page: Page, kind: str) -> Locator:
    return page.locator(f".question[data-type={kind}]").first


def right_of(card: Locator) -> list[int]:
    """Return the numbers of the right options, from 0, as the macro wrote them."""
    classes = card.locator(".question__reasons > li").evaluate_all("all => all.map(item => item.className)")
    return [i for i, name in enumerate(classes) if name == "question__right-option"]


def answers(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(page.evaluate("name => localStorage.getItem(name)", KEY) or "{}")
    return found


def answer(card: Locator, *, rightly: bool) -> None:
    right = right_of(card)
    inputs = card.locator(".choices input")
    chosen = right if rightly else [i for i in range(inputs.count()) if i not in right or len(right) > 1][: len(right)]
    if not rightly and chosen == right:
        chosen = [*right[1:], next(i for i in range(inputs.count()) if i not in right)]
    for i in chosen:
        inputs.nth(i).check()
    card.get_by_role("button", name="Check").click()


# -------------------------------------------------------------------------------------------------- answering


@pytest.mark.parametrize(
    ("path", "kind", "rightly"),
    [
        (UNIT, "single", True),
        (UNIT, "single", False),
        (UNIT, "multiple", True),
        (UNIT, "multiple", False),
        (GUIDE, "multiple", True),
        ("practise/", "single", False),
    ],
)
def test_an_answer_is_judged_and_each_option_explained(visiting: Opener, path: str, kind: str, rightly: bool) -> None:
    page = visiting(path).page
    card = card_of(page, kind)
    assert not card.locator(".question__answer").is_visible()
    assert card.locator(".choices__why, .question__form .sources").count() == 0
    answer(card, rightly=rightly)
    status = card.get_by_role("status")
    letters = " and ".join("ABCDEFGHIJ"[i] for i in right_of(card))
    wrong = f"Not right. Right answer{'s' if kind == 'multiple' else ''}: {letters}."
    assert status.inner_text() == ("Right." if rightly else wrong)
    assert status.evaluate("status => status === document.activeElement")
    reasons = card.locator(".question__reasons > li").evaluate_all("all => all.map(reason => reason.textContent)")
    assert [why.text_content() for why in card.locator(".choices__why").all()] == reasons
    for option in card.locator(".choices input").all():
        described = option.get_attribute("aria-describedby")
        assert page.locator(f"#{described}").is_visible()
        assert option.is_disabled()
    for part in (".question__explanation", ".question__review a", ".sources a"):
        assert card.locator(f".question__form {part}").first.is_visible(), part
    identifier = card.get_attribute("aria-labelledby")
    assert identifier
    kept = answers(page)[identifier]
    assert kept["right"] is rightly
    assert kept["hash"] == card.get_attribute("data-hash")
    assert rightly is ([number - 1 for number in kept["chosen"]] == right_of(card))
    assert kept["at"].endswith("Z")


def test_nothing_is_judged_before_the_right_number_is_chosen(visiting: Opener) -> None:
    page = visiting(UNIT).page
    single, several = card_of(page, "single"), card_of(page, "multiple")
    single.get_by_role("button", name="Check").click()
    assert single.get_by_role("status").inner_text() == "Choose an answer first."
    check = several.get_by_role("button", name="Check")
    said = ["Choose 2.", "Choose 2. You chose 1.", None, "Choose 2. You chose 3."]
    for number, words in enumerate(said):
        if number:
            several.locator(".choices input").nth(number - 1).check()
        if words:
            check.click()
            assert several.get_by_role("status").inner_text() == words
    assert several.locator(".choices legend").inner_text() == "Your answers: choose 2"
    assert page.locator(".choices__why").count() == 0
    assert answers(page) == {}


def test_an_open_question_is_judged_by_the_reader(visiting: Opener) -> None:
    page = visiting(UNIT).page
    card = card_of(page, "open")
    card.locator("textarea").fill("I think it is a queue.")
    card.get_by_role("button", name="Show the answer").click()
    assert card.locator(".question__form .question__right").is_visible()
    assert answers(page) == {}
    card.get_by_role("button", name="I did not").click()
    assert card.get_by_role("status").inner_text() == "You did not know it yet."
    assert card.locator("textarea").input_value() == "I think it is a queue."
    card.get_by_role("button", name="Try again").click()
    assert not card.locator(".question__form .question__right").is_visible()
    card.get_by_role("button", name="Show the answer").click()
    card.get_by_role("button", name="I knew it").click()
    assert card.get_by_role("status").inner_text() == "You knew it."
    [kept] = answers(page).values()
    assert (kept["chosen"], kept["right"]) == ([], True)
    assert "queue" not in json.dumps(kept)


def test_trying_again_keeps_the_old_answer_until_the_new_one(visiting: Opener) -> None:
    page = visiting(UNIT).page
    card = card_of(page, "single")
    answer(card, rightly=False)
    card.get_by_role("button", name="Try again").click()
    assert card.locator(".choices__why").count() == 0
    assert card.locator(".choices input:checked, .choices input:disabled").count() == 0
    assert card.locator(".choices input").first.evaluate("input => input === document.activeElement")
    assert [kept["right"] for kept in answers(page).values()] == [False]
    answer(card, rightly=True)
    assert [kept["right"] for kept in answers(page).values()] == [True]


# ---------------------------------------------------------------------------------------------------- keyboard


def test_an_arrow_key_locks_no_answer(visiting: Opener) -> None:
    page = visiting(UNIT).page
    card = card_of(page, "single")
    card.locator(".choices input").first.focus()
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    assert card.locator(".choices input").nth(3).is_checked()
    assert card.get_by_role("status").inner_text() == ""
    assert answers(page) == {}
    page.keyboard.press("ArrowUp")
    assert card.locator(".choices input").nth(2).is_checked()


FOCUS = """() => {
    const focused = document.activeElement, box = focused.getBoundingClientRect();
    return {
        type: focused.type ?? focused.localName,
        words: focused.textContent.trim(),
        open: focused.closest('[data-type]')?.dataset.type,
        isSeen: box.bottom > 0 && box.top < innerHeight && getComputedStyle(focused).outlineStyle !== 'none',
    };
}"""


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_ten_questions_are_answered_by_keyboard_only(visiting: Opener, width: int) -> None:
    page = visiting("practise/", width=width).page

    def press_until(wanted: Any, key: str = "Tab") -> dict[str, Any]:
        for _ in range(80):
            page.keyboard.press(key)
            focus: dict[str, Any] = page.evaluate(FOCUS)
            if wanted(focus):
                assert focus["isSeen"], focus
                return focus
        raise AssertionError("the key never leads there")

    focus = press_until(lambda focus: focus["open"] is not None)
    for number in range(1, 11):
        if focus["type"] == "radio":
            page.keyboard.press("Space")
        elif focus["type"] == "checkbox":
            page.keyboard.press("Space")
            page.keyboard.press("Tab")
            page.keyboard.press("Space")
        else:
            assert focus["type"] == "textarea"
            page.keyboard.type("My answer")
        press_until(lambda focus: focus["type"] == "submit")
        page.keyboard.press("Enter")
        if focus["open"] == "open":
            press_until(lambda focus: focus["words"] == "I knew it")
            page.keyboard.press("Space")
        assert page.evaluate("document.activeElement.role") == "status"
        assert len(answers(page)) == number
        press_until(lambda focus: focus["words"] == "Next question")
        page.keyboard.press("Enter")
        focus = page.evaluate(FOCUS)
        assert focus["isSeen"], focus


def test_after_the_last_question_the_reader_is_told_so(visiting: Opener) -> None:
    page = visiting(UNIT).page
    card = page.locator(".question[data-type=single]").last
    for later in page.locator(".question").all()[::-1]:
        if later.get_attribute("aria-labelledby") == card.get_attribute("aria-labelledby"):
            break
        later.evaluate("card => { card.hidden = true; }")
    answer(card, rightly=True)
    card.get_by_role("button", name="Next question").click()
    assert card.get_by_role("status").inner_text() == "Right. That was the last question here."
    assert not card.get_by_role("button", name="Next question").is_visible()


# ------------------------------------------------------------------------------------------ kept and forgotten


def test_answers_are_there_after_a_reload_and_on_every_page(visiting: Opener) -> None:
    page = visiting(UNIT).page
    for kind in ("single", "multiple"):
        answer(card_of(page, kind), rightly=False)
    said = page.locator("p.question__wrong-option").all_inner_texts()
    names = [card_of(page, kind).get_attribute("aria-labelledby") for kind in ("single", "multiple")]
    chosen = page.locator(".choices input:checked").evaluate_all("all => all.map(input => input.name + input.value)")
    page.reload()
    assert page.locator("p.question__wrong-option").all_inner_texts() == said
    found = page.locator(".choices input:checked").evaluate_all("all => all.map(input => input.name + input.value)")
    assert found == chosen
    page.goto(page.url.replace(UNIT, "practise/"))
    for name in names:
        assert page.locator(f"[aria-labelledby={name}] p.question__wrong-option").is_visible()
    assert page.evaluate("document.activeElement === document.body")


def test_an_answer_to_a_question_that_changed_does_not_count(visiting: Opener) -> None:
    page = visiting(UNIT).page
    card = card_of(page, "single")
    answer(card, rightly=True)
    assert "1 of" in page.locator(".tally").first.inner_text()
    kept = answers(page)
    [name] = kept
    kept[name]["hash"] = "00000000"
    page.evaluate("([name, text]) => localStorage.setItem(name, text)", [KEY, json.dumps(kept)])
    page.reload()
    words = "This question changed since you answered it. Your old answer does not count."
    assert card.get_by_role("status").inner_text() == words
    assert card.locator(".choices input:checked, .choices__why").count() == 0
    assert page.locator(".tally").first.inner_text().endswith("questions, 1 changed since you answered")
    answer(card, rightly=True)
    assert card.get_by_role("status").inner_text() == "Right."


@pytest.mark.parametrize("junk", ["{", "[1]", '{"q": null}', '"text"', "7", '{"q-x": {"chosen": 1}}'])
def test_junk_in_the_storage_breaks_nothing(visiting: Opener, junk: str) -> None:
    visit = visiting(UNIT)
    page = visit.page
    name = card_of(page, "single").get_attribute("aria-labelledby") or ""
    text = junk.replace('"q"', f'"{name}"').replace('"q-x"', f'"{name}"')
    page.evaluate("([name, text]) => localStorage.setItem(name, text)", [KEY, text])
    page.reload()
    answer(card_of(page, "single"), rightly=True)
    assert card_of(page, "single").get_by_role("status").inner_text() == "Right."
    assert visit.complaints == []


def test_where_nothing_can_be_kept_questions_are_answered_all_the_same(visiting: Opener) -> None:
    visit = visiting()
    visit.page.add_init_script(BROKEN_STORAGE)
    page = visit.go(UNIT)
    answer(card_of(page, "single"), rightly=True)
    assert card_of(page, "single").get_by_role("status").inner_text() == "Right."
    tally = page.locator(".tally").first.inner_text()
    assert tally.endswith("This browser keeps nothing: what you answered is gone when you leave this page.")
    assert "1 right" in tally
    assert visit.complaints == []


def test_another_tab_shows_what_was_answered_and_leaves_other_choices_alone(visiting: Opener) -> None:
    first, second = visiting(UNIT).page, visiting(UNIT).page
    card_of(second, "multiple").locator(".choices input").first.check()
    answer(card_of(first, "single"), rightly=True)
    card_of(second, "single").locator("p.question__right-option").wait_for()
    assert card_of(second, "multiple").locator(".choices input").first.is_checked()


# -------------------------------------------------------------------------------------- without script, on paper


@pytest.mark.parametrize("path", [UNIT, GUIDE, "practise/"])
def test_without_a_script_the_answers_open(visiting: Opener, path: str) -> None:
    page = visiting(path, script=False).page
    assert page.locator(".question__form, .filter >> visible=true").count() == 0
    assert not page.locator("[name=export]").is_visible() if path == "practise/" else True
    card = card_of(page, "single")
    assert card.locator(".question__options").is_visible()
    card.locator("summary").focus()
    page.keyboard.press("Enter")
    assert card.locator(".question__explanation").is_visible()


def test_paper_shows_the_lists_and_not_the_forms(visiting: Opener) -> None:
    page = visiting(UNIT).page
    answer(card_of(page, "single"), rightly=False)
    page.emulate_media(media="print")
    assert page.locator(".question__form >> visible=true").count() == 0
    assert page.locator(".tally >> visible=true").count() == 0
    for part in (".question__options", ".question__answer .question__explanation"):
        assert page.locator(f"{part} >> visible=true").count() == page.locator(part).count() > 5
    page.emulate_media(media="screen")
    page.locator(".print-choice input").uncheck()
    page.emulate_media(media="print")
    assert page.locator(".question__explanation >> visible=true").count() == 0


# ----------------------------------------------------------------------------------------------------- the look


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("zoom", [1, 2])
def test_answered_questions_fit_a_narrow_screen(visiting: Opener, scheme: str, zoom: int) -> None:
    page = visiting(UNIT, width=NARROW * zoom, scheme=scheme).page
    page.evaluate("zoom => { document.documentElement.style.fontSize = zoom === 1 ? '' : '250%'; }", zoom)
    for kind in ("single", "multiple"):
        answer(card_of(page, kind), rightly=False)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW * zoom
    small = page.locator(".question__form :is(button, label, textarea) >> visible=true").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect()).filter(box => box.height < 24 || box.width < 24).length"
    )
    assert small == 0


def test_verdicts_do_not_need_colors(visiting: Opener) -> None:
    page = visiting(UNIT).page
    page.emulate_media(forced_colors="active")
    card = card_of(page, "single")
    answer(card, rightly=False)
    whys = card.locator(".choices__why").all_inner_texts()
    assert [why.split()[0] for why in whys].count("Right.") == 1
    assert [why.split()[0] for why in whys].count("Wrong.") == len(whys) - 1
    assert card.get_by_role("button", name="Try again").evaluate("b => getComputedStyle(b).borderStyle") == "solid"
