"""A release: the record of what it changed, the list of what is published, and its notes."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from pydantic_core import PydanticCustomError

from macros.catalog import Catalog
from macros.changes.comparing import PAGE, Change, compare
from macros.changes.report import FORMATS, told
from macros.changes.snapshots import ChangesError, Snapshot, folder_of, has_tag, read_snapshot
from macros.changes.words import as_plain, from_file
from macros.checks.files import schema_line
from macros.checks.permanence import words_of
from macros.diagnostics import Diagnostic, count
from macros.models import Day, Id, Redirect, Release, Version, plural
from macros.places import Places
from macros.project import Project, read_project
from macros.published import FILE, Published, PublishedId, as_json

COUNTED = (
    "guide",
    "service",
    "term",
    "fact",
    "comparison",
    "decision-tree",
    "workflow",
    "sample",
    "scenario",
    "question",
)
"""The kinds that a release counts, in the order in which readers are told."""

RECORDED = ("added", "changed", "renamed", "removed")
"""What readers want to know. A source read again and a record in another file change nothing for them."""


@dataclass(frozen=True)
class Files:
    """What a release writes, by path from the project's folder."""

    texts: dict[str, str]
    changes: int


def make_release(root: Path, version: str, day: str, base: str | None) -> Files:
    """Return the files of a release of what stands in the project's folder.

    It is compared with the release before: with its tag, `v` and the version, or with `base`. A release that has no
    tag yet can be made again.
    """
    _valid(Day, day)
    project, problems = read_project(root)
    problems = [problem for problem in problems if not _is_about_draft(problem, project.catalog, version)]
    if problems:
        raise ChangesError(f"the guide has {count(problems)} (mend what 'make check' reports, then release)")
    earlier = _earlier(root, project.catalog, version)
    _forget_draft(project.catalog, version)
    changes: list[Change] = []
    if earlier is not None:
        with folder_of(root, base or f"v{earlier.version}") as folder:
            before = read_snapshot(folder, base or f"v{earlier.version}")
        found = compare(before, Snapshot(project.catalog, project.pages))
        changes = [change for change in found if change.kind != PAGE and change.deed in RECORDED]
    published = _published(project, version)
    path = f"data/{Release.folder}/{version}.yml"
    texts = {path: _as_yaml(project.catalog, path, version, day, changes), f"data/{FILE}": as_json(published)}
    return Files(texts, len(changes))


def _valid(sort: type[Version] | type[Day], text: str) -> str:
    try:
        return sort.parse(text)
    except PydanticCustomError as error:
        raise ChangesError(error.message()) from None


def _earlier(root: Path, catalog: Catalog, version: str) -> Release | None:
    """Return the release before a version, or say why this version cannot be released."""
    wanted = _valid(Version, version)
    newest = next(iter(catalog.releases), None)
    if newest is None:
        return None
    order = tuple(int(number) for number in wanted.split("."))
    if order < newest.order:
        raise ChangesError(f"{newest.version} is released, so {version} comes too late (take a higher version)")
    if order > newest.order:
        return newest
    if has_tag(root, f"v{version}"):
        raise ChangesError(f"{version} is released: it has the tag v{version} (take a higher version)")
    return next(iter(catalog.releases[1:]), None)


def _is_about_draft(problem: Diagnostic, catalog: Catalog, version: str) -> bool:
    """Return whether a problem is that something is gone which only this very release, made before, would publish."""
    published, line = catalog.published, problem.source.partition(":")[0].strip('"')
    entry = published.ids.get(Id(line))
    since = entry.since if entry else published.pages.get(line)
    return problem.location.path == f"data/{FILE}" and since == version


def _forget_draft(catalog: Catalog, version: str) -> None:
    """Forget what this very release published when it was made before: nobody has seen it yet."""
    before = catalog.published
    catalog.published = Published(
        pages={page: since for page, since in before.pages.items() if since != version},
        ids={name: entry for name, entry in before.ids.items() if entry.since != version},
    )


def _published(project: Project, version: str) -> Published:
    """Return what is published with a release: all that was, and what is there now."""
    catalog, before = project.catalog, project.catalog.published
    ids = dict(before.ids)
    for name, entry in catalog.entries.items():
        record = entry.record
        if not isinstance(record, Redirect | Release):
            was = before.ids.get(record.id)
            ids[record.id] = PublishedId(
                kind=record.kind,
                says=words_of(record),
                since=was.since if was else version,
                pages=_homes(project.places, name, was.pages if was else ()),
            )
    pages = {**{page.path: version for page in project.pages}, **before.pages}
    return Published(pages=pages, ids=ids)


def _homes(places: Places, name: str, before: tuple[str, ...]) -> tuple[str, ...]:
    home = places.homes.get(name)
    if home is None:
        return before
    return (*(page for page in before if page != home.page), home.page)


def _as_yaml(catalog: Catalog, path: str, version: str, day: str, changes: Sequence[Change]) -> str:
    """Return the record of a release. Texts are written as JSON writes them, which is YAML too."""
    counts = Counter(entry.record.kind for entry in catalog.entries.values())
    lines = [
        schema_line(path, Release),
        "# Written by 'python -m macros release'. A release stays as it is.",
        f"id: release-{version.replace('.', '-')}",
        f"version: {version}",
        f"date: {day}",
        "counts:",
        *(f"  {kind}: {counts[kind]}" for kind in COUNTED if counts[kind]),
    ]
    if changes:
        lines.append("changes:")
    for change in changes:
        lines += [f"- id: {change.id}", f"  kind: {change.kind}", f"  deed: {change.deed}"]
        lines.append(f"  headline: {_text(change.headline)}")
        if change.details:
            lines += ["  details:", *(f"  - {_text(detail)}" for detail in change.details)]
    return "\n".join([*lines, ""])


def _text(words: str) -> str:
    return json.dumps(as_plain(words), ensure_ascii=False)


# ------------------------------------------------------------------------------------------------- notes


def notes(catalog: Catalog, version: str | None) -> str:
    """Return the notes of a release as Markdown; of the newest one if none is named."""
    fitting = [release for release in catalog.releases if version in (None, str(release.version))]
    if not fitting:
        known = ", ".join(str(release.version) for release in catalog.releases) or "none yet"
        raise ChangesError(f"there is no release {version or ''}".rstrip() + f" (the releases are: {known})")
    return "\n\n".join(_blocks(fitting[0])) + "\n"


def _blocks(release: Release) -> Iterator[str]:
    style = FORMATS["markdown"]
    yield f"## {release.version} ({release.date})"
    yield release.summary
    for kind, group in groupby(release.changes, lambda change: str(change.kind)):
        lines = [f"### {plural(kind).capitalize()}", ""]
        for change in group:
            marked = Change(kind, "", "changed", from_file(change.headline), tuple(map(from_file, change.details)))
            lines += told(marked, style)
        yield "\n".join(lines)
