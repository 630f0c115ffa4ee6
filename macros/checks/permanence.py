"""Rules about published ids: each leads to its record for good, and means what it meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher

from macros.catalog import Catalog
from macros.diagnostics import Diagnostic, did_you_mean, shorten
from macros.models import Criterion, Fact, Question, Record, Redirect, Service, Term
from macros.published import line_of

LEAST_ALIKE = 0.3
"""Below this part of common words a question asks something else."""


def ids_live_on(catalog: Catalog) -> Iterator[Diagnostic]:
    """A published id belongs to a record of its kind, or a redirect says what took its place."""
    source = catalog.published_source
    come = {name: entry.record for name, entry in catalog.entries.items() if name not in catalog.published.ids}
    for name, published in catalog.published.ids.items():
        record = catalog.find(name)
        kind = published.kind.replace("-", " ")
        if source is None or name in catalog.broken or isinstance(record, Redirect):
            continue
        if record is None:
            what = f"the {kind} '{name}' is gone, but its addresses are published since {published.since}"
            target = _successor(name, published.kind, published.says, come) or "id-of-what-replaces-it"
            fix = f"bring it back, or write in data/redirects/: {{id: {name}, to: {target}, since: <this month>}}"
            yield source.diagnostic(line_of(source, name), 1, what, fix)
        elif record.kind != published.kind:
            what = f"'{name}' is published as the id of a {kind}, so it cannot be that of a {record.kind}"
            yield catalog.entries[name].at(("id",), what, "choose another id")


def _successor(name: str, kind: str, says: str, come: Mapping[str, Record]) -> str:
    """Return the new record that seems to be the one that is gone, under another id."""
    fitting = {other: record for other, record in come.items() if record.kind == kind}
    same = [other for other, record in fitting.items() if words_of(record).casefold() == says.casefold()]
    guess = did_you_mean(name, fitting).removeprefix("did you mean '").removesuffix("'?")
    return same[0] if same else guess


def words_of(record: Record) -> str:
    """Return the few words that say what a record is about; they are kept when it is published."""
    if isinstance(record, Fact):
        return f"{record.about} {record.criterion or ''}".strip()
    if isinstance(record, Criterion):
        return str(record.question)
    return record.title_text


def ids_keep_their_meaning(catalog: Catalog) -> Iterator[Diagnostic]:
    """A published id means what it meant: who follows an old link finds what was promised there."""
    moved = {str(redirect.id): str(redirect.to) for redirect in catalog.all(Redirect)}
    for name, published in catalog.published.ids.items():
        entry = catalog.entries.get(name)
        if entry is None or entry.record.kind != published.kind:
            continue
        record, says = entry.record, published.says
        other = "if it is another one, give it an id of its own and write a redirect for this one"
        if isinstance(record, Service | Term) and not _is_known_as(record, says):
            field = "former_names" if isinstance(record, Service) else "aliases"
            what = f"'{name}' was published as '{shorten(says)}', which is no name of this record"
            yield entry.at(("name",), what, f"if it is the same thing, put the old name into '{field}'; {other}")
        elif isinstance(record, Question) and _likeness(record.stem, says) < LEAST_ALIKE:
            what = f"'{name}' was published as another question, '{shorten(says)}'"
            yield entry.at(("stem",), what, "give the new question an id of its own and write a redirect for this one")
        elif isinstance(record, Fact) and words_of(record) != " ".join(moved.get(word, word) for word in says.split()):
            what = f"'{name}' was published as a fact about '{says}', not '{words_of(record)}'"
            yield entry.at(("about",), what, "give the new fact an id of its own and write a redirect for this one")


def _is_known_as(record: Service | Term, name: str) -> bool:
    names = [record.name, *record.aliases]
    if isinstance(record, Service):
        names += [record.short_name, *(former.name for former in record.former_names)]
    return any(_is_nearly(str(known), name) for known in names)


def _is_nearly(one: str, other: str) -> bool:
    """Return whether two names differ only in spelling, in brackets, or in a word more or less."""
    words, others = (set(text.casefold().replace("(", "").replace(")", "").split()) for text in (one, other))
    is_part = bool(words) and (words <= others or others <= words)
    return is_part or SequenceMatcher(None, one.casefold(), other.casefold()).ratio() >= 0.75


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.casefold().split(), other.casefold().split(), autojunk=False).ratio()


def redirects_lead_to_records(catalog: Catalog) -> Iterator[Diagnostic]:
    """A redirect leads to a record, not to another redirect."""
    for redirect in catalog.all(Redirect):
        target = catalog.find(redirect.to)
        if isinstance(target, Redirect) and target is not redirect:
            what = f"'{redirect.to}' is a redirect itself"
            yield catalog.entries[redirect.id].at(("to",), what, f"write 'to: {target.to}', where it leads")
        elif target is not None and target.kind in ("release", "exam"):
            what = f"a redirect cannot lead to the {target.kind} '{target.id}'"
            yield catalog.entries[redirect.id].at(("to",), what, "name what a reader should find instead")
