"""The interpreter does what AWS says: parallel branches, maps, limits of time, callbacks; the same every time."""

from __future__ import annotations

import json
from typing import Any

import boto3
import pytest

from macros.models.samples import Fake, Later
from tests.samples.fakes import Fakes
from tests.samples.interpreter import Execution, RefusedError, create, execute, for_moto, offline
from tests.samples.world import World, make_call

LAMBDA = "arn:aws:states:::lambda:invoke"


def call(name: str, **more: Any) -> dict[str, Any]:
    return {"Type": "Task", "Resource": LAMBDA, "Parameters": {"FunctionName": name, "Payload.$": "$"}, **more}


def machine(start: str, **states: dict[str, Any]) -> dict[str, Any]:
    return {"StartAt": start, "States": states}


def run(world: World, definition: dict[str, Any], payload: Any) -> Execution:
    """Run a definition in a world."""
    plain, world.batchers = for_moto(definition)
    with offline(world):
        for bucket in ("inbox", "outbox"):
            boto3.client("s3").create_bucket(Bucket=bucket)
        for i in range(5):
            boto3.client("s3").put_object(Bucket="inbox", Key=f"{i}.json", Body=b"{}")
        boto3.client("sqs").create_queue(QueueName="jobs")
        result = execute(create(plain), payload)
        if "ResultWriter" in json.dumps(definition):
            body = make_call("s3.GetObject", {"Bucket": "outbox", "Key": "map-run/manifest.json"})["Body"]
            files = json.loads(body.read())["ResultFiles"]
            return Execution(result.status, {k: len(v) for k, v in files.items()}, result.error, result.cause)
        return result


def fails(*names: str) -> Fakes:
    """Return fakes of a function `f` that raise errors, one after another."""
    answers = [{"error": name} for name in names]
    return Fakes((Fake.model_validate({"of": "lambda:f", "answers": answers}),)) if answers else Fakes(())


def test_branches_run_in_the_order_of_the_file() -> None:
    branches = [machine(name, **{name: call("f", End=True, OutputPath="$.Payload")}) for name in ("C", "A", "B")]
    world = World(handlers={"f": lambda event, _: event["x"] + 1})
    result = run(world, machine("P", P={"Type": "Parallel", "Branches": branches, "End": True}), {"x": 1})
    assert result == Execution("SUCCEEDED", [2, 2, 2], None, None)
    assert [entered.name for entered in world.entered] == ["P", "C", "A", "B"]


def test_a_failed_branch_is_caught_outside() -> None:
    branch = machine("A", A=call("f", End=True))
    parallel = {
        "Type": "Parallel",
        "Branches": [branch],
        "Catch": [{"ErrorEquals": ["MyError"], "ResultPath": "$.error", "Next": "Z"}],
        "End": True,
    }
    world = World(fakes=fails("MyError"), handlers={"f": lambda event, _: event})
    result = run(world, machine("P", P=parallel, Z={"Type": "Pass", "OutputPath": "$.error.Error", "End": True}), {})
    assert (result.status, result.output) == ("SUCCEEDED", "MyError")
    assert [(entered.name, entered.error) for entered in world.entered] == [
        ("P", "MyError"),
        ("A", "MyError"),
        ("Z", None),
    ]


def test_retriers_count_for_themselves_and_the_cap_holds() -> None:
    retry = [
        {"ErrorEquals": ["One"], "IntervalSeconds": 1, "MaxAttempts": 3, "BackoffRate": 10.0, "MaxDelaySeconds": 20},
        {"ErrorEquals": ["Two"], "IntervalSeconds": 7, "MaxAttempts": 1},
    ]
    world = World(fakes=fails("One", "Two", "One", "One"), handlers={"f": lambda event, _: event})
    assert run(world, machine("A", A=call("f", Retry=retry, End=True)), {}).status == "SUCCEEDED"
    assert [waited.seconds for waited in world.waited] == [1, 7, 10, 20]
    assert [(entered.attempts, entered.error) for entered in world.entered] == [(5, None)]


def test_a_machine_runs_out_of_time() -> None:
    wait = {"Type": "Wait", "Seconds": 40, "Next": "A"}
    world = World()
    result = run(world, {**machine("A", A=wait), "TimeoutSeconds": 100}, {})
    assert result.status == "TIMED_OUT"
    assert world.clock.now == 100


def token_task(**more: Any) -> dict[str, Any]:
    parameters = {"QueueUrl": "https://sqs.us-east-1.amazonaws.com/123456789012/jobs", "MessageBody.$": "$$.Task.Token"}
    resource = "arn:aws:states:::sqs:sendMessage.waitForTaskToken"
    return {"Type": "Task", "Resource": resource, "Parameters": parameters, "End": True, **more}


def later(after: int, operation: str, **more: str) -> Later:
    text = json.dumps({"taskToken": "$taskToken", **more})
    return Later.model_validate({"after": after, "call": f"stepfunctions.{operation}", "input": text})


def test_a_token_comes_back_in_time() -> None:
    world = World()
    world.schedule((later(50, "SendTaskSuccess", output='{"ok": true}'),))
    assert run(world, machine("A", A=token_task(TimeoutSeconds=60)), {}).output == {"ok": True}
    assert [(waited.seconds, waited.why) for waited in world.waited] == [(50, "callback")]


def test_a_token_comes_too_late() -> None:
    world = World()
    world.schedule((later(61, "SendTaskSuccess", output="{}"),))
    result = run(world, machine("A", A=token_task(TimeoutSeconds=60)), {})
    assert (result.status, result.error) == ("FAILED", "States.Timeout")
    assert world.clock.now == 60


def test_heartbeats_keep_a_task_alive_until_they_stop() -> None:
    world = World()
    world.schedule((later(20, "SendTaskHeartbeat"), later(45, "SendTaskHeartbeat")))
    result = run(world, machine("A", A=token_task(TimeoutSeconds=500, HeartbeatSeconds=30)), {})
    assert result.status == "FAILED"
    assert world.clock.now == 75


def test_a_token_that_nobody_brings_back_is_a_mistake_of_the_case() -> None:
    world = World()
    assert run(world, machine("A", A=token_task()), {}).status == "FAILED"
    assert world.mistakes == ["nobody brings back the token of 'A' (add a call under 'later', or a timeout)"]


def distributed(**more: Any) -> dict[str, Any]:
    processor = {
        "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"},
        **machine("A", A=call("f", End=True)),
    }
    reader = {"Resource": "arn:aws:states:::s3:listObjectsV2", "Parameters": {"Bucket": "inbox"}}
    return machine("M", M={"Type": "Map", "ItemReader": reader, "ItemProcessor": processor, "End": True, **more})


def test_a_distributed_map_makes_batches_of_what_it_lists() -> None:
    seen: list[list[str]] = []
    world = World(handlers={"f": lambda event, _: seen.append([item["Key"] for item in event["Items"]])})
    assert run(world, distributed(ItemBatcher={"MaxItemsPerBatch": 2}), {}).status == "SUCCEEDED"
    assert seen == [["0.json", "1.json"], ["2.json", "3.json"], ["4.json"]]


@pytest.mark.parametrize(
    ("tolerated", "failed", "status"),
    [
        ({}, 1, "FAILED"),
        ({"ToleratedFailurePercentage": 20}, 1, "SUCCEEDED"),
        ({"ToleratedFailurePercentage": 20}, 2, "FAILED"),
        ({"ToleratedFailureCount": 2}, 2, "SUCCEEDED"),
        ({"ToleratedFailureCount": 2}, 3, "FAILED"),
        ({}, 0, "SUCCEEDED"),
    ],
)
def test_a_distributed_map_tolerates_so_many_failures(tolerated: dict[str, int], failed: int, status: str) -> None:
    world = World(fakes=fails(*["Broken"] * failed), handlers={"f": lambda _event, _context: None})
    result = run(world, distributed(**tolerated), {})
    assert result.status == status
    if status == "FAILED":
        assert result.error == "States.ExceedToleratedFailureThreshold"


def test_the_results_of_a_distributed_map_are_files() -> None:
    writer = {"Resource": "arn:aws:states:::s3:putObject", "Parameters": {"Bucket": "outbox", "Prefix": ""}}
    world = World(fakes=fails("Broken"), handlers={"f": lambda _event, _context: None})
    result = run(world, distributed(ResultWriter=writer, ToleratedFailurePercentage=50), {})
    assert (result.status, result.output) == ("SUCCEEDED", {"FAILED": 1, "PENDING": 0, "SUCCEEDED": 1})


def test_what_aws_adds_to_jsonata_is_there() -> None:
    expressions = {
        "parts": "{% $partition([1, 2, 3], 2) %}",
        "range": "{% $range(1, 5, 2) %}",
        "parsed": "{% $parse('{\"a\": 1}').a %}",
        "hash": "{% $hash('a', 'SHA-256') %}",
        "same": "{% $uuid() = $uuid() %}",
    }
    definition = {"QueryLanguage": "JSONata", **machine("A", A={"Type": "Pass", "Output": expressions, "End": True})}
    output = run(World(), definition, {}).output
    assert (output["parts"], output["range"], output["parsed"], output["same"]) == ([[1, 2], [3]], [1, 3, 5], 1, True)
    assert output["hash"].startswith("ca978112ca1bbdcafac231b39a23dc4d")


def test_what_nobody_answers_is_told() -> None:
    world = World()
    assert run(world, machine("A", A=call("nobody", End=True)), {}).status == "FAILED"
    assert world.mistakes == ["nothing answers as the function 'nobody' (add its file, or a fake of 'lambda:nobody')"]


def test_a_definition_may_be_refused() -> None:
    with offline(World()), pytest.raises(RefusedError):
        create({"StartAt": "A"})
