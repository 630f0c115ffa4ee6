"""What changed between two states of the guide: records by id, samples by file, pages by path."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Literal, TypeVar

from macros.catalog import Catalog
from macros.changes.kinds import is_read_again, record_changes
from macros.changes.snapshots import Snapshot
from macros.changes.words import quoted, read
from macros.models import KINDS, LINK, Fact, Model, Question, Record, Redirect, Reference, Release, Sample, Text
from macros.rendering.links import short_name

Deed = Literal["added", "changed", "renamed", "read again", "moved", "removed"]

V = TypeVar("V")

PAGE = "page"
"""Stands for the kind of what is no record but a page of prose."""


@dataclass(frozen=True)
class Change:
    """What happened to one record or page."""

    kind: str
    id: str
    deed: Deed
    headline: str
    """The record, and what was done to it as a whole: "Question q-1 added to 1.3.2", "Term DAG"."""
    details: tuple[str, ...] = ()
    """What changed inside it, a clause each."""
    pages: tuple[str, ...] = ()
    """The pages of the later state that show it."""


def compare(before: Snapshot, after: Snapshot) -> list[Change]:
    """Return every change, by kind in the order of the models, pages last; records in the order of the data."""
    return [*_records(before, after), *_pages(before, after)]


def _records(before: Snapshot, after: Snapshot) -> Iterator[Change]:
    olds, news = _entries(before.catalog), _entries(after.catalog)
    renames = find_renames(before.catalog, after.catalog)  # whoever names one of them only follows
    former = {later: earlier for earlier, later in renames.items()}
    for kind in KINDS:
        for name, record in news.items():
            if record.kind != kind:
                continue
            was = olds.get(former.get(name, name))
            if was is None:
                yield _added(after, record)
            elif was.kind != kind:
                taken = f"took the id of the {_kind(was.kind)} {quoted(_title(was))}"
                headline = f"{subject(after.catalog, record)} {taken}"
                yield Change(kind, name, "changed", headline, (), after.showing(name))
            else:
                yield from _changed(before, after, with_new_ids(was, renames), record)
        for name, record in olds.items():
            if record.kind == kind and name not in news and name not in renames:
                yield _removed(before, after, record)


def _entries(catalog: Catalog) -> dict[str, Record]:
    """Return the records about which readers want to know; a redirect shows as the renaming that it stands for."""
    kinds = {Redirect.kind, Release.kind}
    return {name: entry.record for name, entry in catalog.entries.items() if entry.record.kind not in kinds}


def find_renames(before: Catalog, after: Catalog) -> dict[str, str]:
    """Return the ids of old by which records went on under other ids: as redirects say, or as their content shows."""
    gone = {name: record for name, record in _entries(before).items() if name not in after.entries}
    gone |= {name: r for name, r in _entries(before).items() if isinstance(after.find(name), Redirect)}
    come = {name: record for name, record in _entries(after).items() if name not in before.entries}
    renames = dict[str, str]()
    for name, record in gone.items():
        redirect = after.find(name)
        if isinstance(redirect, Redirect):
            target = come.get(str(redirect.to))
            fitting = [str(redirect.to)] if target is not None and target.kind == record.kind else []
        else:
            fitting = [new for new, other in come.items() if is_same(record, other)]
        if fitting and fitting[0] not in renames.values():
            renames[name] = fitting[0]
    return renames


def is_same(record: Record, other: Record) -> bool:
    """Return whether two records are one under two ids: what they are about is the same."""
    if record.kind != other.kind:
        return False
    if isinstance(record, Fact) and isinstance(other, Fact):
        return (record.about, record.criterion, record.value) == (other.about, other.criterion, other.value)
    return _title(record).casefold() == _title(other).casefold()


def with_new_ids(value: V, renames: dict[str, str]) -> V:
    """Return a record, or a part of it, that names others by the ids that they have today; its own id stays."""
    if isinstance(value, Model):
        parts = {name: with_new_ids(part, renames) for name, part in value.__dict__.items()}
        return value.model_copy(update=parts)
    if isinstance(value, tuple):
        return tuple(with_new_ids(item, renames) for item in value)  # type: ignore[return-value]
    if isinstance(value, dict):
        return {key: with_new_ids(item, renames) for key, item in value.items()}  # type: ignore[return-value]
    if isinstance(value, Reference):
        return type(value)(renames.get(value, value))
    if isinstance(value, Text) and "[[" in value:
        follow = partial(_follow, renames)
        return type(value)(LINK.sub(follow, value))
    return value


def _follow(renames: dict[str, str], link: re.Match[str]) -> str:
    return link[0].replace(f"[[{link['id']}", f"[[{renames.get(link['id'], link['id'])}", 1)


# --------------------------------------------------------------------------------------------- one record


def _added(after: Snapshot, record: Record) -> Change:
    words = subject(after.catalog, record)
    details: tuple[str, ...] = ()
    if isinstance(record, Question):
        words, details = f"{words} added to {record.skill}", (f"it asks {quoted(record.stem)}",)
    elif isinstance(record, Fact):
        words, details = f"{words} added", (f"{quoted(record.value)} (source {record.source}, read {record.as_of})",)
    else:
        words = f"{words} added"
    return Change(record.kind, str(record.id), "added", words, details, after.showing(str(record.id)))


def _removed(before: Snapshot, after: Snapshot, record: Record) -> Change:
    words = f"{subject(before.catalog, record)} removed"
    if isinstance(record, Question):
        words += f" from {record.skill}"
    redirect = after.catalog.find(str(record.id))
    if isinstance(redirect, Redirect):
        words += f"; its addresses lead to {_name(after.catalog, redirect.to)}"
    return Change(record.kind, str(record.id), "removed", words)


def _changed(before: Snapshot, after: Snapshot, was: Record, record: Record) -> Iterator[Change]:
    name, old_name = str(record.id), str(was.id)
    pages = after.showing(name)
    details = record_changes(was, record, lambda target: _name(after.catalog, target, before.catalog))
    if isinstance(record, Sample):
        details += _sample_files(before.catalog, after.catalog, old_name, name)
    headline = subject(after.catalog, record)
    deed: Deed = "read again" if is_read_again(was, record) else "changed"
    if name != old_name:
        headline += f": id changed from {old_name} to {name}; {_uses(after, name)} updated"
        deed = "renamed"
    elif _own_name(was) != _own_name(record):
        headline = (
            f"{_kind(record.kind).capitalize()} {name} renamed from “{read(_own_name(was))}” to "
            f"“{read(_own_name(record))}”; {_uses(after, name)} updated"
        )
        details, deed = details[1:], "renamed"
    if details or deed == "renamed":
        yield Change(record.kind, name, deed, headline, tuple(details), pages)
    else:
        there, here = (state.catalog.entries[name].document.source.path for state in (before, after))
        if there != here:
            yield Change(record.kind, name, "moved", f"{headline} moved from {there} to {here}", (), pages)


def _own_name(record: Record) -> str:
    """Return the first field of a record if that is its name; renaming is more than the change of a field."""
    return str(record.name) if record.kind in ("service", "term") and hasattr(record, "name") else ""


def _uses(state: Snapshot, name: str) -> str:
    """Return in how many places records and pages name a record."""
    entries, pages = _entries(state.catalog), state.pages
    count = sum(mention.target == name for other in entries for mention in state.catalog.mentions[other])
    count += sum(link.target == name for page in pages for link in page.links)
    count += sum(name in call.args for page in pages for call in page.calls)
    return "1 use" if count == 1 else f"{count} uses"


def _sample_files(before: Catalog, after: Catalog, old_name: str, name: str) -> list[str]:
    """Return which files of a sample have another text."""
    olds, news = before.seen[old_name].fingerprints, after.seen[name].fingerprints
    return [f"file {file}: its text changed" for file in news if file in olds and olds[file] != news[file]]


# ------------------------------------------------------------------------------------------------- words


def subject(catalog: Catalog, record: Record) -> str:
    """Return what a sentence calls a record: "Service AWS Glue", "Question q-1", "Fact f-1 about AWS Glue"."""
    if isinstance(record, Fact):
        about = _name(catalog, record.about)
        criterion = catalog.find(str(record.criterion)) if record.criterion else None
        return f"Service {about}: {criterion.title_text}" if criterion else f"Fact {record.id} about {about}"
    kind = _kind(record.kind).capitalize()
    if isinstance(record, Question):
        return f"{kind} {record.id}"
    title = _title(record)
    return f"{kind} {title}" if record.kind in ("service", "term", "exam") else f"{kind} {quoted(title)}"


def _kind(kind: str) -> str:
    return {"scenario": "worked example"}.get(kind, kind.replace("-", " "))


def _title(record: Record) -> str:
    return str(record.id) if isinstance(record, Fact) else read(record.title_text)


def _name(catalog: Catalog, name: str, earlier: Catalog | None = None) -> str:
    record = catalog.find(name) or (earlier.find(name) if earlier else None)
    return short_name(record) if record and not isinstance(record, Fact | Question) else str(name)


# ------------------------------------------------------------------------------------------------- pages


def _pages(before: Snapshot, after: Snapshot) -> Iterator[Change]:
    olds, news = ({page.path: page.source.lines for page in state.pages} for state in (before, after))
    for path in sorted({*olds, *news}):
        if path not in news:
            yield Change(PAGE, path, "removed", f"Page {path} removed")
        elif path not in olds:
            yield Change(PAGE, path, "added", f"Page {path} added")
        elif olds[path] != news[path]:
            yield Change(PAGE, path, "changed", f"Page {path}", ("its own text changed",))
