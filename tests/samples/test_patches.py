"""The names that are patched in moto are still there, and so is each defect: another version cannot pass unseen."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest import mock

import boto3
import pytest

from tests.samples.interpreter import Execution, RefusedError, create, execute, offline
from tests.samples.patches import PATCHES, Patch
from tests.samples.world import World

MOTO = "5.2.5"


def text_of(patch: Patch) -> str:
    """Return the source of the module that a patch changes."""
    module = inspect.getmodule(patch.owner) if not inspect.ismodule(patch.owner) else patch.owner
    assert module is not None
    return Path(inspect.getfile(module)).read_text(encoding="utf-8")


def named(name: str, module: str = "") -> Patch:
    """Return the patch of a name."""
    (patch,) = [patch for patch in PATCHES if patch.name == name and module in patch.module]
    return patch


@pytest.mark.parametrize("patch", PATCHES, ids=lambda patch: f"{patch.module.rsplit('.', 1)[-1]}.{patch.name}")
def test_every_patched_name_is_there_and_has_a_reason(patch: Patch) -> None:
    assert patch.standing is not patch
    assert patch.why
    assert patch.gone_when


SOURCES = [
    (named("Thread", "execution_worker"), "execution_logic_thread = Thread("),
    (named("Thread", "execute_state"), "terminated_event.wait(timeout_seconds)"),
    (named("threading", "branch_worker"), "threading.Thread("),
    (named("threading", "inline_iteration_component"), "threading.Thread("),
    (named("Program.eval"), "worker_thread.join(timeout=timeout)"),
    (named("ExecutionState._evaluate_with_timeout"), "terminated_event.wait(timeout_seconds)"),
    (named("CommonStateField._eval_body"), "def _eval_body(self, env: Environment)"),
    (named("time"), "time.sleep(interval_seconds)"),
    (named("random"), "random.uniform(0, interval_seconds)"),
    (named("WaitFunction._wait_interval"), "env.program_state_event.wait(wait_seconds)"),
    (named("StateTaskServiceCallback._eval_wait_for_task_token"), "_wait_for_task_token_timeout("),
    (named("StateTaskServiceCallback._eval_sync"), "time.sleep(_DELAY_SECONDS_SYNC_CONDITION_CHECK)"),
    (named("_SUPPORTED_INTEGRATION_PATTERNS", "_glue"), "ResourceCondition.Sync,\n}"),
    (named("_SUPPORTED_INTEGRATION_PATTERNS", "_unsupported"), "ResourceCondition.WaitForTaskToken,\n}"),
    (named("LambdaSimpleBackend.invoke"), 'default_result = body or "Simple Lambda happy path OK"'),
    (named("_eval_jsonata"), "_eval_jsonata = None\n    return _eval_jsonata("),
    (named("Preprocessor._query_language_per_scope"), "_query_language_per_scope: list[QueryLanguage] = []"),
    (named("StateTaskServiceUnsupported._build_sync_resolver"), "class StateTaskServiceUnsupported("),
    (named("_DECLARATION_BY_VARIABLE_REFERENCE"), '"Function $hash is currently not supported"'),
    (named("_SERVICE_ERROR_NAMES"), '{"dynamodb": "DynamoDb", "sfn": "Sfn"}'),
    (named("DistributedIterationComponent._map_run"), "job_pool.await_jobs()"),
    (named("ResourceEvalS3._handle_put_object"), "TODO: generate result files"),
]
"""The words in moto's source in which each defect stands."""


@pytest.mark.parametrize(("patch", "words"), SOURCES, ids=lambda value: getattr(value, "name", ""))
def test_the_defect_stands_in_the_source(patch: Patch, words: str) -> None:
    assert words in text_of(patch), f"moto changed: is the patch of {patch.name} still needed?"


def test_the_defect_of_every_patch_is_looked_for() -> None:
    looked_for = {patch.name for patch, _ in SOURCES} | {name for name, *_ in DEFECTS}
    assert {patch.name for patch in PATCHES} == looked_for


def test_moto_is_the_version_that_is_patched() -> None:
    import moto

    assert moto.__version__ == MOTO, "look at every patch of tests/samples/patches.py, then change this number"


def task(**content: Any) -> dict[str, Any]:
    return {"StartAt": "A", "States": {"A": {"Type": "Task", "End": True, **content}}}


JSONATA = {
    "QueryLanguage": "JSONata",
    "StartAt": "A",
    "States": {"A": {"Type": "Pass", "Output": "{% $states.input.a & '!' %}", "End": True}},
}
GLUE = "arn:aws:states:::glue:startJobRun.sync"
SYNC = task(Resource=GLUE, Parameters={"JobName": "job"}, ResultPath=None)
REDSHIFT = "arn:aws:states:::aws-sdk:redshiftdata:executeStatement"
SDK = task(Resource=REDSHIFT, Parameters={"Database": "a", "Sql": "b"}, ResultPath=None)


def run_without(names: set[str], definition: dict[str, Any], payload: Any) -> Execution:
    """Run a definition with all patches but some."""
    kept = tuple(patch for patch in PATCHES if patch.name not in names)
    with mock.patch("tests.samples.patches.PATCHES", kept), offline(World()):
        command = {"Name": "glueetl", "ScriptLocation": "s3://a/b.py"}
        boto3.client("glue").create_job(Name="job", Role="r", Command=command)
        return execute(create(definition), payload)


DEFECTS: list[tuple[str, dict[str, Any], Any, Callable[[Execution], bool]]] = [
    ("_eval_jsonata", JSONATA, {"a": "x"}, lambda e: e.status == "FAILED"),
    ("encode_jsonata_variable_declarations", JSONATA, {"a": 'say "x"'}, lambda e: e.output != 'say "x"!'),
    ("_SUPPORTED_INTEGRATION_PATTERNS", SYNC, {}, lambda e: "interrupt_all" in str(e.cause)),
    ("StateTaskService._SERVICE_NAME_SFN_TO_BOTO_OVERRIDES", SDK, {}, lambda e: "Unknown service" in str(e.cause)),
]


@pytest.mark.parametrize(("name", "definition", "payload", "is_broken"), DEFECTS, ids=[d[0] for d in DEFECTS])
def test_the_defect_is_seen_without_the_patch(
    name: str, definition: dict[str, Any], payload: Any, is_broken: Callable[[Execution], bool]
) -> None:
    # JSONata binds the input as JSON unless it is a bare text; the whole input is bound here as a variable.
    if name == "encode_jsonata_variable_declarations":
        definition = json.loads(json.dumps(definition).replace("$states.input.a", "$a"))
        first = {"Type": "Pass", "Assign": {"a": "{% $states.input.a %}"}, "Next": "A"}
        definition |= {"StartAt": "First", "States": {"First": first, **definition["States"]}}
    assert run_without(set(), definition, payload).status == "SUCCEEDED"
    assert is_broken(run_without({name}, definition, payload)), f"moto changed: the patch of {name} may go"


def test_a_refused_definition_spoils_the_next_one_without_the_patch() -> None:
    bad = {**JSONATA, "States": {"A": {"Type": "Pass", "ResultPath": "$.x", "End": True}}}
    plain = {"StartAt": "A", "States": {"A": {"Type": "Pass", "ResultPath": "$.x", "End": True}}}
    kept = tuple(patch for patch in PATCHES if patch.attribute != "_query_language_per_scope")
    owner = named("Preprocessor._query_language_per_scope").owner

    def second_is_refused(patches: tuple[Patch, ...]) -> bool:
        with mock.patch("tests.samples.patches.PATCHES", patches):
            with offline(World()), pytest.raises(RefusedError):
                create(bad)
            try:
                with offline(World()):
                    create(plain)
            except RefusedError:
                return True
            return False

    assert not second_is_refused(PATCHES)
    try:
        assert second_is_refused(kept), "moto changed: the patch may go"
    finally:
        owner._query_language_per_scope.clear()
