"""Runners of files that hold JSON: they read it, and say where in it a check found something."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from macros.diagnostics import Diagnostic
from tests.samples.findings import Finding
from tests.samples.json_places import read_json
from tests.samples.read_only import ReadOnly
from tests.samples.runner import Target


class JsonFile(ReadOnly):
    """A file of JSON, checked by `findings`."""

    def problems(self, target: Target) -> Iterator[Diagnostic]:
        """Yield what is wrong with the writing of the JSON and then with what it says."""
        placed, problems = read_json(target.path.read_text(encoding="utf-8"), target.shown)
        yield from problems
        if placed and not problems:
            for finding in self.findings(target, placed.value):
                yield placed.problem(finding.way, finding.what, finding.fix, at_key=finding.key)

    def findings(self, target: Target, value: Any) -> Iterator[Finding]:
        """Yield what is wrong with the value that the file holds."""
        raise NotImplementedError
