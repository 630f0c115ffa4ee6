"""The files of the public data: an index, the catalog, a file for each kind, and a JSON Schema for each of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from macros.catalog import Catalog
from macros.models import KINDS
from macros.places import Places
from macros.public_data import CATALOG, INDEX, VERSION, file_name, schema_name
from macros.public_data.records import Plain, Publisher
from macros.public_data.schema import schema_of_catalog, schema_of_index, schema_of_kind


@dataclass(frozen=True)
class About:
    """What the files say of the site."""

    title: str
    site: str
    """Its address; empty where it is not known."""
    license: Mapping[str, str] = field(default_factory=dict)
    """`id`, `url` and `credit`; empty where the configuration names none."""


def make_files(catalog: Catalog, places: Places, plain: Plain, about: About) -> dict[str, str]:
    """Return the text of each file by its name. The same records give the same bytes."""
    base = urlsplit(about.site).path or "/"
    publisher = Publisher(catalog, places, plain, base if base.endswith("/") else f"{base}/")
    records = {name: [publisher.record(record) for record in catalog.all(kind)] for name, kind in KINDS.items()}
    head: dict[str, Any] = {"version": VERSION}
    if about.license:
        head["license"] = dict(about.license)
    newest = newest_as_of(catalog)
    if newest:
        head["newest_as_of"] = newest

    # The lines of a kind stand in its file and in the catalog: they are written once.
    lines = {name: _lines(of_kind) for name, of_kind in records.items()}
    texts = {file_name(name): _with_records(name, {**head, "kind": name}, lines[name]) for name in KINDS}
    kinds = ",\n".join(f"{json.dumps(name)}: {lines[name]}" for name in KINDS)
    texts[file_name(CATALOG)] = _with_records(CATALOG, head, f"{{\n{kinds}\n}}")

    listed = [_entry(name, texts[file_name(name)], len(records[name]), kind=name) for name in KINDS]
    count = sum(map(len, records.values()))
    index = {
        "$schema": schema_name(INDEX),
        **head,
        "title": about.title,
        "site": about.site,
        "count": count,
        "files": [_entry(CATALOG, texts[file_name(CATALOG)], count), *listed],
    }
    listing = json.dumps(index, ensure_ascii=False, indent=2) + "\n"
    return {file_name(INDEX): listing, **texts, **make_schemas()}


def make_schemas() -> dict[str, str]:
    """Return the text of each JSON Schema by the name of its file."""
    schemas = {name: schema_of_kind(kind) for name, kind in KINDS.items()}
    schemas |= {CATALOG: schema_of_catalog(), INDEX: schema_of_index()}
    return {schema_name(name): _schema(schema) for name, schema in schemas.items()}


def newest_as_of(catalog: Catalog) -> str:
    """Return the newest month or day on which a source was read, as the record writes it."""
    found = (str(value) for entry in catalog.entries.values() for where, value in entry.values if where[-1] == "as_of")
    return max(found, default="")


def _entry(name: str, text: str, count: int, **more: str) -> dict[str, Any]:
    content = text.encode()
    return {
        "file": file_name(name),
        "schema": schema_name(name),
        **more,
        "count": count,
        "bytes": len(content),
        "sha256": sha256(content).hexdigest(),
    }


def _lines(records: list[dict[str, Any]]) -> str:
    """Return a list with a record on each line, so that `git diff` and `grep` show records."""
    rows = [json.dumps(record, ensure_ascii=False, separators=(",", ":")) for record in records]
    return "[\n" + ",\n".join(rows) + "\n]" if rows else "[]"


def _with_records(name: str, head: Mapping[str, Any], records: str) -> str:
    opening = json.dumps({"$schema": schema_name(name), **head}, ensure_ascii=False)
    return f'{opening.removesuffix("}")}, "records": {records}}}\n'


def _schema(schema: dict[str, Any]) -> str:
    """Return a schema with a definition on each line: indented, they would take longer than all records."""
    definitions = schema.pop("$defs")
    rows = ",\n".join(f"{json.dumps(name)}: {json.dumps(definitions[name])}" for name in definitions)
    return f'{json.dumps(schema).removesuffix("}")}, "$defs": {{\n{rows}\n}}}}\n'
