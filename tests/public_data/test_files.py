"""The files of the public data: schemas that fit, an index that is true, the same bytes again."""

from __future__ import annotations

import copy
import json
from functools import cache
from hashlib import sha256
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from macros.models import KINDS
from macros.public_data.files import About, make_files, make_schemas, newest_as_of
from macros.rendering.links import Links
from tests.rendering.bread import bread

LICENSE = {"id": "CC0-1.0", "url": "https://example.org/license", "credit": "the bakers"}
ABOUT = About("Bread", "https://bread.example.org/guide/", LICENSE)


@cache
def texts(about: tuple[str, str] = (ABOUT.title, ABOUT.site)) -> dict[str, str]:
    project = bread()
    plain = Links(project.catalog, project.places).plain
    return make_files(project.catalog, project.places, plain, About(*about, LICENSE))


def parsed(name: str) -> Any:
    return json.loads(texts()[name])


def errors(value: Any) -> list[str]:
    schema = parsed(value["$schema"])
    Draft202012Validator.check_schema(schema)
    return [error.message for error in Draft202012Validator(schema).iter_errors(value)]


DATA = [name for name in texts() if ".schema." not in name]


def test_there_is_a_file_and_a_schema_for_each_kind() -> None:
    names = {"index", "catalog", *KINDS}
    assert set(texts()) == {f"{name}.json" for name in names} | {f"{name}.schema.json" for name in names}
    assert {name for name in texts() if ".schema." in name} == set(make_schemas())


@pytest.mark.parametrize("name", DATA)
def test_a_file_fits_its_schema(name: str) -> None:
    assert errors(parsed(name)) == []


def test_the_schemas_find_mistakes() -> None:
    catalog = parsed("catalog.json")
    term, fact = catalog["records"]["term"][0], catalog["records"]["fact"][0]
    mistakes: list[tuple[dict[str, Any], dict[str, Any]]] = [
        (term, {"definition": None}),
        (term, {"kind": "service"}),
        (term, {"name": "plain"}),
        (fact, {"as_of": "yesterday"}),
        (fact, {"about": {"id": "x", "kind": "term"}}),
        (catalog["records"], {"question": None}),
        (catalog, {"version": 2}),
    ]
    for value, change in mistakes:
        kept = copy.copy(value)
        value.update(change)
        assert len(errors(catalog)) == 1, change
        value.update(kept)
    assert errors(catalog) == []


def test_the_schemas_let_new_fields_pass() -> None:
    term = parsed("term.json")
    term["records"][0]["since_next_year"] = {"new": True}
    assert errors(term) == []


def test_every_field_says_what_it_holds() -> None:
    for name, definition in parsed("catalog.schema.json")["$defs"].items():
        assert definition["description"], name
        for field, schema in definition["properties"].items():
            is_plain = field == "kind" or name == "License" or name.endswith("Ref") or name == "Reference"
            assert is_plain or schema.get("description"), f"{name}.{field}"


def test_the_index_lists_every_file_of_records_as_it_is() -> None:
    index = parsed("index.json")
    assert [entry["file"] for entry in index["files"]] == ["catalog.json", *(f"{name}.json" for name in KINDS)]
    for entry in index["files"]:
        content = texts()[entry["file"]].encode()
        assert entry["bytes"] == len(content)
        assert entry["sha256"] == sha256(content).hexdigest()
        assert entry["schema"] in texts()
        if "kind" in entry:
            records = parsed(entry["file"])["records"]
            assert entry["count"] == len(records)
            assert records == parsed("catalog.json")["records"][entry["kind"]]
    assert index["count"] == index["files"][0]["count"] == len(bread().catalog.entries)


def test_every_file_of_records_names_license_and_date() -> None:
    newest = newest_as_of(bread().catalog)
    assert newest == max(str(fact["as_of"]) for fact in parsed("fact.json")["records"])
    for name in DATA:
        assert parsed(name)["license"] == LICENSE
        assert parsed(name)["newest_as_of"] == newest


def test_a_site_without_license_or_address_names_none() -> None:
    project = bread()
    plain = Links(project.catalog, project.places).plain
    found = make_files(project.catalog, project.places, plain, About("Bread", ""))
    index = json.loads(found["index.json"])
    assert "license" not in index
    assert errors(index) == []
    assert json.loads(found["term.json"])["records"][0]["url"].startswith("/glossary/#")


def test_every_reference_leads_to_a_record() -> None:
    records = parsed("catalog.json")["records"]
    ids = {kind: {record["id"] for record in of_kind} for kind, of_kind in records.items()}
    found = []

    def visit(value: Any) -> None:
        if isinstance(value, dict):
            if set(value) == {"id", "kind"}:
                found.append(value)
                assert value["id"] in ids[value["kind"]]
            for inner in value.values():
                visit(inner)
        elif isinstance(value, list):
            for inner in value:
                visit(inner)

    visit(records)
    assert len(found) > 20


def test_a_record_stands_on_a_line_of_its_own() -> None:
    lines = texts()["fact.json"].splitlines()
    assert len(lines) == len(parsed("fact.json")["records"]) + 2
    assert all(json.loads(line.rstrip(","))["kind"] == "fact" for line in lines[1:-1])


def test_the_same_records_give_the_same_bytes() -> None:
    first = texts()
    texts.cache_clear()
    assert texts() == first
