"""The parts of a state machine's definition, each with the way to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.samples.json_places import JsonPath

RESOURCE = re.compile(
    r"arn:aws:states:::(?:(?P<sdk>aws-sdk):)?(?P<service>[\w-]+):(?P<action>\w+)(?:\.(?P<pattern>[\w:]+))?"
)
"""A Task's integration: `arn:aws:states:::aws-sdk:redshiftdata:executeStatement`."""

INTEGRATIONS: dict[str, tuple[str, dict[str, set[str]]]] = {
    "lambda": ("lambda", {"invoke": {"", "waitForTaskToken"}}),
    "dynamodb": ("dynamodb", {action: {""} for action in ("getItem", "putItem", "updateItem", "deleteItem")}),
    "sns": ("sns", {"publish": {"", "waitForTaskToken"}}),
    "sqs": ("sqs", {"sendMessage": {"", "waitForTaskToken"}}),
    "glue": ("glue", {"startJobRun": {"", "sync"}}),
    "athena": (
        "athena",
        {
            "startQueryExecution": {"", "sync"},
            **{action: {""} for action in ("stopQueryExecution", "getQueryExecution", "getQueryResults")},
        },
    ),
    "states": ("stepfunctions", {"startExecution": {"", "sync", "sync:2", "waitForTaskToken"}}),
    "events": ("events", {"putEvents": {"", "waitForTaskToken"}}),
    "emr-serverless": (
        "emr-serverless",
        {action: {"", "sync"} for action in ("startJobRun", "createApplication", "startApplication")},
    ),
}
"""The optimized integrations that the samples may use: their name in the SDK for Python, the actions, the patterns.
From AWS's page "Integrating optimized services with Step Functions", read in November 2026."""


@dataclass(frozen=True)
class Machine:
    """A state machine, or the one inside a Map or a branch of a Parallel state."""

    content: dict[str, Any]
    path: JsonPath
    is_jsonata: bool

    @property
    def states(self) -> dict[str, Any]:
        """The states by name."""
        states = self.content.get("States")
        return states if isinstance(states, dict) else {}


@dataclass(frozen=True)
class State:
    """A state of a machine."""

    name: str
    content: dict[str, Any]
    machine: Machine

    @property
    def path(self) -> JsonPath:
        """The way to it."""
        return (*self.machine.path, "States", self.name)

    @property
    def type(self) -> str:
        """`Task`, `Choice` and so on."""
        return str(self.content.get("Type", ""))

    @property
    def is_jsonata(self) -> bool:
        """Whether its expressions are JSONata."""
        language = self.content.get("QueryLanguage")
        return self.machine.is_jsonata if language is None else language == "JSONata"

    @property
    def inner(self) -> Iterator[Machine]:
        """The machines inside it."""
        branches = self.content.get("Branches")
        for i, branch in enumerate(branches if isinstance(branches, list) else []):
            if isinstance(branch, dict):
                yield Machine(branch, (*self.path, "Branches", i), self.machine.is_jsonata)
        for key in ("ItemProcessor", "Iterator"):
            if isinstance(self.content.get(key), dict):
                yield Machine(self.content[key], (*self.path, key), self.machine.is_jsonata)

    def parts(self, key: str) -> Iterator[tuple[JsonPath, dict[str, Any]]]:
        """Yield the members of a list such as `Retry`, `Catch` or `Choices`, each with the way to it."""
        content = self.content.get(key)
        for i, part in enumerate(content if isinstance(content, list) else []):
            if isinstance(part, dict):
                yield (*self.path, key, i), part


def machine_of(definition: Any) -> Machine:
    """Return the outermost machine of a definition; an empty one where the definition is no object."""
    content = definition if isinstance(definition, dict) else {}
    return Machine(content, (), content.get("QueryLanguage") == "JSONata")


def machines(machine: Machine) -> Iterator[Machine]:
    """Yield a machine and all those inside it."""
    yield machine
    for state in own_states(machine):
        for inner in state.inner:
            yield from machines(inner)


def own_states(machine: Machine) -> Iterator[State]:
    """Yield the states of a machine in the order of the file, without those inside them."""
    for name, content in machine.states.items():
        if isinstance(content, dict):
            yield State(name, content, machine)


def all_states(machine: Machine) -> Iterator[State]:
    """Yield all states, also those inside others."""
    for each in machines(machine):
        yield from own_states(each)


def exits(state: State) -> Iterator[tuple[JsonPath, Any]]:
    """Yield every name of a following state, with the way to it."""
    for key in ("Next", "Default"):
        if key in state.content:
            yield (*state.path, key), state.content[key]
    for group in ("Choices", "Catch"):
        for path, part in state.parts(group):
            if "Next" in part:
                yield (*path, "Next"), part["Next"]


def texts(value: Any, path: JsonPath) -> Iterator[tuple[JsonPath, str]]:
    """Yield every text inside a value, with the way to it."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from texts(item, (*path, key))
    elif isinstance(value, list):
        for i, item in enumerate(value):
            yield from texts(item, (*path, i))
