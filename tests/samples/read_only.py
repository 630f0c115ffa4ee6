"""Runners of files that are read and checked and never run."""

from __future__ import annotations

from macros.models import Case, Step
from macros.recordings import Run
from tests.samples.runner import Target


class ReadOnly:
    """A file that has neither steps nor cases."""

    def steps(self, target: Target) -> tuple[Step, ...]:  # noqa: ARG002
        """Return nothing: there is nothing to draw."""
        return ()

    def run(self, target: Target, case: Case) -> Run | None:  # noqa: ARG002
        """Return nothing; `make check` then says that the case has not run."""
        return None
