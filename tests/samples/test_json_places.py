"""Every value and key has its place, and bad JSON a clear message."""

from __future__ import annotations

import json

import pytest

from tests.samples.json_places import PlacedJson, read_json

TEXT = '{\n  "a": [1, {"b": null}],\n  "ä\\n": "x",\n  "e": {}, "l": [], "n": -1.5e3, "t": true\n}\n'


def read(text: str) -> PlacedJson:
    placed, problems = read_json(text, "x.json")
    assert problems == []
    assert placed is not None
    return placed


def test_it_reads_what_json_reads() -> None:
    assert read(TEXT).value == json.loads(TEXT)


def test_every_value_and_key_has_line_and_column() -> None:
    placed = read(TEXT)
    assert placed.values[("a", 1, "b")] == (2, 18)
    assert placed.keys[("a", 1, "b")] == (2, 13)
    assert placed.values[("ä\n",)] == (3, 10)
    assert placed.values[("t",)] == (4, 39)
    assert set(placed.values) == {
        *[(), ("a",), ("a", 0), ("a", 1), ("a", 1, "b"), ("ä\n",)],
        *[("e",), ("l",), ("n",), ("t",)],
    }


def test_a_problem_stands_at_the_value_the_key_or_what_should_hold_it() -> None:
    placed = read(TEXT)
    assert str(placed.problem(("a", 1, "b"), "is null")) == "x.json:2:18: is null"
    assert str(placed.problem(("a", 1, "b"), "is odd", "mend it", at_key=True)) == "x.json:2:13: is odd (mend it)"
    assert str(placed.problem(("e", "missing"), "is missing")) == "x.json:4:8: is missing"
    assert placed.problem(("a",), "x").source == '  "a": [1, {"b": null}],'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "1:1: the text ends where a value should stand (write a value, or close the brackets)"),
        ('{\n "a": 1\n "b": 2}', "2:8: a ',' or a '}' should stand here (write it)"),
        ('{"a": 1,\n}', "2:1: a key in double quotes should stand here (take away the comma before it)"),
        ("[1,\n]", "2:1: a value should stand before ']' (take away the comma before it)"),
        ("[1", "1:3: a ',' or a ']' should stand here (write it)"),
        ("{a: 1}", "1:2: a key in double quotes should stand here (write it in double quotes)"),
        ('{"a" 1}', "1:6: a ':' should follow the key 'a' (write it)"),
        ('{"a": True}', "1:7: 'True' is no JSON value (did you mean 'true'?)"),
        ('{"a": NaN}', "1:7: 'NaN' is no JSON value (quote texts, write numbers as digits)"),
        ("{'a': 1}", "1:2: a key in double quotes should stand here (write it in double quotes)"),
        ("['a']", "1:2: JSON quotes with double quotes (write \" in place of ')"),
        ('["a\nb"]', "1:4: the text is not closed or holds what JSON forbids: Invalid control character at (mend"),
        ("{} {}", "1:4: something follows the JSON value (a file holds one object or list)"),
        ("[" * 5000, "1:102: values stand more than 100 deep in each other (close the brackets)"),
    ],
)
def test_what_is_not_json_has_a_place_and_a_hint(text: str, message: str) -> None:
    placed, problems = read_json(text, "x.json")
    assert placed is None
    (problem,) = problems
    assert str(problem).startswith(f"x.json:{message}")


def test_all_keys_that_stand_twice_are_refused() -> None:
    placed, problems = read_json('{"a": 1, "a": 2,\n "b": {"c": 1, "c": 2}}', "x.json")
    assert placed is not None
    assert [str(problem) for problem in problems] == [
        "x.json:1:10: the key 'a' stands in line 1 already (keep one of them)",
        "x.json:2:16: the key 'c' stands in line 2 already (keep one of them)",
    ]
