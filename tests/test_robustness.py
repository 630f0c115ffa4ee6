"""Whatever stands in a file: the check answers with problems, never with a traceback, and each has its place."""

from __future__ import annotations

import random
import re
import shutil
import time
from pathlib import Path
from typing import Any

import markdown
import pytest
import yaml
from lxml import html

from macros.checks import markup
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


# ------------------------------------------------------------------------------------------- hostile pull requests

HOSTILE = [
    *("<script>x</script>", "<script src=//e.x/a>", "<img src=x onerror=y>", "<b onclick=z>", "<svg onload=y>"),
    *("{ onclick=y }", "{: onclick=y }", "javascript:y", "[a](javascript:y)", "[r]: javascript:y"),
    *("![a](https://e.x/p.png)", "![a](//e.x/p.png)"),
]
AROUND = [
    *("`", "``", "```", "```py", "``` {.py onclick=y}", "~~~", "\\", "\n", "\n\n", "    ", " a ", "- ", "> ", "## h"),
    *(
        "<div>",
        "<div\n",
        "<div markdown>",
        "</div>",
        "<p>",
        "<pre>",
        "</pre>",
        "<span>",
        "</b>",
        "<hr>",
        "<a ",
        "<",
        ">",
    ),
    *("<!--", "-->", "--!>", "<!-->", "<?", "]]>", "&lt;", '"', "'", "|", "| a | b |\n| - | - |\n", "!!! note\n"),
    *("[r]", "[^1]: ", '=== "T"\n', "{.x onclick=y}"),
]


def what_runs(page: str) -> list[str]:
    """Return what a browser would run, or ask another site for."""
    found = []
    for element in html.fromstring(f"<div>{page}</div>").iter():
        tag = str(element.tag)
        found += [tag] if tag in ("script", "svg", "iframe", "style") else []
        found += [str(name) for name in element.attrib if str(name).startswith("on")]
        found += [url for url in (str(element.get("src") or ""),) if re.match(r"\s*(?:https?:|//)", url)]
        found += [url for url in (str(element.get("href") or ""),) if re.match(r"\s*(?:javascript|data):", url)]
    return found


def test_what_passes_the_check_runs_nothing() -> None:
    chance = random.Random("crust")
    config = re.sub("!ENV ", "", (BREAD.parent.parent / "mkdocs.yml").read_text(encoding="utf-8"))
    names = [
        name if isinstance(name, str) else next(iter(name)) for name in yaml.safe_load(config)["markdown_extensions"]
    ]
    reader = markdown.Markdown(extensions=names)
    passed = 0
    for _ in range(4000):
        parts = [*chance.choices(AROUND + HOSTILE, k=chance.randint(1, 6)), chance.choice(HOSTILE)]
        chance.shuffle(parts)
        text = "# T\n\n" + "".join(parts)
        page, problems = read_page("a.md", Source("docs/a.md", tuple(text.split("\n"))))
        problems += [*markup.html_is_harmless(page), *markup.attributes_are_harmless(page)]
        problems += [*markup.markdown_is_whole(page, {"a.md"}, lambda _: True), *markup.prose_is_written_out(page)]
        if not problems:
            passed += 1
            assert what_runs(reader.reset().convert(text)) == [], text
    assert passed > 40


@pytest.mark.parametrize("name", ["data/terms/more.yml", "docs/more.md", "docs/more", "data/terms/more"])
def test_symbolic_links_are_refused(copy: Path, name: str) -> None:
    link = copy / name
    link.symlink_to(copy / "data" if "." not in name else "/etc/passwd")
    _, problems = read_project(copy)
    link.unlink()
    assert [(d.location.path, d.what.split(":")[0]) for d in problems] == [(name, "a symbolic link")]


def test_a_folder_with_the_name_of_a_file(copy: Path) -> None:
    for name in ("data/terms/more.yml", "docs/more.md"):
        (copy / name).mkdir()
        _, problems = read_project(copy)
        (copy / name).rmdir()
        assert [str(d).split(":")[0] for d in problems] == [name]
        assert "not a file" in problems[0].what


def test_a_missing_folder_of_data_is_the_only_problem(tmp_path: Path) -> None:
    shutil.copytree(BREAD / "docs", tmp_path / "docs")
    _, problems = read_project(tmp_path)
    assert [d.location.path for d in problems] == ["data"]


LONG = ["[", "`", "[[a|", "<a ", "<div>", "{$ ", "](", "](https://a(", "![", "{a=", "1", " ", "**", "# ", "20-", "\0"]


@pytest.mark.parametrize("piece", LONG)
def test_long_runs_take_no_time_and_few_words(copy: Path, piece: str) -> None:
    text = (piece * 50_000)[:50_000]
    terms, page = copy / "data/terms/dough.yml", copy / "docs/index.md"
    before = terms.read_text(encoding="utf-8"), page.read_text(encoding="utf-8")
    start = time.monotonic()
    terms.write_text(f"{before[0]}\n- id: crumb\n  name: crumb\n  definition: '{text}'\n", encoding="utf-8")
    page.write_text(f"{before[1]}\n{text}\n", encoding="utf-8")
    _, problems = read_project(copy)
    terms.write_text(before[0], encoding="utf-8")
    page.write_text(before[1], encoding="utf-8")
    assert time.monotonic() - start < 10
    assert len(problems) <= 60
