"""What stands in moto's interpreter while a sample runs: each function here makes one replacement for a world.

Why each is needed stands in `patches.PATCHES`.
"""

from __future__ import annotations

import hashlib
import json
import types
import uuid
from collections.abc import Callable
from typing import Any

from moto.stepfunctions.parser.asl.component.common.timeouts.timeout import EvalTimeoutError
from moto.stepfunctions.parser.asl.component.eval_component import EvalComponent
from moto.stepfunctions.parser.asl.component.state.exec.state_task.service.resource import ResourceCondition
from moto.stepfunctions.parser.asl.eval.callback.callback import CallbackOutcomeTimedOut, HeartbeatTimeoutError
from moto.stepfunctions.parser.asl.utils.encoding import to_json_str

from tests.samples.clock import NeverError, OutOfTimeError
from tests.samples.sdk import service_names
from tests.samples.world import Entered, Waited, World

POLL_SECONDS = 60
"""How much time passes on the clock between two questions of `.sync`. AWS names no figure."""


# ------------------------------------------------------------------------------------------------ time and threads
class Inline:
    """A thread that runs at once, to its end: what happens in parallel is seen in the order of the file."""

    native_id = 0

    def __init__(self, target: Callable[..., object], args: tuple[Any, ...] = (), **_: object) -> None:
        self._target, self._args = target, args

    def start(self) -> None:
        """Do what the thread would do."""
        self._target(*self._args)


def inline(_world: World, _real: Any) -> Any:
    return Inline


def inline_module(_world: World, _real: Any) -> Any:
    return types.SimpleNamespace(Thread=Inline)


def program(world: World, _real: Any) -> Any:
    def evaluate(self: Any, env: Any) -> None:
        env.next_state_name = self.start_at.start_at_name
        seconds = self.timeout_seconds.timeout_seconds if self.timeout_seconds else None
        with world.clock.limit(seconds) as limit:
            try:
                EvalComponent.eval(self, env)
            except OutOfTimeError as error:
                if error.limit is not limit:
                    raise
                env.set_timed_out()

    return evaluate


def attempt(world: World, real: Any) -> Any:
    def attempt(self: Any, env: Any) -> None:
        entered = world.current[-1]
        entered.attempts = 1 if entered.error is None else entered.attempts + 1
        self.timeout.eval(env=env)
        seconds = env.stack.pop()
        try:
            with world.clock.limit(None if self.timeout.is_default_value() else seconds) as limit:
                try:
                    real(self, env)
                except OutOfTimeError as error:
                    if error.limit is not limit:
                        raise
                    raise EvalTimeoutError from None
        except Exception as error:
            name = self._from_error(env=env, ex=error).error_name
            entered.error = name.error_name if name else "States.Runtime"
            raise
        entered.error = None

    return attempt


def enter(world: World, real: Any) -> Any:
    def enter(self: Any, env: Any) -> None:
        entered = Entered(self.name)
        world.entered.append(entered)
        world.current.append(entered)
        try:
            real(self, env)
        finally:
            world.current.pop()

    return enter


def retry_time(world: World, _real: Any) -> Any:
    return types.SimpleNamespace(sleep=lambda seconds: world.wait(seconds, "retry"))


def jitter(_world: World, _real: Any) -> Any:
    return types.SimpleNamespace(uniform=lambda _low, high: high)


def wait(world: World, _real: Any) -> Any:
    return lambda _self, env, wait_seconds: world.wait(wait_seconds, "wait")  # noqa: ARG005


# ------------------------------------------------------------------------------------------------ integrations
def callback(world: World, _real: Any) -> Any:
    def wait_for_token(
        _self: Any, env: Any, timeout_seconds: int, callback_endpoint: Any, heartbeat_endpoint: Any
    ) -> Any:
        start, state = world.clock.now, world.current[-1].name
        world.token = env.states.context_object.context_object_data["Task"]["Token"]
        beats: list[float] = []
        if heartbeat_endpoint is not None:
            callback_endpoint.notify_heartbeat = lambda: bool(beats.append(world.clock.now)) or True  # type: ignore[func-returns-value]
        try:
            if heartbeat_endpoint is None:
                world.clock.wait_for(lambda: callback_endpoint.get_outcome() is not None)
            else:
                wait_with_heartbeats(world, callback_endpoint, heartbeat_endpoint, beats)
        except OutOfTimeError:
            if world.clock.now - start >= timeout_seconds:
                return CallbackOutcomeTimedOut(callback_id=callback_endpoint.callback_id)
            raise
        except NeverError:
            world.mistakes.append(f"nobody brings back the token of '{state}' (add a call under 'later', or a timeout)")
            raise
        finally:
            world.waited.append(Waited(state, world.clock.now - start, "callback"))
        return callback_endpoint.get_outcome()

    return wait_for_token


def wait_with_heartbeats(world: World, callback: Any, heartbeat: Any, beats: list[float]) -> None:
    while callback.get_outcome() is None:
        seen = len(beats)
        with world.clock.limit(heartbeat._heartbeat_seconds) as limit:
            try:
                world.clock.wait_for(lambda seen=seen: callback.get_outcome() is not None or len(beats) > seen)  # type: ignore[misc]
            except OutOfTimeError as error:
                if error.limit is limit:
                    raise HeartbeatTimeoutError from None
                raise


def sync(world: World, _real: Any) -> Any:
    def poll(_self: Any, env: Any, sync_resolver: Callable[[], Any], **_: object) -> Any:
        while env.is_running():
            result = sync_resolver()
            if result:
                return result
            world.clock.wait(POLL_SECONDS)
        return None

    return poll


def both_patterns(_world: World, _real: Any) -> Any:
    return {ResourceCondition.Sync, ResourceCondition.WaitForTaskToken}


def sdk_service_names() -> dict[str, str]:
    """Return the names of services in definitions and in the SDK for Python: `redshiftdata` is `redshift-data`."""
    special = {"states": "stepfunctions", "sfn": "stepfunctions", "eventbridge": "events", "cloudwatchlogs": "logs"}
    return {name.replace("-", ""): name for name in sorted(service_names())} | special


def sdk_names(_world: World, _real: Any) -> Any:
    return sdk_service_names()


def sdk_error_names(_world: World, real: Any) -> Any:
    return real | {"redshiftdata": "RedshiftData", "glue": "Glue", "rekognition": "Rekognition"}


def athena_sync(_world: World, _real: Any) -> Any:
    from tests.samples.athena import build_sync_resolver

    return build_sync_resolver


def invoke(world: World, _real: Any) -> Any:
    def invoke(
        _self: Any, function_name: str, _qualifier: Any, body: Any, _headers: Any, response_headers: Any
    ) -> bytes:
        name = function_name.rsplit(":function:", 1)[-1]
        answer, is_error = world.invoke(name, json.loads(body or "{}"))
        if is_error:
            response_headers["x-amz-function-error"] = "Unhandled"
        return json.dumps(answer).encode()

    return invoke


# ------------------------------------------------------------------------------------------------ JSONata
AWS_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "partition": lambda items, size: [items[i : i + int(size)] for i in range(0, len(items), int(size))],
    "range": lambda first, last, step: list(range(int(first), int(last) + 1, int(step))),
    "hash": lambda data, algorithm: hashlib.new(algorithm.replace("-", "").lower(), str(data).encode()).hexdigest(),
    "random": lambda *_: 0.5,  # fixed, as is the next: a recorded run is the same every time
    "uuid": lambda: str(uuid.UUID(int=0)),
    "parse": json.loads,
}
"""What Step Functions adds to JSONata."""


def evaluate_jsonata(expression: str) -> Any:
    """Return the value of a JSONata expression, as Step Functions defines it."""
    import jsonata

    compiled = jsonata.Jsonata(expression)
    for name, function in AWS_FUNCTIONS.items():
        compiled.register_lambda(name, function)
    return compiled.evaluate(None)


def jsonata(_world: World, _real: Any) -> Any:
    return evaluate_jsonata


def declarations(_world: World, _real: Any) -> Any:
    def encode(bindings: dict[str, Any]) -> str:
        return "".join(f"{name}:={to_json_str(value, separators=(',', ':'))};" for name, value in bindings.items())

    return encode


def no_functions(_world: World, _real: Any) -> Any:
    return {}


def scopes(_world: World, _real: Any) -> Any:
    return []
