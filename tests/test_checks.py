"""What the bad examples do not show: what the rules let pass, and that each rule has a bad example."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.checks import CHECKS, exam, files, graphs, permanence, practice, references, samples, sources, tables, texts
from macros.checks.files import schema_line
from macros.checks.pages import unused
from macros.checks.sources import find_figure
from macros.checks.texts import HTML, PAGE_LINK
from macros.commands import main
from macros.models import Fact
from macros.project import load_project, read_project

BREAD = Path(__file__).parent / "other_subject"
MODULES = (exam, files, graphs, permanence, practice, references, samples, sources, tables, texts)


def test_every_rule_runs() -> None:
    rules = {
        value
        for module in MODULES
        for name, value in vars(module).items()
        if callable(value)
        and getattr(value, "__module__", "") == module.__name__
        and not name.startswith("_")
        and value.__annotations__.get("catalog") == "Catalog"
        and value.__annotations__.get("return") == "Iterator[Diagnostic]"
    }
    assert rules == set(CHECKS)


@pytest.mark.parametrize("rule", CHECKS, ids=lambda rule: rule.__name__)
def test_every_rule_says_what_it_wants(rule: object) -> None:
    assert (rule.__doc__ or "").strip().endswith(".")


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("It takes 15 minutes.", "15 minutes"),
        ("up to 256 KB", "256 KB"),
        ("up to 256KB", "256KB"),
        ("for $0.025 a month", "$0.025"),
        ("25,000 a second", "25,000"),
        ("99.9 %", "99.9 %"),
        ("99.9% of", "99.9%"),
        ("a 5-minute wait and 1 day", "5-minute"),
        ("a page of 3\u00a0MB", "3\u00a0MB"),
        ("Glue 5.0, version 2, S3, EC2 and step 3", ""),
        ("three minutes", ""),
        ("`sleep 5 minutes`", ""),
        ("in 2026", ""),
        ("the 3 of us", ""),
        ("DEA-C01", ""),
    ],
)
def test_figures(text: str, figure: str) -> None:
    assert find_figure(text) == figure


@pytest.mark.parametrize(
    "text", ["a < b > c", "5 > 3", "x <= y", "A&B", "R&D; and", "<- here ->", "<3", "<https://a.b>"]
)
def test_what_is_no_html(text: str) -> None:
    assert not HTML.search(text)


@pytest.mark.parametrize(
    "text", ["<b>", "</b>", "<br/>", "<br />", '<a href="x">', "<job-name>", "<!-- x -->", "&nbsp;", "&#160;"]
)
def test_what_is_html(text: str) -> None:
    assert HTML.search(f"a {text} b")


@pytest.mark.parametrize(
    ("text", "found"), [("[a](https://b.c)", False), ("[a](b.md)", True), ("[a](#b)", True), ("a (b)", False)]
)
def test_links_to_pages(text: str, found: bool) -> None:
    assert bool(PAGE_LINK.search(text)) is found


def test_the_schema_line_leads_to_the_schema() -> None:
    line = "# yaml-language-server: $schema="
    assert schema_line("data/facts/a.yml", Fact) == f"{line}../schemas/fact.schema.json"
    assert schema_line("data/facts/a/b/c.yml", Fact) == f"{line}../../../schemas/fact.schema.json"


def test_records_that_nothing_names() -> None:
    assert unused(load_project(BREAD).catalog) == []


def test_problems_come_sorted_and_once(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "data").mkdir()
    for name in ("b", "a"):
        (tmp_path / "docs" / f"{name}.md").write_text("[[x]] [[x]]\n\n[[y]] 5 days\n", encoding="utf-8")
    _, problems = read_project(tmp_path)
    assert [tuple(d.location) for d in problems] == [
        ("data/exam", 1, 1),
        *((f"docs/{name}.md", *place) for name in "ab" for place in [(1, 1), (1, 7), (3, 1), (3, 7)]),
    ]


def test_a_missing_folder_is_named_and_no_record_is_blamed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "data").symlink_to(BREAD / "data", target_is_directory=True)
    assert main(["--root", str(tmp_path), "check"]) == 1
    assert "docs:1:1: the folder is missing" in capsys.readouterr().out
