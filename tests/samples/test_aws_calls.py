"""Calls are answered by moto, and answers are compared with what is wanted."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.samples.aws_calls import differences, make, offline_aws


def test_every_case_has_an_account_of_its_own() -> None:
    for _ in range(2):
        with offline_aws():
            assert make("sqs.ListQueues", {}).get("QueueUrls") is None
            make("sqs.CreateQueue", {"QueueName": "x"})
            assert len(make("sqs.ListQueues", {})["QueueUrls"]) == 1


FOUND: Any = {"a": 1, "b": [{"c": "x", "d": 2}], "text": json.dumps({"e": True})}


@pytest.mark.parametrize(
    ("wanted", "missing"),
    [
        ({"a": 1}, []),
        ({"b": [{"c": "x"}]}, []),
        ({"text": {"e": True}}, []),
        ({"a": 2}, ["a is 1, not 2"]),
        ({"z": 2}, ["has no 'z'"]),
        ({"b": []}, ['b is [{"c": "x", "d": 2}], not []']),
        ({"b": [{"c": "y", "f": 1}]}, ['b[0].c is "x", not "y"', "b[0] has no 'f'"]),
        ({"text": {"e": False}}, ["text.e is true, not false"]),
        ({"a": {"e": 1}}, ['a is 1, not {"e": 1}']),
    ],
)
def test_differences_are_named(wanted: Any, missing: list[str]) -> None:
    assert list(differences(wanted, FOUND)) == missing
