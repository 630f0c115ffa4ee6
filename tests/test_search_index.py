"""What the search index holds of the sections that the search plugin found."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from macros.project import Project, load_project
from macros.search_index import addresses, compact, names


@pytest.fixture(scope="module")
def project() -> Project:
    """Return the real project."""
    return load_project(Path(__file__).parent.parent)


def section(location: str, text: str, **more: Any) -> dict[str, Any]:
    return {"location": location, "title": "Title", "text": text, **more}


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One.</p> <p>Two.</p>", "One.\nTwo."),
        ("<ul> <li>a</li> <li><p>b</p></li> </ul>", "a\nb"),
        ("<p>List&lt;int&gt; &amp; <code>x</code><sup>2</sup></p>", "List<int> & x2"),
        ("<pre><code>{\n  1\n}</code></pre>", "{ 1 }"),
        ("  ", ""),
    ],
)
def test_text_becomes_lines(html: str, text: str) -> None:
    [entry] = compact([section("a/", html)], {}, {})
    assert entry == {"location": "a/", "title": "Title", "text": text}


def test_a_title_is_plain() -> None:
    [entry] = compact([{"location": "a/", "title": "<code>a</code> &amp; b", "text": ""}], {}, {})
    assert entry["title"] == "a & b"


def test_a_record_away_from_its_home_is_left_out() -> None:
    here, there = section("home/#r", "<p>One.</p>"), section("guide/#r", "<p>One.</p>")
    assert compact([there, here], {"r": "home/#r"}, {}) == compact([here], {"r": "home/#r"}, {})


def test_what_only_stands_away_from_home_is_kept() -> None:
    found = compact(
        [section("home/#r", "<p>One.</p>"), section("guide/#r", "<p>One.</p><p>Two.</p>")], {"r": "home/#r"}, {}
    )
    assert [(entry["location"], entry["text"]) for entry in found] == [("home/#r", "One."), ("guide/#r", "Two.")]


def test_a_heading_that_is_named_like_a_record_without_a_section_is_kept() -> None:
    assert len(compact([section("guide/#r", "<p>One.</p>")], {"r": "home/#r"}, {})) == 1


def test_names_and_weight_come_along() -> None:
    [entry] = compact([section("a/#r", "", boost=2)], {"r": "a/#r"}, {"a/#r": ["other"]})
    assert entry["names"] == ["other"]
    assert entry["boost"] == 2


def test_names_of_records(project: Project) -> None:
    homes = addresses(project.places, directory_urls=True)
    found = names(project.catalog, homes)
    assert "Amazon Kinesis Data Firehose" in found["services/analytics/#data-firehose"]
    assert "DAGs" in found["glossary/#dag"]
    assert found["samples/quality-gate/"][:2] == ["quality gate", "state machine example"]
    assert "Step Functions example" in found["samples/quality-gate/"]
    assert all(found.values())


def test_addresses_of_a_folder_are_files(project: Project) -> None:
    homes = addresses(project.places, directory_urls=False)
    assert homes["dag"] == "glossary.html#dag"
