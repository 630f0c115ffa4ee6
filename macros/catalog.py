"""Every record by its id, with its place in the files, and what refers to what.

`load` reads a folder of data into a `Catalog`. All ids are known before any page is rendered, so a reference is
resolved at once, and the catalog also knows the way back: where a record is used.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from macros.diagnostics import Diagnostic, Location, as_id, did_you_mean, shorten
from macros.models import (
    KINDS,
    Criterion,
    Domain,
    Exam,
    Fact,
    Record,
    Reference,
    Release,
    Sample,
    Skill,
    SkillNumber,
    Step,
    Task,
    Text,
    Workflow,
    without_code,
)
from macros.models.values import KEBAB_CASE
from macros.published import FILE as PUBLISHED
from macros.published import Published, read_published
from macros.reading import UNREADABLE, Document, Source, ValuePath, read_source, read_yaml, wrong_file
from macros.recordings import Seen, read_seen
from macros.validation import explain

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Entry:
    """A record and where it stands."""

    record: Record
    document: Document
    path: ValuePath
    """The way to the record in its file: nothing, or its position in the list."""

    def at(self, where: ValuePath, what: str, fix: str = "", *, needle: str = "", key: bool = False) -> Diagnostic:
        """Return a problem at a value of the record."""
        return self.document.at(self.path + where, what, fix, needle=needle, key=key)

    @cached_property
    def values(self) -> list[tuple[ValuePath, Any]]:
        """Every single value in the record with the way to it."""
        found: list[tuple[ValuePath, Any]] = []
        _collect(self.record, (), found)
        return found

    @cached_property
    def texts(self) -> list[tuple[ValuePath, Text, str]]:
        """Every text in the record with the way to it, and the same text with its code spans blanked out."""
        return [(where, value, without_code(value)) for where, value in self.values if isinstance(value, Text)]

    @property
    def line(self) -> int:
        """The line on which the record starts."""
        return self.at((), "").location.line


@dataclass(frozen=True)
class Mention:
    """A place in a record that names another record or a skill."""

    target: str
    where: ValuePath
    value: Reference | SkillNumber | Text
    """The field's value: a reference, a skill's number, or a text with a link in it."""
    link: str = ""
    """The link as it is written in a text."""


ID_LINE = re.compile(r" *(?:- )?id: *['\"]?([a-z0-9-]+)")
"""A line of a file that shows the id of a record."""

ANY_KIND = ""
"""The kind of the records in a file of which nobody can say what it holds."""


@dataclass
class Catalog:
    """All records of a folder of data."""

    entries: dict[str, Entry] = field(default_factory=dict)
    broken: dict[str, str] = field(default_factory=dict)
    """The ids of records that could not be read, with their kinds: who names one of them is not to blame. A key that
    is no id, such as the path of a file, stands for records whose ids could not be read either."""
    seen: dict[str, Seen] = field(default_factory=dict)
    """The files of each sample, by its id, and what the tests saw of them."""
    published: Published = field(default_factory=Published)
    """The ids and pages that releases have published."""
    published_source: Source | None = None
    """The file that says so, if there is one."""

    def is_whole(self, kind: type[Record]) -> bool:
        """Return whether every record of a kind could be read, so that what is missing is really missing."""
        return not {kind.kind, ANY_KIND} & set(self.broken.values())

    def get(self, kind: type[R], name: str) -> R:
        """Return the record of that kind and id; it is an error of ours to ask for one that is not there."""
        record = self.entries[name].record
        if not isinstance(record, kind):
            raise KeyError(f"'{name}' is a {record.kind}, not a {kind.kind}")
        return record

    def find(self, name: str) -> Record | None:
        """Return the record of that id, or nothing."""
        entry = self.entries.get(name)
        return entry.record if entry else None

    def all(self, kind: type[R]) -> list[R]:
        """Return the records of a kind in the order of their files and lines."""
        return [record for record in self._by_kind[kind.kind] if isinstance(record, kind)]

    @cached_property
    def _by_kind(self) -> dict[str, list[Record]]:
        result: dict[str, list[Record]] = defaultdict(list)
        for entry in self.entries.values():
            result[entry.record.kind].append(entry.record)
        return result

    @cached_property
    def exam(self) -> Exam | None:
        """The exam, if the data holds one."""
        exams = self.all(Exam)
        return exams[0] if exams else None

    @cached_property
    def skills(self) -> dict[str, tuple[Domain, Task, Skill]]:
        """Every skill of the exam by its number, with its task and domain."""
        return {
            str(skill.number): (domain, task, skill)
            for domain in (self.exam.domains if self.exam else ())
            for task in domain.tasks
            for skill in task.skills
        }

    @cached_property
    def tasks(self) -> dict[str, tuple[Domain, Task]]:
        """Every task of the exam by its number, with its domain."""
        return {
            str(task.number): (domain, task)
            for domain in (self.exam.domains if self.exam else ())
            for task in domain.tasks
        }

    @cached_property
    def cells(self) -> dict[tuple[str, str], Fact]:
        """The facts that fill comparisons, by service and criterion."""
        return {(str(f.about), str(f.criterion)): f for f in self.all(Fact) if f.criterion}

    def contrast(self, first: str, second: str) -> list[tuple[Criterion, Fact, Fact]]:
        """Return the criteria by which two services are both described, and differently, with their facts."""
        rows = []
        for criterion in self.all(Criterion):
            one, other = (self.cells.get((name, str(criterion.id))) for name in (first, second))
            if one and other and one.value.casefold() != other.value.casefold():
                rows.append((criterion, one, other))
        return rows

    @cached_property
    def facts_about(self) -> dict[str, list[Fact]]:
        """The facts about each service."""
        result: dict[str, list[Fact]] = defaultdict(list)
        for fact in self.all(Fact):
            result[str(fact.about)].append(fact)
        return result

    @cached_property
    def releases(self) -> list[Release]:
        """The releases, the newest first."""
        return sorted(self.all(Release), key=lambda release: release.order, reverse=True)

    @cached_property
    def news(self) -> dict[str, tuple[str, str]]:
        """What the newest release that touched a record did to it, "added" or "changed", and on which day."""
        return {
            str(change.id): ("added" if change.deed == "added" else "changed", str(release.date))
            for release in reversed(self.releases)
            for change in release.changes
        }

    def steps_of(self, workflow: Workflow) -> tuple[Step, ...]:
        """Return the steps of a workflow: its own, those of the sample that it shows, and those outside of it."""
        seen = self.seen.get(str(workflow.sample))
        inner = (
            step.model_copy(update={"on_error": (*step.on_error, *workflow.failures.get(step.id, ()))})
            for step in (seen.steps(str(workflow.file)) if seen else ())
        )
        return (*workflow.steps, *inner, *workflow.after)

    @cached_property
    def mentions(self) -> dict[str, list[Mention]]:
        """What each record names, by the id of the record."""
        return {name: list(_mentions(entry)) for name, entry in self.entries.items()}

    @cached_property
    def backlinks(self) -> dict[str, list[Record]]:
        """The records that name a record, each once, in the order of the data."""
        result: dict[str, dict[str, Record]] = defaultdict(dict)
        for name, mentions in self.mentions.items():
            for mention in mentions:
                if mention.target in self.entries and mention.target != name:
                    result[mention.target][name] = self.entries[name].record
        return {target: list(records.values()) for target, records in result.items()}

    @cached_property
    def covering(self) -> dict[str, list[Record]]:
        """The records that serve a skill, by its number."""
        result: dict[str, list[Record]] = defaultdict(list)
        for name, mentions in self.mentions.items():
            record = self.entries[name].record
            numbers = dict.fromkeys(m.target for m in mentions if isinstance(m.value, SkillNumber))
            if record.kind != Exam.kind:
                for number in numbers:
                    result[number].append(record)
        return result


def _collect(value: Any, path: ValuePath, found: list[tuple[ValuePath, Any]]) -> None:
    if isinstance(value, tuple):
        for i, item in enumerate(value):
            _collect(item, (*path, i), found)
    elif isinstance(value, BaseModel):
        for name, item in value.__dict__.items():
            _collect(item, (*path, name), found)
    elif isinstance(value, dict):
        for name, item in value.items():
            _collect(item, (*path, str(name)), found)
    elif value is not None:
        found.append((path, value))


def _mentions(entry: Entry) -> Iterator[Mention]:
    for where, value in entry.values:
        if isinstance(value, (Reference, SkillNumber)):
            yield Mention(str(value), where, value)
        elif isinstance(value, Text):
            for link in value.links():
                yield Mention(link["id"], where, value, link[0])


def titles_of(catalog: Catalog) -> dict[str, dict[str, str]]:
    """Return by kind the ids of records, each with the words under which readers know it; and the skills likewise."""
    titles: dict[str, dict[str, str]] = {name: {} for name in KINDS}
    for name, entry in catalog.entries.items():
        record = entry.record
        titles[record.kind][name] = shorten(record.value if isinstance(record, Fact) else record.title_text, 100)
    titles["skill"] = {number: shorten(skill.text, 100) for number, (_, _, skill) in catalog.skills.items()}
    return titles


# ----------------------------------------------------------------------------------------------- loading


def load(data: Path) -> tuple[Catalog, list[Diagnostic]]:
    """Return the records of a folder of data, and every problem that keeps a record from being read.

    `data` holds a folder for each kind; each folder holds `*.yml` files with one record or a list of records.
    Paths in the problems start with the name of `data` itself.
    """
    root = data.parent
    catalog = Catalog()
    problems = list(_strangers(catalog, data, root))
    for kind in KINDS.values():
        folder = data / kind.folder
        files = sorted(folder.glob(kind.glob), key=lambda f: f.relative_to(folder).as_posix())
        for file in files:
            if wrong_file(file, root):  # reported above
                continue
            document, found = read_yaml(file, root)
            problems += found
            if document.value is None:
                _note_broken(catalog, kind, document)
            else:
                problems += _add(catalog, kind, document)
    catalog.published, catalog.published_source, found = read_published(data)
    problems += found
    _forgive_published(catalog)
    for sample in catalog.all(Sample):
        folder = (root / catalog.entries[sample.id].document.source.path).parent
        catalog.seen[str(sample.id)], found = read_seen(folder, root)
        problems += found
    return catalog, problems


def _strangers(catalog: Catalog, data: Path, root: Path) -> Iterator[Diagnostic]:
    """Yield a problem for each file that no kind of record would read; note the ids that it seems to hold."""
    folders = {kind.folder for kind in KINDS.values()}
    if not data.is_dir():
        yield Diagnostic(Location(data.name, 1, 1), "the folder is missing", "run this in the project's folder")
        return
    for file in sorted(data.rglob("*")):
        place = Location(file.relative_to(root).as_posix(), 1, 1)
        folder = file.relative_to(data).parts[0]
        wrong = wrong_file(file, root)
        if wrong:
            catalog.broken[wrong.location.path] = ANY_KIND
            yield wrong
        if wrong or not file.is_file() or file.name.startswith(".") or file.suffix == ".md" or folder == "schemas":
            continue
        if folder == Sample.folder and file.parent.parent == data / folder:
            continue  # the files of a sample; `checks.samples` looks at them
        if file == data / PUBLISHED:
            continue
        if file.parent == data or folder not in folders or file.suffix != ".yml":
            _note_ids(catalog, ANY_KIND, read_source(file, root)[0])
        if file.parent == data:
            fix = "move it into one of the folders " + ", ".join(sorted(folders))
            yield Diagnostic(place, "the file is in no kind's folder and would not be read", fix)
        elif folder not in folders:
            fix = did_you_mean(folder, folders, "the folders are " + ", ".join(sorted(folders)))
            yield Diagnostic(place, f"'{folder}' is not the folder of a kind of record", fix)
        elif file.suffix != ".yml":
            yield Diagnostic(
                place, "the file would not be read: its name does not end in .yml", f"name it {file.stem}.yml"
            )


def _note_broken(catalog: Catalog, kind: type[Record], document: Document) -> None:
    """Note the ids of a file that could not be read at all; if it shows none, the file itself."""
    if not _note_ids(catalog, kind.kind, document.source):
        catalog.broken[document.source.path] = kind.kind


def _note_ids(catalog: Catalog, kind: str, source: Source) -> bool:
    """Note the ids that the lines of a file show, and return whether there are any."""
    ids = [match[1] for line in source.lines if (match := ID_LINE.match(line))]
    catalog.broken.update(dict.fromkeys(ids, kind))
    return bool(ids)


def _forgive_published(catalog: Catalog) -> None:
    """Note the published ids that are missing and may stand in what could not be read, such as an emptied file."""
    lost = {kind for name, kind in catalog.broken.items() if not re.fullmatch(KEBAB_CASE, name)}
    for name, published in catalog.published.ids.items():
        if name not in catalog.entries and lost & {published.kind, ANY_KIND}:
            catalog.broken.setdefault(name, published.kind)


def _add(catalog: Catalog, kind: type[Record], document: Document) -> Iterator[Diagnostic]:
    """Add a file's records to the catalog; yield what is wrong with them."""
    if isinstance(document.value, list):
        records: list[tuple[ValuePath, Any]] = [((i,), value) for i, value in enumerate(document.value)]
    else:
        records = [((), document.value)]
    if not records:
        yield document.at((), "the file is empty", "write a record or delete the file")
    for path, value in records:
        if not isinstance(value, dict):
            if value is not UNREADABLE:
                yield document.at(path, f"a record of kind '{kind.kind}' is expected here", "write 'id: ...' first")
            catalog.broken[f"{document.source.path}{path}"] = kind.kind
            continue
        try:
            record = kind.model_validate(value)
        except ValidationError as error:
            catalog.broken[str(value.get("id"))] = kind.kind
            catalog.broken[as_id(str(value.get("id")))] = kind.kind  # "Step Functions" was meant to be "step-functions"
            yield from explain(kind, error, document, path)
            continue
        entry = Entry(record, document, path)
        first = catalog.entries.get(str(record.id))
        if first:
            place = first.at(("id",), "").location
            yield entry.at(
                ("id",),
                f"the id '{record.id}' is taken by the {first.record.kind} in {place.path}:{place.line}",
                "choose another id",
            )
            catalog.broken[f"{document.source.path}{path}"] = kind.kind  # the id that it had may be a published one
            continue
        catalog.entries[str(record.id)] = entry
