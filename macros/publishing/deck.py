"""`make deck`: the flash cards as a deck for Anki. The same cards update their notes there and never double them.

Anki knows a note by its GUID, a deck and a note type by their numbers: all are made of the ids of records and the name
of the site. Fields may be added to the note type at its end only, or Anki asks each reader to merge two types.
"""

from __future__ import annotations

import itertools
import re
import sqlite3
import tempfile
from hashlib import sha256
from html import escape
from pathlib import Path

import genanki

from macros.places import page_url
from macros.project import load_project
from macros.publishing.files import Say, source_time, whole
from macros.publishing.offline import write_zip
from macros.publishing.site import Site, read_site
from macros.rendering.cards import Card, Deck, decks
from macros.rendering.links import Links, short_name

FIELDS = ("Id", "Subject", "Question", "Answer", "Backwards", "Exam", "More")

ASKED = "{{#Subject}}<b>{{Subject}}</b><br>{{/Subject}}{{Question}}"
REST = '{{#Exam}}<p>Exam: {{Exam}}</p>{{/Exam}}<p class="more">{{More}}</p>'
TEMPLATES = (
    ("Forwards", ASKED, "{{FrontSide}}<hr id=answer><p>{{Answer}}</p>" + REST),
    (
        "Backwards",
        "{{#Backwards}}{{Backwards}}{{/Backwards}}",
        "{{FrontSide}}<hr id=answer><p><b>" + ASKED + "</b></p><p>{{Answer}}</p>" + REST,
    ),
)
"""The names of the two cards of a note, their fronts and their backs. A card whose front is empty is left out."""

STYLE = """.card { max-width: 34em; margin: auto; padding: 1em; font: 1.2em/1.5 sans-serif; text-align: start; }
.more { color: gray; font-size: 0.75em; }
"""

NAME = re.compile(r'<span class="card__name">(.*?)</span>')

VERSION_OF_WRITER = slice(96, 100)
"""Where the header of an SQLite file says which version wrote it last; readers need not know."""


def make_deck(root: Path, dist: Path, say: Say) -> list[Path]:
    """Write the deck into `dist` and return it."""
    site, project, time = read_site(root), load_project(root), source_time(root)
    links = Links(project.catalog, project.places)
    say("writing the cards")
    target = dist / f"{site.slug}.apkg"
    with tempfile.TemporaryDirectory(prefix="deck-") as name:
        folder = Path(name)
        (folder / "media").write_text("{}", encoding="utf-8")
        _write_collection(folder / "collection.anki2", _decks(site, links, decks(project.catalog, links)), time)
        with whole(target, time) as beside:
            write_zip(folder, beside, "", time)
    return [target]


def number(*words: str) -> int:
    """Return a number that stays for what Anki knows by a number: of 31 bits, as the makers of Anki's files ask for."""
    return int.from_bytes(sha256("\n".join(words).encode()).digest()[:4], "big") >> 1 | 1 << 30


def _write_collection(file: Path, found: list[genanki.Deck], time: int) -> None:
    """Write Anki's database: numbers and times count up from one time, so that the same cards give the same bytes."""
    connection = sqlite3.connect(file)
    try:
        genanki.Package(found).write_to_db(connection.cursor(), time, itertools.count(time * 1000))
        connection.commit()
    finally:
        connection.close()
    content = bytearray(file.read_bytes())
    content[VERSION_OF_WRITER] = bytes(4)
    file.write_bytes(content)


def _decks(site: Site, links: Links, found: tuple[Deck, ...]) -> list[genanki.Deck]:
    model = genanki.Model(
        number(site.slug, "note type"),
        site.name,
        fields=[{"name": name} for name in FIELDS],
        templates=[{"name": name, "qfmt": front, "afmt": back} for name, front, back in TEMPLATES],
        css=STYLE,
        sort_field_index=2,
    )
    result = []
    for deck in found:
        made = genanki.Deck(number(site.slug, "deck", deck.id), f"{site.name}::{deck.title}", site.description)
        for card in deck.cards:
            fields = _fields(site, links, card, is_reversible=bool(deck.reversed_title))
            guid = genanki.guid_for(site.slug, card.id)
            made.add_note(genanki.Note(model=model, fields=fields, tags=_tags(deck, card), guid=guid))
        result.append(made)
    return result


def _fields(site: Site, links: Links, card: Card, *, is_reversible: bool) -> list[str]:
    marked = str(card.answer)
    answer = NAME.sub(r"\1", marked)
    backwards = NAME.sub("…", marked) if is_reversible else ""
    read_on = "Read on: " + ", ".join(_link(site, links, str(record.id), short_name(record)) for record in card.about)
    read = [f'<a href="{escape(s.url)}">{escape(s.label)}</a>, read {s.as_of}' for s in card.sources]
    second_hand = " (second-hand)" if card.is_second_hand else ""
    more = read_on + (f"<br>Source: {'; '.join(read)}{second_hand}" if read else "")
    return [card.id, escape(card.subject), str(card.question), answer, backwards, str(card.note), more]


def _link(site: Site, links: Links, name: str, words: str) -> str:
    place = links.places.of(name)
    if place is None or not site.url:
        return escape(words)
    anchor = f"#{place.anchor}" if place.anchor else ""
    return f'<a href="{escape(site.url)}/{page_url(place.page, directory_urls=True)}{anchor}">{escape(words)}</a>'


def _tags(deck: Deck, card: Card) -> list[str]:
    """Return tags as Anki nests them: what kind of card it is, and its units and skills."""
    units = [f"unit::{unit}" for unit in card.units]
    return [f"kind::{deck.id}", *units, *(f"skill::{skill}" for skill in card.skills)]
