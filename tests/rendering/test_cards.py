"""Flash cards: what becomes one, under which id, and what changes its fingerprint."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.models import Comparison, Fact, Service, Term
from macros.project import Project, load_project
from macros.rendering.cards import Card, Deck, decks
from macros.rendering.links import Links
from tests.rendering.bread import bread, changed_project

ROOT = Path(__file__).resolve().parents[2]


def decks_of(project: Project) -> tuple[Deck, ...]:
    return decks(project.catalog, Links(project.catalog, project.places))


def cards_of(project: Project) -> dict[str, Card]:
    return {card.id: card for deck in decks_of(project) for card in deck.cards}


@pytest.mark.parametrize("root", [ROOT, ROOT / "tests/other_subject"], ids=["guide", "bread"])
def test_every_term_pair_comparison_and_cell_is_one_card(root: Path) -> None:
    project = load_project(root)
    catalog = project.catalog
    found = [card.id for deck in decks_of(project) for card in deck.cards]
    assert len(found) == len(set(found))
    pairs = {":".join(sorted((str(s.id), str(c.service)))) for s in catalog.all(Service) for c in s.confused_with}
    one = {str(r.id) for kind in (Term, Comparison) for r in catalog.all(kind)}
    assert set(found) == one | pairs | {str(fact.id) for fact in catalog.all(Fact) if fact.criterion}
    assert all(card.units for deck in decks_of(project) for card in deck.cards if card.skills)


def test_questions_and_answers_hold_no_links_since_a_question_is_a_button() -> None:
    for card in cards_of(load_project(ROOT)).values():
        assert "<a" not in card.question + card.answer + card.note
        assert "[[" not in card.question + card.answer + card.note


def test_the_id_of_a_pair_does_not_depend_on_the_side_that_names_it() -> None:
    assert "poolish:sourdough" in cards_of(bread())


def test_every_definition_marks_its_term() -> None:
    terms = decks_of(load_project(ROOT))[0]
    assert [card.id for card in terms.cards if "card__name" not in card.answer] == []


def test_names_are_marked_whole_in_any_case_and_never_in_tags(tmp_path: Path) -> None:
    term = """
- id: odd
  name: 'code & span (CS)'
  aliases: [code]
  definition: 'Code & spans decode `span` of CS and codes; a **code** is not barcode.'
"""
    card = cards_of(changed_project(tmp_path, {"data/terms/dough.yml": term}))["odd"]
    marked = re.findall(r'<span class="card__name">(.*?)</span>', card.answer)
    assert marked == ["Code &amp; spans", "CS", "codes", "code"]
    assert "decode <code>span</code> of" in card.answer
    assert "barcode" in card.answer


def test_a_fingerprint_changes_with_what_the_card_says_and_with_nothing_else(tmp_path: Path) -> None:
    before = cards_of(bread())
    old = str(bread().catalog.get(Term, "gluten").definition)
    file = next(f for f in (ROOT / "tests/other_subject/data/terms").glob("*.yml") if old in f.read_text())
    change = {f"data/terms/{file.name}": (old, "Gluten is new words.")}
    after = cards_of(changed_project(tmp_path, {}, change))
    assert [name for name in before if before[name].fingerprint != after[name].fingerprint] == ["gluten"]
    assert list(after) == list(before)
