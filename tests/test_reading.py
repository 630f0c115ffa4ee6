from __future__ import annotations

import random
from pathlib import Path

import pytest

from macros.diagnostics import Diagnostic
from macros.reading import Document, read_source, read_yaml


def read(folder: Path, text: str | bytes) -> tuple[Document, list[Diagnostic]]:
    file = folder / "data" / "a.yml"
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_yaml(file, folder)


def value(folder: Path, text: str | bytes) -> object:
    document, problems = read(folder, text)
    assert problems == []
    return document.value


@pytest.mark.parametrize(
    "text", ["1.10", "No", "yes", "on", "2026-10-05", "2026-10", "1_000", "0x1f", "017", "12:30:45", "1e3", ".inf", "="]
)
def test_a_value_stays_the_text_that_stands_in_the_file(tmp_path: Path, text: str) -> None:
    assert value(tmp_path, f"a: {text}\n") == {"a": text}
    assert value(tmp_path, f"- {text}\n") == [text]


@pytest.mark.parametrize("text", ["", "~", "null"])
def test_nothing_is_none_unless_it_is_quoted(tmp_path: Path, text: str) -> None:
    assert value(tmp_path, f"a: {text}\nb: c\n") == {"a": None, "b": "c"}
    assert value(tmp_path, f"a: '{text}'\n") == {"a": text}


def test_every_style_of_text(tmp_path: Path) -> None:
    text = "a: >-\n  one\n  two\nb: |\n  one\n  two\nc: 'it''s'\nd: \"t\\u00e4glich\"\ne: one\n  two\n"
    expected = {"a": "one two", "b": "one\ntwo\n", "c": "it's", "d": "täglich", "e": "one two"}
    assert value(tmp_path, text) == expected


def test_a_byte_order_mark_and_line_ends_of_windows_do_not_move_places(tmp_path: Path) -> None:
    document, problems = read(tmp_path, b"\xef\xbb\xbfa: b\r\nc: >-\r\n  d\r\n  e\r\n")
    assert problems == []
    assert document.value == {"a": "b", "c": "d e"}
    assert document.at(("a",), "").location == ("data/a.yml", 1, 4)
    assert document.at(("c",), "", needle="e").location == ("data/a.yml", 4, 3)
    assert document.source.lines[2] == "  d"


# ---- places


TEXT = """\
- id: dag
  text: >-
    A [[node]] and
    a [[node-two|long
    link]], for 10
    minutes.
  list:
    - one
    - {x: y}
"""


@pytest.mark.parametrize(
    ("path", "needle", "place"),
    [
        ((), "", (1, 1)),
        ((0,), "", (1, 3)),
        ((0, "id"), "", (1, 7)),
        ((0, "text"), "", (2, 9)),
        ((0, "text"), "[[node", (3, 7)),
        ((0, "text"), "[[node-two|long link]]", (4, 7)),
        ((0, "text"), "10 minutes", (5, 17)),
        ((0, "text"), "one", (2, 9)),
        ((0, "list", 0), "", (8, 7)),
        ((0, "list", 1, "x"), "", (9, 11)),
        ((0, "list", 1, "missing"), "", (9, 7)),
        ((0, "missing", "more"), "", (1, 3)),
        ((7,), "", (1, 1)),
    ],
)
def test_places(tmp_path: Path, path: tuple[str | int, ...], needle: str, place: tuple[int, int]) -> None:
    document, _ = read(tmp_path, TEXT)
    assert document.at(path, "", needle=needle).location[1:] == place


def test_the_place_of_a_key(tmp_path: Path) -> None:
    document, _ = read(tmp_path, TEXT)
    assert document.at((0, "list"), "", key=True).location[1:] == (7, 3)
    assert document.at((0, "list", 0), "", key=True).location[1:] == (8, 7)


def test_a_problem_quotes_its_line(tmp_path: Path) -> None:
    document, _ = read(tmp_path, TEXT)
    assert document.at((0, "list", 0), "wrong").source == "    - one"
    assert document.source.diagnostic(99, 1, "wrong").source == ""
    assert document.source.diagnostic(0, 1, "wrong").source == ""


def test_a_needle_is_not_looked_for_behind_its_value(tmp_path: Path) -> None:
    document, _ = read(tmp_path, "a: {b: c, d: c}\ne: >-\n  x\nc: c\n")
    assert document.at(("a", "b"), "", needle="d").location[1:] == (1, 8)
    assert document.at(("e",), "", needle="c").location[1:] == (2, 4)


def test_columns_count_characters_not_bytes(tmp_path: Path) -> None:
    document, _ = read(tmp_path, "ä: [ö, 😀, x]\n")
    assert document.at(("ä", 2), "").location[1:] == (1, 11)


# ---- files that cannot be read


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    source, problems = read_source(tmp_path / "a.yml", tmp_path)
    assert source.lines == ()
    assert [d.what for d in problems] == ["cannot be read: No such file or directory"]


def test_a_folder_with_the_name_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.yml").mkdir()
    document, problems = read_yaml(tmp_path / "a.yml", tmp_path)
    assert document.value is None
    assert len(problems) == 1


def test_the_place_of_a_wrong_byte_counts_characters(tmp_path: Path) -> None:
    _, problems = read(tmp_path, "a: b\nc: ä".encode() + b"\xff\n")
    assert [tuple(d.location) for d in problems] == [("data/a.yml", 2, 5)]


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "[\n", "{\na:\n"])
def test_nesting_without_end_is_a_problem_and_not_a_crash(tmp_path: Path, opening: str) -> None:
    document, problems = read(tmp_path, opening * 100_000)
    assert document.value is None
    assert len(problems) == 1


def test_no_noise_ends_in_a_traceback(tmp_path: Path) -> None:
    chance = random.Random(20261122)
    pieces = [
        *"[]{}:-?!&*|>%@`'\"#,\n\t ~=<.\\",
        "- ",
        ": ",
        "\n  ",
        "---\n",
        "<<: ",
        "a",
        "id: x\n",
        "é",
        "\u2028",
        "\x00",
    ]
    for _ in range(400):
        text = "".join(chance.choices(pieces, k=chance.randint(1, 40)))
        document, problems = read(tmp_path, text)
        assert problems or document.value is not None or document.source.lines
        for diagnostic in problems:
            assert 1 <= diagnostic.location.line <= len(document.source.lines)
            assert diagnostic.location.column >= 1


def test_noise_in_bytes_ends_in_no_traceback(tmp_path: Path) -> None:
    chance = random.Random(20261123)
    for _ in range(100):
        read(tmp_path, chance.randbytes(chance.randint(0, 60)))
