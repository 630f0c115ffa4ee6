"""What was seen when the files of a sample were tested: read from `recorded*.json`, which the tests write.

The site shows what stands here and needs none of the packages that ran the samples. A fingerprint of each file and
of each case tells whether the recording is still about them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError

from macros.diagnostics import Diagnostic
from macros.models import Step
from macros.models.base import Model
from macros.reading import Source, read_source

RECORD = "run 'make record' and commit what it writes"
"""What to do about a recording that is missing or stale."""

SLOW_STAGES = {
    "dag": "make record-airflow",
    "workflow-yaml": "make record-airflow",
    "spark-script": "make record-spark",
}
"""What runs the cases of files that need a large install, by their kind; `make record` only reads them."""


def how_to_record(kind: str) -> str:
    """Return what to do about the recording of a file of that kind."""
    slow = SLOW_STAGES.get(kind)
    return f"run 'make record' and '{slow}', and commit what they write" if slow else RECORD


class Verdict(Model):
    """What was done to a file, and what came of it."""

    deed: Literal["executed", "parsed", "checked"]
    """`executed`: it ran; `parsed`: a parser of its language took it; `checked`: compared with AWS's own models."""
    by: str
    """The tool and its version: "moto 5.2.5"."""
    what: str
    """What that means, one sentence: "Ran in 4 cases on moto's interpreter with a virtual clock."."""


class Visit(Model):
    """A step that a run entered."""

    step: str
    """The id of the step in the drawing."""
    label: str
    """Its name in the file."""
    attempts: int = 1
    """How often it was tried."""
    error: str | None = None
    """The error of the last attempt, if that failed."""


class Wait(Model):
    """A time that passed on the clock of the simulation."""

    step: str
    """The id of the step that waited."""
    seconds: float
    why: Literal["retry", "wait", "callback"]
    """`retry`: before another attempt; `wait`: a Wait state; `callback`: until somebody answered."""


class Run(Model):
    """What happened in a case."""

    case: str
    """The id of the case."""
    fingerprint: str
    """That of the case when it ran."""
    status: Literal["succeeded", "failed", "timed-out", "matched", "not-matched"]
    by: str
    """What ran it: "moto 5.2.5"."""
    visits: tuple[Visit, ...] = ()
    """The steps entered, in order."""
    waits: tuple[Wait, ...] = ()
    """The times that passed, in order."""
    output: Any = None
    """What came out: a JSON value."""
    error: str | None = None
    cause: str | None = None
    next: tuple[str, ...] = ()
    """For a schedule: when it fires next."""


class FileRecord(Model):
    """What was seen of a file."""

    name: str
    fingerprint: str
    """That of the file when it was tested."""
    verdicts: Annotated[tuple[Verdict, ...], Field(min_length=1)]
    steps: tuple[Step, ...] = ()
    """Its steps and arrows, for the drawing; none if it has no steps."""
    runs: tuple[Run, ...] = ()


class Recording(Model):
    """All that was seen of a sample by one stage of tests."""

    files: tuple[FileRecord, ...]


@dataclass(frozen=True)
class Seen:
    """The files of a sample as they stand, and what the recordings say of them."""

    sources: dict[str, Source] = field(default_factory=dict)
    """The files by name, without the records and the recordings."""
    fingerprints: dict[str, str] = field(default_factory=dict)
    """Of each of those files."""
    files: dict[str, FileRecord] = field(default_factory=dict)
    """What was seen of each file, by all stages together."""
    recordings: tuple[str, ...] = ()
    """The paths of the recordings."""
    unread: frozenset[str] = frozenset()
    """The names of files and recordings that could not be read."""

    @property
    def is_whole(self) -> bool:
        """Whether every recording could be read, so that what is missing in them is really missing."""
        return not any(is_recording(name) for name in self.unread)

    def steps(self, name: str) -> tuple[Step, ...]:
        """Return the steps of a file, or nothing."""
        return self.files[name].steps if name in self.files else ()


def fingerprint(content: bytes) -> str:
    """Return sixteen hex digits that change with a file; the two ways to end a line are one."""
    return sha256(content.replace(b"\r\n", b"\n")).hexdigest()[:16]


def as_json(recording: Recording) -> str:
    """Return a recording as it is committed: what is not there is left out, so that a change shows alone."""
    content = recording.model_dump(mode="json", exclude_defaults=True)
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def read_seen(folder: Path, root: Path) -> tuple[Seen, list[Diagnostic]]:
    """Return the files of a sample and what was seen of them, and what keeps a file from being read."""
    problems: list[Diagnostic] = []
    sources, fingerprints, recordings = {}, {}, []
    files: dict[str, FileRecord] = {}
    unread = set[str]()
    for file in sorted(folder.iterdir()):
        if file.name in ("sample.yml", "cases.yml") or file.name.startswith(".") or file.is_dir():
            continue
        source, found = read_source(file, root)
        problems += found
        if found:
            unread.add(file.name)
            continue
        if not is_recording(file.name):
            sources[file.name] = source
            fingerprints[file.name] = fingerprint(file.read_bytes())
            continue
        recordings.append(source.path)
        recording, wrong = _read_recording(source)
        if recording is None:
            unread.add(file.name)
        problems += wrong
        for record in recording.files if recording else ():
            files[record.name] = _together(files.get(record.name), record)
    return Seen(sources, fingerprints, files, tuple(recordings), frozenset(unread)), problems


def is_recording(name: str) -> bool:
    """Return whether the tests write the file of that name."""
    return name.startswith("recorded") and name.endswith(".json")


def _read_recording(source: Source) -> tuple[Recording | None, list[Diagnostic]]:
    """Return a recording, or nothing and why it cannot be read."""
    fix = f"delete the file, {RECORD}"
    try:
        return Recording.model_validate(json.loads("\n".join(source.lines))), []
    except json.JSONDecodeError as error:
        return None, [source.diagnostic(error.lineno, error.colno, f"not JSON: {error.msg}", fix)]
    except ValidationError as error:
        where = ".".join(map(str, error.errors()[0]["loc"]))
        what = f"'{where}' is not as the tests write it" if where else "this is no recording"
        return None, [source.diagnostic(1, 1, what, fix)]


def _together(first: FileRecord | None, second: FileRecord) -> FileRecord:
    """Return what two stages saw of a file; if they saw different files, the stale one decides."""
    if first is None:
        return second
    return second.model_copy(
        update={
            "fingerprint": first.fingerprint if first.fingerprint == second.fingerprint else "",
            "verdicts": (*first.verdicts, *second.verdicts),
            "steps": first.steps or second.steps,
            "runs": (*first.runs, *second.runs),
        }
    )
