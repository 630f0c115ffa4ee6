"""Flash cards, made from records: terms, pairs of services that are easily confused, and the cells of comparisons."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from html import escape

from markupsafe import Markup

from macros.catalog import Catalog
from macros.models import Comparison, Criterion, Record, Service, Term
from macros.rendering.links import ABBREVIATION, Links
from macros.rendering.views import Source, all_confused, source_label, sources

TAG = re.compile(r"(<[^>]+>)")
NAME = Markup('<span class="card__name">{}</span>')
"""How an answer marks the words that it may not say when it is the question."""


@dataclass(frozen=True)
class Card:
    """A flash card. What is asked and answered is HTML without links, since a question is also a button."""

    id: str
    """Permanent, since it is made of ids of records: `dag`; for a pair, in the order of letters, `athena:glue`."""
    subject: str
    """The service in question; empty where the question says it all."""
    question: Markup
    answer: Markup
    note: Markup
    """What the exam may still expect instead."""
    about: tuple[Record, ...]
    """Where to read on."""
    skills: tuple[str, ...]
    sources: tuple[Source, ...]
    is_second_hand: bool = False
    """Whether the source only tells of what another one says."""

    @property
    def units(self) -> tuple[str, ...]:
        """The domains of the exam that it serves."""
        return tuple(sorted({skill.partition(".")[0] for skill in self.skills}))

    @property
    def fingerprint(self) -> str:
        """What is another one when the card says something else: 8 hexadecimal digits."""
        return sha256("\n".join((self.subject, self.question, self.answer, self.note)).encode()).hexdigest()[:8]


@dataclass(frozen=True)
class Deck:
    """Cards of one kind."""

    id: str
    title: str
    cards: tuple[Card, ...]
    reversed_title: str = ""
    """What the deck is called when answers are asked and questions are the answers; empty where that makes no sense."""


def decks(catalog: Catalog, links: Links) -> tuple[Deck, ...]:
    """Return all flash cards, in the order in which a page lists them; no card stands in two decks."""
    terms = sorted(catalog.all(Term), key=lambda term: term.name.casefold())
    return (
        Deck("terms", "Terms", tuple(_term(catalog, links, term) for term in terms), "Definitions"),
        Deck("contrasts", "Contrasts", tuple(_contrasts(catalog, links))),
        Deck("facts", "Facts", tuple(_facts(catalog, links))),
    )


def _term(catalog: Catalog, links: Links, term: Term) -> Card:
    match = ABBREVIATION.match(term.name)
    names = (*(match.groups() if match else (term.name,)), *term.aliases)
    answer = _with_names_marked(links.unlinked(term.definition), names)
    found = sources(catalog, term.facts)
    return Card(str(term.id), "", links.unlinked(term.name), answer, Markup(), (term,), _skills(term), found)


def _contrasts(catalog: Catalog, links: Links) -> Iterator[Card]:
    for comparison in catalog.all(Comparison):
        services = tuple(catalog.get(Service, name) for name in comparison.services)
        asked = links.unlinked(f"What decides between {_and([service.short_name for service in services])}?")
        answer, about = links.unlinked(comparison.takeaway), (comparison, *services)
        found = sources(catalog, comparison.facts)
        yield Card(str(comparison.id), "", asked, answer, Markup(), about, _skills(comparison), found)
    for pair in all_confused(catalog):
        about = (pair.service, pair.other)
        name = ":".join(sorted(str(service.id) for service in about))
        asked = links.unlinked(f"{pair.service.short_name} or {pair.other.short_name}: how do you tell them apart?")
        yield Card(name, "", asked, links.unlinked(pair.difference), Markup(), about, _skills(*about), ())


def _facts(catalog: Catalog, links: Links) -> Iterator[Card]:
    for fact in sorted(catalog.cells.values(), key=lambda fact: catalog.get(Service, fact.about).short_name.casefold()):
        service, criterion = catalog.get(Service, fact.about), catalog.get(Criterion, str(fact.criterion))
        yield Card(
            str(fact.id),
            str(service.short_name),
            links.unlinked(criterion.question),
            links.unlinked(fact.value),
            links.unlinked(fact.exam_note or ""),
            (service,),
            _skills(service),
            (Source(fact.source, source_label(fact.source), str(fact.as_of)),),
            is_second_hand=fact.confidence == "medium",
        )


def _skills(*records: Term | Comparison | Service) -> tuple[str, ...]:
    return tuple(sorted({str(skill) for record in records for skill in record.skills}))


def _with_names_marked(html: Markup, names: Iterable[str]) -> Markup:
    """Return HTML with each of some names in its text marked, in the singular or with an s, in whatever case."""
    longest_first = sorted({escape(name, quote=False) for name in names}, key=lambda name: (-len(name), name))
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})s?(?!\w)", re.IGNORECASE)
    parts = TAG.split(html)
    return Markup("").join(
        Markup(part if i % 2 else pattern.sub(lambda match: NAME.format(Markup(match[0])), part))
        for i, part in enumerate(parts)
    )


def _and(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}"
