"""Flash cards in a real browser: asked when due, by mouse and by keyboard alone, kept over a reload, taken back."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import NARROW, WIDE, Opener
from tests.browser.test_axe import look

PATH = "practise/cards/"
STATE = "dea-c01-guide/v1/cards"
DAY = 86_400_000


@pytest.fixture
def visiting(visiting: Opener, request: pytest.FixtureRequest) -> Opener:
    """Forget, before and after a test, what was answered."""

    def opened(*args: Any, **kwargs: Any) -> Any:
        visit = visiting(*args, **kwargs)
        if kwargs.get("script", True):
            forget = "localStorage.clear()"
            visit.page.evaluate(forget)
            visit.page.reload()
            request.addfinalizer(lambda: None if visit.page.is_closed() else visit.page.evaluate(forget))
        return visit

    return opened


def kept(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(page.evaluate("name => localStorage.getItem(name) || '{}'", STATE))
    return found


def keep(page: Page, state: dict[str, Any]) -> None:
    page.evaluate("([name, text]) => localStorage.setItem(name, text)", [STATE, json.dumps(state)])
    page.reload()


def later(page: Page, days: int) -> None:
    """Let days pass: everything that is kept becomes so much older."""
    state = kept(page)
    for card in state.values():
        for name in ("due", "last_review"):
            moved = f"new Date(Date.parse('{card[name]}') - {days * DAY}).toISOString()"
            card[name] = page.evaluate(moved)
        card["first"] = "2000-01-01"
    keep(page, state)


def counts(page: Page) -> str:
    return page.inner_text(".trainer > p:nth-of-type(2)")


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.className"))


def press(page: Page, words: str) -> None:
    page.click(f".trainer button:has-text('{words}')")


def test_a_card_is_asked_answered_and_comes_back(visiting: Opener) -> None:
    page = visiting(PATH).page
    assert counts(page) == "Due today: 10, 10 of them new"
    question = page.inner_text(".trainer__front")
    assert page.locator(".trainer__back").is_hidden()
    press(page, "Show the answer")
    assert page.locator(".trainer__back").inner_text().strip()
    assert page.locator(".trainer__buttons button").all_inner_texts() == [
        "Again\n1 min", "Hard\n6 min", "Good\n10 min", "Easy\n8 days",
    ]  # fmt: skip
    press(page, "Easy")
    assert page.inner_text(".trainer__front") != question
    assert counts(page) == "Due today: 9, 9 of them new"

    # It is kept: a reload asks the next one, eight days later it is due again.
    page.reload()
    assert counts(page) == "Due today: 9, 9 of them new"
    later(page, 7)
    assert counts(page) == "Due today: 10, 10 of them new"
    later(page, 1)
    assert counts(page) == "Due today: 11, 10 of them new"
    assert page.inner_text(".trainer__front") == question


def test_what_was_forgotten_comes_again_today_after_the_rest(visiting: Opener) -> None:
    page = visiting(PATH).page
    question = page.inner_text(".trainer__front")
    press(page, "Show the answer")
    press(page, "Again")
    assert counts(page) == "Due today: 10, 9 of them new"
    for _ in range(9):
        assert page.inner_text(".trainer__front") != question
        press(page, "Show the answer")
        press(page, "Easy")
    assert page.inner_text(".trainer__front") == question
    assert counts(page) == "Due today: 1"
    press(page, "Show the answer")
    press(page, "Easy")
    assert page.inner_text(".trainer__front").strip() == "Nothing more for today."
    assert counts(page) == "Due today: 0"

    # The limit holds after a reload, and can be left behind.
    page.reload()
    assert counts(page) == "Due today: 0"
    press(page, "new cards on top")
    assert counts(page) == "Due today: 10, 10 of them new"


def test_answers_are_taken_back_one_by_one(visiting: Opener) -> None:
    page = visiting(PATH).page
    questions = []
    for grade in ("Good", "Easy"):
        questions.append(page.inner_text(".trainer__front"))
        press(page, "Show the answer")
        press(page, grade)
    before = kept(page)
    assert len(before) == 2
    for question in reversed(questions):
        press(page, "Undo the last answer")
        assert page.inner_text(".trainer__front") == question
        assert page.locator(".trainer button:has-text('Easy')").is_visible()
    assert kept(page) == {}
    assert page.locator("text=Undo the last answer").is_hidden()


def test_cards_by_keyboard_alone(visiting: Opener) -> None:
    page = visiting(PATH).page
    page.focus(".trainer select >> nth=0")
    page.keyboard.press("1")  # in a list, a key is the list's
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Show the answer"
    page.keyboard.press(" ")
    assert focused(page).startswith("trainer__back")
    page.keyboard.press("3")
    assert focused(page).startswith("trainer__front")
    page.keyboard.press("3")  # no answer is seen yet
    page.keyboard.press(" ")
    page.keyboard.press("Tab")  # the link below the answer
    while not page.evaluate("document.activeElement.textContent").startswith("Easy"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert sorted(card["state"] for card in kept(page).values()) == [1, 2]
    assert counts(page) == "Due today: 9, 8 of them new"


def test_decks_and_units_can_be_chosen_and_definitions_do_not_tell_their_term(visiting: Opener) -> None:
    page = visiting(PATH).page
    decks = page.locator(".trainer select >> nth=0")
    assert decks.locator("option").all_inner_texts() == ["All", "Terms", "Definitions", "Contrasts", "Facts"]
    decks.select_option("Definitions")
    assert "…" in page.inner_text(".trainer__front")
    press(page, "Show the answer")
    name = page.inner_text(".trainer__back b")
    assert name.lower() not in page.inner_text(".trainer__front").lower()
    decks.select_option("Facts")
    assert page.locator(".trainer__front b").count() == 1
    page.locator(".trainer select >> nth=1").select_option("4")
    press(page, "Show the answer")
    press(page, "Easy")
    (card,) = kept(page)
    assert "4" in str(page.get_attribute(f"[data-card='{card}']", "data-units")).split()


def test_a_card_that_says_something_else_now_says_so(visiting: Opener) -> None:
    page = visiting(PATH).page
    press(page, "Show the answer")
    press(page, "Easy")
    state = kept(page)
    for card in state.values():
        card["hash"] = "00000000"
    keep(page, state)
    later(page, 9)
    press(page, "Show the answer")
    assert "has changed since" in page.inner_text(".trainer__back")
    press(page, "Easy")
    assert "00000000" not in json.dumps(kept(page))


@pytest.mark.parametrize("broken", ["[1]", '"x"', '{"dag": null, "sla": {"due": "never"}, "task": {"due": 7}}', "{"])
def test_broken_state_is_as_good_as_none(visiting: Opener, broken: str) -> None:
    visit = visiting(PATH)
    visit.page.evaluate("([name, text]) => localStorage.setItem(name, text)", [STATE, broken])
    visit.page.reload()
    assert counts(visit.page) == "Due today: 10, 10 of them new"
    press(visit.page, "Show the answer")
    press(visit.page, "Easy")
    assert counts(visit.page) == "Due today: 9, 9 of them new"
    assert visit.complaints == []


def test_without_a_script_the_cards_are_a_list_that_opens(visiting: Opener) -> None:
    page = visiting(PATH, script=False).page
    assert page.locator(".trainer").is_hidden()
    page.locator(".card summary").first.click()
    assert page.locator(".card >> nth=0").locator("p").first.is_visible()


def show_question(_page: Page) -> None:
    pass


def show_answer(page: Page) -> None:
    press(page, "Show the answer")


def show_end(page: Page) -> None:
    for _ in range(10):
        page.focus(".trainer__front")
        page.keyboard.press(" ")
        page.keyboard.press("4")
    page.wait_for_selector("text=Nothing more for today")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("act", [show_question, show_answer, show_end])
def test_axe_finds_nothing_in_any_state(visiting: Opener, act: Any, width: int, scheme: str) -> None:
    visit = visiting(PATH, width=width, scheme=scheme)
    visit.has_started()
    act(visit.page)
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= width
    small = """() => [...document.querySelectorAll('.trainer :is(button, select)')].filter(it => it.checkVisibility())
        .map(it => it.getBoundingClientRect()).filter(box => box.height < 24 || box.width < 24).length"""
    assert visit.page.evaluate(small) == 0
    assert look(visit.page, width) == []
    assert visit.complaints == []
