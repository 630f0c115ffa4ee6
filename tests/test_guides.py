"""Every guide has the same sections, so that readers find their way in each of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.project import MACROS, read_project

ROOT = Path(__file__).parent.parent
GUIDES = sorted(file for file in (ROOT / "docs" / "guides").rglob("*.md") if file.name != "index.md")
BREAD = Path(__file__).parent / "other_subject"

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

MACRO_OF = {
    "What you will be able to do": "objectives",
    "Key terms": "terms",
    "The services at a glance": "comparison",
    "Outline": "outline",
    "Choose": "decision_tree",
    "See it": "workflow",
    "Definitions with examples": "examples",
    "Worked examples": "scenario",
    "Muddy points": "muddy_points",
    "Checkpoint questions": "questions",
}


def sections(file: Path) -> dict[str, str]:
    """Return the text of each section by its heading, in order; code is left out."""
    text = re.sub(r"^```.*?^```", "", file.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    _, *parts = re.split(r"^## +(.*?)(?: *\{.*\})?$", text, flags=re.MULTILINE)
    return dict(zip(parts[::2], parts[1::2], strict=True))


@pytest.mark.parametrize("file", [*GUIDES, BREAD / "docs" / "guides" / "raise-a-dough.md"], ids=lambda file: file.stem)
def test_the_sections_stand_in_their_order(file: Path) -> None:
    assert list(sections(file)) == SECTIONS


@pytest.mark.parametrize("file", GUIDES, ids=lambda file: file.stem)
def test_each_section_calls_its_macro(file: Path) -> None:
    found = sections(file)
    for section, macro in MACRO_OF.items():
        assert f"{{$ {macro}(" in found[section], f"'{section}' shows no {macro}"
    assert re.search(r"\{\$ (comparison|contrast)\(", found["Compare"])


@pytest.mark.parametrize("file", GUIDES, ids=lambda file: file.stem)
def test_the_page_is_that_of_its_record(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    for macro in ("objectives", "outline", "muddy_points", "questions"):
        assert re.findall(rf'\{{\$ {macro}\("([^"]*)"\) \$\}}', text) == [file.stem]


def test_the_second_data_set_calls_every_macro() -> None:
    project, problems = read_project(BREAD)
    assert problems == []
    assert {call.name for page in project.pages for call in page.calls} == set(MACROS)
