"""What tests the files of a sample: a runner for each kind of file.

A runner reads a file strictly, says what it is made of, and runs its cases. It writes nothing: `recorder` gathers what
the runners saw into `data/samples/<id>/recorded.json`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from macros.catalog import Catalog
from macros.diagnostics import Diagnostic
from macros.models import Case, Sample, SampleFile, Step
from macros.recordings import Run, Verdict


@dataclass(frozen=True)
class Target:
    """A file of a sample with all that a runner may need to know about it."""

    catalog: Catalog
    sample: Sample
    file: SampleFile
    path: Path
    """Where the file stands."""
    shown: str
    """The same for messages: relative to the project, with forward slashes."""
    cases: tuple[Case, ...] = ()
    """The cases that are about this file."""

    @property
    def folder(self) -> Path:
        """The folder of the sample."""
        return self.path.parent


class Runner(Protocol):
    """Tests files of one kind."""

    def problems(self, target: Target) -> Iterator[Diagnostic]:
        """Yield every mistake in the file with its line and column; never raise for a bad file."""

    def verdicts(self, target: Target) -> tuple[Verdict, ...]:
        """Return what was done to a file in which no problem was found."""

    def steps(self, target: Target) -> tuple[Step, ...]:
        """Return the steps and arrows of the file for a drawing; nothing if it has none."""

    def run(self, target: Target, case: Case) -> Run | None:
        """Run a case, or nothing if another stage does; whether it went as expected is for the caller to compare.

        What `case.then` asks for is looked up by the runner, which raises an AssertionError that says what is missing.
        """
