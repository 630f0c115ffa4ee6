"""What moto's Distributed Map lacks: batches, tolerated failures, and the files of the ResultWriter."""

from __future__ import annotations

import json
from typing import Any

import boto3
from moto.stepfunctions.parser.api import ExecutionFailedEventDetails, HistoryEventType
from moto.stepfunctions.parser.asl.component.common.error_name.failure_event import FailureEvent, FailureEventException
from moto.stepfunctions.parser.asl.component.common.error_name.states_error_name import StatesErrorName
from moto.stepfunctions.parser.asl.component.common.error_name.states_error_name_type import StatesErrorNameType
from moto.stepfunctions.parser.asl.component.state.exec.state_map.iteration.job import Job, JobPool
from moto.stepfunctions.parser.asl.eval.event.event_detail import EventDetails
from moto.stepfunctions.parser.asl.eval.program_state import ProgramError
from moto.stepfunctions.parser.asl.utils.encoding import to_json_str

from tests.samples.world import REGION, World

MAP_RUN = "map-run"
"""Stands for the id of the map run in keys, so that a recorded run is the same every time."""


def batches(items: list[Any], batcher: dict[str, Any]) -> list[Any]:
    """Return the inputs of the child executions: the items, or batches of them."""
    if not batcher:
        return items
    size = batcher.get("MaxItemsPerBatch")
    if not isinstance(size, int) or set(batcher) - {"MaxItemsPerBatch", "BatchInput"}:
        raise NotImplementedError("only MaxItemsPerBatch, a number, and BatchInput are known of an ItemBatcher")
    more = {"BatchInput": batcher["BatchInput"]} if "BatchInput" in batcher else {}
    return [{**more, "Items": items[i : i + size]} for i in range(0, len(items), size)]


def map_run(world: World, _real: Any) -> Any:
    """Run the child executions one after another; fail when more of them failed than the state tolerates."""

    def run(self: Any, env: Any, eval_input: Any) -> None:
        items = json.loads(to_json_str(env.stack.pop()))  # what S3 lists has times in it
        inputs = batches(items, world.batchers.get(eval_input.state_name, {}))
        if eval_input.item_selector is not None and world.batchers.get(eval_input.state_name):
            raise NotImplementedError("an ItemSelector beside an ItemBatcher is not known")
        program = self._get_iteration_program()
        outcomes: list[tuple[Any, Any]] = []
        for i, item in enumerate(inputs):
            pool = JobPool(job_program=program, job_inputs=[])
            worker = self._create_worker(env=env, eval_input=eval_input, job_pool=pool)
            frame = env.open_inner_frame()
            job = Job(job_index=i, job_program=program, job_input=item)
            worker._eval_job(env=frame, job=job)
            state = frame.program_state()
            outcomes.append((job.job_output, state.error if isinstance(state, ProgramError) else None))
            env.delete_frame(frame)
        eval_input.map_run_record.outcomes = list(zip(inputs, outcomes, strict=True))
        failed = sum(error is not None for _, error in outcomes)
        percentage, most = eval_input.tolerated_failure_percentage, eval_input.tolerated_failure_count
        # A run is tolerated only within both limits; the default of each is zero, and one that is set stands alone.
        is_over_percentage = failed * 100 > percentage * len(inputs) and (percentage or not most)
        is_over_count = failed > most and (most or not percentage)
        if failed and (is_over_percentage or is_over_count):
            raise _exceeded(env)
        env.stack.append([output for output, error in outcomes if error is None])

    return run


def _exceeded(env: Any) -> FailureEventException:
    name = StatesErrorNameType.StatesExceedToleratedFailureThreshold
    details = ExecutionFailedEventDetails(
        error=name.to_name(), cause="The specified tolerated failure threshold was exceeded"
    )
    return FailureEventException(
        FailureEvent(
            env=env,
            error_name=StatesErrorName(typ=name),
            event_type=HistoryEventType.MapRunFailed,
            event_details=EventDetails(executionFailedEventDetails=details),  # type: ignore[typeddict-item]
        )
    )


def write_results(_world: World, _real: Any) -> Any:
    """Write the results of the child executions and a manifest that names their files, as AWS does."""

    def write(env: Any, *_: object) -> None:
        parameters = env.stack.pop()
        env.stack.pop()
        record = env.map_run_record_pool_manager.get_all()[-1]
        bucket, prefix = parameters["Bucket"], parameters.get("Prefix", "").rstrip("/")
        folder = f"{prefix}/{MAP_RUN}" if prefix else MAP_RUN
        s3 = boto3.client("s3", region_name=REGION)
        files: dict[str, list[dict[str, Any]]] = {"FAILED": [], "PENDING": [], "SUCCEEDED": []}
        for status in ("FAILED", "SUCCEEDED"):
            results = [_result(i, *outcome) for i, outcome in enumerate(record.outcomes)]
            body = json.dumps([result for result in results if result["Status"] == status]).encode()
            if len(body) > len("[]"):
                key = f"{folder}/{status}_0.json"
                s3.put_object(Bucket=bucket, Key=key, Body=body)
                files[status].append({"Key": key, "Size": len(body)})
        manifest = {"DestinationBucket": bucket, "MapRunArn": record.map_run_arn, "ResultFiles": files}
        key = f"{folder}/manifest.json"
        s3.put_object(Bucket=bucket, Key=key, Body=json.dumps(manifest).encode())
        details = {"Bucket": bucket, "Key": key}
        env.stack.append({"MapRunArn": record.map_run_arn, "ResultWriterDetails": details})

    return staticmethod(write)  # what it takes the place of is one


def _result(index: int, given: Any, outcome: tuple[Any, Any]) -> dict[str, Any]:
    output, error = outcome
    result = {"Name": f"batch-{index}", "Input": json.dumps(given), "InputDetails": {"Included": True}}
    if error is None:
        return {**result, "Output": json.dumps(output), "OutputDetails": {"Included": True}, "Status": "SUCCEEDED"}
    return {**result, "Error": error.get("error"), "Cause": error.get("cause"), "Status": "FAILED"}
