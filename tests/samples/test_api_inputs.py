"""Inputs of operations are compared with botocore's models, down to limits and patterns."""

from __future__ import annotations

from typing import Any

import pytest

from tests.samples.api_inputs import input_findings, operation_findings
from tests.samples.embedded import embedded_findings

TARGET = {"Arn": "arn:aws:lambda:us-east-1:123456789012:function:x", "RoleArn": "arn:aws:iam::123456789012:role/x"}
SCHEDULE = {
    "Name": "x",
    "ScheduleExpression": "rate(1 hour)",
    "FlexibleTimeWindow": {"Mode": "OFF"},
    "Target": TARGET,
}
TRIGGER = {"Name": "x", "Type": "ON_DEMAND", "Actions": [{"JobName": "x"}]}


@pytest.mark.parametrize(
    ("service", "operation", "message"),
    [
        ("scheduler", "CreateSchedule", None),
        ("schedular", "CreateSchedule", "there is no service 'schedular' in the SDK"),
        ("scheduler", "CreateShedule", "'scheduler' has no operation 'CreateShedule'"),
    ],
)
def test_the_operation_exists(service: str, operation: str, message: str | None) -> None:
    assert [finding.what for finding in operation_findings(service, operation)] == ([message] if message else [])


WRONG: list[tuple[str, dict[str, Any], tuple[str | int, ...], str]] = [
    ("CreateSchedule", {**SCHEDULE, "Nme": "x"}, ("Nme",), "'CreateScheduleInput' has no member 'Nme'"),
    ("CreateSchedule", {**SCHEDULE, "Name": "a b"}, ("Name",), "'a b' is no 'Name'"),
    ("CreateSchedule", {**SCHEDULE, "Name": ""}, ("Name",), "0 characters are out of range"),
    ("CreateSchedule", {**SCHEDULE, "Name": "x" * 65}, ("Name",), "65 characters are out of range"),
    ("CreateSchedule", {**SCHEDULE, "Name": 5}, ("Name",), "'5' is not a text"),
    ("CreateSchedule", {**SCHEDULE, "State": "enabled"}, ("State",), "'enabled' is no 'ScheduleState'"),
    ("CreateSchedule", {**SCHEDULE, "StartDate": "tomorrow"}, ("StartDate",), "'tomorrow' is no moment"),
    ("CreateSchedule", {**SCHEDULE, "Target": {"Arn": "x"}}, ("Target",), "'RoleArn' is missing in 'Target'"),
    ("CreateSchedule", {**SCHEDULE, "Target": []}, ("Target",), "'[]' is not an object"),
    (
        "CreateSchedule",
        {**SCHEDULE, "Target": {**TARGET, "RetryPolicy": {"MaximumRetryAttempts": True}}},
        ("Target", "RetryPolicy", "MaximumRetryAttempts"),
        "'True' is not a whole number",
    ),
    (
        "CreateSchedule",
        {**SCHEDULE, "Target": {**TARGET, "RetryPolicy": {"MaximumRetryAttempts": 186}}},
        ("Target", "RetryPolicy", "MaximumRetryAttempts"),
        "186 is out of range",
    ),
]


@pytest.mark.parametrize(("operation", "given", "way", "message"), WRONG, ids=[message for *_, message in WRONG])
def test_what_does_not_fit_is_told(
    operation: str, given: dict[str, Any], way: tuple[str | int, ...], message: str
) -> None:
    assert list(input_findings("scheduler", operation, SCHEDULE)) == []
    (finding,) = input_findings("scheduler", operation, given)
    assert finding.way == way
    assert message in finding.what


def test_a_list_has_its_length() -> None:
    given = {"Database": "x", "Sqls": ["SELECT 1"] * 41}
    (finding,) = input_findings("redshift-data", "BatchExecuteStatement", given)
    assert finding.what == "41 items are out of range"


def test_members_may_begin_with_capitals_whatever_the_api() -> None:
    given = {"StateMachineArn": "arn:aws:states:us-east-1:123456789012:stateMachine:x"}
    assert list(input_findings("stepfunctions", "StartExecution", given, capitals=True)) == []
    assert [f.key for f in input_findings("stepfunctions", "StartExecution", given)] == [True, False]


def test_an_operation_without_input() -> None:
    assert list(input_findings("sts", "GetCallerIdentity", {})) == []
    assert [finding.what for finding in input_findings("glue", "ListJobs", {"MaxResults": 0})] == ["0 is out of range"]


def calling(action: str) -> dict[str, Any]:
    return {**SCHEDULE, "Target": {"Arn": f"arn:aws:scheduler:::aws-sdk:{action}"}}


INSIDE: list[tuple[str, dict[str, Any], str]] = [
    ("events.PutRule", {"Name": "x"}, "neither 'EventPattern' nor 'ScheduleExpression'"),
    ("events.PutRule", {"EventPattern": "{"}, "the text is not JSON"),
    ("events.PutRule", {"ScheduleExpression": "at(2026-12-01T02:00:00)"}, "is no schedule"),
    ("glue.CreateTrigger", {**TRIGGER, "Type": "SCHEDULED", "Schedule": "rate(1 hour)"}, "is no schedule"),
    ("glue.CreateTrigger", {**TRIGGER, "Type": "SCHEDULED"}, "a trigger of type SCHEDULED needs 'Schedule'"),
    ("glue.CreateTrigger", {**TRIGGER, "Predicate": {}}, "only a trigger of type CONDITIONAL has 'Predicate'"),
    ("glue.CreateTrigger", {**TRIGGER, "EventBatchingCondition": {}}, "only a trigger of type EVENT has"),
    ("scheduler.CreateSchedule", {**SCHEDULE, "Target": {**TARGET, "Input": "no"}}, "the text is not JSON"),
    ("scheduler.CreateSchedule", calling("gleu:startJobRun"), "no service 'gleu'"),
    (
        "scheduler.CreateSchedule",
        calling("glue:startJob"),
        "no operation 'startJob'",
    ),
    ("scheduler.CreateSchedule", calling("glue:getJob"), "cannot call 'getJob'"),
    (
        "scheduler.CreateSchedule",
        calling("glue:startJobRun"),
        "'JobName' is missing",
    ),
    (
        "scheduler.CreateSchedule",
        {**SCHEDULE, "Target": {**calling("glue:startJobRun")["Target"], "Input": '{"JobName": "x", "Worker": 2}'}},
        "in its JSON, Worker: 'StartJobRunRequest' has no member 'Worker'",
    ),
]


@pytest.mark.parametrize(("call", "request_", "message"), INSIDE, ids=[message for *_, message in INSIDE])
def test_texts_inside_are_read(call: str, request_: dict[str, Any], message: str) -> None:
    assert [message in finding.what for finding in embedded_findings(call, request_)] == [True]


GOOD_FILTERS = ["", "ERROR", '"out of memory" -warning', "[time, level=ERROR, message]", '{ $.level = "ERROR" }']
GOOD_FILTERS += ["{ ($.rows[0].n >= 10) && ($.ok IS FALSE || $.why NOT EXISTS) }", "{$.path = %^/api/%}"]


@pytest.mark.parametrize("pattern", GOOD_FILTERS)
def test_filters_of_logs_are_taken(pattern: str) -> None:
    assert list(embedded_findings("logs.PutMetricFilter", {"filterPattern": pattern})) == []


@pytest.mark.parametrize(
    "pattern", ["{ $.level == 1 }", "{ level = 1 }", "{ $.a = 1 & $.b = 2 }", "{ ($.a = 1 }", "$.a = 1"]
)
def test_filters_that_are_none_are_told(pattern: str) -> None:
    assert len(list(embedded_findings("logs.PutMetricFilter", {"filterPattern": pattern}))) == 1
