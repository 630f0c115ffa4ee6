"""What readers see of releases: the list of changes, and the day at an entry that changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.models import Line, Question, Service, Term
from macros.project import Project, load_project
from macros.rendering import views
from tests.rendering.bread import call, changed_bread, renderer

RELEASES = {
    "0.1.0": "counts: {term: 3, scenario: 1}",
    "0.10.0": """counts: {term: 3}
changes:
- id: gluten
  kind: term
  deed: changed
  headline: Term gluten
  details: ['definition changed: … net of [-protein-] {+<b>proteins</b>+} that …', 'more removed; it was “x”']
- id: poolish
  kind: service
  deed: added
  headline: Service Poolish added
- id: crumb
  kind: term
  deed: removed
  headline: Term crumb removed""",
    "0.2.0": """counts: {term: 3}
changes:
- id: yeast-taste
  kind: fact
  deed: changed
  headline: 'Service Instant yeast: Taste'
  details: [changed from “mild” to “very mild”]
- id: poolish
  kind: service
  deed: changed
  headline: Service Poolish""",
}
DAYS = {"0.1.0": "2026-11-01", "0.2.0": "2026-12-01", "0.10.0": "2027-02-03"}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    root = changed_bread(tmp_path, {})
    (root / "docs/reference/changes.md").write_text("# What changed\n\n{$ changes() $}\n", encoding="utf-8")
    for version, rest in RELEASES.items():
        (root / f"data/releases/{version}.yml").write_text(
            "# yaml-language-server: $schema=../schemas/release.schema.json\n"
            f"id: release-{version.replace('.', '-')}\nversion: {version}\ndate: {DAYS[version]}\n{rest}\n",
            encoding="utf-8",
        )
    return load_project(root)


def test_releases_stand_by_number_the_newest_first(project: Project) -> None:
    written = call(renderer("reference/changes.md", project), "changes")
    places = [written.index(f"## Version {version} {{#release-") for version in ("0.10.0", "0.2.0", "0.1.0")]
    assert places == sorted(places)
    assert (
        '<p><time datetime="2026-11-01">2026-11-01</time>. The first edition: 3 terms and 1 worked example.</p>'
        in written
    )


def test_words_that_went_and_came_are_marked_and_nothing_else_is_html(project: Project) -> None:
    written = call(renderer("reference/changes.md", project), "changes")
    assert "net of <del>protein</del> <ins>&lt;b&gt;proteins&lt;/b&gt;</ins> that" in written


def test_a_change_links_its_record_while_that_is_there(project: Project) -> None:
    written = call(renderer("reference/changes.md", project), "changes")
    assert '<a href="../../glossary/#gluten">Term gluten</a>' in written
    assert "<li>Term crumb removed" in written
    assert "Service Instant yeast: Taste</a> changed from “mild” to “very mild”" in written


def test_an_entry_says_what_the_newest_release_did_to_it(project: Project) -> None:
    catalog = project.catalog
    assert views.news(catalog, catalog.get(Term, "gluten")) == ("Updated", "2027-02-03")
    assert views.news(catalog, catalog.get(Service, "poolish")) == ("Added", "2027-02-03")
    assert views.news(catalog, catalog.get(Service, "instant-yeast")) == ("Updated", "2026-12-01")  # by a fact
    assert views.news(catalog, catalog.get(Term, "oven-spring")) is None
    assert views.news(catalog, catalog.get(Question, "q-hot-oven")) is None


def test_the_day_stands_at_the_entry(project: Project) -> None:
    glossary = call(renderer("glossary.md", project), "glossary")
    assert glossary.count('<span>Updated <time datetime="2027-02-03">2027-02-03</time>.</span>') == 1


@pytest.mark.parametrize("text", ["a [-b", "[--]", "{+ +", "x[-1] y"])
def test_what_only_looks_like_a_mark_stays(text: str) -> None:
    assert views.marked(Line(text)) == text
