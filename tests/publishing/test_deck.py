"""The deck for Anki: opened as Anki opens it, the same bytes again, and notes that stay the same notes."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import html

from macros.project import load_project
from macros.publishing.deck import FIELDS, make_deck
from macros.rendering.cards import decks
from macros.rendering.links import Links
from tests.rendering.bread import changed_bread

ROOT = Path(__file__).resolve().parents[2]
TIME = "1800000000"


@dataclass(frozen=True)
class Note:
    """A note of the deck."""

    guid: str
    fields: dict[str, str]
    tags: list[str]
    model: int
    decks: set[int]
    cards: int


@dataclass(frozen=True)
class Opened:
    """A deck, read from its file."""

    content: bytes
    notes: dict[str, Note]
    decks: dict[str, str]
    """The names by number, without Anki's own."""


def written(root: Path, dist: Path) -> Opened:
    (file,) = make_deck(root, dist, lambda _line: None)
    assert int(file.stat().st_mtime) == int(TIME)
    package = zipfile.ZipFile(io.BytesIO(file.read_bytes()))
    assert sorted(package.namelist()) == ["collection.anki2", "media"]
    assert json.loads(package.read("media")) == {}
    database = dist / "collection.anki2"
    database.write_bytes(package.read("collection.anki2"))
    connection = sqlite3.connect(database)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    rows = connection.execute("SELECT id, guid, mid, tags, flds FROM notes").fetchall()
    cards = connection.execute("SELECT nid, did FROM cards").fetchall()
    (names,) = connection.execute("SELECT decks FROM col").fetchone()
    connection.close()
    notes = {}
    for key, guid, model, tags, text in rows:
        fields = dict(zip(FIELDS, text.split("\x1f"), strict=True))
        mine = [did for nid, did in cards if nid == key]
        notes[fields["Id"]] = Note(guid, fields, tags.split(), model, set(mine), len(mine))
    assert len(notes) == len(rows)
    own = {key: deck["name"] for key, deck in json.loads(names).items() if key != "1"}
    return Opened(file.read_bytes(), notes, own)


@pytest.fixture(autouse=True)
def _fixed_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", TIME)


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", TIME)
        return written(ROOT, tmp_path_factory.mktemp("deck"))


def test_every_card_of_the_site_is_a_note_in_its_deck(guide: Opened) -> None:
    project = load_project(ROOT)
    found = decks(project.catalog, Links(project.catalog, project.places))
    assert {card.id for deck in found for card in deck.cards} == set(guide.notes)
    for deck in found:
        (number,) = {number for card in deck.cards for number in guide.notes[card.id].decks}
        assert guide.decks[str(number)].endswith(f"::{deck.title}")
        sides = {guide.notes[card.id].cards for card in deck.cards}
        assert sides == ({2} if deck.reversed_title else {1})
    assert len({note.guid for note in guide.notes.values()}) == len(guide.notes)
    assert len({note.model for note in guide.notes.values()}) == 1


def test_fields_are_html_with_links_to_the_site_and_dated_sources(guide: Opened) -> None:
    for note in guide.notes.values():
        for text in note.fields.values():
            links = [link for _, _, link, _ in html.fragment_fromstring(text, create_parent="div").iterlinks()]
            assert "&amp;amp;" not in text
            assert "card__name" not in text
            assert all(link.startswith("https://") for link in links)
    fact = guide.notes["cell-sqs-ordering-and-batches"].fields
    assert fact["Subject"] == "SQS"
    assert ", read 202" in fact["More"]
    dag = guide.notes["dag"].fields
    assert "/glossary/#dag" in dag["More"]
    assert "…" in dag["Backwards"]
    assert "DAG" not in dag["Backwards"]


def test_tags_tell_kind_unit_and_skill(guide: Opened) -> None:
    tags = guide.notes["dag"].tags
    assert "kind::terms" in tags
    assert "unit::1" in tags
    assert "skill::1.3.1" in tags
    assert all(" " not in tag for note in guide.notes.values() for tag in note.tags)


def test_two_makings_have_the_same_bytes(guide: Opened, tmp_path: Path) -> None:
    assert written(ROOT, tmp_path).content == guide.content


def test_the_bytes_do_not_name_the_sqlite_that_wrote_them(guide: Opened, tmp_path: Path) -> None:
    package = zipfile.ZipFile(io.BytesIO(guide.content))
    assert package.read("collection.anki2")[96:100] == bytes(4)
    assert tmp_path.as_posix().encode() not in guide.content


def test_a_changed_definition_keeps_its_note_and_the_others_keep_all(tmp_path: Path) -> None:
    old, new = "the net of protein that holds", "the net of protein and water that holds"
    config = (ROOT / "tests/other_subject/mkdocs.yml").read_text(encoding="utf-8")
    opened = []
    for name, change in (("before", {}), ("after", {"data/terms/dough.yml": (old, new)})):
        root = changed_bread(tmp_path / name, {}, change)
        (root / "mkdocs.yml").write_text(config, encoding="utf-8")
        opened.append(written(root, tmp_path / name / "dist"))
    before, after = opened
    assert {key: note.guid for key, note in before.notes.items()} == {
        key: note.guid for key, note in after.notes.items()
    }
    assert before.decks == after.decks
    assert [key for key in before.notes if before.notes[key] != after.notes[key]] == ["gluten"]
    assert after.notes["gluten"].model == before.notes["gluten"].model


def test_special_characters_reach_the_fields_escaped_once(tmp_path: Path) -> None:
    term = """
- id: odd
  name: 'a & b < c'
  definition: 'A & b < c is `<b>` & {{ ds }}.'
"""
    root = changed_bread(tmp_path, {"data/terms/dough.yml": term})
    fields = written(root, tmp_path / "dist").notes["odd"].fields
    assert fields["Question"] == "a &amp; b &lt; c"
    assert fields["Answer"] == "A &amp; b &lt; c is <code>&lt;b&gt;</code> &amp; {{ ds }}."
    assert fields["Backwards"] == "… is <code>&lt;b&gt;</code> &amp; {{ ds }}."


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    make_deck(ROOT, tmp_path / "dist", lambda _line: None)
    assert list((tmp_path / "tmp").iterdir()) == []
    assert [file.name for file in (tmp_path / "dist").iterdir()] == ["aws-data-engineering-guide.apkg"]
