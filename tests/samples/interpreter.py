"""Runs state machines offline, on moto's interpreter, with a clock that only moves when somebody waits."""

from __future__ import annotations

import copy
import json
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from unittest import mock

import boto3
import moto
from botocore.exceptions import ClientError
from moto.moto_api._internal import mock_random

from tests.samples.patches import patched
from tests.samples.world import REGION, World

BY = f"moto {moto.__version__}"
ROLE = "arn:aws:iam::123456789012:role/sample"
CONFIG: Any = {
    "lambda": {"use_docker": False},
    "stepfunctions": {"execute_state_machine": True},
    "core": {"reset_boto3_session": False},  # a new session for every run takes half a second
}
ENVIRONMENT = {
    "AWS_DEFAULT_REGION": REGION,
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "AWS_EC2_METADATA_DISABLED": "true",
}


@dataclass(frozen=True)
class Execution:
    """How an execution ended."""

    status: str
    """As AWS names it: SUCCEEDED, FAILED, TIMED_OUT."""
    output: Any
    error: str | None
    cause: str | None


class RefusedError(Exception):
    """The interpreter does not take the definition."""


@contextmanager
def offline(world: World) -> Iterator[None]:
    """Let every call of the SDK end in a fresh simulation of AWS, with the fakes of a world in front of it."""
    log = logging.getLogger("moto")
    before = log.level
    log.setLevel(logging.CRITICAL)  # it logs the failures that are wanted here
    try:
        with mock.patch.dict(os.environ, ENVIRONMENT), moto.mock_aws(config=CONFIG):
            mock_random.seed(0)
            with patched(world), world.fakes.on_the_sdk():
                yield
    finally:
        log.setLevel(before)


def for_moto(definition: dict[str, Any]) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Return a definition as moto's grammar takes it, and each ItemBatcher by the name of its state.

    The grammar has no ItemBatcher (`distributed` makes the batches), no percentage without a fraction, and no children
    of type EXPRESS; here they run like any others.
    """
    result, found = copy.deepcopy(definition), {}

    def strip(machine: dict[str, Any]) -> None:
        for name, state in machine.get("States", {}).items():
            if "ItemBatcher" in state:
                found[name] = state.pop("ItemBatcher")
            if isinstance(state.get("ToleratedFailurePercentage"), int):
                state["ToleratedFailurePercentage"] = float(state["ToleratedFailurePercentage"])
            config = state.get("ItemProcessor", {}).get("ProcessorConfig", {})
            if config.get("ExecutionType") == "EXPRESS":
                config["ExecutionType"] = "STANDARD"
            for inner in [*state.get("Branches", []), *(state[k] for k in ("ItemProcessor", "Iterator") if k in state)]:
                strip(inner)

    strip(result)
    return result, found


def create(definition: dict[str, Any], name: str = "sample") -> str:
    """Create a state machine and return its ARN; raise a RefusedError when the interpreter does not take it."""
    try:
        answer = boto3.client("stepfunctions").create_state_machine(
            name=name, definition=json.dumps(definition), roleArn=ROLE
        )
    except ClientError as error:
        raise RefusedError(error.response["Error"]["Message"]) from None
    return str(answer["stateMachineArn"])


def execute(arn: str, payload: Any, name: str = "sample-run") -> Execution:
    """Run a state machine to its end, under an execution name of one's own."""
    client = boto3.client("stepfunctions")
    execution = client.start_execution(stateMachineArn=arn, name=name, input=json.dumps(payload))["executionArn"]
    seen = client.describe_execution(executionArn=execution)
    return Execution(seen["status"], _output(seen.get("output")), seen.get("error"), seen.get("cause"))


def _output(text: str | None) -> Any:
    try:
        return None if text is None else json.loads(text)
    except ValueError:  # moto gives an output that is a bare text without its quotes
        return text
