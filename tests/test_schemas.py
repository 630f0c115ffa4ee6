from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from macros.catalog import load, titles_of
from macros.checks.files import schema_line
from macros.models import KINDS, Record
from macros.schemas import BEGIN, END, IDS, ids_schema, json_schema, with_field_reference

ROOT = Path(__file__).parent.parent
FILES = [
    (kind, file)
    for root in (ROOT, Path(__file__).parent / "other_subject")
    for kind in KINDS.values()
    for file in sorted((root / "data" / kind.folder).glob(kind.glob))
]

REGISTRY: Registry[Any] = Registry().with_resource(
    IDS, Resource.from_contents(json.loads((ROOT / "data/schemas" / IDS).read_text(encoding="utf-8")))
)
"""Where a schema finds the ids that it offers."""


class EditorLoader(yaml.SafeLoader):
    """Reads YAML as editors do (YAML 1.2): a date and the word `yes` are text."""


EditorLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag.rpartition(":")[2] in ("int", "float", "null")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
EditorLoader.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile(r"^(?:true|false|True|False|TRUE|FALSE)$"), list("tTfF")
)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_the_schema_in_the_project_is_current(kind: type[Record]) -> None:
    file = ROOT / "data" / "schemas" / f"{kind.kind}.schema.json"
    assert file.read_text(encoding="utf-8") == json_schema(kind), "run 'make fix'"


def test_there_is_no_schema_of_a_kind_that_is_gone() -> None:
    names = {file.name for file in (ROOT / "data" / "schemas").iterdir()}
    assert names == {IDS, *(f"{kind}.schema.json" for kind in KINDS)}


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_the_schema_is_valid_and_explains_its_fields(kind: type[Record]) -> None:
    schema = json.loads(json_schema(kind))
    Draft202012Validator.check_schema(schema)
    for name, part in schema["$defs"].items():
        for field, info in part.get("properties", {}).items():
            assert info.get("description"), f"{name}.{field}"


@pytest.mark.parametrize(
    ("kind", "file"), FILES, ids=lambda value: value.stem if isinstance(value, Path) else value.kind
)
def test_an_editor_has_nothing_to_complain_about(kind: type[Record], file: Path) -> None:
    values: Any = yaml.load(file.read_text(encoding="utf-8"), EditorLoader)
    values = values if isinstance(values, list) else [values]
    schema = {**json.loads(json_schema(kind)), "anyOf": [{"$ref": f"#/$defs/{kind.__name__}"}]}
    validator = Draft202012Validator(schema, registry=REGISTRY)
    errors = [
        f"{record.get('id')}: {'/'.join(map(str, error.absolute_path))}: {error.message[:200]}"
        for record in values
        for whole in validator.iter_errors(record)
        for error in whole.context or [whole]
    ]
    assert errors == []


@pytest.mark.parametrize(
    ("kind", "file"), FILES, ids=lambda value: value.stem if isinstance(value, Path) else value.kind
)
def test_the_first_line_names_the_schema(kind: type[Record], file: Path) -> None:
    path = file.relative_to(next(parent.parent for parent in file.parents if parent.name == "data"))
    assert file.read_text(encoding="utf-8").split("\n", 1)[0] == schema_line(path.as_posix(), kind)


def test_the_schema_refuses_what_the_check_refuses() -> None:
    validator = Draft202012Validator(json.loads(json_schema(KINDS["term"])), registry=REGISTRY)
    good = {"id": "dag", "name": "DAG", "definition": "A graph."}
    assert validator.is_valid(good)
    assert validator.is_valid([good])
    for bad in (
        {**good, "id": "Dag"},
        {**good, "nam": "x"},  # misspelled
        {"id": "dag"},
        {**good, "aliases": "x"},
        {**good, "name": ""},
    ):
        assert not validator.is_valid(bad)


# ---- the ids that editors offer


def test_the_ids_that_an_editor_offers_are_there() -> None:
    """It may lack what was just added in a browser, where nobody runs `make fix`; it must not offer what is gone."""
    titles = titles_of(load(ROOT / "data")[0])
    offered = json.loads((ROOT / "data/schemas" / IDS).read_text(encoding="utf-8"))["$defs"]
    assert set(offered) == {"record", *titles}
    for kind, ids in titles.items():
        known = {choice["body"] for choice in offered[kind]["defaultSnippets"]}
        assert known <= set(ids), "run 'make fix'"
        assert len(known) >= len(ids) / 2, "run 'make fix'"


def test_each_id_has_its_title_on_a_line_of_its_own() -> None:
    text = ids_schema(titles_of(load(ROOT / "tests/other_subject/data")[0]))
    Draft202012Validator.check_schema(json.loads(text))
    assert '   {"label": "gluten", "description": "gluten", "body": "gluten"}' in text.replace(",\n", "\n").split("\n")


# ---- the reference in CONTRIBUTING.md


def test_the_reference_of_fields_is_current() -> None:
    file = ROOT / "CONTRIBUTING.md"
    if not file.exists() or BEGIN not in file.read_text(encoding="utf-8"):
        pytest.skip("CONTRIBUTING.md has no reference of fields")
    text = file.read_text(encoding="utf-8")
    assert text == with_field_reference(text), "run 'make fix'"


def test_the_reference_stands_between_its_marks_and_names_every_field() -> None:
    text = with_field_reference(f"before\n{BEGIN}\nSTALE\n{END}\nafter\n")
    assert text.startswith(f"before\n{BEGIN}\n\n### exam")
    assert text.endswith(f"\n\n{END}\nafter\n")
    assert "STALE" not in text
    for kind in KINDS.values():
        assert f"data/{kind.paths()}" in text
        assert all(f"| `{name}` |" in text for name in kind.model_fields)
    assert with_field_reference("no marks") == "no marks"
    assert with_field_reference(text) == text
