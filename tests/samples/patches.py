"""What moto's interpreter of state machines lacks, does otherwise than AWS, or does in real time.

Every patch stands in PATCHES with its reason and with what would let it go. `test_patches.py` looks whether each name
is still there and each defect too, so that another version of moto cannot pass unseen.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any
from unittest import mock

from tests.samples import distributed
from tests.samples import replacements as instead
from tests.samples.world import World

ASL = "moto.stepfunctions.parser.asl"
COMPONENT = f"{ASL}.component"
TASK = f"{COMPONENT}.state.exec.state_task.service"

Make = Callable[[World, Any], Any]
"""Makes what takes a name's place, from the world and from what stands there."""


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


NO_REAL_TIME = "moto lets people give the interpreter a clock"
IN_ORDER = "moto can run branches and items one after another"

PATCHES: tuple[Patch, ...] = (
    Patch(
        "moto.stepfunctions.parser.backend.execution_worker",
        "Thread",
        "an execution runs in a thread of its own, so a test would have to ask until it is done",
        IN_ORDER,
        instead.inline,
    ),
    Patch(
        f"{COMPONENT}.state.exec.execute_state",
        "Thread",
        "each attempt runs in a thread that a timeout in real seconds leaves behind",
        NO_REAL_TIME,
        instead.inline,
    ),
    Patch(
        f"{COMPONENT}.state.exec.state_parallel.branch_worker",
        "threading",
        "the branches of a Parallel state race, so the history differs from run to run",
        IN_ORDER,
        instead.inline_module,
    ),
    Patch(
        f"{COMPONENT}.state.exec.state_map.iteration.inline_iteration_component",
        "threading",
        "the items of a Map state race, so the history differs from run to run",
        IN_ORDER,
        instead.inline_module,
    ),
    Patch(
        f"{COMPONENT}.program.program",
        "Program.eval",
        "TimeoutSeconds of a state machine waits in real seconds, in one more thread",
        NO_REAL_TIME,
        instead.program,
    ),
    Patch(
        f"{COMPONENT}.state.exec.execute_state",
        "ExecutionState._evaluate_with_timeout",
        "TimeoutSeconds of a state waits in real seconds; and attempts are counted here",
        NO_REAL_TIME,
        instead.attempt,
    ),
    Patch(
        f"{COMPONENT}.state.state",
        "CommonStateField._eval_body",
        "a recording needs each state that is entered, also those in a Distributed Map, whose history moto drops",
        "moto keeps the histories of child executions",
        instead.enter,
    ),
    Patch(
        f"{COMPONENT}.common.retry.retrier_decl",
        "time",
        "a retrier sleeps for real",
        NO_REAL_TIME,
        instead.retry_time,
    ),
    Patch(
        f"{COMPONENT}.common.retry.jitter_strategy_decl",
        "random",
        "jitter is random; a recording shows the longest wait that it allows",
        "moto's random numbers for retries can be seeded",
        instead.jitter,
    ),
    Patch(
        f"{COMPONENT}.state.wait.wait_function.wait_function",
        "WaitFunction._wait_interval",
        "a Wait state waits for real",
        NO_REAL_TIME,
        instead.wait,
    ),
    Patch(
        f"{TASK}.state_task_service_callback",
        "StateTaskServiceCallback._eval_wait_for_task_token",
        "a task token is waited for in real seconds",
        NO_REAL_TIME,
        instead.callback,
    ),
    Patch(
        f"{TASK}.state_task_service_callback",
        "StateTaskServiceCallback._eval_sync",
        ".sync sleeps half a second of real time between two questions",
        NO_REAL_TIME,
        instead.sync,
    ),
    Patch(
        f"{TASK}.state_task_service_glue",
        "_SUPPORTED_INTEGRATION_PATTERNS",
        ".sync of Glue ends in None.interrupt_all(): only a task with a token has an endpoint to interrupt",
        "moto interrupts only endpoints that are there",
        instead.both_patterns,
    ),
    Patch(
        f"{TASK}.state_task_service_unsupported",
        "_SUPPORTED_INTEGRATION_PATTERNS",
        "no optimized integration of Athena: .sync is refused",
        "moto has an integration of Athena",
        instead.both_patterns,
    ),
    Patch(
        f"{TASK}.state_task_service_unsupported",
        "StateTaskServiceUnsupported._build_sync_resolver",
        "no optimized integration of Athena: nothing asks for the state of the query",
        "moto has an integration of Athena",
        instead.athena_sync,
    ),
    Patch(
        f"{TASK}.state_task_service",
        "StateTaskService._SERVICE_NAME_SFN_TO_BOTO_OVERRIDES",
        "definitions write redshiftdata, as the SDK for Java does; moto looks for it under that name in boto3",
        "moto maps all names",
        instead.sdk_names,
    ),
    Patch(
        f"{TASK}.state_task_service_aws_sdk",
        "_SERVICE_ERROR_NAMES",
        "errors of SDK integrations begin with the service's name as the SDK for Java writes it (RedshiftData)",
        "moto knows how services are written in errors",
        instead.sdk_error_names,
    ),
    Patch(
        "moto.awslambda_simple.models",
        "LambdaSimpleBackend.invoke",
        "without Docker moto answers a call of a function with its input",
        "moto can call Python handlers in its own process",
        instead.invoke,
    ),
    Patch(
        f"{ASL}.jsonata.jsonata",
        "_eval_jsonata",
        "JSONata is not wired up: every expression ends in 'NoneType is not callable' (getmoto/moto 10105)",
        "moto evaluates JSONata",
        instead.jsonata,
    ),
    Patch(
        f"{COMPONENT}.intrinsic.jsonata",
        "_DECLARATION_BY_VARIABLE_REFERENCE",
        "$hash and $uuid answer that they are not supported; AWS_FUNCTIONS has all that AWS adds",
        "moto has $hash and $uuid",
        instead.no_functions,
    ),
    *(
        Patch(
            module,
            "encode_jsonata_variable_declarations",
            "a text with a quote or a line break in it breaks the expression: moto quotes without escaping",
            "moto writes texts as JSON",
            instead.declarations,
        )
        for module in (f"{ASL}.eval.states", f"{ASL}.eval.variable_store")
    ),
    Patch(
        f"{ASL}.parse.preprocessor",
        "Preprocessor._query_language_per_scope",
        "a definition that is refused leaves its query language behind for the next one",
        "moto keeps the list in the object",
        instead.scopes,
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
