"""The commands `release` and `notes`: what they write, and when they refuse."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from macros.catalog import load
from macros.commands import main
from tests.changes.conftest import git


@pytest.fixture
def root(repository: Path) -> Path:
    (repository / "docs/reference/changes.md").write_text("# What changed\n\n{$ changes() $}\n", encoding="utf-8")
    return repository


def release(root: Path, version: str, day: str, *options: str, tag: bool = True) -> None:
    assert main(["--root", str(root), "release", version, "--date", day, *options]) == 0
    git(root, "add", ".")
    git(root, "commit", "--quiet", f"--message=Version {version}")
    if tag:
        git(root, "tag", f"v{version}")


def edit(root: Path, name: str, before: str, after: str) -> None:
    text = (root / name).read_text(encoding="utf-8")
    assert before in text
    (root / name).write_text(text.replace(before, after), encoding="utf-8")


def published(root: Path) -> dict[str, dict[str, Any]]:
    made: dict[str, dict[str, Any]] = json.loads((root / "data/releases/published.json").read_text("utf-8"))
    return made


def refused(root: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    capsys.readouterr()
    assert main(["--root", str(root), *arguments]) == 1
    return capsys.readouterr().err.rstrip("\n")


def test_the_first_edition(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    release(root, "0.1.0", "2026-11-01")
    assert main(["--root", str(root), "check"]) == 0
    capsys.readouterr()
    assert main(["--root", str(root), "notes"]) == 0
    assert capsys.readouterr().out.startswith(
        "## 0.1.0 (2026-11-01)\n\nThe first edition: 2 guides, 4 services, 3 terms"
    )
    gluten = {"kind": "term", "says": "gluten", "since": "0.1.0", "pages": ["glossary.md"]}
    assert published(root)["ids"]["gluten"] == gluten
    assert published(root)["pages"]["glossary.md"] == "0.1.0"


def test_the_next_release_tells_what_changed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    release(root, "0.1.0", "2026-11-01")
    edit(root, "data/terms/dough.yml", "  more: Kneading builds it, and time does too.\n", "")
    edit(root, "data/facts/leavens.yml", "as_of: 2026-10\n", "as_of: 2026-11\n")  # readers need not know
    release(root, "0.2.0", "2026-12-01")
    capsys.readouterr()
    assert main(["--root", str(root), "notes", "0.2.0"]) == 0
    notes = capsys.readouterr().out
    assert notes.startswith("## 0.2.0 (2026-12-01)\n\n1 change. The guide now holds 2 guides")
    assert notes.endswith("### Terms\n\n- Term gluten: more removed; it was “Kneading builds it, and time does too.”\n")
    assert published(root)["ids"]["gluten"]["since"] == "0.1.0"
    (newest, _) = load(root / "data")[0].releases
    assert [(change.id, change.deed) for change in newest.changes] == [("gluten", "changed")]


def test_a_release_without_a_tag_can_be_made_again(root: Path) -> None:
    release(root, "0.1.0", "2026-11-01", tag=False)
    edit(root, "data/terms/dough.yml", "- id: oven-spring", "- id: last-rise")
    edit(root, "data/questions/dough.yml", "oven-spring", "last-rise")
    release(root, "0.1.0", "2026-11-02")
    assert "oven-spring" not in published(root)["ids"]
    assert "last-rise" in published(root)["ids"]


def test_another_base(root: Path) -> None:
    release(root, "0.1.0", "2026-11-01", tag=False)
    edit(root, "data/terms/dough.yml", "  more: Kneading builds it, and time does too.\n", "")
    release(root, "0.2.0", "2026-12-01", "--base", "HEAD", tag=False)
    assert len(load(root / "data")[0].releases[0].changes) == 1


def test_the_same_release_has_the_same_bytes(root: Path) -> None:
    release(root, "0.1.0", "2026-11-01", tag=False)
    files = {file: file.read_bytes() for file in sorted((root / "data/releases").iterdir())}
    assert main(["--root", str(root), "release", "0.1.0", "--date", "2026-11-01"]) == 0
    assert {file: file.read_bytes() for file in sorted((root / "data/releases").iterdir())} == files


def test_what_is_refused(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    release(root, "0.2.0", "2026-11-01")
    again = "release: 0.2.0 is released: it has the tag v0.2.0 (take a higher version)"
    assert refused(root, capsys, "release", "0.2.0") == again
    late = "release: 0.2.0 is released, so 0.1.9 comes too late (take a higher version)"
    assert refused(root, capsys, "release", "0.1.9") == late
    assert refused(root, capsys, "release", "1.0").startswith("release: '1.0' is not a version (write three numbers")
    assert refused(root, capsys, "release", "0.3.0", "--date", "2026-02-30").startswith("release: '2026-02-30' is not")
    git(root, "tag", "--delete", "v0.2.0")
    assert "'v0.2.0' is neither a revision of git" in refused(root, capsys, "release", "0.3.0")
    assert refused(root, capsys, "notes", "0.9.0") == "notes: there is no release 0.9.0 (the releases are: 0.2.0)"
    edit(root, "data/terms/dough.yml", "- id: oven-spring", "- id: last-rise")
    assert refused(root, capsys, "release", "0.3.0").startswith("release: the guide has 3 problems in 2 files (mend")


def test_a_published_id_that_is_gone_fails_the_check(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    release(root, "0.1.0", "2026-11-01")
    edit(root, "data/terms/dough.yml", "- id: oven-spring", "- id: last-rise")
    edit(root, "data/questions/dough.yml", "oven-spring", "last-rise")
    capsys.readouterr()
    assert main(["--root", str(root), "check"]) == 1
    said = capsys.readouterr().out
    assert "the term 'oven-spring' is gone, but its addresses are published since 0.1.0" in said
    assert "{id: oven-spring, to: last-rise, since: <this month>}" in said


def test_published_ids_of_a_file_that_cannot_be_read_are_not_called_gone(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    release(root, "0.1.0", "2026-11-01")
    (root / "data/terms/dough.yml").write_text("", encoding="utf-8")
    capsys.readouterr()
    assert main(["--root", str(root), "check"]) == 1
    said = capsys.readouterr().out
    assert "data/terms/dough.yml:1:1: " in said
    assert "is gone" not in said
    assert said.rstrip().endswith("1 problem")
