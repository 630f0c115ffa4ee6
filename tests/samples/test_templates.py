"""Templates are read by cfn-lint, and by our own checks where it does not look."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from cfnlint.decode import cfn_yaml

from tests.samples.templates import template_findings


def template(kind: str, properties: str) -> Any:
    indented = "\n".join(f"      {line}" for line in properties.strip().splitlines())
    return cfn_yaml.loads(f"Resources:\n  It:\n    Type: {kind}\n    Properties:\n{indented}\n")


EVENT = "Events:\n  It:\n    Type: {kind}\n    Properties:\n      {member}: {value}"
FUNCTION, SCHEDULE = "AWS::Serverless::Function", "AWS::Scheduler::Schedule"
BAD = {
    "schedule of Scheduler": (SCHEDULE, "ScheduleExpression: cron(0 2 * * *)", "cron has 5 fields"),
    "schedule of SAM": (
        *(FUNCTION, EVENT.format(kind="ScheduleV2", member="ScheduleExpression", value="rate(1 week)")),
        "'1 week' is no rate",
    ),
    "a rule knows no at()": (
        *(FUNCTION, EVENT.format(kind="Schedule", member="Schedule", value="at(2026-12-01T02:00:00)")),
        "is no schedule",
    ),
    "pattern of SAM": (
        *(FUNCTION, EVENT.format(kind="EventBridgeRule", member="Pattern", value="{sauce: [aws.s3]}")),
        "no event has the field 'sauce'",
    ),
    "pattern of a rule": ("AWS::Events::Rule", "EventPattern: {source: aws.s3}", "the value stands alone"),
    "policy of SAM": (
        *(FUNCTION, "Policies:\n  - Statement:\n      - {Effect: Allow, Action: glue:Start, Resource: '*'}"),
        "'glue' has no action 'Start'",
    ),
    "policy of a role": (
        "AWS::IAM::Role",
        "Policies:\n  - PolicyName: x\n    PolicyDocument: {Version: 2012-10-18, Statement: []}",
        "the version is '2012-10-18'",
    ),
    "type of an event": (
        FUNCTION,
        EVENT.format(kind="EventBridgeRul", member="Input", value="x"),
        "no event of the type",
    ),
    "property of an event": (
        *(FUNCTION, EVENT.format(kind="EventBridgeRule", member="RetyPolicy", value="{}")),
        "'EventBridgeRule' has no property 'RetyPolicy'",
    ),
    "retries of an event": (
        *(FUNCTION, EVENT.format(kind="EventBridgeRule", member="RetryPolicy", value="{MaximumRetryAttempt: 3}")),
        "'RetryPolicy' has no member 'MaximumRetryAttempt'",
    ),
    "reference": (FUNCTION, "Role: !Ref Nobody", "the template has no 'Nobody'"),
    "attribute": (FUNCTION, "Role: !GetAtt Nobody.Arn", "the template has no 'Nobody'"),
    "name in a text": (FUNCTION, "Description: !Sub '${AWS::Region} ${Nobody.Arn}'", "the template has no 'Nobody'"),
    "runtime": (FUNCTION, "Runtime: python3.99", "Lambda has no runtime 'python3.99'"),
    "timeout": (FUNCTION, "Timeout: 901", "901 seconds are out of range"),
    "policy without statements": (FUNCTION, "Policies:\n  - S3Reed: {BucketName: x}", "'S3Reed' holds no statements"),
    "definition": ("AWS::Serverless::StateMachine", "DefinitionUri: nowhere.asl.json", "there is no file"),
    "handler's file": (FUNCTION, "CodeUri: .\nHandler: nowhere.handler", "there is no file 'nowhere.py' in '.'"),
    "handler": (FUNCTION, "CodeUri: .\nHandler: code.handle", "'code.py' has no function 'handle'"),
}


@pytest.mark.parametrize(("kind", "properties", "message"), BAD.values(), ids=BAD)
def test_what_cfn_lint_leaves_out_is_checked(tmp_path: Path, kind: str, properties: str, message: str) -> None:
    (tmp_path / "code.py").write_text("def handler(event, context):\n    return event\n", encoding="utf-8")
    found = [finding.what for finding in template_findings(template(kind, properties), tmp_path)]
    assert any(message in what for what in found), found


def test_functions_of_cloudformation_are_not_looked_into(tmp_path: Path) -> None:
    properties = "Policies:\n  - Statement:\n      - {Effect: Allow, Action: sqs:SendMessage, Resource: !GetAtt It.Arn}"
    assert list(template_findings(template(FUNCTION, properties), tmp_path)) == []


def test_what_is_right_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "code.py").write_text("def handler(event, context):\n    return event\n", encoding="utf-8")
    good = template(FUNCTION, "CodeUri: .\nHandler: code.handler\nRuntime: python3.13\nTimeout: 900")
    assert list(template_findings(good, tmp_path)) == []
