"""The search index as the search worker of the theme reads it: plain text, each text once, with the names of records.

The search plugin writes an index with HTML, in which a comparison that stands on three pages stands three times. Here
each section becomes lines of plain text. What a section shows of a record whose home is elsewhere leaves the index:
the home is found instead.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import unescape
from typing import Any

from macros.catalog import Catalog
from macros.models import Sample, Service, Term
from macros.places import Place, Places, page_url

BLOCK = re.compile(r"</?(?:p|li|ol|ul|pre)>")
TAG = re.compile(r"<[^>]+>")
SPACE = re.compile(r"[ \t\n]+")

Section = Mapping[str, Any]
"""An entry of the search plugin: `location` (address from the top of the site), `title`, `text`, perhaps `boost`."""


def addresses(places: Places, *, directory_urls: bool) -> dict[str, str]:
    """Return the address of each record's home, from the top of the site."""
    return {name: _address(place, directory_urls=directory_urls) for name, place in places.homes.items()}


def names(catalog: Catalog, homes: Mapping[str, str]) -> dict[str, list[str]]:
    """Return by the address of its home what else a record is called: short, otherwise and formerly."""
    found: dict[str, list[str]] = {}
    for name, address in homes.items():
        record = catalog.find(name)
        if isinstance(record, Service):
            others = [record.short_name, *record.aliases, *(former.name for former in record.former_names)]
            found[address] = list(dict.fromkeys(other for other in others if other != record.name))
        elif isinstance(record, Term):
            found[address] = list(record.aliases)
        elif isinstance(record, Sample):
            page = address.partition("#")[0]  # whose title is the sample's: no heading of its own stands above it
            found[page] = _names_of_sample(record, catalog)
    return {address: others for address, others in found.items() if others}


def _names_of_sample(sample: Sample, catalog: Catalog) -> list[str]:
    """Return what readers call code that they have not seen yet: its id, and what it is an example of."""
    kinds = dict.fromkeys(file.kind.replace("-", " ") for file in sample.files)
    services = [catalog.get(Service, name).short_name for name in sample.services]
    return [sample.id.replace("-", " "), *(f"{what} example" for what in (*kinds, *services))]


def compact(
    sections: Sequence[Section], homes: Mapping[str, str], others: Mapping[str, Sequence[str]]
) -> list[dict[str, Any]]:
    """Return the sections of the index: text in lines, `names` added, and nothing of records away from their home."""
    lines = {section["location"]: _lines(section["text"]) for section in sections}
    kept = []
    for section in sections:
        location, text = section["location"], lines[section["location"]]
        home = homes.get(location.partition("#")[2], location)
        if home != location and home in lines:
            there = set(lines[home])
            text = [line for line in text if line not in there]
            if not text:
                continue
        entry = {"location": location, "title": unescape(TAG.sub("", section["title"])), "text": "\n".join(text)}
        if location in others:
            entry["names"] = list(others[location])
        if "boost" in section:
            entry["boost"] = section["boost"]
        kept.append(entry)
    return kept


def _address(place: Place, *, directory_urls: bool) -> str:
    return page_url(place.page, directory_urls=directory_urls) + (f"#{place.anchor}" if place.anchor else "")


def _lines(text: str) -> list[str]:
    parts = (unescape(SPACE.sub(" ", TAG.sub("", part))).strip() for part in BLOCK.split(text))
    return [part for part in parts if part]
