"""Rules about what records name: other records, skills, tasks; and about their own names."""

from __future__ import annotations

from collections.abc import Iterator

from macros.catalog import Catalog, Mention
from macros.diagnostics import Diagnostic, did_you_mean, shorten
from macros.models import KINDS, Exam, Guide, Record, Redirect, Reference, Service, SkillNumber, Term

WITHOUT_PLACE = {"criterion", "exam", "sdk"}
"""Kinds that no link can lead to."""


def references_lead_to_records(catalog: Catalog) -> Iterator[Diagnostic]:
    """A reference, and a link in a text, names a record that is there and of the right kind."""
    for name, mentions in catalog.mentions.items():
        entry = catalog.entries[name]
        for mention in mentions:
            if isinstance(mention.value, SkillNumber):
                continue
            if isinstance(entry.record, Redirect) and catalog.find(mention.target):
                continue  # `permanence` looks at where redirects lead
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
    if isinstance(record, Redirect):
        return f"'{name}' is called '{record.to}' since {record.since}", f"write '{record.to}'"
    if not kinds and record.kind in WITHOUT_PLACE:
        return f"'{name}' has no place on a page that a link could lead to", "name another record"
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


def items_stand_once(catalog: Catalog) -> Iterator[Diagnostic]:
    """A list of ids or skills names each once."""
    for entry in catalog.entries.values():
        seen = set[tuple[tuple[str | int, ...], str]]()
        for where, value in entry.values:
            if where and isinstance(where[-1], int) and isinstance(value, (Reference, SkillNumber)):
                item = (where[:-1], str(value))
                if item in seen:
                    yield entry.at(where, f"'{value}' stands twice", "keep it once")
                seen.add(item)


def parts_belong_to_wholes(catalog: Catalog) -> Iterator[Diagnostic]:
    """What is part of a service is not, by any way round, the whole of it."""
    for service in catalog.all(Service):
        seen, whole = {str(service.id)}, service.part_of
        while whole and whole not in seen:
            seen.add(str(whole))
            record = catalog.find(str(whole))
            whole = record.part_of if isinstance(record, Service) else None
        if whole == service.id and service.part_of != service.id:
            what = f"'{service.id}' is part of '{service.part_of}', which is part of '{service.id}'"
            yield catalog.entries[service.id].at(("part_of",), what, "take it out of one of them")


COPIED = {
    "guide": "title",
    "term": "definition",
    "service": "summary",
    "comparison": "title",
    "decision-tree": "title",
    "workflow": "title",
    "scenario": "title",
    "question": "stem",
}
"""The field of each kind that says what the record is about; two with the same are a copy that was not finished."""


def records_differ(catalog: Catalog) -> Iterator[Diagnostic]:
    """No record is a copy of another one under a new id."""
    first: dict[tuple[str, str], str] = {}
    for name, entry in catalog.entries.items():
        field = COPIED.get(entry.record.kind)
        if field is None:
            continue
        key = (entry.record.kind, " ".join(str(getattr(entry.record, field)).casefold().split()))
        if key in first:
            yield entry.at((field,), f"the {field} is also that of '{first[key]}'", "write its own, or delete one")
        first.setdefault(key, name)


def aliases_are_other_names(catalog: Catalog) -> Iterator[Diagnostic]:
    """An alias is another name: what differs only in capitals, the search finds anyway."""
    named: list[Service | Term] = [*catalog.all(Service), *catalog.all(Term)]
    for record in named:
        own = {str(record.name).casefold()}
        for i, alias in enumerate(record.aliases):
            if alias.casefold() in own:
                what = f"the alias '{alias}' repeats a name of this record"
                yield catalog.entries[record.id].at(("aliases", i), what, "take it out")
            own.add(alias.casefold())


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
        if isinstance(record, Service) and record.short_name != record.name:
            yield ("short_name",), str(record.short_name)
        for i, alias in enumerate(record.aliases):
            yield ("aliases", i), str(alias)
