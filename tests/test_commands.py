from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from macros.commands import main

ROOT = Path(__file__).parent.parent
BREAD = Path(__file__).parent / "other_subject"


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    for folder in ("data", "docs"):
        shutil.copytree(BREAD / folder, tmp_path / folder)
    return tmp_path


def spoil(root: Path) -> None:
    (root / "docs" / "glossary.md").write_text("# Glossary\n\n[[nothing]]\n", encoding="utf-8")


PROBLEM = "unknown record 'nothing' (look up the right id in data/, or write the record first)"


def test_all_is_well(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(copy), "check"]) == 0
    assert capsys.readouterr().out == "32 records, 24 pages: no problems.\n"


def test_a_problem(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(copy)
    assert main(["--root", str(copy), "check"]) == 1
    assert capsys.readouterr().out == f"docs/glossary.md:3:1: {PROBLEM}\n    [[nothing]]\n    ^\n1 problem\n"


def test_on_github_a_problem_is_also_an_annotation(
    copy: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert main(["--root", str(copy), "check"]) == 0
    assert "::error" not in capsys.readouterr().out
    spoil(copy)
    assert main(["--root", str(copy), "check"]) == 1
    first, *others = capsys.readouterr().out.split("\n")
    assert first == f"::error file=docs/glossary.md,line=3,col=1::{PROBLEM}"
    assert others[0] == f"docs/glossary.md:3:1: {PROBLEM}"


def test_what_is_to_be_read_again(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(copy), "fresh", "--today", "2026-11-23"]) == 1
    said = capsys.readouterr().out
    assert [line for line in said.split("\n") if line.startswith("data/")] == [
        "data/facts/leavens.yml:7:15: read in a second-hand source"
        " (look for the service's own page or its SDK, and write 'high')",
        "data/facts/leavens.yml:49:10: read in 2024-03-01, more than a year ago"
        " (read the source again and date it anew)",
        "data/facts/leavens.yml:50:15: read in a second-hand source"
        " (look for the service's own page or its SDK, and write 'high')",
    ]
    assert said.endswith("3 problems in 1 file\n")
    assert main(["--root", str(copy), "check"]) == 0


def test_everything_is_fresh(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = copy / "data/facts/leavens.yml"
    text = file.read_text(encoding="utf-8").replace("confidence: medium", "confidence: high")
    file.write_text(text.replace("2024-03-01", "2026-10-01"), encoding="utf-8")
    assert main(["--root", str(copy), "fresh", "--today", "2026-11-23"]) == 0
    assert capsys.readouterr().out == "Nothing is older than a year on 2026-11-23, and nothing is second-hand.\n"
    assert main(["--root", str(copy), "fresh", "--today", "2027-10-02"]) == 1


def test_what_cannot_be_read_is_no_news_of_age(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (copy / "data/facts/x.yml").write_text("- id: [\n", encoding="utf-8")
    assert main(["--root", str(copy), "fresh", "--today", "2026-11-23"]) == 1
    assert "more than a year" not in capsys.readouterr().out


def test_a_day_that_is_none(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--root", str(copy), "fresh", "--today", "tomorrow"])
    assert "'tomorrow' is not a day (write it as 2026-11-22)" in capsys.readouterr().err


def test_as_json(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(copy), "check", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
    spoil(copy)
    assert main(["--root", str(copy), "check", "--format", "json"]) == 1
    (found,) = json.loads(capsys.readouterr().out)
    assert (found["path"], found["line"], found["column"]) == ("docs/glossary.md", 3, 1)


def test_for_github_only(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(copy)
    assert main(["--root", str(copy), "check", "--format", "github"]) == 1
    assert capsys.readouterr().out.startswith("::error file=docs/glossary.md,line=3,col=1::")


@pytest.mark.parametrize("arguments", [[], ["chek"], ["check", "--format", "xml"]])  # misspelled
def test_a_wrong_command_is_explained(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert "usage: python -m macros" in capsys.readouterr().err


@pytest.mark.parametrize("word", [["generate"], ["format"], ["new", "term"], ["from-issue", "x"], ["release", "0.2.0"]])
def test_nothing_is_written_into_a_folder_that_is_no_project(
    word: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--root", str(tmp_path), *word]) == 1
    fix = "run this in the project's folder, or give --root"
    assert capsys.readouterr().err == f"{word[0]}: {tmp_path} has no folder data/ ({fix})\n"
    assert not list(tmp_path.iterdir())


def test_a_file_that_cannot_be_written_is_named(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(copy / "data" / "schemas", ignore_errors=True)
    (copy / "data" / "schemas").write_text("in the way", encoding="utf-8")
    assert main(["--root", str(copy), "generate"]) == 1
    said = capsys.readouterr().err.splitlines()[-1]
    assert said.startswith(f"generate: {copy / 'data' / 'schemas'}")
    assert said.endswith(" (check who may write there, and the space that is left)")


def test_a_form_that_is_not_there_is_named(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    form = copy / "issue.md"
    assert main(["--root", str(copy), "from-issue", str(form)]) == 1
    wrong = f"from-issue: {form} cannot be read: No such file or directory (name a file with the text of the issue)\n"
    assert capsys.readouterr().err == wrong
    form.write_bytes(b"### Name\n\xff")
    assert main(["--root", str(copy), "from-issue", str(form)]) == 1
    assert capsys.readouterr().err.endswith("is not UTF-8 text (save the text of the issue as UTF-8)\n")


def test_generate_writes_what_is_missing_and_then_nothing(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    terms = copy / "data" / "terms" / "dough.yml"
    text = terms.read_text(encoding="utf-8")
    terms.write_text(text.split("\n", 1)[1], encoding="utf-8")
    assert main(["--root", str(copy), "generate"]) == 0
    assert terms.read_text(encoding="utf-8") == text
    written = capsys.readouterr().err.count("wrote ")
    assert written == 1 + len(list((copy / "data" / "schemas").iterdir()))
    assert main(["--root", str(copy), "generate"]) == 0
    assert capsys.readouterr().err == ""
    assert main(["--root", str(copy), "check"]) == 0
    assert not list(copy.rglob("*.new"))


def test_generate_mends_a_byte_order_mark_and_leaves_what_it_cannot_read(copy: Path) -> None:
    terms, other = copy / "data" / "terms" / "dough.yml", copy / "data" / "terms" / "other.yml"
    text = terms.read_text(encoding="utf-8")
    terms.write_text("\ufeff" + text, encoding="utf-8")
    other.write_bytes(b"- id: \xff\n")
    assert main(["--root", str(copy), "generate"]) == 0
    assert terms.read_text(encoding="utf-8") == text
    assert other.read_bytes() == b"- id: \xff\n"


def test_as_a_program_on_a_terminal_with_few_characters(copy: Path) -> None:
    (copy / "docs" / "glossary.md").write_text("# Wörter \u202e\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "macros", "--root", str(copy), "check"],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith("docs/glossary.md:1:10: an invisible character, U+202E")
