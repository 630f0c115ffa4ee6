"""Tests state machines: reads them strictly, draws their steps, and runs their cases."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.metadata import version
from typing import Literal

import botocore
from statelint.linter import Linter

from macros.diagnostics import Diagnostic
from macros.models import Case, Service, Step
from macros.recordings import Run, Verdict, Visit, Wait
from tests.samples import asl_calls, asl_checks, asl_jsonata
from tests.samples.asl import Machine, all_states, machine_of
from tests.samples.asl_steps import step_id, steps_of
from tests.samples.interpreter import BY, RefusedError, create, execute, for_moto, offline
from tests.samples.json_places import PlacedJson, read_json
from tests.samples.runner import Target
from tests.samples.scenes import scene
from tests.samples.world import World

STATUS: dict[str, Literal["succeeded", "failed", "timed-out"]] = {
    "SUCCEEDED": "succeeded",
    "FAILED": "failed",
    "TIMED_OUT": "timed-out",
}


class StateMachines:
    """The runner for files `*.asl.json`."""

    def problems(self, target: Target) -> Iterator[Diagnostic]:
        """Yield every mistake of a definition; statelint and the interpreter are asked about one that looks good."""
        placed, found = read_json(target.path.read_text(encoding="utf-8"), target.shown)
        if placed is not None and not isinstance(placed.value, dict):
            found.append(placed.problem((), "a definition is an object", "write it in { and }"))
        elif placed is not None:
            machine = machine_of(placed.value)
            for check in (asl_checks.mistakes, asl_calls.mistakes, asl_jsonata.mistakes):
                found += [placed.problem(m.path, m.what, m.fix, at_key=m.at_key) for m in check(machine)]
            found = found or [*_linted(placed, machine)] or [*_refused(placed)]
        yield from found

    def verdicts(self, target: Target) -> tuple[Verdict, ...]:
        """Return that it ran, and what it was compared with."""
        ran = f"Ran in {len(target.cases)} cases, with a clock that needs no real time."
        models = "Every service, action and parameter that it names stands in the SDK's models."
        return (
            Verdict(deed="executed", by=BY, what=ran),
            Verdict(deed="checked", by=f"botocore {botocore.__version__}", what=models),
            Verdict(deed="parsed", by=f"statelint {version('statelint')}", what="Fits the States Language."),
        )

    def steps(self, target: Target) -> tuple[Step, ...]:
        """Return a step for each state."""
        return steps_of(_machine(target), tuple(target.catalog.all(Service)))

    def run(self, target: Target, case: Case) -> Run:
        """Execute the state machine in the world of a case."""
        definition, batchers = for_moto(json.loads(target.path.read_text(encoding="utf-8")))
        with scene(target, case) as world:
            world.batchers = batchers
            execution = execute(create(definition), json.loads(case.input or "{}"), str(case.id))
        return Run(
            case=str(case.id),
            fingerprint=case.fingerprint,
            status=STATUS[execution.status],
            by=BY,
            visits=tuple(
                Visit(step=step_id(e.name), label=e.name, attempts=e.attempts, error=e.error) for e in world.entered
            ),
            waits=tuple(Wait(step=step_id(w.state), seconds=w.seconds, why=w.why) for w in world.waited),
            output=execution.output,
            error=execution.error,
            cause=execution.cause,
        )


def _machine(target: Target) -> Machine:
    return machine_of(json.loads(target.path.read_text(encoding="utf-8")))


def _linted(placed: PlacedJson, machine: Machine) -> Iterator[Diagnostic]:
    """Yield what statelint says, at the state that it names."""
    states = {state.name: state.path for state in all_states(machine)}
    for message in Linter.validate(placed.value):
        name = max((name for name in states if f".{name}" in message), key=len, default="")
        yield placed.problem(states.get(name, ()), f"statelint: {message}", at_key=True)


def _refused(placed: PlacedJson) -> Iterator[Diagnostic]:
    """Yield what the interpreter says, at the line if it names one."""
    definition, _ = for_moto(placed.value)
    with offline(World()):
        try:
            create(definition)
        except RefusedError as error:
            yield placed.problem((), f"the interpreter refuses it: {' '.join(str(error).split())}")
