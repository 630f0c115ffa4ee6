"""`make spell`: what it finds, and what it takes for right."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.catalog import load
from tests import spelling
from tests.spelling import CONFIG, ROOT, misspelled, names


def project(folder: Path, **files: str) -> Path:
    (folder / CONFIG).write_text((ROOT / CONFIG).read_text(encoding="utf-8"), encoding="utf-8")
    for name, text in files.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return folder


def found(folder: Path, *right: str) -> list[str]:
    return [str(problem) for problem in sorted(misspelled(folder, right))]


def test_a_misspelled_word_has_its_place(tmp_path: Path) -> None:
    project(tmp_path, page="One line.\nÜber the recieved data, the colour.\n")
    assert found(tmp_path) == [
        "page.md:2:10: 'recieved' is misspelled (did you mean 'received'?)",
        "page.md:2:29: 'colour' is misspelled (did you mean 'color'?)",
    ]


def test_the_name_of_a_file_counts_too(tmp_path: Path) -> None:
    project(tmp_path, recieved="Nothing.\n")
    assert found(tmp_path) == [
        "recieved.md:1:1: in the name of the file 'recieved' is misspelled (did you mean 'received'?)"
    ]


def test_what_records_are_called_is_right(tmp_path: Path) -> None:
    project(tmp_path, page="Colour, colour and COLOUR.\n")
    assert len(found(tmp_path)) == 3
    assert found(tmp_path, "Colour") == []


def test_mistakes_on_purpose_say_so(tmp_path: Path) -> None:
    page = 'bad = "nmae"  # misspelled\n\n<!-- misspelled -->\n```\nnmae\n```\n\nnmae\n'
    project(tmp_path, page=page)
    assert found(tmp_path) == ["page.md:8:1: 'nmae' is misspelled (did you mean 'name'?)"]


def test_the_names_come_from_the_records() -> None:
    words = names(load(ROOT / "data")[0])
    assert {"Athena", "materialised", "Airflow"} <= words


def test_it_prints_the_problems_and_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    project(tmp_path, page="A line that is recieved.\n")
    assert spelling.main(tmp_path) == 1
    assert "page.md:1:16:" in capsys.readouterr().out
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert spelling.main(tmp_path) == 1
    assert capsys.readouterr().out.startswith("::error file=page.md,line=1,col=16::")
    (tmp_path / "page.md").write_text("A line that is received.\n", encoding="utf-8")
    assert spelling.main(tmp_path) == 0
