"""Every file in `tests/bad/` is a mistake in the second data set, with what the check says about it.

A file holds a title, changes, and the whole output of `python -m macros check`:

    In `data/terms/dough.yml`, replace      In `docs/index.md`, add at the end      Write `data/terms/x.yml`
    (a block)                               (a block)                               (a block)
    with
    (a block)                               Delete `data/exam/bread.yml`

    The check says
    (a block)

A block is fenced code. After "Write ... with escapes", `\\xNN` in the block is a byte and `\\uNNNN` a character.
After a change of a message or a rule run `pytest tests/test_bad_examples.py --update-fixtures` and read the diff.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from macros.commands import main

BASE = Path(__file__).parent / "other_subject"
EXAMPLES = sorted((Path(__file__).parent / "bad").glob("*.md"))

BLOCK = r"\n+(?P<{0}>`{{3,}})\n(?P<{1}>.*?)\n?(?P={0})$"
CHANGE = re.compile(
    r"^(?:"
    rf"In `(?P<file>[^`]+)`, replace{BLOCK.format('f1', 'old')}\n+with{BLOCK.format('f2', 'new')}"
    rf"|In `(?P<longer>[^`]+)`, add at the end{BLOCK.format('f3', 'more')}"
    rf"|Write `(?P<written>[^`]+)`(?P<escapes>, with escapes)?{BLOCK.format('f4', 'text')}"
    r"|Delete `(?P<deleted>[^`]+)`$"
    r")",
    re.MULTILINE | re.DOTALL,
)
EXPECTED = re.compile(rf"^The check says{BLOCK.format('f', 'said')}", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One copy of the second data set for all examples: each mends what it broke."""
    root = tmp_path_factory.mktemp("bread")
    for folder in ("data", "docs"):
        shutil.copytree(BASE / folder, root / folder)
    return root


@contextmanager
def changed(example: str, root: Path) -> Iterator[None]:
    """Make the changes of an example, and take them back afterwards."""
    try:
        apply(example, root)
        yield
    finally:
        for change in CHANGE.finditer(example):
            name = change["file"] or change["longer"] or change["written"] or change["deleted"]
            if (BASE / name).exists():
                shutil.copy(BASE / name, root / name)
            else:
                (root / name).unlink()


def apply(example: str, root: Path) -> None:
    """Make the changes of an example in a copy of the second data set."""
    changes = list(CHANGE.finditer(example))
    assert changes, "the example changes nothing: see the head of this test for how to write one"
    for change in changes:
        if change["deleted"]:
            (root / change["deleted"]).unlink()
            continue
        file = root / (change["file"] or change["longer"] or change["written"])
        if change["file"]:
            text = file.read_text(encoding="utf-8")
            assert text.count(change["old"]) == 1, (
                f"{file.name} holds {change['old']!r} {text.count(change['old'])} times"
            )
            content = text.replace(change["old"], change["new"]).encode()
        elif change["longer"]:
            content = file.read_bytes() + f"\n{change['more']}\n".encode()
        else:
            content = unescape(change["text"]) if change["escapes"] else f"{change['text']}\n".encode()
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def unescape(text: str) -> bytes:
    """Return a text as bytes, with the characters and bytes that its escapes stand for."""
    parts = re.split(r"(\\x[0-9a-f]{2}|\\u[0-9a-f]{4})", text)
    return b"".join(
        bytes.fromhex(part[2:]) if part.startswith("\\x") else chr(int(part[2:], 16)).encode()
        if part.startswith("\\u") else part.encode()
        for part in parts
    )  # fmt: skip


def fenced(text: str) -> str:
    """Return a text as a block of code, fenced so that no fence inside ends it."""
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
    return f"{fence}\n{text}\n{fence}"


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_bad_example(
    file: Path,
    copy: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    update_fixtures: bool,
) -> None:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    example = file.read_text(encoding="utf-8")

    with changed(example, copy):
        code = main(["--root", str(copy), "check"])
    said = capsys.readouterr().out.rstrip("\n")

    if update_fixtures:
        example = EXPECTED.sub("", example).rstrip("\n") + f"\n\nThe check says\n\n{fenced(said)}\n"
        file.write_text(example, encoding="utf-8", newline="\n")
    expected = EXPECTED.search(example)
    assert expected is not None, "the example does not say what the check says"
    assert said == expected["said"]
    assert code == (0 if said.endswith("no problems.") else 1)


def test_there_are_many_examples() -> None:
    assert len(EXAMPLES) >= 70


def test_titles_differ_and_tell_what_is_wrong() -> None:
    titles = [file.read_text(encoding="utf-8").split("\n", 1)[0] for file in EXAMPLES]
    assert all(title.startswith("# ") and len(title) > 12 for title in titles)
    assert len(set(titles)) == len(titles)
