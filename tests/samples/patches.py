"""What moto's interpreter of state machines lacks, does otherwise than AWS, or does in real time.

Every patch stands in PATCHES with its reason and with what would let it go. `test_patches.py` looks whether each name
is still there and each defect too, so that another version of moto cannot pass unseen.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import types
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any
from unittest import mock

from moto.stepfunctions.parser.asl.component.common.timeouts.timeout import EvalTimeoutError
from moto.stepfunctions.parser.asl.component.eval_component import EvalComponent
from moto.stepfunctions.parser.asl.component.state.exec.state_task.service.resource import ResourceCondition
from moto.stepfunctions.parser.asl.eval.callback.callback import CallbackOutcomeTimedOut, HeartbeatTimeoutError
from moto.stepfunctions.parser.asl.utils.encoding import to_json_str

from tests.samples import distributed
from tests.samples.clock import NeverError, OutOfTimeError
from tests.samples.sdk import service_names
from tests.samples.world import Entered, Waited, World

ASL = "moto.stepfunctions.parser.asl"
COMPONENT = f"{ASL}.component"
TASK = f"{COMPONENT}.state.exec.state_task.service"

Make = Callable[[World, Any], Any]
"""Makes what takes a name's place, from the world and from what stands there."""

POLL_SECONDS = 60
"""How much time passes on the clock between two questions of `.sync`. AWS names no figure."""


@dataclass(frozen=True)
class Patch:
    """One name of moto that means something else while a sample runs."""

    module: str
    name: str
    """A name in the module, with dots for what is inside a class."""
    why: str
    gone_when: str
    """What would let this patch go."""
    make: Make

    @property
    def owner(self) -> Any:
        """The module or class that holds the name."""
        owner: Any = importlib.import_module(self.module)
        for part in self.name.split(".")[:-1]:
            owner = getattr(owner, part)
        return owner

    @property
    def attribute(self) -> str:
        """The last part of the name."""
        return self.name.rsplit(".", 1)[-1]

    @property
    def standing(self) -> Any:
        """What stands there; raises an AttributeError when the name is gone."""
        return getattr(self.owner, self.attribute)


# ------------------------------------------------------------------------------------------------ time and threads
class Inline:
    """A thread that runs at once, to its end: what happens in parallel is seen in the order of the file."""

    native_id = 0

    def __init__(self, target: Callable[..., object], args: tuple[Any, ...] = (), **_: object) -> None:
        self._target, self._args = target, args

    def start(self) -> None:
        """Do what the thread would do."""
        self._target(*self._args)


def _inline(_world: World, _real: Any) -> Any:
    return Inline


def _inline_module(_world: World, _real: Any) -> Any:
    return types.SimpleNamespace(Thread=Inline)


def _program(world: World, _real: Any) -> Any:
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


def _attempt(world: World, real: Any) -> Any:
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


def _enter(world: World, real: Any) -> Any:
    def enter(self: Any, env: Any) -> None:
        entered = Entered(self.name)
        world.entered.append(entered)
        world.current.append(entered)
        try:
            real(self, env)
        finally:
            world.current.pop()

    return enter


def _retry_time(world: World, _real: Any) -> Any:
    return types.SimpleNamespace(sleep=lambda seconds: world.wait(seconds, "retry"))


def _jitter(_world: World, _real: Any) -> Any:
    return types.SimpleNamespace(uniform=lambda _low, high: high)


def _wait(world: World, _real: Any) -> Any:
    return lambda _self, env, wait_seconds: world.wait(wait_seconds, "wait")  # noqa: ARG005


# ------------------------------------------------------------------------------------------------ integrations
def _callback(world: World, _real: Any) -> Any:
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
                _wait_with_heartbeats(world, callback_endpoint, heartbeat_endpoint, beats)
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


def _wait_with_heartbeats(world: World, callback: Any, heartbeat: Any, beats: list[float]) -> None:
    while callback.get_outcome() is None:
        seen = len(beats)
        with world.clock.limit(heartbeat._heartbeat_seconds) as limit:
            try:
                world.clock.wait_for(lambda seen=seen: callback.get_outcome() is not None or len(beats) > seen)  # type: ignore[misc]
            except OutOfTimeError as error:
                if error.limit is limit:
                    raise HeartbeatTimeoutError from None
                raise


def _sync(world: World, _real: Any) -> Any:
    def poll(_self: Any, env: Any, sync_resolver: Callable[[], Any], **_: object) -> Any:
        while env.is_running():
            result = sync_resolver()
            if result:
                return result
            world.clock.wait(POLL_SECONDS)
        return None

    return poll


def _both_patterns(_world: World, _real: Any) -> Any:
    return {ResourceCondition.Sync, ResourceCondition.WaitForTaskToken}


def sdk_service_names() -> dict[str, str]:
    """Return the names of services in definitions and in the SDK for Python: `redshiftdata` is `redshift-data`."""
    special = {"states": "stepfunctions", "sfn": "stepfunctions", "eventbridge": "events", "cloudwatchlogs": "logs"}
    return {name.replace("-", ""): name for name in sorted(service_names())} | special


def _sdk_names(_world: World, _real: Any) -> Any:
    return sdk_service_names()


def _sdk_error_names(_world: World, real: Any) -> Any:
    return real | {"redshiftdata": "RedshiftData", "glue": "Glue", "rekognition": "Rekognition"}


def _athena_sync(_world: World, _real: Any) -> Any:
    from tests.samples.athena import build_sync_resolver

    return build_sync_resolver


def _invoke(world: World, _real: Any) -> Any:
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


def _jsonata(_world: World, _real: Any) -> Any:
    return evaluate_jsonata


def _declarations(_world: World, _real: Any) -> Any:
    def encode(bindings: dict[str, Any]) -> str:
        return "".join(f"{name}:={to_json_str(value, separators=(',', ':'))};" for name, value in bindings.items())

    return encode


def _no_functions(_world: World, _real: Any) -> Any:
    return {}


def _scopes(_world: World, _real: Any) -> Any:
    return []


NO_REAL_TIME = "moto lets people give the interpreter a clock"
IN_ORDER = "moto can run branches and items one after another"

PATCHES: tuple[Patch, ...] = (
    Patch(
        "moto.stepfunctions.parser.backend.execution_worker",
        "Thread",
        "an execution runs in a thread of its own, so a test would have to ask until it is done",
        IN_ORDER,
        _inline,
    ),
    Patch(
        f"{COMPONENT}.state.exec.execute_state",
        "Thread",
        "each attempt runs in a thread that a timeout in real seconds leaves behind",
        NO_REAL_TIME,
        _inline,
    ),
    Patch(
        f"{COMPONENT}.state.exec.state_parallel.branch_worker",
        "threading",
        "the branches of a Parallel state race, so the history differs from run to run",
        IN_ORDER,
        _inline_module,
    ),
    Patch(
        f"{COMPONENT}.state.exec.state_map.iteration.inline_iteration_component",
        "threading",
        "the items of a Map state race, so the history differs from run to run",
        IN_ORDER,
        _inline_module,
    ),
    Patch(
        f"{COMPONENT}.program.program",
        "Program.eval",
        "TimeoutSeconds of a state machine waits in real seconds, in one more thread",
        NO_REAL_TIME,
        _program,
    ),
    Patch(
        f"{COMPONENT}.state.exec.execute_state",
        "ExecutionState._evaluate_with_timeout",
        "TimeoutSeconds of a state waits in real seconds; and attempts are counted here",
        NO_REAL_TIME,
        _attempt,
    ),
    Patch(
        f"{COMPONENT}.state.state",
        "CommonStateField._eval_body",
        "a recording needs each state that is entered, also those in a Distributed Map, whose history moto drops",
        "moto keeps the histories of child executions",
        _enter,
    ),
    Patch(
        f"{COMPONENT}.common.retry.retrier_decl",
        "time",
        "a retrier sleeps for real",
        NO_REAL_TIME,
        _retry_time,
    ),
    Patch(
        f"{COMPONENT}.common.retry.jitter_strategy_decl",
        "random",
        "jitter is random; a recording shows the longest wait that it allows",
        "moto's random numbers for retries can be seeded",
        _jitter,
    ),
    Patch(
        f"{COMPONENT}.state.wait.wait_function.wait_function",
        "WaitFunction._wait_interval",
        "a Wait state waits for real",
        NO_REAL_TIME,
        _wait,
    ),
    Patch(
        f"{TASK}.state_task_service_callback",
        "StateTaskServiceCallback._eval_wait_for_task_token",
        "a task token is waited for in real seconds",
        NO_REAL_TIME,
        _callback,
    ),
    Patch(
        f"{TASK}.state_task_service_callback",
        "StateTaskServiceCallback._eval_sync",
        ".sync sleeps half a second of real time between two questions",
        NO_REAL_TIME,
        _sync,
    ),
    Patch(
        f"{TASK}.state_task_service_glue",
        "_SUPPORTED_INTEGRATION_PATTERNS",
        ".sync of Glue ends in None.interrupt_all(): only a task with a token has an endpoint to interrupt",
        "moto interrupts only endpoints that are there",
        _both_patterns,
    ),
    Patch(
        f"{TASK}.state_task_service_unsupported",
        "_SUPPORTED_INTEGRATION_PATTERNS",
        "no optimized integration of Athena: .sync is refused",
        "moto has an integration of Athena",
        _both_patterns,
    ),
    Patch(
        f"{TASK}.state_task_service_unsupported",
        "StateTaskServiceUnsupported._build_sync_resolver",
        "no optimized integration of Athena: nothing asks for the state of the query",
        "moto has an integration of Athena",
        _athena_sync,
    ),
    Patch(
        f"{TASK}.state_task_service",
        "StateTaskService._SERVICE_NAME_SFN_TO_BOTO_OVERRIDES",
        "definitions write redshiftdata, as the SDK for Java does; moto looks for it under that name in boto3",
        "moto maps all names",
        _sdk_names,
    ),
    Patch(
        f"{TASK}.state_task_service_aws_sdk",
        "_SERVICE_ERROR_NAMES",
        "errors of SDK integrations begin with the service's name as the SDK for Java writes it (RedshiftData)",
        "moto knows how services are written in errors",
        _sdk_error_names,
    ),
    Patch(
        "moto.awslambda_simple.models",
        "LambdaSimpleBackend.invoke",
        "without Docker moto answers a call of a function with its input",
        "moto can call Python handlers in its own process",
        _invoke,
    ),
    Patch(
        f"{ASL}.jsonata.jsonata",
        "_eval_jsonata",
        "JSONata is not wired up: every expression ends in 'NoneType is not callable' (getmoto/moto 10105)",
        "moto evaluates JSONata",
        _jsonata,
    ),
    Patch(
        f"{COMPONENT}.intrinsic.jsonata",
        "_DECLARATION_BY_VARIABLE_REFERENCE",
        "$hash and $uuid answer that they are not supported; AWS_FUNCTIONS has all that AWS adds",
        "moto has $hash and $uuid",
        _no_functions,
    ),
    *(
        Patch(
            module,
            "encode_jsonata_variable_declarations",
            "a text with a quote or a line break in it breaks the expression: moto quotes without escaping",
            "moto writes texts as JSON",
            _declarations,
        )
        for module in (f"{ASL}.eval.states", f"{ASL}.eval.variable_store")
    ),
    Patch(
        f"{ASL}.parse.preprocessor",
        "Preprocessor._query_language_per_scope",
        "a definition that is refused leaves its query language behind for the next one",
        "moto keeps the list in the object",
        _scopes,
    ),
    Patch(
        f"{COMPONENT}.state.exec.state_map.iteration.distributed_iteration_component",
        "DistributedIterationComponent._map_run",
        "a Distributed Map has no ItemBatcher and tolerates any number of failures",
        "moto knows ItemBatcher and the tolerated failures",
        distributed.map_run,
    ),
    Patch(
        f"{COMPONENT}.state.exec.state_map.result_writer.resource_eval.resource_eval_s3",
        "ResourceEvalS3._handle_put_object",
        "ResultWriter writes a manifest that names no result files, and no result files",
        "moto writes result files",
        distributed.write_results,
    ),
)


@contextmanager
def patched(world: World) -> Iterator[None]:
    """Let moto's interpreter be as PATCHES say, for a world."""
    with ExitStack() as stack:
        for patch in PATCHES:
            stack.enter_context(mock.patch.object(patch.owner, patch.attribute, patch.make(world, patch.standing)))
        yield
