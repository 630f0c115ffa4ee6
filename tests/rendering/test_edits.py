from __future__ import annotations

from pathlib import Path

import pytest

from macros.project import load_project
from macros.rendering.edits import Edit, Edits, edits_of
from macros.rendering.links import Links
from macros.rendering.renderer import Renderer

BREAD = Path(__file__).parent.parent / "other_subject"
EDITS = Edits("https://github.com/o/r/edit/main/", "https://github.com/o/r/issues/new")


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    project = load_project(BREAD)
    return Renderer(project.catalog, Links(project.catalog, project.places), EDITS)


def test_the_file_of_a_record_is_named_with_its_line(renderer: Renderer) -> None:
    entry = renderer.catalog.entries["gluten"]
    line = (BREAD / "data/terms/dough.yml").read_text(encoding="utf-8").split("\n").index("- id: gluten") + 1
    assert EDITS.of(entry) == Edit(
        "the term gluten",
        f"https://github.com/o/r/edit/main/data/terms/dough.yml#L{line}",
        "https://github.com/o/r/issues/new?template=change-record.yml&id=gluten",
    )


def test_a_site_without_a_repository_has_no_links(renderer: Renderer) -> None:
    assert Edits().of(renderer.catalog.entries["gluten"]) is None


@pytest.mark.parametrize(
    ("repo", "uri", "wanted"),
    [
        ("https://github.com/o/r", "edit/main/docs/", EDITS),
        ("https://github.com/o/r/", "edit/v1.2/docs/", Edits("https://github.com/o/r/edit/v1.2/", EDITS.issues)),
        ("https://git.example.org/o/r", "_edit/main/docs/", Edits("https://git.example.org/o/r/_edit/main/")),
        ("https://git.example.org/o/r", "https://e.example.org/x/docs/", Edits("https://e.example.org/x/")),
        ("https://github.com/o/r", "edit/main/pages/", Edits()),
        ("https://github.com/o/r", "", Edits()),
        (None, None, Edits()),
    ],
)
def test_the_addresses_come_from_the_configuration(repo: str | None, uri: str | None, wanted: Edits) -> None:
    assert edits_of(repo, uri, "docs") == wanted


@pytest.mark.parametrize(
    ("call", "label"),
    [
        ("glossary()", "Edit the term gluten"),
        ("questions('raise-a-dough')", "Edit the question "),
        ("decision_trees()", "Edit the decision tree "),
        ("services('Living leavens')", "Edit the service "),
        ("facts()", "Edit the fact "),
        ("comparisons()", "Edit "),
    ],
)
def test_what_a_reader_may_want_to_mend_has_a_link_with_a_name(renderer: Renderer, call: str, label: str) -> None:
    html = eval(f"renderer.{call}", {"renderer": renderer})
    assert f'aria-label="{label}' in html
