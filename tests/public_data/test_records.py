"""The published form of records, on the second data set."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from macros.models import KINDS, Criterion, DecisionTree, Fact, Question, Record, Scenario, Service, Term
from macros.public_data.records import Publisher
from macros.rendering.links import Links
from tests.rendering.bread import bread, changed_project


def published(name: str, base: str = "/guide/") -> dict[str, Any]:
    project = bread()
    publisher = Publisher(project.catalog, project.places, Links(project.catalog, project.places).plain, base)
    record = project.catalog.find(name)
    assert record is not None
    return publisher.record(record)


def first(kind: type[Record]) -> str:
    return str(bread().catalog.all(kind)[0].id)


def test_a_record_says_what_it_is_and_where_it_stands() -> None:
    name = first(Term)
    record = published(name)
    assert list(record)[:3] == ["id", "kind", "url"]
    assert record["id"] == name
    assert record["kind"] == "term"
    assert record["url"] == f"/guide/glossary/#{name}"
    assert published(name, "/")["url"] == f"/glossary/#{name}"


def test_a_record_without_a_place_has_no_url() -> None:
    assert "url" not in published(first(Criterion))


def test_a_text_comes_as_it_was_written_and_plain(tmp_path: Path) -> None:
    more = "\n- id: brioche\n  name: brioche & bun\n  definition: A *rich* [[sourdough|sour one]] with `<b>`.\n"
    file = min((Path(__file__).parents[1] / "other_subject/data/terms").glob("*.yml")).name
    project = changed_project(tmp_path, {f"data/terms/{file}": more})
    publisher = Publisher(project.catalog, project.places, Links(project.catalog, project.places).plain, "/")
    record = publisher.record(project.catalog.get(Term, "brioche"))
    assert record["definition"] == {
        "source": "A *rich* [[sourdough|sour one]] with `<b>`.",
        "text": "A rich sour one with <b>.",
    }
    assert record["name"] == {"source": "brioche & bun", "text": "brioche & bun"}


def test_a_reference_is_an_id_with_its_kind() -> None:
    record = published(first(Fact))
    assert record["about"] == {"id": str(bread().catalog.all(Fact)[0].about), "kind": "service"}


def test_what_is_not_there_is_left_out_and_lists_are_always_there() -> None:
    service = next(s for s in bread().catalog.all(Service) if s.status is None and not s.sdk)
    record = published(str(service.id))
    assert "status" not in record
    assert record["sdk"] == []


def test_numbers_and_truths_stay_what_they_are() -> None:
    question = next(q for q in bread().catalog.all(Question) if q.options)
    assert {type(option["right"]) for option in published(str(question.id))["options"]} == {bool}
    exam = bread().catalog.exam
    assert exam
    assert type(published(str(exam.id))["domains"][0]["weight"]) is int


def test_what_stands_inside_of_a_record_keeps_its_ids() -> None:
    tree = bread().catalog.all(DecisionTree)[0]
    start = published(str(tree.id))["start"]
    assert start["id"] == str(tree.start.id)
    assert start["answers"][0]["label"]["text"] == str(tree.start.answers[0].label)
    walked = next(s for s in bread().catalog.all(Scenario) if s.walk)
    assert set(published(str(walked.id))["walk"]["answers"]) == set(walked.walk.answers if walked.walk else ())


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_no_field_stands_in_the_way_of_kind_and_url(kind: type[Record]) -> None:
    assert not {"kind", "url"} & set(kind.model_fields)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_json_knows_every_value(kind: type[Record]) -> None:
    for record in bread().catalog.all(kind):
        value = published(str(record.id))
        assert json.loads(json.dumps(value)) == value


def test_a_value_of_an_unknown_type_is_an_error() -> None:
    project = bread()
    publisher = Publisher(project.catalog, project.places, str, "/")
    construct: Any = Term.model_construct
    broken = construct(id="x", name=object())
    with pytest.raises(TypeError, match="object has no published form"):
        publisher.record(broken)
