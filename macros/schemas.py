"""What is generated from the models: a JSON Schema a kind, and the reference of fields in CONTRIBUTING.md.

Both are committed, so that editors and readers have them without running anything; a test keeps them current.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from pydantic.fields import FieldInfo

from macros.models import KINDS, OFFERED, Meanings, Model, Record

BEGIN, END = "<!-- fields: begin (made by 'make fix') -->", "<!-- fields: end -->"

IDS = "ids.schema.json"
"""The file of the ids that editors offer, beside the schemas."""

ANY = "record"
"""What the file of ids calls all that a reference to any kind of record may mean."""

WITHOUT_LINKS = ("exam", "criterion", "fact", "case", "sdk")
"""Kinds that hardly any such reference means."""


def json_schema(kind: type[Record]) -> str:
    """Return the JSON Schema (draft 2020-12) of a data file: one record of the kind, or a list of them."""
    schema = kind.model_json_schema(mode="validation")
    definitions = schema.pop("$defs", {})
    definitions[kind.__name__] = schema
    _offer_ids(definitions)
    whole: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": kind.paths(),
        "description": "Generated from macros/models/ by 'make fix'. Do not edit.",
        "anyOf": [
            {"type": "array", "items": {"$ref": f"#/$defs/{kind.__name__}"}},
            {"$ref": f"#/$defs/{kind.__name__}"},
        ],
        "$defs": {name: definitions[name] for name in sorted(definitions)},
    }
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def _offer_ids(schema: Any) -> None:
    """Put a reference to the file of ids where a schema is marked, beside the pattern that any other id has to fit.

    That file may lack the newest records: an id that it does not know is no mistake, `check` judges that.
    """
    if isinstance(schema, dict):
        kinds = schema.pop(OFFERED, None)
        if kinds is not None:
            known = [{"$ref": f"{IDS}#/$defs/{name}"} for name in kinds or [ANY]]
            schema["anyOf"] = known
        for part in schema.values():
            _offer_ids(part)
    elif isinstance(schema, list):
        for part in schema:
            _offer_ids(part)


def ids_schema(titles: Mapping[str, Mapping[str, str]]) -> str:
    """Return the JSON Schema of the ids that editors offer: for each kind the ids, each with its record's title.

    They are snippets, since a language server compares each value with each choice of an enumeration, and a file with
    many references would take seconds. Each id has a line of its own, so that two branches that add records seldom
    touch the same one.
    """
    linked = [name for name in titles if name in KINDS and name not in WITHOUT_LINKS]
    parts = {ANY: ("anyOf", [{"$ref": f"#/$defs/{name}"} for name in linked])}
    for name, ids in titles.items():
        snippets = [{"label": key, "description": ids[key], "body": key} for key in sorted(ids)]
        parts[name] = ("defaultSnippets", snippets)
    blocks = []
    for name, (keyword, choices) in parts.items():
        each = ",\n".join(f"   {json.dumps(choice, ensure_ascii=False)}" for choice in choices)
        blocks.append(f'  "{name}": {{"{keyword}": [\n{each}\n  ]}}')
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "ids of records and numbers of skills",
        "description": "Generated from data/ by 'make fix'. Do not edit.",
    }
    lines = [f' "{key}": {json.dumps(value)},' for key, value in head.items()]
    return "\n".join(["{", *lines, ' "$defs": {', ",\n".join(blocks), " }", "}"]) + "\n"


def field_reference() -> str:
    """Return the fields of every kind of record as Markdown tables."""
    blocks = []
    for kind in KINDS.values():
        blocks.append(f"### {kind.kind}: `data/{kind.paths()}`\n\n{_summary(kind)}\n\n{_table(kind)}")
        for part in _parts(kind):
            blocks.append(f"Each **{_words(part.__name__)}**: {_summary(part)}\n\n{_table(part)}")
    return "\n\n".join(blocks)


def with_field_reference(text: str) -> str:
    """Return CONTRIBUTING.md with the current reference between its two marks."""
    pattern = re.compile(re.escape(BEGIN) + ".*?" + re.escape(END), re.DOTALL)
    return pattern.sub(lambda _: f"{BEGIN}\n\n{field_reference()}\n\n{END}", text)


def _summary(model: type[Model]) -> str:
    return " ".join((model.__doc__ or "").split())


def described(info: FieldInfo) -> str:
    """Return what a field is for, and what each of its values means where there are only some."""
    words = " ".join((info.description or "").split())
    values = "; ".join(f"`{value}`: {meaning}" for value, meaning in meanings(info).items())
    return f"{words} {values}." if values else words


def meanings(info: FieldInfo) -> dict[str, str]:
    """Return what each value of a choice means, or nothing for other fields."""
    return next((dict(found.of) for found in info.metadata if isinstance(found, Meanings)), {})


def _table(model: type[Model]) -> str:
    rows = ["| field | | what it holds |", "| --- | --- | --- |"]
    for name, info in model.model_fields.items():
        needed = "required" if info.is_required() else ""
        rows.append(f"| `{name}` | {needed} | {described(info).replace('|', chr(92) + '|')} |")
    return "\n".join(rows)


def _parts(kind: type[Model]) -> list[type[Model]]:
    """Return the models inside a kind of record, each once, in the order in which they appear."""
    found: dict[type[Model], None] = {}

    def visit(annotation: Any) -> None:
        is_new = annotation is not kind and annotation not in found
        if is_new and isinstance(annotation, type) and issubclass(annotation, Model):
            found[annotation] = None
            for info in annotation.model_fields.values():
                visit(info.annotation)
        for argument in getattr(annotation, "__args__", ()):
            visit(argument)

    for info in kind.model_fields.values():
        visit(info.annotation)
    return list(found)


def _words(class_name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", " ", class_name).lower()
