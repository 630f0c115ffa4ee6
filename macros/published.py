"""What has been published: the ids and pages to which addresses lead, from the first release on.

`data/releases/published.json` holds them, a line each, and grows with every release. A reader's bookmark, a link from
elsewhere, and the answers that a browser keeps name these ids, so none of them may vanish or come to mean another
thing; `checks.permanence` sees to that.
"""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import Field, ValidationError

from macros.diagnostics import Diagnostic
from macros.models.base import Model
from macros.models.values import Id
from macros.reading import Source, read_source

FILE = "releases/published.json"
"""Where it stands in the folder of data."""

WRITTEN = "take back the change to it; 'python -m macros release' writes it"


class PublishedId(Model):
    """An id that was published."""

    kind: str
    """The kind of its record."""
    says: str
    """What the record was about at its latest release: a name, a question, or what a fact is about."""
    since: str
    """The release that published it."""
    pages: tuple[str, ...] = ()
    """The pages of `docs/` that have been the record's home at a release, the latest last."""


class Published(Model):
    """All that has been published."""

    pages: dict[str, str] = Field(default_factory=dict)
    """The pages of `docs/`, each with the release that published it."""
    ids: dict[Id, PublishedId] = Field(default_factory=dict)


def read_published(data: Path) -> tuple[Published, Source | None, list[Diagnostic]]:
    """Return what was published by the releases of a folder of data, its file, and why that cannot be read."""
    file = data / FILE
    if not file.exists():
        return Published(), None, []
    source, problems = read_source(file, data.parent)
    if problems:
        return Published(), source, problems
    try:
        return Published.model_validate(json.loads("\n".join(source.lines))), source, []
    except json.JSONDecodeError as error:
        return Published(), source, [source.diagnostic(error.lineno, error.colno, f"not JSON: {error.msg}", WRITTEN)]
    except ValidationError as error:
        keys = [str(part) for part in error.errors()[0]["loc"] if part != "[key]"]
        what = f"'{'.'.join(keys)}' is not as a release writes it"
        return Published(), source, [source.diagnostic(line_of(source, keys[1] if keys[1:] else ""), 1, what, WRITTEN)]


def line_of(source: Source, name: str) -> int:
    """Return the line on which an id or a page stands."""
    start = f"{json.dumps(name)}:"
    return next((number for number, line in enumerate(source.lines, 1) if line.strip().startswith(start)), 1)


def as_json(published: Published) -> str:
    """Return what was published as it is committed: a line for each page and id, so that a change shows alone."""

    def block(lines: list[str]) -> str:
        return "{\n" + ",\n".join(lines) + "\n}" if lines else "{}"

    def line(name: str, value: object) -> str:
        return f"{json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}"

    pages = [line(name, since) for name, since in sorted(published.pages.items())]
    ids = [line(name, entry.model_dump(mode="json")) for name, entry in sorted(published.ids.items())]
    return f'{{\n"pages": {block(pages)},\n"ids": {block(ids)}\n}}\n'
