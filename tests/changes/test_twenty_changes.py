"""A branch with twenty changes: the diff finds each alone and all together. `twenty.md` shows what it says.

After a change of words run `pytest tests/changes --update-fixtures` and read the diff.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.commands import main
from tests.changes.conftest import git
from tests.test_bad_examples import apply

FILE = Path(__file__).parent / "twenty.md"
SAID = re.compile(
    r"^The diff says\n\n(?P<fence>`{3,})(?P<language>\w+)\n(?P<said>.*?)\n?(?P=fence)$", re.MULTILINE | re.DOTALL
)
SECTION = re.compile(r"^## ", re.MULTILINE)

HEAD, *SECTIONS = SECTION.split(FILE.read_text(encoding="utf-8"))
TWENTY, TOGETHER = SECTIONS[:-2], SECTIONS[-2:]


def title(section: str) -> str:
    return section.split("\n", 1)[0]


def said(section: str) -> str:
    found = SAID.search(section)
    assert found is not None, "the section does not show what the diff says"
    return found["said"]


def update(section: str, now: str) -> None:
    """Put what the diff says now into the file."""
    match = SAID.search(section)
    assert match is not None
    block = f"The diff says\n\n{match['fence']}{match['language']}\n{now}\n{match['fence']}"
    text = FILE.read_text(encoding="utf-8")
    position = text.index(f"\n## {title(section)}\n")
    text = text[:position] + SAID.sub(lambda _: block, text[position:], count=1)
    FILE.write_text(text, encoding="utf-8", newline="\n")


def diff(root: Path, capsys: pytest.CaptureFixture[str], *options: str) -> str:
    assert main(["--root", str(root), "diff", *options]) == 0
    return capsys.readouterr().out.rstrip("\n")


def test_there_are_twenty() -> None:
    assert [title(section).split(".")[0] for section in TWENTY] == [str(number) for number in range(1, 21)]


@pytest.mark.parametrize("section", TWENTY, ids=title)
def test_each_change_is_found(
    section: str, repository: Path, capsys: pytest.CaptureFixture[str], update_fixtures: bool
) -> None:
    apply(section, repository)
    now = diff(repository, capsys)
    if update_fixtures:
        update(section, now)
    else:
        assert now == said(section)
    assert not now.startswith("No change")


@pytest.mark.parametrize("section", TOGETHER, ids=["text", "markdown"])
def test_all_are_found_on_a_branch(
    section: str, repository: Path, capsys: pytest.CaptureFixture[str], update_fixtures: bool
) -> None:
    git(repository, "checkout", "--quiet", "-b", "twenty")
    for change in TWENTY:
        apply(change, repository)
    git(repository, "add", ".")
    git(repository, "commit", "--quiet", "--message=Twenty changes")
    git(repository, "checkout", "--quiet", "main")  # what is compared is the branch, not the folder
    format_name = "markdown" if "pull request" in title(section) else "text"
    now = diff(repository, capsys, "main", "twenty", "--format", format_name)
    if update_fixtures:
        update(section, now)
    else:
        assert now == said(section)


def test_what_is_said_of_each_is_said_of_all() -> None:
    whole = said(TOGETHER[0])
    for section in TWENTY:
        found = [line.partition(" (on ")[0] for line in said(section).split("\n") if line.lstrip().startswith("- ")]
        assert found, title(section)
        for line in found:  # with other changes of its record, a change stands on a line of its own
            assert line.strip(" -").partition(": ")[2] in whole, title(section)
            assert line.strip(" -").partition(": ")[0] in whole, title(section)
