"""The exam simulator: what it draws, and an exam from its start to its result, by mouse and by keyboard alone."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

import pytest
from playwright.sync_api import Page, Route

from tests.browser.conftest import NARROW, WIDE, Opener, Visit
from tests.browser.test_axe import look

PATH = "practise/exam/"
STATE = "dea-c01-guide/v1/"
MINUTE = 60_000


@pytest.fixture
def visiting(visiting: Opener, request: pytest.FixtureRequest) -> Opener:
    """Forget, before and after a test, what was answered."""

    def opened(path: str = PATH, **kwargs: Any) -> Visit:
        visit: Visit = visiting("404.html", **kwargs)
        if kwargs.get("script", True):
            visit.page.evaluate("localStorage.clear()")
            request.addfinalizer(
                lambda: None if visit.page.is_closed() else visit.page.evaluate("localStorage.clear()")
            )
        visit.go(path)
        visit.complaints.clear()
        return visit

    return opened


def kept(page: Page, name: str) -> Any:
    return json.loads(page.evaluate("name => localStorage.getItem(name) || 'null'", STATE + name))


def keep(page: Page, name: str, value: Any) -> None:
    page.evaluate("([name, text]) => localStorage.setItem(name, text)", [STATE + name, json.dumps(value)])


def press(page: Page, words: str) -> None:
    page.locator(f".exam button:text-is('{words}') >> visible=true").click()


def title(page: Page) -> str:
    return page.inner_text(".exam__view h2 >> nth=0")


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent"))


def choose_right(page: Page, asked: int, *, wrong: bool = False) -> None:
    """Choose the right options of the question on the screen, or as many options with a wrong one."""
    name = page.evaluate("([state, i]) => JSON.parse(localStorage.getItem(state)).asked[i][0]", [STATE + "exam", asked])
    marks = page.evaluate(
        "name => [...document.querySelectorAll(`[aria-labelledby='${name}'] .question__reasons > li`)]"
        ".map(li => li.className === 'question__right-option')",
        name,
    )
    right = [i for i, is_right in enumerate(marks) if is_right]
    chosen = [marks.index(False), *right[1:]] if wrong else right
    for i in chosen:
        page.locator(".choices label").nth(i).click()


# ------------------------------------------------------------------------------------------- what is drawn

DRAW = """([questions, weights, most, seed]) => {
    const plan = guide.draw.plan(questions, new Map(weights), most);
    return {plan: [...plan], ids: guide.draw.draw(questions, plan, seed).map(question => question.id)};
}"""
WEIGHTS = [["1", 34], ["2", 26], ["3", 22], ["4", 18]]


def bank(*numbers: int) -> list[dict[str, str]]:
    return [{"id": f"q{d + 1}-{i}", "domain": str(d + 1)} for d, number in enumerate(numbers) for i in range(number)]


@pytest.mark.parametrize(
    ("there", "plan"),
    [
        ((100, 100, 100, 100), {"1": 22, "2": 17, "3": 14, "4": 12}),  # of 65: 22.1, 16.9, 14.3, 11.7
        ((22, 17, 14, 12), {"1": 22, "2": 17, "3": 14, "4": 12}),  # just enough
        ((10, 100, 100, 100), {"1": 10, "2": 8, "3": 7, "4": 6}),  # of 31: 10.5, 8.1, 6.8, 5.6
        ((100, 0, 100, 0), {"1": 39, "3": 26}),  # of 65 by 34 and 22: 39.46, 25.54
        ((0, 0, 0, 3), {"4": 3}),
        ((1, 1, 1, 1), {"1": 1, "2": 1, "3": 1, "4": 1}),
        ((0, 0, 0, 0), {}),
    ],
)
def test_domains_are_drawn_by_their_weights(visiting: Opener, there: tuple[int, ...], plan: dict[str, int]) -> None:
    page = visiting().page
    drawn = page.evaluate(DRAW, [bank(*there), WEIGHTS, 65, "a"])
    assert dict(drawn["plan"]) == plan
    assert Counter(name[1] for name in drawn["ids"]) == Counter(plan)
    assert len(set(drawn["ids"])) == len(drawn["ids"])


def test_a_draw_depends_on_seed_and_bank_and_on_nothing_else(visiting: Opener) -> None:
    page = visiting().page
    questions = bank(60, 60, 60, 60)

    def drawn(questions: list[dict[str, str]], seed: str) -> list[str]:
        ids: list[str] = page.evaluate(DRAW, [questions, WEIGHTS, 65, seed])["ids"]
        return ids

    first = drawn(questions, "friend")
    assert drawn(questions[::-1], "friend") == first
    assert drawn(questions, "friends") != first
    often = Counter(name for i in range(60) for name in drawn(questions, f"seed {i}") if name.startswith("q1-"))
    assert len(often) == 60  # each has its turn
    assert max(often.values()) < 45  # of 60 exams with 22 of 60 questions, 22 on average
    assert [name[1] for name in first] != sorted(name[1] for name in first)  # the domains are mixed


def test_the_bank_has_a_name_that_changes_with_its_questions(visiting: Opener) -> None:
    page = visiting().page
    names = page.evaluate("""() => {
        const a = {id: 'a', hash: '1'}, b = {id: 'b', hash: '2'};
        return [[a, b], [b, a], [a], [a, {...b, hash: '3'}]].map(guide.draw.bank);
    }""")
    assert names[0] == names[1]
    assert len(set(names)) == 3


# ---------------------------------------------------------------------------------------------- an exam


def start(page: Page) -> tuple[str, list[str]]:
    """Return what the start says, and the types and domains of the questions to choose from."""
    there = page.evaluate("guide.questions.all(document.querySelector('.exam')).map(({domain, type}) => type + domain)")
    return page.inner_text(".exam__view"), there


def test_the_start_says_how_many_and_how_long(visiting: Opener) -> None:
    text, there = start(visiting().page)
    assert set(there) == {kind + domain for kind in ("single", "multiple") for domain in "1234"}
    assert "65 questions." in text  # the bank is large enough
    assert "130 minutes." in text
    assert "the bank has" not in text
    assert "no questions yet" not in text


def test_a_small_bank_makes_a_shorter_exam(visiting: Opener) -> None:
    def without_units(route: Route) -> None:
        cards = r'<article class="question"[^>]* data-domain="[24]".*?</article>'
        page = re.sub(cards, "", route.fetch().text(), flags=re.DOTALL)
        route.fulfill(body=page, content_type="text/html")

    visit = visiting("404.html")
    visit.page.route("**/practise/exam/", without_units)
    visit.go(PATH)
    text, there = start(visit.page)
    assert {kind[-1] for kind in there} == {"1", "3"}
    assert f"of 65 questions: the bank has {len(there)} to choose from" in text
    number = int(text.split(" of 65 questions")[0].split()[-1])
    assert 20 < number < 65
    assert f"{round(number * 2)} minutes" in text
    assert "Units 2 and 4 have no questions yet." in text


def test_the_same_address_gives_the_same_exam(visiting: Opener) -> None:
    page = visiting(PATH + "#seed=friend").page
    press(page, "Start the exam")
    first = kept(page, "exam")["asked"]
    address = page.url
    assert "#seed=friend&bank=" in address
    page.evaluate("localStorage.clear()")
    page.goto(page.url.split("#")[0] + "?other")
    press(page, "Start the exam")
    assert kept(page, "exam")["asked"] != first
    page.evaluate("localStorage.clear()")
    page.goto("about:blank")
    page.goto(address)
    assert "may have had others" not in page.inner_text(".exam__view")
    press(page, "Start the exam")
    assert kept(page, "exam")["asked"] == first


def test_an_address_for_another_bank_says_so(visiting: Opener) -> None:
    page = visiting(PATH + "#seed=friend&bank=older").page
    assert "may have had others" in page.inner_text(".exam__view")


def test_an_exam_from_start_to_result(visiting: Opener) -> None:
    visit = visiting(PATH + "#seed=whole")
    page = visit.page
    press(page, "Start the exam")
    total = len(kept(page, "exam")["asked"])
    assert title(page) == f"Question 1 of {total}"
    assert focused(page) == title(page)
    assert page.locator(".exam__view .question__reasons, .exam__view .choices__why").count() == 0  # nothing is told yet
    for i in range(6):
        choose_right(page, i, wrong=i == 5)
        if i == 2:
            press(page, "Flag for review")
            assert page.get_attribute(".exam__buttons [aria-pressed]", "aria-pressed") == "true"
        press(page, "Next")
        assert focused(page) == title(page) == f"Question {i + 2} of {total}"
    answers = [kept(page, "exam")["chosen"]]

    # A reload in the middle changes nothing.
    page.reload()
    assert title(page) == f"Question 7 of {total}"
    assert [kept(page, "exam")["chosen"]] == answers
    press(page, "Previous")
    assert page.locator(".choices input:checked").count() > 0
    labels = page.locator(".exam__map button").evaluate_all("all => all.map(one => one.getAttribute('aria-label'))")
    assert labels[2] == "Question 3, answered, flagged"
    assert labels[7] == "Question 8, not answered"

    # The review leads back to a question; submitting asks about those that are open.
    press(page, "Review and submit")
    assert f"6 answered, {total - 6} not answered, 1 flagged" in page.inner_text(".exam__view")
    page.click("[aria-label='Question 3, answered, flagged']")
    assert title(page) == f"Question 3 of {total}"
    press(page, "Review and submit")
    press(page, "Submit the exam")
    assert page.locator("dialog[open]").inner_text().startswith(f"{total - 6} questions have no whole answer")
    press(page, "Go on with the exam")
    assert kept(page, "exam")
    press(page, "Submit the exam")
    press(page, "Submit all the same")

    # The result: in all, by unit, by skill, and each question.
    assert title(page) == f"Result: 5 of {total} right, {round(500 / total)} %"
    assert focused(page) == title(page)
    scores = [text.split() for text in page.locator("h3 .exam__score").all_inner_texts()]
    assert sum(int(words[0]) for words in scores) == 5
    assert sum(int(words[2]) for words in scores) == total
    by_skill = [text.split() for text in page.locator("li .exam__score").all_inner_texts()]
    assert sum(int(words[0]) for words in by_skill) == 5
    assert sum(int(words[2]) for words in by_skill) == total
    assert page.locator(".exam__view .exam__reading a").count() > 3
    assert page.locator(".exam__view details").count() == total
    page.click(".exam__view details >> nth=5")
    page.locator(".exam__view details >> nth=5").locator(".choices__why >> nth=2").wait_for()
    assert "not right" in page.locator(".exam__view summary").nth(5).inner_text()
    assert "no answer" in page.locator(".exam__view summary").nth(6).inner_text()

    # It counts for the progress, and can be looked at again.
    assert kept(page, "exam") is None
    assert [answer["right"] for answer in kept(page, "answers").values()] == [True] * 5 + [False]
    page.reload()
    page.click("li button:has-text('exam whole')")
    assert title(page).startswith("Result: 5 of")
    press(page, "To the start")
    assert focused(page) == title(page)
    assert visit.complaints == []


def test_an_exam_by_keyboard_alone(visiting: Opener) -> None:
    page = visiting().page

    def tab_to(words: str) -> None:
        for _ in range(90):
            page.keyboard.press("Tab")
            if focused(page) == words:
                return
        pytest.fail(f"the Tab key does not reach {words}")

    tab_to("Start the exam")
    page.keyboard.press("Enter")
    for number in range(1, 3):
        assert title(page).startswith(f"Question {number} of")
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        assert page.locator(".choices input:checked").count() == 1
        tab_to("Flag for review")
        page.keyboard.press("Enter")
        page.keyboard.press("Shift+Tab")
        assert focused(page) == "Next"
        page.keyboard.press("Enter")
    assert len(kept(page, "exam")["flagged"]) == 2
    tab_to("Review and submit")
    page.keyboard.press("Enter")
    tab_to("Submit the exam")
    page.keyboard.press("Enter")
    assert focused(page) == "Go on with the exam"
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert title(page).startswith("Result:")


# ---------------------------------------------------------------------------------------------- the clock


def move_end(page: Page, left: int) -> None:
    """Let so many milliseconds be left."""
    exam = kept(page, "exam")
    exam["end"] = page.evaluate("Date.now()") + left
    keep(page, "exam", exam)
    page.reload()


def test_the_time_is_told_and_can_be_hidden(visiting: Opener) -> None:
    page = visiting().page
    assert page.locator("[role=timer]").is_hidden()
    press(page, "Start the exam")
    move_end(page, 3661_000)
    assert page.inner_text("[role=timer]") in ("Time left: 01:01:01", "Time left: 01:01:00")
    press(page, "Hide the time")
    assert page.locator("[role=timer]").is_hidden()
    press(page, "Show the time")
    assert page.locator("[role=timer]").is_visible()


@pytest.mark.parametrize(
    ("minutes", "words"), [(30, "30 minutes left."), (10, "10 minutes left."), (1, "One minute left.")]
)
def test_the_last_minutes_are_announced(visiting: Opener, minutes: int, words: str) -> None:
    page = visiting().page
    press(page, "Start the exam")
    move_end(page, minutes * MINUTE + 1500)
    assert page.inner_text(".exam__status") == ""
    page.wait_for_selector(f".exam__status:text-is('{words}')", timeout=5000)
    assert page.get_attribute(".exam__status", "role") == "status"


def test_when_the_time_is_over_the_exam_is_submitted(visiting: Opener) -> None:
    page = visiting().page
    press(page, "Start the exam")
    choose_right(page, 0)
    move_end(page, 1500)
    page.wait_for_selector("h2:has-text('Result: 1 of')", timeout=5000)
    assert "Time is over" in page.inner_text(".exam__status")
    assert len(kept(page, "exams")) == 1


def test_time_runs_while_the_page_is_closed(visiting: Opener) -> None:
    page = visiting().page
    press(page, "Start the exam")
    move_end(page, -5 * MINUTE)
    assert title(page).startswith("Result: 0 of")
    assert "The time was over" in page.inner_text(".exam__view")
    at = page.evaluate("text => Date.now() - Date.parse(text)", kept(page, "exams")[0]["at"])
    assert 5 * MINUTE <= at < 6 * MINUTE  # it ended when its time did


# ------------------------------------------------------------------------------------------- edges


def test_questions_that_changed_in_the_middle_are_left_out(visiting: Opener) -> None:
    page = visiting().page
    press(page, "Start the exam")
    exam = kept(page, "exam")
    total = len(exam["asked"])
    exam["asked"][0][1] = "00000000"
    exam["asked"][1][0] = "gone"
    keep(page, "exam", exam)
    page.reload()
    assert "2 questions have changed or gone" in page.inner_text(".exam__status")
    assert title(page) == f"Question 1 of {total - 2}"


@pytest.mark.parametrize("broken", ["7", '{"end": 9e15}', '{"end": 9e15, "asked": [], "chosen": {}}'])
def test_broken_state_is_as_good_as_none(visiting: Opener, broken: str) -> None:
    visit = visiting()
    for name in ("exam", "exams"):
        keep(visit.page, name, json.loads(broken if name == "exam" else "[null, 7, {}]"))
    visit.page.reload()
    assert title(visit.page).startswith("Exam ")
    press(visit.page, "Start the exam")
    assert title(visit.page).startswith("Question 1 of")
    assert visit.complaints == []


def test_an_address_does_not_take_away_the_exam_that_is_being_sat(visiting: Opener) -> None:
    visit = visiting(PATH + "#seed=mine")
    press(visit.page, "Start the exam")
    asked = kept(visit.page, "exam")["asked"]
    visit.page.goto("about:blank")
    visit.go(PATH + "#seed=yours")
    assert "in the middle of" in visit.page.inner_text(".exam__status")
    assert kept(visit.page, "exam")["asked"] == asked


def test_without_a_script_the_page_says_what_it_would_be(visiting: Opener) -> None:
    page = visiting(script=False).page
    assert "would ask 65 questions in 130 minutes" in page.inner_text(".exam")
    assert page.locator(".exam__units li >> visible=true").count() == 4
    assert page.locator(".exam__bank").is_hidden()
    assert page.locator("article a[href='../']").first.is_visible()


# ---------------------------------------------------------------------------------------------- how it looks


def at_start(_page: Page) -> None:
    pass


def running(page: Page) -> None:
    press(page, "Start the exam")
    choose_right(page, 0)
    press(page, "Flag for review")


def reviewing(page: Page) -> None:
    running(page)
    press(page, "Review and submit")


def asked_again(page: Page) -> None:
    reviewing(page)
    press(page, "Submit the exam")


def at_the_end(page: Page) -> None:
    asked_again(page)
    press(page, "Submit all the same")
    page.click(".exam__view summary >> nth=0")


SMALL = """() => [...document.querySelectorAll('.exam :is(button, input, summary)')].filter(it => it.checkVisibility())
    .map(it => (it.closest('label') || it).getBoundingClientRect())
    .filter(box => box.height < 24 || box.width < 24).length"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("act", [at_start, running, reviewing, asked_again, at_the_end])
def test_axe_finds_nothing_in_any_state(visiting: Opener, act: Any, width: int, scheme: str) -> None:
    visit = visiting(width=width, scheme=scheme)
    visit.has_started()
    act(visit.page)
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= width
    assert visit.page.evaluate(SMALL) == 0
    visit.page.wait_for_timeout(300)
    assert look(visit.page, width) == []
    assert visit.complaints == []
