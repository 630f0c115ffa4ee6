"""Steps, arrows and notes for the drawing say in short words what a definition does."""

from __future__ import annotations

from typing import Any

import pytest

from macros.models import Service
from tests.samples.asl import machine_of
from tests.samples.asl_steps import condition_words, retry_words, service_of, span, step_id, steps_of

TASK: dict[str, Any] = {
    "Type": "Task",
    "Resource": "arn:aws:states:::aws-sdk:redshiftdata:executeStatement",
    "End": True,
}


def service(name: str, *sdk: str, part_of: str | None = None) -> Service:
    return Service.model_validate(
        {
            "id": name,
            "name": name,
            "short_name": name,
            "category": "Analytics",
            "summary": "A service.",
            "docs": "https://docs.aws.amazon.com/",
            "sdk": sdk,
            "part_of": part_of,
        }
    )


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Is it an image?", "is-it-an-image"),
        ("Ask for the statement's state", "ask-for-the-statements-state"),
        ("Start COPY", "start-copy"),
    ],
)
def test_ids_are_kebab_case(name: str, wanted: str) -> None:
    assert step_id(name) == wanted


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ({"Variable": "$.a.ok", "BooleanEquals": True}, "ok"),
        ({"Variable": "$.a.ok", "BooleanEquals": False}, "not ok"),
        ({"Variable": "$.score", "NumericGreaterThanEquals": 0.9}, "score >= 0.9"),
        ({"Variable": "$.a", "IsPresent": False}, "a: not is there"),
        (
            {"Or": [{"Variable": "$.s", "StringEquals": "A"}, {"Variable": "$.s", "StringEquals": "B"}]},
            "s = A or s = B",
        ),
        ({"Not": {"Variable": "$.s", "StringMatches": "x*"}}, "not s matches x*"),
        ({"Condition": "{% $states.input.status in ['FAILED', 'ABORTED'] %}"}, "status in FAILED, ABORTED"),
    ],
)
def test_conditions_are_short_words(rule: dict[str, Any], words: str) -> None:
    assert condition_words(rule) == words


@pytest.mark.parametrize(
    ("retrier", "words"),
    [
        ({}, "Retry 3 times, after 1, 2, 4 s"),
        ({"IntervalSeconds": 300, "BackoffRate": 1.0}, "Retry 3 times, 5 minutes apart"),
        ({"MaxAttempts": 1, "IntervalSeconds": 60}, "Retry once, after 1 minute"),
        ({"MaxAttempts": 5, "IntervalSeconds": 2, "MaxDelaySeconds": 10}, "Retry 5 times, after 2, 4 to 10 s"),
        ({"MaxAttempts": 2, "JitterStrategy": "FULL"}, "Retry 2 times, after up to 1, 2 s"),
        ({"MaxAttempts": 0}, "No retry"),
    ],
)
def test_retries_are_told(retrier: dict[str, Any], words: str) -> None:
    assert retry_words(retrier) == words


def test_times_have_the_largest_unit() -> None:
    assert [span(s) for s in (30, 60, 90, 7200, 259200)] == ["30 s", "1 minute", "90 s", "2 hours", "3 days"]


def test_the_service_with_fewest_names_is_meant() -> None:
    services = (
        service("redshift", "redshift", "redshift-data"),
        service("glue-crawlers", "glue", part_of="glue"),
        service("redshift-data-api", "redshift-data"),
        service("glue", "glue"),
    )
    assert service_of("redshift-data", services) == "redshift-data-api"
    assert service_of("glue", services) == "glue"
    assert service_of("ec2", services) is None


def test_arrows_lead_where_the_states_do() -> None:
    machine = {
        "StartAt": "B",
        "States": {
            "A": {"Type": "Succeed"},
            "B": {
                "Type": "Map",
                "ItemProcessor": {"StartAt": "C", "States": {"C": TASK}},
                "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "A"}],
                "Next": "D",
            },
            "D": {"Type": "Choice", "Choices": [{"Variable": "$.x", "IsNull": True, "Next": "A"}], "Default": "B"},
        },
    }
    first, succeed, choice = steps_of(machine_of(machine), (service("redshift-data-api", "redshift-data"),))
    assert (first.id, first.kind, succeed.kind, choice.kind) == ("b", "map", "succeed", "choice")
    assert [(arrow.to, arrow.label) for arrow in first.on_error] == [("a", "Any error")]
    assert [(arrow.to, arrow.label) for arrow in choice.next] == [("a", "x is null"), ("b", "Otherwise")]
    assert [(step.id, step.service) for step in first.inside] == [("c", "redshift-data-api")]


def test_a_note_is_one_line() -> None:
    task = {**TASK, "Resource": TASK["Resource"] + ".waitForTaskToken", "TimeoutSeconds": 259200, "Retry": [{}]}
    (step,) = steps_of(machine_of({"StartAt": "A", "States": {"A": task}}), ())
    assert step.note == "Waits for the task token; timeout after 3 days; retry 3 times, after 1, 2, 4 s"
    (plain,) = steps_of(machine_of({"StartAt": "A", "States": {"A": TASK}}), ())
    assert plain.note is None
