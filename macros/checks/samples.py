"""Rules about samples: their files are there, their cases fit, and what was recorded is about what stands there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from macros.catalog import Catalog
from macros.diagnostics import Diagnostic, Location, did_you_mean
from macros.models import Case, Sample, SampleFile, Service, Step, Workflow
from macros.recordings import RECORD, Seen, how_to_record

WITH_OPERATION = ("request", "schedule")
"""The kinds of files that are the input of an operation."""

ENDINGS = {
    "state-machine": (".asl.json",),
    "function": (".py",),
    "dag": (".py",),
    "spark-script": (".py",),
    "sql": (".sql",),
    "event-pattern": (".json",),
    "schedule": (".json",),
    "request": (".json",),
    "policy": (".json",),
    "template": (".yaml",),
    "workflow-yaml": (".yaml",),
    "logs-query": (".txt",),
}
"""How the files of each kind end, so that editors and readers know them."""


def samples_stand_in_their_folders(catalog: Catalog) -> Iterator[Diagnostic]:
    """A sample's folder has its id as name, and its cases stand beside it."""
    for sample in catalog.all(Sample):
        entry = catalog.entries[sample.id]
        folder = PurePosixPath(entry.document.source.path).parent
        if folder.name != sample.id:
            yield entry.at(("id",), f"the sample '{sample.id}' stands in the folder '{folder.name}'", "name both alike")
    for case in catalog.all(Case):
        entry = catalog.entries[case.id]
        folder = PurePosixPath(entry.document.source.path).parent
        if folder.name != case.sample and case.sample in catalog.entries:
            what = f"the case is about '{case.sample}' but stands in the folder of '{folder.name}'"
            yield entry.at(("sample",), what, f"move it to data/samples/{case.sample}/cases.yml")


def files_of_samples_are_named(catalog: Catalog) -> Iterator[Diagnostic]:
    """The files of a sample's folder and those that its record names are the same, each once and of the right kind."""
    for name, seen in catalog.seen.items():
        entry = catalog.entries[name]
        sample = catalog.get(Sample, name)
        told = set[str]()
        for i, file in enumerate(sample.files):
            where = ("files", i, "name")
            if file.name in told:
                yield entry.at(where, f"the file '{file.name}' is named twice", "name each once")
            elif file.name not in {*seen.sources, *seen.unread}:
                fix = did_you_mean(file.name, set(seen.sources), "put it into the sample's folder")
                yield entry.at(where, f"there is no file '{file.name}'", fix)
            elif not file.name.endswith(ENDINGS[file.kind]):
                fix = f"let its name end in {ENDINGS[file.kind][0]}, or change the kind"
                yield entry.at(where, f"'{file.name}' is no name for a {file.kind}", fix)
            told.add(str(file.name))
            if (file.operation is None) == (file.kind in WITH_OPERATION):
                fix = "add 'operation', like glue.CreateTrigger" if file.operation is None else "take it out"
                what = f"a {file.kind} {'needs' if file.operation is None else 'has no'} operation"
                yield entry.at(("files", i, "operation"), what, fix, key=True)
        for other, source in seen.sources.items():
            if other not in told:
                fix = f"name it under 'files' in {entry.document.source.path}, or delete it"
                yield Diagnostic(Location(source.path, 1, 1), "no sample names this file", fix)


def cases_fit_their_files(catalog: Catalog) -> Iterator[Diagnostic]:
    """A case names a file of its sample; and a workflow a file that has steps."""
    for case in catalog.all(Case):
        sample = catalog.find(str(case.sample))
        if isinstance(sample, Sample) and not sample.file(case.file):
            names = [str(file.name) for file in sample.files]
            fix = did_you_mean(case.file, names, "its files are " + ", ".join(names))
            yield catalog.entries[case.id].at(("file",), f"'{sample.id}' has no file '{case.file}'", fix)
    for workflow in catalog.all(Workflow):
        seen = catalog.seen.get(str(workflow.sample))
        if seen and not seen.is_whole:
            continue
        if seen and not seen.steps(str(workflow.file)):
            what = f"the tests saw no steps in '{workflow.file}' of '{workflow.sample}'"
            names = [name for name in seen.files if seen.steps(name)]
            fix = did_you_mean(str(workflow.file), names, RECORD)
            yield catalog.entries[workflow.id].at(("file",), what, fix)
        elif seen or not workflow.sample:
            inside = {str(step.id) for step in (seen.steps(str(workflow.file)) if seen else ())}
            for name in workflow.failures:
                if name not in inside:
                    fix = did_you_mean(str(name), inside, "name a step of the sample")
                    what = f"the sample has no step '{name}'"
                    yield catalog.entries[workflow.id].at(("failures", str(name)), what, fix, key=True)


def recordings_are_current(catalog: Catalog) -> Iterator[Diagnostic]:
    """What was recorded is about the files and the cases as they stand, all of them and no others."""
    for name, seen in catalog.seen.items():
        entry = catalog.entries[name]
        sample = catalog.get(Sample, name)
        cases = [case for case in catalog.all(Case) if case.sample == name]
        for file in sample.files:
            if file.name in seen.sources and (seen.is_whole or file.name in seen.files):
                yield from _is_current(catalog, seen, file, cases)
        for recorded in seen.files:
            if not sample.file(recorded):
                yield entry.at(("files",), f"the recording is about '{recorded}', which is gone", RECORD, key=True)
        for record in seen.files.values():
            for step in _all(record.steps):
                if step.service and not isinstance(catalog.find(str(step.service)), Service):
                    what = f"the recording of '{record.name}' names '{step.service}', which is no service"
                    yield entry.at(("files",), what, RECORD, key=True)


def _is_current(catalog: Catalog, seen: Seen, file: SampleFile, cases: list[Case]) -> Iterator[Diagnostic]:
    """Yield what is not recorded of a file and its cases, or no longer as it was."""
    name, fix = str(file.name), how_to_record(file.kind)
    record = seen.files.get(name)
    source = seen.sources[name]
    if record is None:
        yield source.diagnostic(1, 1, "no test has seen this file", fix)
        return
    if record.fingerprint != seen.fingerprints[name]:
        yield source.diagnostic(1, 1, "the file changed after it was tested", fix)
    runs = {run.case: run for run in record.runs}
    for case in cases:
        if case.file == name:
            run = runs.pop(str(case.id), None)
            if run is None or run.fingerprint != case.fingerprint:
                what = "has not run" if run is None else "changed after it ran"
                yield catalog.entries[case.id].at(("id",), f"the case '{case.id}' {what}", fix)
    for gone in runs if catalog.is_whole(Case) else ():
        yield source.diagnostic(1, 1, f"the recording tells of the case '{gone}', which is gone", fix)


def _all(steps: tuple[Step, ...]) -> Iterator[Step]:
    for step in steps:
        yield step
        yield from _all(step.inside)
