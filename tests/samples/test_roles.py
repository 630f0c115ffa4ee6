"""The role of the load may do what its state machine does: nothing is missing, nothing is too many."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cfnlint.decode import cfn_yaml

SAMPLES = Path(__file__).parent.parent.parent / "data" / "samples"
NEEDS = {
    "lambda:invoke": {"lambda:InvokeFunction"},
    "glue:startJobRun.sync": {"glue:StartJobRun", "glue:GetJobRun", "glue:GetJobRuns", "glue:BatchStopJobRun"},
    "aws-sdk:redshiftdata:executeStatement": {"redshift-data:ExecuteStatement", "redshift-serverless:GetCredentials"},
    "aws-sdk:redshiftdata:describeStatement": {"redshift-data:DescribeStatement"},
    "sns:publish": {"sns:Publish"},
}
"""The actions that AWS's documentation names for each integration."""


def tasks() -> Iterator[dict[str, Any]]:
    machine = json.loads((SAMPLES / "load-orders" / "machine.asl.json").read_text(encoding="utf-8"))
    yield from (state for state in machine["States"].values() if state["Type"] == "Task")


def own_statements() -> list[dict[str, Any]]:
    policy = json.loads((SAMPLES / "pipeline-role" / "permissions.json").read_text(encoding="utf-8"))
    return list(policy["Statement"])


def statements_of_template() -> list[dict[str, Any]]:
    template = cfn_yaml.loads((SAMPLES / "deploy-the-load" / "template.yaml").read_text(encoding="utf-8"))
    (policy,) = template["Resources"]["LoadOrders"]["Properties"]["Policies"]
    return list(policy["Statement"])


def many(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list) else [value]


@pytest.mark.parametrize("statements", [own_statements(), statements_of_template()], ids=["policy", "template"])
def test_the_actions_are_those_of_the_machine(statements: list[dict[str, Any]]) -> None:
    needed = set[str]().union(*(NEEDS[task["Resource"].removeprefix("arn:aws:states:::")] for task in tasks()))
    assert {action for statement in statements for action in many(statement["Action"])} == needed


def test_the_resources_are_those_of_the_machine() -> None:
    allowed = {resource for statement in own_statements() for resource in many(statement["Resource"])}
    own = "arn:aws:{}:us-east-1:123456789012:{}"
    for task in tasks():
        arguments = task["Arguments"]
        if "FunctionName" in arguments:
            assert own.format("lambda", f"function:{arguments['FunctionName']}") in allowed
        if "JobName" in arguments:
            assert own.format("glue", f"job/{arguments['JobName']}") in allowed
        if "TopicArn" in arguments:
            assert arguments["TopicArn"] in allowed
