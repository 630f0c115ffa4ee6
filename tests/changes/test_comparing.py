"""What the twenty changes do not have: states that cannot be compared, and renamings that nobody declared."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from macros.changes.snapshots import folder_of
from macros.commands import main
from tests.changes.conftest import BREAD, git


def said(capsys: pytest.CaptureFixture[str], root: Path, *arguments: str, code: int = 0) -> str:
    assert main(["--root", str(root), "diff", *arguments]) == code
    captured = capsys.readouterr()
    return (captured.err if code else captured.out).rstrip("\n")


def edit(root: Path, name: str, before: str, after: str) -> None:
    file = root / name
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after), encoding="utf-8")


def test_nothing_changed(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, repository) == "No change in the data or the pages."


def test_two_folders_need_no_git(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for folder in ("data", "docs"):
        shutil.copytree(BREAD / folder, tmp_path / folder)
    edit(tmp_path, "data/terms/dough.yml", "name: gluten\n", "name: Gluten\n")
    assert "Term gluten renamed from “gluten” to “Gluten”" in said(capsys, tmp_path, str(BREAD), str(tmp_path))


def test_an_id_that_changed_without_a_redirect_is_still_one_record(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("data/terms/dough.yml", "data/questions/dough.yml"):
        edit(repository, name, "oven-spring", "last-rise")
    words = said(capsys, repository)
    assert "Term oven spring: id changed from oven-spring to last-rise; 2 uses updated" in words
    assert "removed" not in words


def test_what_others_did_on_main_is_no_part_of_a_branch(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(repository, "checkout", "--quiet", "-b", "mine")
    edit(repository, "data/terms/dough.yml", "name: oven spring", "name: oven rise")
    git(repository, "commit", "--quiet", "--all", "--message=Mine")
    git(repository, "checkout", "--quiet", "main")
    edit(repository, "data/terms/dough.yml", "name: gluten\n", "name: Gluten\n")
    git(repository, "commit", "--quiet", "--all", "--message=Others")
    git(repository, "checkout", "--quiet", "mine")
    for words in (said(capsys, repository), said(capsys, repository, "main", "mine")):
        assert "oven rise" in words
        assert "Gluten" not in words


def test_a_branch_that_only_the_server_has(
    repository: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(tmp_path, "clone", "--quiet", str(repository), "clone")
    git(tmp_path / "clone", "checkout", "--quiet", "-b", "work")
    git(tmp_path / "clone", "branch", "--quiet", "-D", "main")
    assert said(capsys, tmp_path / "clone", "main").startswith("No change")


def test_many_facts_read_again_share_a_line(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(repository, "data/facts/leavens.yml", "as_of: 2026-10\n", "as_of: 2026-11\n")
    words = said(capsys, repository)
    assert "- 4 facts read again: sourdough-life, yeast-taste, sourdough-rise, sourdough-taste\n" in words


def test_an_id_that_another_kind_took(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(repository, "data/services/leavens.yml", "- id: baking-soda\n", "- id: oven-spring\n")
    edit(repository, "data/decision-trees/leavens.yml", "service: baking-soda", "service: oven-spring")
    edit(repository, "data/terms/dough.yml", "- id: oven-spring\n  name: oven spring\n", "- id: rise\n  name: rise\n")
    assert "- Service Baking soda took the id of the term “oven spring”" in said(capsys, repository)


# ------------------------------------------------------------------------------------------ errors


def test_an_unknown_revision(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, repository, "v9", code=1) == (
        "diff: 'v9' is neither a revision of git nor a folder with data/ (try 'git fetch --tags')"
    )


def test_no_revision_is_an_option_of_git(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "'--all' is neither a revision" in said(capsys, repository, "--", "--all", code=1)


def test_a_folder_without_git(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(BREAD / "data", tmp_path / "data")
    assert said(capsys, tmp_path, code=1) == f"diff: {tmp_path} is no git repository (compare with a folder instead)"


def test_without_git(repository: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repository / "nothing"))
    assert said(capsys, repository, code=1) == "diff: git is not installed (install it, or compare with a folder)"


def test_a_base_that_is_broken(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(repository, "data/terms/dough.yml", "name: gluten\n", "nam: gluten\n")
    git(repository, "commit", "--quiet", "--all", "--message=Broken")
    edit(repository, "data/terms/dough.yml", "nam: gluten\n", "name: gluten\n")
    words = said(capsys, repository, code=1)
    assert words.startswith("diff: the data of main cannot be read, 1 problem:\n  data/terms/dough.yml:")
    assert words.endswith("(mend them there with 'make check', or name another state)")


def test_a_revision_without_data(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(repository, "rm", "-r", "--quiet", "data")
    git(repository, "commit", "--quiet", "--message=Nothing left")
    git(repository, "checkout", "--quiet", "HEAD~", "--", "data")
    words = said(capsys, repository, code=1)
    assert words == "diff: main has no folder data/ (name a revision or a folder of this project)"


def test_nothing_is_left_behind(repository: Path) -> None:
    with folder_of(repository, "main", before="") as folder:
        assert (folder / "data").is_dir()
    assert not folder.exists()
