"""The small world in which a state machine runs, and what was seen of the run."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import boto3

from macros.models.samples import Later
from tests.samples.clock import Clock
from tests.samples.fakes import Fakes
from tests.samples.handlers import Handler, call_handler
from tests.samples.sdk import operation_model

REGION = "us-east-1"
TASK_TOKEN = "$taskToken"
"""What stands in a later call for the token that was handed out."""


@dataclass
class Entered:
    """A state that was entered, and how its attempts went."""

    name: str
    attempts: int = 1
    error: str | None = None


@dataclass(frozen=True)
class Waited:
    """Time that passed while a state was current."""

    state: str
    seconds: float
    why: Literal["retry", "wait", "callback"]


@dataclass
class World:
    """What answers to a state machine, and the notes of what it did."""

    handlers: Mapping[str, Handler] = field(default_factory=dict)
    """The Lambda functions by name."""
    fakes: Fakes = field(default_factory=lambda: Fakes(()))
    batchers: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    """The ItemBatcher of each Distributed Map, by the name of its state."""
    clock: Clock = field(default_factory=Clock)
    entered: list[Entered] = field(default_factory=list)
    waited: list[Waited] = field(default_factory=list)
    current: list[Entered] = field(default_factory=list)
    """The states that run at this moment: a Map, and the state inside it."""
    token: str | None = None
    """The task token that was handed out last."""
    mistakes: list[str] = field(default_factory=list)
    """What no workflow can cause, only a sample that is not whole."""

    def wait(self, seconds: float, why: Literal["retry", "wait"]) -> None:
        """Let the current state wait."""
        self.waited.append(Waited(self.current[-1].name, seconds, why))
        self.clock.wait(seconds)

    def invoke(self, name: str, event: Any) -> tuple[Any, bool]:
        """Return the answer of a Lambda function, and whether it is an error."""
        answer = self.fakes.take(f"lambda:{name}")
        if answer is not None and answer.error is not None:
            return {"errorMessage": str(answer.cause or ""), "errorType": str(answer.error)}, True
        if answer is not None:
            return json.loads(str(answer.gives)), False
        if name not in self.handlers:
            self.mistakes.append(
                f"nothing answers as the function '{name}' (add its file, or a fake of 'lambda:{name}')"
            )
            return {"errorMessage": "no such function", "errorType": "ResourceNotFoundException"}, True
        return call_handler(self.handlers[name], name, event)

    def schedule(self, later: tuple[Later, ...]) -> None:
        """Let calls be made at their second of the clock."""
        for call in sorted(later, key=lambda later: later.after):
            self.clock.due.append((call.after, lambda call=call: self._make(call)))  # type: ignore[misc]

    def _make(self, later: Later) -> None:
        text = str(later.input)
        if TASK_TOKEN in text:
            if self.token is None:
                self.mistakes.append(f"{later.call} came after {later.after} seconds, before a token was handed out")
                return
            text = text.replace(TASK_TOKEN, self.token)
        with self.fakes.asleep():
            make_call(str(later.call), json.loads(text))


def make_call(call: str, parameters: dict[str, Any]) -> dict[str, Any]:
    """Make a call like `dynamodb.PutItem` and return its answer; raise a ValueError if there is no such operation."""
    service, operation = call.split(".")
    operation_model(service, operation)
    client = boto3.client(service, region_name=REGION)
    answer: dict[str, Any] = client._make_api_call(operation, parameters)
    answer.pop("ResponseMetadata", None)
    return answer


def contains(found: Any, wanted: Any) -> bool:
    """Tell whether a value holds all that is wanted: objects may have more keys, lists must agree in length.

    A text that holds JSON, such as the body of a message, may be wanted as that JSON.
    """
    if isinstance(wanted, dict | list) and isinstance(found, str):
        try:
            found = json.loads(found)
        except ValueError:
            return False
    if isinstance(wanted, dict):
        return isinstance(found, dict) and all(k in found and contains(found[k], v) for k, v in wanted.items())
    if isinstance(wanted, list):
        return isinstance(found, list) and len(found) == len(wanted) and all(map(contains, found, wanted))
    return (type(found) is type(wanted) and bool(found == wanted)) or (found == wanted and not isinstance(wanted, bool))
