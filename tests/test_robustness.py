"""Whatever stands in a file: the check answers with problems, never with a traceback, and each has its place."""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.diagnostics import FORMATS
from macros.pages import read_page
from macros.project import read_project
from macros.reading import Source

BREAD = Path(__file__).parent / "other_subject"
JUNK: list[Any] = [
    None, "", " ", "x", "X y", "[[", "[[nothing]]", "`", "<b>", "5 days", "1.1.1", "2026-10", "true", 7, -1, 1e9, True,
    [], [[]], [None], ["x"], {}, {"id": "x"}, {"x": {}}, "gluten", "sourdough", "leavens", "é" * 3000, "a\nb",
]  # fmt: skip


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("bread")
    for folder in ("data", "docs"):
        shutil.copytree(BREAD / folder, root / folder)
    return root


def places(value: Any) -> list[tuple[Any, Any]]:
    """Return every container with every key in it."""
    items = list(value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ())
    return [(value, key) for key, _ in items] + [place for _, item in items for place in places(item)]


def spoil(value: Any, chance: random.Random) -> None:
    """Change one thing somewhere in a value: put junk there, take it out, or give it a strange name."""
    container, key = chance.choice(places(value))
    match chance.randrange(4):
        case 0:
            del container[key]
        case 1 if isinstance(container, dict):
            container[chance.choice(["x", "", "Id", "id ", 5, "naïve"])] = container.pop(key)
        case _:
            container[key] = chance.choice(JUNK)


def assert_well_formed(root: Path) -> int:
    _, problems = read_project(root)
    for problem in problems:
        lines = (root / problem.location.path).read_text(encoding="utf-8").split("\n") if problem.source else []
        assert problem.location.line >= 1
        assert problem.location.column >= 1
        assert not lines or problem.source == lines[problem.location.line - 1]
        assert problem.what
        assert not problem.what.endswith(".")
        assert problem.fix, f"what is to be done? {problem}"
        assert len(str(problem)) < 700
    for write in FORMATS.values():
        write(problems)
    return len(problems)


def test_strange_values(copy: Path) -> None:
    chance = random.Random("dough")
    files = sorted((copy / "data").rglob("*.yml"))
    found = 0
    for _ in range(150):
        file = chance.choice(files)
        text = file.read_text(encoding="utf-8")
        value = yaml.safe_load(text)
        for _ in range(chance.randint(1, 3)):
            spoil(value, chance)
        changed = yaml.safe_dump(value, sort_keys=False, allow_unicode=True)
        file.write_text(f"{text.split(chr(10), 1)[0]}\n{changed}", encoding="utf-8")
        found += assert_well_formed(copy) > 0
        file.write_text(text, encoding="utf-8")
    assert found > 100


def test_strange_lines(copy: Path) -> None:
    chance = random.Random("yeast")
    files = sorted([*(copy / "data").rglob("*.yml"), *(copy / "docs").rglob("*.md")])
    for _ in range(150):
        file = chance.choice(files)
        text = file.read_text(encoding="utf-8")
        at = chance.randrange(len(text))
        noise = chance.choice(
            [
                "\t",
                '"',
                "'",
                ": ",
                "- ",
                "#",
                " #",
                "[",
                "]]",
                "{$",
                "$}",
                "`",
                "```\n",
                "\n---\n",
                "\\",
                "&a ",
                "*",
                "!",
            ]
        )
        file.write_text(text[:at] + noise + text[at + chance.choice([0, 0, 1, 5]) :], encoding="utf-8")
        assert_well_formed(copy)
        file.write_text(text, encoding="utf-8")


def test_noise_on_a_page() -> None:
    chance = random.Random("oven")
    pieces = [
        "{$",
        "$}",
        "{@",
        "@}",
        "{*",
        "*}",
        "a(",
        ")",
        '"',
        "'",
        ",",
        "raw",
        "endraw",
        "`",
        "```",
        "\n",
        "---",
        "[[",
        "]]",
        "|",
        "# ",
        "{#x}",
        " ",
        "a",
        "1",
        "=",
        "\\",
    ]
    for _ in range(1500):
        lines = tuple("".join(chance.choices(pieces, k=chance.randint(1, 30))).split("\n"))
        page, problems = read_page("a.md", Source("docs/a.md", lines))
        places = [d.location[1:] for d in problems] + [(c.line, c.column) for c in page.calls]
        places += [(link.line, link.column) for link in page.links]
        assert all(1 <= line <= len(lines) and 1 <= column <= len(lines[line - 1]) + 1 for line, column in places)
