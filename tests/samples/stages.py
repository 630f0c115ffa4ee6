"""The stages of tests and what each runs: one recording a stage."""

from __future__ import annotations

from dataclasses import dataclass

from tests.samples.functions import Functions
from tests.samples.recorder import Runners
from tests.samples.state_machines import StateMachines


@dataclass(frozen=True)
class Stage:
    """A run of tests that writes a recording of its own."""

    recording: str
    """The name of the recording in the folder of a sample."""
    runners: Runners


MAIN = Stage("recorded.json", {"function": Functions(), "state-machine": StateMachines()})
"""What `make test` runs."""
