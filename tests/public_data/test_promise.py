"""What version 1 promises: `v1.txt` lists every field that was ever published, and all of them stay.

A new field has to be added to the list, by `pytest tests/public_data --update-fixtures`; nothing takes one away. If the
promise must be broken, that is version 2, in a folder of its own.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from macros.public_data import VERSION
from macros.public_data.files import make_schemas

PROMISED = Path(__file__).parent / f"v{VERSION}.txt"


def type_of(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        name: str = schema["$ref"].removeprefix("#/$defs/")
        return "reference" if name.endswith("Ref") or name == "Reference" else name
    if "enum" in schema or "const" in schema:
        return "choice"
    if schema.get("type") == "array":
        return f"list of {type_of(schema['items'])}"
    if schema.get("type") == "object" and "additionalProperties" in schema:
        return f"map of {type_of(schema['additionalProperties'])}"
    if "anyOf" in schema:
        return " or ".join(type_of(choice) for choice in schema["anyOf"])
    return str(schema["type"])


def fields(name: str, schema: dict[str, Any]) -> set[str]:
    """Return a line for each field: its type, and whether it is always there."""
    return {
        f"{name}.{field}: {type_of(inner)}{', always' if field in schema['required'] else ''}"
        for field, inner in schema["properties"].items()
    }


def published() -> set[str]:
    lines = set[str]()
    for file, text in make_schemas().items():
        schema = json.loads(text)
        name = file.removesuffix(".schema.json") + ".json"
        lines |= fields(name, schema)
        for field, inner in schema["properties"].items():
            if inner.get("type") == "object":
                lines |= fields(f"{name} {field}", inner)
            if inner.get("type") == "array" and "properties" in inner["items"]:
                lines |= fields(f"{name} {field}[]", inner["items"])
        for definition, inner in schema["$defs"].items():
            if not definition.endswith("Ref") and definition != "Reference":
                lines |= fields(definition, inner)
    return lines


def promised() -> set[str]:
    return set(PROMISED.read_text(encoding="utf-8").split("\n")) - {""}


def test_what_was_promised_is_still_there() -> None:
    missing = sorted(promised() - published())
    assert not missing, f"version {VERSION} would lose what others may use (write version {VERSION + 1} instead)"


def test_what_is_published_is_promised(update_fixtures: bool) -> None:
    if update_fixtures:
        PROMISED.write_text("\n".join(sorted(promised() | published())) + "\n", encoding="utf-8")
    assert sorted(published() - promised()) == [], "new fields: pytest tests/public_data --update-fixtures"


def test_the_promise_is_of_some_size() -> None:
    assert "Term.definition: Text, always" in promised()
    assert "catalog.json records.term: list of Term, always" in promised()
    assert len(promised()) > 150
