"""The search: what it finds, what it must not give away, and that it costs nothing before somebody searches."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Route

from tests.browser.conftest import NARROW, Opener, Site
from tests.browser.searching import ANSWERED, READY, golden_queries, misses, results, search

META, FIELD, ITEM = ".md-search-result__meta", ".md-search__input", ".md-search-result__item"
PARTS = ["minisearch", "workers/search.js", "words.js", "ranking.js", "excerpts.js", "search_index.json"]


@pytest.fixture(scope="module")
def searched(open_page: Opener) -> Iterator[Page]:
    """Return a page whose search is open."""
    visit = open_page("contribute/")
    visit.has_started()
    visit.page.click(FIELD)
    yield visit.page
    assert visit.complaints == []
    visit.page.close()


# ------------------------------------------------------------------------------------ what it finds


def test_golden_queries_are_many_and_ask_once() -> None:
    queries = [query["find"] for query in golden_queries()]
    assert len(queries) >= 70
    assert len(queries) == len(set(queries))


def test_golden_queries_lead_to_their_places(searched: Page, site: Site) -> None:
    assert misses(searched, site.url) == {}


@pytest.mark.parametrize(
    ("words", "start"),
    [
        ("How do I retry the failed tasks?", "Found"),
        ("what the how", "Found"),  # nothing but stop words: they are what is looked for
        ("  ", "Nothing"),
        ('"', "Nothing"),
        ("?!", "Nothing"),
        ("<b>&amp;", "Found"),
        ("qqxzzvw", "Nothing found. Try other or fewer words"),
        ("word " * 500, "Found"),
        ("*:^~+-", "Nothing"),
    ],
)
def test_any_text_has_an_answer(searched: Page, words: str, start: str) -> None:
    search(searched, "glue")
    searched.fill(FIELD, words)
    searched.press(FIELD, "End")
    searched.wait_for_function(
        "start => document.querySelector('.md-search-result__meta').textContent.startsWith(start)",
        arg=start,
        polling=20,
    )


def test_stop_words_push_no_results(searched: Page, site: Site) -> None:
    plain = results(searched, "data lake", site.url)
    assert results(searched, "what is the data lake", site.url) == plain


def test_results_are_not_too_many(searched: Page) -> None:
    search(searched, "glue")
    assert searched.locator(ITEM).count() <= 10
    assert searched.locator(f"{ITEM} a").count() <= 10 * 9


def test_all_words_come_before_some(searched: Page) -> None:
    search(searched, "composite alarm")
    texts = searched.locator(f"{ITEM} article:not(details article)").all_inner_texts()
    assert not [text for text in texts if "Missing" in text]


def test_words_in_quotes_stand_side_by_side(searched: Page) -> None:
    search(searched, '"visibility timeout"')
    assert searched.locator(ITEM).count() > 0
    search(searched, '"timeout visibility"')
    assert searched.inner_text(META).startswith("Nothing")


def test_words_of_an_answer_find_no_question(searched: Page, site: Site, visiting: Opener) -> None:
    page = visiting("practise/unit-1/").page
    reasons = page.eval_on_selector_all(".question__explanation", "found => found.slice(0, 3).map(p => p.textContent)")
    assert reasons
    for reason in reasons:
        words = " ".join(reason.removeprefix("Take away.").split()[:9])
        assert not [link for link in results(searched, f'"{words}"', site.url) if "#q-" in link], words


# ------------------------------------------------------------------------------------ what it shows


def test_excerpts_mark_what_was_found(searched: Page) -> None:
    search(searched, "retries")
    first = searched.locator(f"{ITEM} article:has(h2)").first
    marks = [mark.lower() for mark in first.locator("mark").all_inner_texts()]
    assert "retry" in marks
    assert not [mark for mark in marks if not re.match("retr", mark)]


def test_excerpts_of_a_former_name_say_so(searched: Page) -> None:
    search(searched, "Elasticsearch")
    first = searched.locator(f"{ITEM} article:has(h2)").first
    assert "Also called Elasticsearch" in first.inner_text()


def test_excerpts_show_signs_as_they_are(searched: Page) -> None:
    search(searched, "clean_orders clean_customers")
    text = searched.locator(f"{ITEM} article:has(h2)").first.inner_text()
    assert ">> [clean_orders, clean_customers] >>" in text


def test_words_that_a_result_lacks_are_named_as_typed(searched: Page) -> None:
    search(searched, "choreography Zimbabwe")
    assert "Missing: Zimbabwe" in searched.locator(f"{ITEM} article:has(h2)").first.inner_text()


def test_a_word_is_completed(searched: Page) -> None:
    search(searched, "Orch")
    suggestion = searched.inner_text(".md-search__suggest")
    assert suggestion.startswith("Orch")
    searched.press(FIELD, "ArrowRight")
    assert searched.input_value(FIELD) == suggestion


# ------------------------------------------------------------------------------------ when it loads


def asked(requests: list[str]) -> list[str]:
    return [part for part in PARTS for url in requests if part in url]


@pytest.mark.parametrize("act", ["click", "/", "s", "f"])
def test_the_search_loads_when_somebody_searches(visiting: Opener, act: str) -> None:
    visit = visiting("contribute/")
    visit.has_started()
    visit.page.wait_for_load_state("networkidle")
    assert asked(visit.requests) == []
    if act == "click":
        visit.page.click(FIELD)
    else:
        visit.page.keyboard.press(act)
    visit.page.wait_for_function(READY)
    assert sorted(asked(visit.requests)) == sorted(PARTS)
    assert visit.complaints == []


def test_the_search_loads_once(visiting: Opener) -> None:
    visit = visiting("contribute/")
    visit.has_started()
    for _ in range(3):
        visit.page.click(FIELD)
        visit.page.wait_for_function(READY)
        visit.page.keyboard.press("Escape")
    assert sorted(asked(visit.requests)) == sorted(PARTS)


def test_what_was_typed_while_it_loads_is_answered(visiting: Opener) -> None:
    visit = visiting()
    page = visit.page
    held: list[Route] = []
    page.route("**/search_index.json", lambda route: held.append(route))
    visit.go("contribute/")
    visit.has_started()
    page.keyboard.press("/")
    page.keyboard.type("retry")
    with page.expect_request("**/search_index.json"):
        pass
    page.wait_for_timeout(50)
    assert page.inner_text(META) == "Loading the search"
    held[0].continue_()
    page.wait_for_selector(ITEM)


def test_an_index_that_does_not_come_is_said(visiting: Opener) -> None:
    visit = visiting()
    visit.page.route("**/search_index.json", lambda route: route.abort())
    visit.go("contribute/")
    visit.has_started()
    visit.page.click(FIELD)
    visit.page.wait_for_function(
        "() => document.querySelector('.md-search-result__meta').textContent.includes('Reload')"
    )


def test_a_phone_opens_the_search_by_its_icon(visiting: Opener) -> None:
    visit = visiting("contribute/", width=NARROW)
    visit.has_started()
    visit.page.click("header [for=__search]:has(svg) >> visible=true")
    visit.page.keyboard.type("dag")
    visit.page.wait_for_selector(ITEM, state="visible")


def test_a_shared_search_opens_with_its_results(visiting: Opener) -> None:
    page = visiting("contribute/?q=dead+letter+queue").page
    page.wait_for_selector(ITEM)
    assert "dead-letter queue" in page.inner_text(f"{ITEM} >> nth=0")
    assert page.input_value(FIELD) == "dead letter queue"


def test_a_search_can_be_shared(visiting: Opener) -> None:
    visit = visiting("contribute/")
    visit.has_started()
    visit.page.click(FIELD)
    search(visit.page, "event bus")
    assert visit.page.evaluate("document.querySelector('[data-md-component=search-share]').href").endswith(
        "?q=event+bus"
    )


def test_a_result_shows_its_words_on_its_page(visiting: Opener) -> None:
    visit = visiting("contribute/")
    visit.has_started()
    visit.page.click(FIELD)
    search(visit.page, "idempotancy")
    visit.page.click(f"{ITEM} a[href*='#idempotency']")
    visit.page.wait_for_url("**/glossary/?h=*")
    marks = visit.page.locator("#idempotency mark")
    assert marks.first.inner_text().lower() == "idempotency"
    assert visit.page.locator("svg mark").count() == 0
    assert asked([url for url in visit.requests if "h=" in url]) == []


def test_words_in_an_address_are_text(visiting: Opener) -> None:
    visit = visiting("glossary/?h=<img+src=x>(.*+dag")
    visit.has_started()
    assert visit.page.locator("article img").count() == 0
    assert {mark.lower() for mark in visit.page.locator("mark").all_inner_texts()} <= {"img", "src", "x", "dag"}
    assert visit.complaints == []


# ------------------------------------------------------------------------------------ keys, and readers who listen


def test_keys_walk_the_results(visiting: Opener) -> None:
    visit = visiting("contribute/")
    visit.has_started()
    page = visit.page
    page.keyboard.press("/")
    page.keyboard.type("state machine")
    page.wait_for_selector(ITEM)
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.matches('.md-search-result__link')")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.matches('.md-search__input')")
    page.keyboard.press("Escape")
    assert not page.is_visible(ITEM)
    page.wait_for_timeout(100)  # the theme notes a change of focus a moment later
    page.keyboard.press("/")
    page.wait_for_selector(ITEM, state="visible")
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary/*#state-machine")


def test_enter_never_sends_the_form(visiting: Opener) -> None:
    visit = visiting("contribute/")
    visit.has_started()
    visit.page.keyboard.press("/")
    visit.page.keyboard.type("retry")
    visit.page.wait_for_selector(ITEM)
    for key in ("Escape", "/", "Enter"):  # so quick that the theme takes the Enter for none of its own
        visit.page.keyboard.press(key)
    visit.page.wait_for_timeout(200)
    assert "query=" not in visit.page.url


def test_the_number_of_pages_is_read_out(searched: Page) -> None:
    search(searched, "glue")
    assert searched.get_attribute(META, "role") == "status"
    assert re.fullmatch(r"Found on \d+ pages", searched.inner_text(META))
    searched.wait_for_function(ANSWERED)
