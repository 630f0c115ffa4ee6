from __future__ import annotations

import pytest

from macros.changes.words import as_markdown, as_plain, changed, new, old, word_difference

LONG = "EventBridge tries to deliver an event for 24 hours and up to 185 times by default, with backoff and jitter."


def test_short_texts_are_shown_whole() -> None:
    assert changed("name", "Glue", "AWS Glue") == "name changed from “Glue” to “AWS Glue”"


def test_of_long_texts_only_the_words_that_differ() -> None:
    said = as_plain(changed("value", LONG, LONG.replace("185", "190")))
    assert said == "value changed: … hours and up to [-185-] {+190+} times by default, with …"


def test_what_comes_first_and_last_is_not_left_out() -> None:
    words = " ".join(f"w{n}" for n in range(20))
    assert (
        as_plain(word_difference(f"a {words} b", f"c {words} d"))
        == "[-a-] {+c+} w0 w1 w2 w3 … w16 w17 w18 w19 [-b-] {+d+}"
    )


def test_a_text_that_was_rewritten_is_not_compared_word_by_word() -> None:
    said = changed("value", LONG, "Nothing of what stood here before is left, for it was wrong from the first word on.")
    assert said.startswith("value rewritten; it was “EventBridge tries")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("See [[dag]].", "See [[task|dag]].", "no longer links dag, now links task"),
        ("See [[dag]].", "See [[dag|dag]].", "only spaces or the words of links changed"),
        ("Two  spaces", "Two spaces", "only spaces or the words of links changed"),
    ],
)
def test_texts_that_read_the_same(before: str, after: str, said: str) -> None:
    assert changed("more", before, after) == f"more: {said}"


def test_nothing_of_a_text_is_markdown_html_or_a_mention() -> None:
    text = f"{old('<b>*a*</b>')} {new('`b` [c](d)')} @everybody x_y ~~z~~"
    assert as_markdown(text) == (r"~~\<b\>\*a\*\</b\>~~ **\`b\` \[c\](d)** @<!-- -->everybody x\_y \~\~z\~\~")


def test_addresses_stay_whole() -> None:
    address = "https://docs.example.org/a_b/c-d.html#e"
    assert as_markdown(f"(source {address}, read 2026-11)") == f"(source {address}, read 2026-11)"
