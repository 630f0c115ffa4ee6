"""Gathers what the runners saw of a sample, compares it with what was expected, and with what is committed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from macros.catalog import Catalog
from macros.models import Case, Sample
from macros.recordings import FileRecord, Recording, Run, as_json, fingerprint
from tests.samples.runner import Runner, Target

Runners = Mapping[str, Runner]
"""The runners of a stage, by the kind of file."""


def targets(catalog: Catalog, root: Path) -> Iterator[Target]:
    """Yield every file of every sample with its cases."""
    for sample in catalog.all(Sample):
        folder = root / Path(catalog.entries[sample.id].document.source.path).parent
        for file in sample.files:
            path = folder / file.name
            cases = tuple(c for c in catalog.all(Case) if c.sample == sample.id and c.file == file.name)
            yield Target(catalog, sample, file, path, path.relative_to(root).as_posix(), cases)


def record(runner: Runner, target: Target) -> FileRecord:
    """Return what a runner sees of a file in which it found no problem."""
    return FileRecord(
        name=str(target.file.name),
        fingerprint=fingerprint(target.path.read_bytes()),
        verdicts=runner.verdicts(target),
        steps=runner.steps(target),
        runs=tuple(run for case in target.cases if (run := runner.run(target, case))),
    )


def see(runners: Runners, targets: Iterable[Target]) -> tuple[Recording, list[str]]:
    """Return what the runners see of the files of a sample, and what went otherwise than its cases expect."""
    files, failures = [], []
    for target in targets:
        seen = record(runners[target.file.kind], target)
        files.append(seen)
        for run in seen.runs:
            case = target.catalog.get(Case, run.case)
            failures += [f"{case.id}: {difference}" for difference in differences(case, run)]
    return Recording(files=tuple(files)), failures


def stale(seen: Recording, committed: Path, word: str, rewrite: bool) -> str:
    """Return that what was seen is not what is committed, or nothing; `rewrite` commits it first."""
    if rewrite:
        committed.write_text(as_json(seen), encoding="utf-8", newline="\n")
    if not committed.exists():
        return f"not recorded yet: run '{word}'"
    return "" if committed.read_text(encoding="utf-8") == as_json(seen) else f"the recording is stale: run '{word}'"


def differences(case: Case, run: Run) -> list[str]:
    """Return what went otherwise than the case expects, each as a clause."""
    expect, found = case.expect, []
    if run.status != expect.status:
        found.append(f"it ends as '{run.status}', not '{expect.status}' ({run.error or ''} {run.cause or ''})".strip())
    path = [visit.label for visit in run.visits]
    if expect.path and path != list(expect.path):
        found.append(f"its path is {path}, not {list(expect.path)}")
    waits = [wait.seconds for wait in run.waits]
    if waits != list(expect.waits):
        found.append(f"it waits {waits} seconds, not {list(expect.waits)}")
    if expect.output is not None and run.output != json.loads(expect.output):
        found.append(f"its output is {json.dumps(run.output)}, not {' '.join(expect.output.split())}")
    if expect.error is not None and run.error != expect.error:
        found.append(f"its error is '{run.error}', not '{expect.error}'")
    if expect.next and tuple(run.next) != tuple(map(str, expect.next)):
        found.append(f"it fires at {list(run.next)}, not at {list(expect.next)}")
    return found
