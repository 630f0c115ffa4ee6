"""Rules about what records name: other records, skills, tasks; and about their own names."""

from __future__ import annotations

from collections.abc import Iterator

from macros.catalog import Catalog, Mention
from macros.diagnostics import Diagnostic, did_you_mean, shorten
from macros.models import KINDS, Exam, Guide, Record, Reference, Service, SkillNumber, Term


def references_lead_to_records(catalog: Catalog) -> Iterator[Diagnostic]:
    """A reference, and a link in a text, names a record that is there and of the right kind."""
    for name, mentions in catalog.mentions.items():
        entry = catalog.entries[name]
        for mention in mentions:
            if isinstance(mention.value, SkillNumber):
                continue
            wrong = wrong_reference(catalog, mention.target, _kinds(mention))
            if wrong:
                yield entry.at(mention.where, *wrong, needle=mention.link)


def wrong_reference(catalog: Catalog, name: str, kinds: tuple[str, ...]) -> tuple[str, str] | None:
    """Return what is wrong with a reference to a record of one of the kinds (none: any), and what to do."""
    record, wanted = catalog.find(name), " or ".join(kinds).replace("-", " ") or "record"
    if name in catalog.broken:
        return None
    if not name.strip():
        return "a link without an id", "write [[id]] or [[id|words to show]]"
    if record is None and catalog.find(name.strip()):
        return f"spaces around '{name.strip()}' in its brackets", f"write [[{name.strip()}]]"
    if record is None:
        fitting = [n for n, e in catalog.entries.items() if not kinds or e.record.kind in kinds]
        folders = " or ".join(f"data/{KINDS[kind].folder}/" for kind in kinds) or "data/"
        fix = did_you_mean(name, fitting, f"look up the right id in {folders}, or write the {wanted} first")
        return f"unknown {wanted} '{shorten(name)}'", fix
    if kinds and record.kind not in kinds:
        return f"'{name}' is a {record.kind.replace('-', ' ')}, not a {wanted}", f"name a {wanted}"
    return None


def _kinds(mention: Mention) -> tuple[str, ...]:
    return mention.value.kinds if isinstance(mention.value, Reference) else ()


def skills_and_tasks_exist(catalog: Catalog) -> Iterator[Diagnostic]:
    """A skill or a task that a record names is in the exam."""
    for name, mentions in catalog.mentions.items():
        entry = catalog.entries[name]
        if entry.record.kind == "exam" or catalog.exam is None or not catalog.is_whole(Exam):
            continue
        for mention in mentions:
            if isinstance(mention.value, SkillNumber) and mention.target not in catalog.skills:
                task = mention.target.rpartition(".")[0]
                skills = [number for number in catalog.skills if number.startswith(f"{task}.")]
                fix = f"the skills of task {task} are {', '.join(skills)}" if skills else "look it up in data/exam/"
                yield entry.at(mention.where, f"unknown skill '{mention.target}'", fix)
        if isinstance(entry.record, Guide) and entry.record.task not in catalog.tasks:
            fix = "the tasks are " + ", ".join(catalog.tasks)
            yield entry.at(("task",), f"unknown task '{entry.record.task}'", fix)


def no_record_links_itself(catalog: Catalog) -> Iterator[Diagnostic]:
    """A record does not name itself."""
    for name, mentions in catalog.mentions.items():
        for mention in mentions:
            if mention.target == name:
                what = f"'{name}' names itself"
                yield catalog.entries[name].at(mention.where, what, "take it out", needle=mention.link)


def names_are_unique(catalog: Catalog) -> Iterator[Diagnostic]:
    """A name or alias leads to one record, so that search and readers are never in doubt."""
    for kind in (Service, Term):
        taken: dict[str, str] = {}
        for record in catalog.all(kind):
            own = dict.fromkeys(name.casefold() for _, name in _names(record))
            for where, name in _names(record):
                other = taken.get(name.casefold())
                if other:
                    what = f"'{name}' is also a name of {kind.kind} '{other}'"
                    yield catalog.entries[record.id].at(where, what, "keep it in one of them")
            taken.update(dict.fromkeys(own, str(record.id)))


def _names(record: Record) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(record, Service | Term):
        yield ("name",), str(record.name)
        for i, alias in enumerate(record.aliases):
            yield ("aliases", i), str(alias)
