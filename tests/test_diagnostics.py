from __future__ import annotations

import json

import pytest

from macros.diagnostics import (
    DataError,
    Diagnostic,
    Location,
    as_github,
    as_json,
    as_text,
    count,
    did_you_mean,
    nearest,
    shorten,
)


def problem(source: str = "", *, path: str = "data/a.yml", line: int = 3, column: int = 5, fix: str = "") -> Diagnostic:
    return Diagnostic(Location(path, line, column), "something is wrong", fix, source)


def test_a_problem_is_one_line_with_its_place_and_its_fix() -> None:
    assert str(problem(fix="mend it")) == "data/a.yml:3:5: something is wrong (mend it)"
    assert str(problem()) == "data/a.yml:3:5: something is wrong"


def test_line_ends_in_a_message_do_not_break_the_line() -> None:
    diagnostic = Diagnostic(Location("a", 1, 1), "the key 'a\nb' is wrong", "mend\r\nit")
    assert str(diagnostic) == "a:1:1: the key 'a b' is wrong (mend it)"


def test_problems_sort_by_file_then_line_then_column() -> None:
    problems = [problem(path="b"), problem(line=10), problem(line=9), problem(column=1)]
    assert [tuple(d.location) for d in sorted(problems)] == [
        ("b", 3, 5),
        ("data/a.yml", 3, 1),
        ("data/a.yml", 9, 5),
        ("data/a.yml", 10, 5),
    ]


def test_an_error_holds_each_problem_once_and_sorted() -> None:
    error = DataError([problem(line=9), problem(), problem(line=9)])
    assert [d.location.line for d in error.diagnostics] == [3, 9]
    assert str(error) == "data/a.yml:3:5: something is wrong\ndata/a.yml:9:5: something is wrong"


# ---- text


def test_text_shows_the_line_and_a_caret() -> None:
    assert as_text([problem("abcdefg")]).split("\n") == [
        "data/a.yml:3:5: something is wrong",
        "    abcdefg",
        "        ^",
        "1 problem",
    ]


def test_text_without_a_line_has_no_caret() -> None:
    assert as_text([problem("  ")]).split("\n") == ["data/a.yml:3:5: something is wrong", "1 problem"]


def test_a_caret_behind_tabs_has_tabs_before_it() -> None:
    _, line, caret, _ = as_text([problem("\ta\tbc")]).split("\n")
    assert line == "    \ta\tbc"
    assert caret == "    \t \t ^"


@pytest.mark.parametrize("column", [1, 80, 81, 200, 5000])
def test_a_caret_in_a_long_line_stays_under_its_character(column: int) -> None:
    source = "x" * (column - 1) + "!" + "y" * 9000
    _, line, caret, _ = as_text([problem(source, column=column)]).split("\n")
    assert line[caret.index("^")] == "!"
    assert len(line) <= 124


def test_a_caret_behind_the_end_of_its_line() -> None:
    _, line, caret, _ = as_text([problem("key:", column=5)]).split("\n")
    assert caret.index("^") == len(line)


@pytest.mark.parametrize("char", ["\x1b", "\x00", "\u202e", "\u2066", "\u200b", "\u2028", "\x85", "\ufeff"])
def test_text_never_prints_what_a_terminal_would_obey(char: str) -> None:
    said = as_text([problem(f"abcd{char}fg")])
    assert char not in said
    assert "abcd\N{REPLACEMENT CHARACTER}fg" in said


@pytest.mark.parametrize(
    ("paths", "said"), [("a", "1 problem"), ("aa", "2 problems in 1 file"), ("aab", "3 problems in 2 files")]
)
def test_count(paths: str, said: str) -> None:
    assert count([problem(path=path) for path in paths]) == said
    assert as_text([problem(path=path) for path in paths]).split("\n")[-1] == said


# ---- GitHub


def test_github() -> None:
    assert (
        as_github([problem(fix="mend it"), problem(line=4)])
        == "::error file=data/a.yml,line=3,col=5::something is wrong (mend it)\n"
        "::error file=data/a.yml,line=4,col=5::something is wrong"
    )


def test_github_escapes_what_would_end_a_field() -> None:
    diagnostic = Diagnostic(Location("data/a:b,c%.yml", 1, 2), "100% wrong, here: 'x'\n::error::no")
    assert (
        as_github([diagnostic])
        == "::error file=data/a%3Ab%2Cc%25.yml,line=1,col=2::100%25 wrong, here: 'x' ::error::no"
    )


# ---- JSON


def test_json() -> None:
    assert json.loads(as_json([problem('a "line"', fix="größer")])) == [
        {"path": "data/a.yml", "line": 3, "column": 5, "what": "something is wrong", "fix": "größer"}
    ]
    assert json.loads(as_json([])) == []


# ---- suggestions


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [
        ("step-function", "step-functions"),
        ("Step Functions", "step-functions"),
        ("step_functions", "step-functions"),
        ("stepfunctions", "step-functions"),
        ("MWAA", "mwaa"),
        ("mwwa", "mwaa"),
        ("glue-crawler", "glue-crawlers"),
        ("defintion", "definition"),  # misspelled
        ("nmae", "name"),  # misspelled
    ],
)
def test_near_words_are_offered(wrong: str, meant: str) -> None:
    known = ["step-functions", "mwaa", "glue", "glue-crawlers", "sns", "sqs", "definition", "name"]
    assert nearest(wrong, known) == meant
    assert did_you_mean(wrong, known) == f"did you mean '{meant}'?"


@pytest.mark.parametrize("wrong", ["sms", "ses", "dms", "author", "x", "", "---", "redshift", "glacier"])
def test_words_that_only_look_a_little_alike_are_not_offered(wrong: str) -> None:
    known = ["step-functions", "mwaa", "glue", "sns", "sqs", "definition", "name"]
    assert did_you_mean(wrong, known, "look it up") == "look it up"


def test_nothing_is_near_when_nothing_is_known() -> None:
    assert did_you_mean("x", []) == ""


def test_a_suggestion_does_not_depend_on_the_order_of_the_known_words() -> None:
    assert nearest("taskx", ["tasks", "taska"]) == nearest("taskx", ["taska", "tasks"])


def test_shorten() -> None:
    assert shorten("a\n  b\tc") == "a b c"
    assert shorten("x" * 60) == "x" * 60
    assert shorten("x" * 61) == "x" * 57 + "..."
