"""Samples as their template prints them."""

from __future__ import annotations

import pytest

from macros.models import Sample
from macros.models.samples import FakeAnswer
from macros.rendering.samples import _answer, code, deeds, duration, shown_files
from macros.rendering.stash import HEADING
from tests.rendering.bread import bread


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, ""),
        (1, "1 second"),
        (0.5, "0.5 seconds"),
        (60, "1 minute"),
        (600, "10 minutes"),
        (90, "1 minute 30 seconds"),
        (3600, "1 hour"),
        (90061, "1 day 1 hour 1 minute 1 second"),
        (7 * 86400, "7 days"),
    ],
)
def test_durations_are_said_exactly(seconds: float, words: str) -> None:
    assert duration(seconds) == words


def test_code_is_colored_and_keeps_every_character() -> None:
    html = code('{"a": "<b> & c", "d": [1, true]}', "json", "x.json")
    assert html.startswith('<div class="language-json highlight"><span class="filename">x.json</span><pre>')
    assert "&lt;b&gt; &amp; c" in html
    assert '<span class="nt">' in html
    assert '<span class="w">' not in html, "blanks need no color"


def test_code_is_never_taken_for_a_heading() -> None:
    assert not HEADING.search(code("# one\n## two\n### three", "text"))
    assert "&#35;# two" in code("# one\n## two", "text")


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ({"error": "Busy"}, ("Busy", "")),
        ({"error": "Busy", "times": 2}, ("Busy", " twice")),
        ({"gives": '{"a":\n 1}', "times": 5}, ('{"a": 1}', " 5 times")),
        ({"gives": "{}", "times": "always"}, ("{}", " from then on")),
    ],
)
def test_answers_of_fakes_are_said_in_words(answer: dict[str, object], words: tuple[str, str]) -> None:
    assert _answer(FakeAnswer.model_validate(answer)) == words


def test_files_are_shown_with_their_runs_in_the_order_of_the_record() -> None:
    catalog = bread().catalog
    oven, look = shown_files(catalog, catalog.get(Sample, "bake-by-clock"))
    assert [str(oven.file.name), str(look.file.name)] == ["oven.asl.json", "look.py"]
    assert [(run.end, run.path, run.minutes) for run in oven.runs] == [
        ("Succeeded", "rest bake", "1 hour"),
        ("Failed", "rest", ""),
    ]
    assert look.runs == ()
    assert deeds((look, oven)) == ["executed", "parsed"], "the strongest deed first"
