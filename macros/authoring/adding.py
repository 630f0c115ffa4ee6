"""Adds a record to a project: to the right file, at the right place, and only if the check has nothing against it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from macros.authoring.changing import with_values
from macros.authoring.drafts import Draft, complete
from macros.authoring.filing import file_for, with_record
from macros.authoring.pages import guide_files, scenario_files
from macros.authoring.trial import problems_of
from macros.catalog import Entry
from macros.diagnostics import Diagnostic
from macros.models import Guide, Scenario
from macros.project import Project
from macros.saving import save


@dataclass(frozen=True)
class Addition:
    """What adding a record would write, and what the check would say to that."""

    root: Path
    files: Mapping[str, str]
    """The texts by their paths from the project's folder."""
    problems: list[Diagnostic]

    def write(self) -> list[Path]:
        """Write the files, and return those that changed."""
        return save({self.root / path: text for path, text in self.files.items()})


def add(root: Path, project: Project, draft: Draft, today: date, *, file: str = "", big_idea: str = "") -> Addition:
    """Return what adds the records of a draft to a project. `file` is the data file to take, if its author says so."""
    catalog = project.catalog
    complete(draft, catalog.entries, today)
    files: dict[str, str] = {}
    for kind, values in draft.records():
        path = file if file and values is draft.values else file_for(catalog, kind, values)
        before = files.get(path) if path in files else _text(root / path)
        files[path] = with_record(before or "", path, kind, values)
    if draft.kind is Guide:
        files |= guide_files(root, catalog, draft.values, big_idea)
    if draft.kind is Scenario:
        files |= scenario_files(root, catalog, project.places, draft.values)
    return Addition(root, files, problems_of(root, files))


def change(root: Path, entry: Entry, values: dict[str, Any]) -> Addition:
    """Return what gives fields of a record that is there other values."""
    files = {entry.document.source.path: with_values(entry, values)}
    return Addition(root, files, problems_of(root, files))


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8") if file.exists() else ""
