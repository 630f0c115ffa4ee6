"""Records in their published form: plain values that JSON knows.

A text is published twice, as it was written and as plain text. A reference is the id with the kind of record that it
names. Fields without a value are left out; lists are there even when they are empty.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from macros.catalog import Catalog
from macros.models import Model, Record, Reference, Text
from macros.places import Place, Places, page_url

Plain = Callable[[str], str]
"""Turns inline Markdown with links to records into plain text."""


class Publisher:
    """Turns records into their published form. `base` is the path of the site on its server, like `/guide/`."""

    def __init__(self, catalog: Catalog, places: Places, plain: Plain, base: str) -> None:
        self.catalog, self.places, self.plain, self.base = catalog, places, plain, base

    def record(self, record: Record) -> dict[str, Any]:
        """Return a record with its kind and, if a page shows it, the path of that page."""
        fields: dict[str, Any] = self._value(record)
        head = {"id": fields.pop("id"), "kind": record.kind}
        place = self.places.of(str(record.id))
        if place:
            head["url"] = self.base + _address(place)
        return head | fields

    def _value(self, value: Any) -> Any:
        if isinstance(value, Model):
            fields = value.__dict__.items()
            return {name: self._value(field) for name, field in fields if field is not None}
        if isinstance(value, tuple):
            return [self._value(item) for item in value]
        if isinstance(value, dict):
            return {str(name): self._value(item) for name, item in value.items()}
        if isinstance(value, Text):
            return {"source": str(value), "text": self.plain(str(value))}
        if isinstance(value, Reference):
            return {"id": str(value), "kind": self.catalog.entries[value].record.kind}
        if isinstance(value, (bool, int, float)):
            return value
        if isinstance(value, str):
            return str(value)
        raise TypeError(f"a value of type {type(value).__name__} has no published form (give it one here)")


def _address(place: Place) -> str:
    return page_url(place.page, directory_urls=True) + (f"#{place.anchor}" if place.anchor else "")
