"""What the search finds: every heading of a record, and never the answer to a question."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape

import pytest

from macros.models import Comparison, DecisionTree, Question, Scenario, Service, Term, Workflow
from macros.places import page_url
from macros.project import Project
from macros.rendering.links import Links
from tests.site.conftest import Site


def words(text: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", "", text)).split())


@pytest.fixture(scope="module")
def everything(site: Site) -> str:
    """Return all words that the search knows."""
    return "\n".join(
        "\n".join(map(words, (entry["title"], entry["text"], *entry.get("names", ())))) for entry in site.search_entries
    )


@pytest.fixture(scope="module")
def entries(site: Site) -> dict[str, tuple[str, str]]:
    """Return the title and the text of each place."""
    return {entry["location"]: (words(entry["title"]), words(entry["text"])) for entry in site.search_entries}


def test_no_answer_is_found(project: Project, everything: str) -> None:
    plain = Links(project.catalog, project.places).plain
    for question in project.catalog.all(Question):
        secrets = [question.explanation, *(option.reason for option in question.options), question.answer or ""]
        for secret in filter(None, secrets):
            assert words(plain(secret)) not in everything, question.id
    for word in ("Take away.", "Right answer", "Show the answer", "Tests the objective"):
        assert word not in everything


def _location(project: Project, name: str) -> str:
    place = project.places.homes[name]
    return page_url(place.page, directory_urls=True) + (f"#{place.anchor}" if place.anchor else "")


@pytest.mark.parametrize("kind", [Term, Service, Comparison, DecisionTree, Workflow, Scenario])
def test_every_record_is_found_under_its_name(
    project: Project, entries: dict[str, tuple[str, str]], kind: type[Term]
) -> None:
    plain = Links(project.catalog, project.places).plain
    for record in project.catalog.all(kind):
        title, _text = entries[_location(project, str(record.id))]
        assert words(plain(record.title_text)) in title, record.id


def test_every_question_is_found_by_its_stem_once(project: Project, site: Site) -> None:
    plain = Links(project.catalog, project.places).plain
    for question in project.catalog.all(Question):
        found = [entry for entry in site.search_entries if entry["location"].endswith(f"#{question.id}")]
        assert [entry["location"] for entry in found] == [_location(project, str(question.id))], question.id
        assert words(plain(question.stem)) in words(found[0]["text"]), question.id


def test_every_definition_is_found(project: Project, entries: dict[str, tuple[str, str]]) -> None:
    plain = Links(project.catalog, project.places).plain
    for term in project.catalog.all(Term):
        assert words(plain(term.definition)) in entries[_location(project, str(term.id))][1], term.id


def test_every_other_name_stands_at_its_record(project: Project, site: Site) -> None:
    found: dict[str, list[str]] = {entry["location"]: entry.get("names", []) for entry in site.search_entries}
    for term in project.catalog.all(Term):
        assert found[_location(project, str(term.id))] == list(term.aliases)
    for service in project.catalog.all(Service):
        wanted = {*service.aliases, *(former.name for former in service.former_names), service.short_name}
        assert {*found[_location(project, str(service.id))], service.name} == wanted | {service.name}


def test_nothing_is_read_twice(site: Site) -> None:
    lines = Counter(line for entry in site.search_entries for line in entry["text"].split("\n") if len(line) > 60)
    repeated = {line: times for line, times in lines.items() if times > 1}
    assert sum(len(line) * (times - 1) for line, times in repeated.items()) < 2_000, repeated


def test_sources_and_cells_are_no_words(everything: str) -> None:
    assert "Sources: " not in everything
    assert "Former nameName" not in everything


def test_the_worker_of_the_theme_is_gone(site: Site) -> None:
    scripts = site.folder / "assets" / "javascripts"
    assert sorted(file.name for file in (scripts / "workers").iterdir()) == [
        "excerpts.js",
        "ranking.js",
        "search.js",
        "words.js",
    ]
    assert not (scripts / "lunr").exists()


def test_every_entry_leads_somewhere(site: Site) -> None:
    for entry in site.search_entries:
        path, _, anchor = entry["location"].partition("#")
        page = site.pages[f"{path}index.html"]
        assert not anchor or anchor in page.ids, entry["location"]
    locations = [entry["location"] for entry in site.search_entries]
    assert len(locations) == len(set(locations))


def test_no_entry_is_empty_but_for_headings_over_others(site: Site) -> None:
    empty = [entry["location"] for entry in site.search_entries if not words(entry["text"])]
    assert not [location for location in empty if "#q-" in location or "#letter-" in location]
