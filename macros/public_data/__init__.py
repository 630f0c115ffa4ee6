"""The records as JSON for other programs: their published form, its JSON Schemas, and the files.

The files stand below `data/v1/` on the site. What is written there stays valid for readers of version 1: a field keeps
its name, its type and its meaning; new fields may come. `tests/public_data/` holds every field to that.
"""

from __future__ import annotations

VERSION = 1
FOLDER = f"data/v{VERSION}"
"""Where the files stand, from the top of the site."""

INDEX, CATALOG = "index", "catalog"
"""The names of the files that do not hold one kind of record."""


def file_name(name: str) -> str:
    """Return the file of a kind of record, of the index or of the catalog."""
    return f"{name}.json"


def schema_name(name: str) -> str:
    """Return the file with the JSON Schema of another file."""
    return f"{name}.schema.json"
