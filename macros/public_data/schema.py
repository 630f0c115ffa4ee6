"""JSON Schemas (draft 2020-12) of the published form, from the models.

Unknown fields are allowed: a program that checks the data by today's schema must not refuse the fields of tomorrow.
"""

from __future__ import annotations

import types
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from macros.models import KINDS, AsOf, Model, Record, Reference, Text, Url, Value
from macros.models.values import KEBAB_CASE
from macros.public_data import CATALOG, INDEX, VERSION, file_name

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]

TEXT: Schema = {
    "description": "Prose with inline Markdown.",
    "type": "object",
    "required": ["source", "text"],
    "properties": {
        "source": {"type": "string", "description": "As it was written; `[[id]]` and `[[id|words]]` name records."},
        "text": {"type": "string", "description": "The same as plain text."},
    },
}
HEAD: Schema = {
    "$schema": {"type": "string", "description": "The schema of this file, beside it."},
    "version": {"const": VERSION, "description": "The version of the format; it is part of the address."},
    "license": {"$ref": "#/$defs/License"},
    "newest_as_of": {
        "type": "string",
        "pattern": AsOf.pattern,
        "description": "The newest month or day on which a source was read.",
    },
}
LICENSE: Schema = {
    "description": "The license of the content.",
    "type": "object",
    "required": ["id", "url", "credit"],
    "properties": {
        "id": {"type": "string", "description": "Its SPDX identifier."},
        "url": {"type": "string", "pattern": Url.pattern},
        "credit": {"type": "string", "description": "The words with which to name the source."},
    },
}


def schema_of_kind(kind: type[Record]) -> Schema:
    """Return the schema of the file that holds the records of a kind."""
    definitions: dict[str, Schema] = {}
    properties = {
        **HEAD,
        "kind": {"const": kind.kind},
        "records": {"type": "array", "items": _model(kind, definitions)},
    }
    return _file(kind.kind, properties, ["version", "kind", "records"], definitions)


def schema_of_catalog() -> Schema:
    """Return the schema of the file that holds all records."""
    definitions: dict[str, Schema] = {}
    kinds = {kind.kind: {"type": "array", "items": _model(kind, definitions)} for kind in KINDS.values()}
    records = {"type": "object", "required": list(kinds), "properties": kinds, "description": "The records by kind."}
    return _file(CATALOG, {**HEAD, "records": records}, ["version", "records"], definitions)


def schema_of_index() -> Schema:
    """Return the schema of the file that lists the others."""
    entry: Schema = {
        "type": "object",
        "required": ["file", "schema", "count", "bytes", "sha256"],
        "properties": {
            "file": {"type": "string", "description": "Its name, beside the index."},
            "schema": {"type": "string", "description": "The file with its JSON Schema, beside the index."},
            "kind": {"enum": list(KINDS), "description": "The kind of its records; absent where it holds all."},
            "count": {"type": "integer", "minimum": 0, "description": "How many records it holds."},
            "bytes": {"type": "integer", "minimum": 1},
            "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        },
    }
    properties = {
        **HEAD,
        "title": {"type": "string", "description": "The name of the site."},
        "site": {"type": "string", "description": "The address of the site; the paths in `url` count from its server."},
        "count": {"type": "integer", "minimum": 0, "description": "How many records there are."},
        "files": {"type": "array", "items": entry},
    }
    return _file(INDEX, properties, ["version", "title", "site", "count", "files"], {})


def _file(name: str, properties: Schema, required: list[str], definitions: dict[str, Schema]) -> Schema:
    definitions = {**definitions, "License": LICENSE}
    return {
        "$schema": DIALECT,
        "title": file_name(name),
        "type": "object",
        "required": required,
        "properties": properties,
        "$defs": {name: definitions[name] for name in sorted(definitions)},
    }


def _model(model: type[Model], definitions: dict[str, Schema]) -> Schema:
    name = model.__name__
    if name not in definitions:
        definitions[name] = {}  # a step may hold steps
        properties: Schema = {}
        required = []
        for field, info in model.model_fields.items():
            properties[field] = _described(_type(info.annotation, definitions), info.description)
            if types.NoneType not in get_args(info.annotation):
                required.append(field)
        if issubclass(model, Record):
            url = {"type": "string", "description": "The path of its place on the site, from the root of the server."}
            head = {"id": properties.pop("id"), "kind": {"const": model.kind}, "url": url}
            properties, required = head | properties, ["id", "kind", *(r for r in required if r != "id")]
        definitions[name] = {
            "description": " ".join((model.__doc__ or "").split()),
            "type": "object",
            "required": required,
            "properties": properties,
        }
    return {"$ref": f"#/$defs/{name}"}


def _type(annotation: Any, definitions: dict[str, Schema]) -> Schema:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _type(arguments[0], definitions)
    if origin in (Union, types.UnionType):
        choices = [_type(argument, definitions) for argument in arguments if argument is not types.NoneType]
        return choices[0] if len(choices) == 1 else {"anyOf": choices}
    if origin is tuple:
        return {"type": "array", "items": _type(arguments[0], definitions)}
    if origin is dict:
        return {"type": "object", "additionalProperties": _type(arguments[1], definitions)}
    if origin is Literal:
        return {"enum": list(arguments)}
    if annotation in SIMPLE:
        return dict(SIMPLE[annotation])
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return _model(annotation, definitions)
    if isinstance(annotation, type) and issubclass(annotation, Text):
        definitions.setdefault("Text", TEXT)
        return {"$ref": "#/$defs/Text"}
    if isinstance(annotation, type) and issubclass(annotation, Reference):
        return _reference(annotation, definitions)
    if isinstance(annotation, type) and issubclass(annotation, Value):
        return {"type": "string", "pattern": annotation.pattern}
    raise TypeError(f"a field of type {annotation} has no published form (give it one here)")


SIMPLE: dict[Any, Schema] = {
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    str: {"type": "string"},
}


def _reference(reference: type[Reference], definitions: dict[str, Schema]) -> Schema:
    definitions[reference.__name__] = {
        "description": " ".join((reference.__doc__ or "").split("; `kinds`")[0].split()),
        "type": "object",
        "required": ["id", "kind"],
        "properties": {
            "id": {"type": "string", "pattern": KEBAB_CASE},
            "kind": {"enum": list(reference.kinds or KINDS)},
        },
    }
    return {"$ref": f"#/$defs/{reference.__name__}"}


def _described(schema: Schema, description: str | None) -> Schema:
    return {**schema, "description": " ".join(description.split())} if description else schema
