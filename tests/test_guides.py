"""Every guide has the same sections, so that readers find their way in each of them."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from macros.project import MACROS, read_project

ROOT = Path(__file__).parent.parent
GUIDES = sorted(file.parent for file in (ROOT / "docs" / "guides").glob("unit-*/*/index.md"))
BREAD = Path(__file__).parent / "other_subject"

CHAPTERS: dict[str, dict[str, str]] = {
    "index.md": {
        "What you will be able to do": "objectives",
        "The big idea": "",
        "Key terms": "terms",
        "The services at a glance": "comparison",
        "The chapters": "",
        "Outline": "outline",
    },
    "choose.md": {"*": "decision_tree"},
    "see-it.md": {"*": "workflow"},
    "examples.md": {"Definitions with examples": "examples", "Worked examples": "scenario"},
    "compare.md": {"The tables": "comparison", "Muddy points": "muddy_points"},
    "questions.md": {"Checkpoint questions": "questions", "Where to go next": ""},
}
"""The chapters of every guide, and their sections in order, each with the macro that it calls; * is any section."""

OPTIONAL = {"in-detail.md", "more-questions.md", "see-it-run.md"}

SECTIONS = [
    "What you will be able to do",
    "The big idea",
    "Key terms",
    "The services at a glance",
    "Outline",
    "Choose",
    "See it",
    "Definitions with examples",
    "Worked examples",
    "Compare",
    "Muddy points",
    "Checkpoint questions",
    "Where to go next",
]
"""The same for a short guide that is one page."""


def sections(file: Path) -> dict[str, str]:
    """Return the text of each section by its heading, in order; code is left out."""
    text = re.sub(r"^```.*?^```", "", file.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    _, *parts = re.split(r"^## +(.*?)(?: *\{.*\})?$", text, flags=re.MULTILINE)
    return dict(zip(parts[::2], parts[1::2], strict=True))


def name_of(guide: Path) -> str:
    return guide.name


def test_there_are_guides() -> None:
    assert len(GUIDES) >= 2


@pytest.mark.parametrize("guide", GUIDES, ids=name_of)
def test_every_guide_has_the_same_chapters(guide: Path) -> None:
    assert {file.name for file in guide.iterdir()} - OPTIONAL == set(CHAPTERS)


@pytest.mark.parametrize("guide", GUIDES, ids=name_of)
def test_chapters_call_their_macros(guide: Path) -> None:
    for chapter, wanted in CHAPTERS.items():
        found = sections(guide / chapter)
        if "*" in wanted:
            found = {"*": "".join(found.values())}
        assert list(found) == list(wanted), chapter
        for section, macro in wanted.items():
            assert f"{{$ {macro}" in found[section] or not macro, f"{chapter}: '{section}' shows no {macro}"


@pytest.mark.parametrize("guide", GUIDES, ids=name_of)
def test_the_first_page_lists_the_chapters_in_the_order_of_the_navigation(guide: Path) -> None:
    listed = re.findall(r"\]\(([a-z-]+\.md)\)", sections(guide / "index.md")["The chapters"])
    navigation = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    folder = re.escape(guide.relative_to(ROOT / "docs").as_posix())
    assert ["index.md", *listed] == re.findall(rf"{folder}/([a-z-]+\.md)", navigation)


@pytest.mark.parametrize("guide", GUIDES, ids=name_of)
def test_the_pages_are_those_of_their_record(guide: Path) -> None:
    text = "".join(file.read_text(encoding="utf-8") for file in sorted(guide.iterdir()))
    for macro in ("objectives", "outline", "muddy_points", "questions"):
        assert set(re.findall(rf'\{{\$ {macro}\("([^"]*)"', text)) == {guide.name}


def test_a_short_guide_is_one_page_with_all_sections() -> None:
    assert list(sections(BREAD / "docs" / "guides" / "raise-a-dough.md")) == SECTIONS


@pytest.fixture
def bread_with_chapters(tmp_path: Path) -> Path:
    """Copy the second data set; the longer guide becomes a folder with a chapter for its doubts and questions."""
    shutil.copytree(BREAD, tmp_path / "bread")
    guides = tmp_path / "bread" / "docs" / "guides"
    text = (guides / "raise-a-dough.md").read_text(encoding="utf-8")
    start = text.index("## Muddy points")
    (guides / "raise-a-dough.md").unlink()
    (guides / "raise-a-dough").mkdir()
    (guides / "raise-a-dough" / "index.md").write_text(text[:start], encoding="utf-8")
    (guides / "raise-a-dough" / "questions.md").write_text(f"# Questions\n\n{text[start:]}", encoding="utf-8")
    return tmp_path / "bread"


def test_a_guide_may_have_chapters(bread_with_chapters: Path) -> None:
    project, problems = read_project(bread_with_chapters)
    assert problems == []
    assert project.places.homes["raise-a-dough"].page == "guides/raise-a-dough/index.md"


def test_a_part_that_no_chapter_shows(bread_with_chapters: Path) -> None:
    page = bread_with_chapters / "docs/guides/raise-a-dough/questions.md"
    text = page.read_text(encoding="utf-8").replace('{$ muddy_points("raise-a-dough") $}', "Nothing.")
    page.write_text(text, encoding="utf-8")
    _, problems = read_project(bread_with_chapters)
    assert [str(problem) for problem in problems] == [
        "docs/guides/raise-a-dough/index.md:12:4: neither the page nor a chapter of it shows the muddy points of "
        "'raise-a-dough' (add {$ muddy_points(\"raise-a-dough\") $})"
    ]


def test_a_part_of_another_guide_in_a_chapter(bread_with_chapters: Path) -> None:
    page = bread_with_chapters / "docs/guides/raise-a-dough/questions.md"
    text = page.read_text(encoding="utf-8").replace('questions("raise-a-dough")', 'questions("bake-a-loaf")')
    page.write_text(text, encoding="utf-8")
    _, problems = read_project(bread_with_chapters)
    assert any("this is a page of 'raise-a-dough', not of 'bake-a-loaf'" in str(problem) for problem in problems)


def test_the_second_data_set_calls_every_macro() -> None:
    project, problems = read_project(BREAD)
    assert problems == []
    assert {call.name for page in project.pages for call in page.calls} == set(MACROS)
