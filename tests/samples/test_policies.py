"""Policies have the form that IAM takes, and name actions and resources that go together."""

from __future__ import annotations

from typing import Any

import pytest

from tests.samples.policies import document_findings

JOB = "arn:aws:glue:us-east-1:123456789012:job/clean-orders"
QUEUE = "arn:aws:sqs:us-east-1:123456789012:alerts"


def policy(**changes: Any) -> dict[str, Any]:
    statement = {"Effect": "Allow", "Action": "glue:StartJobRun", "Resource": JOB} | changes
    return {"Version": "2012-10-17", "Statement": [{k: v for k, v in statement.items() if v is not None}]}


GOOD = {
    "as it is": policy(),
    "several actions": policy(Action=["glue:StartJobRun", "glue:GetJobRun*"]),
    "all jobs": policy(Resource="arn:aws:glue:us-east-1:123456789012:job/*"),
    "any account": policy(Resource="arn:aws:glue:*:*:job/clean-*"),
    "all of it": policy(Action="*", Resource="*"),
    "objects of a bucket": policy(Action="s3:GetObject", Resource="arn:aws:s3:::orders-raw/*"),
    "bucket and objects": policy(
        Action=["s3:GetObject", "s3:ListBucket"], Resource=["arn:aws:s3:::orders-raw", "arn:aws:s3:::orders-raw/*"]
    ),
    "trust": policy(Action="sts:AssumeRole", Resource=None, Principal={"Service": "glue.amazonaws.com"}),
    "condition": policy(Condition={"ForAnyValue:StringLikeIfExists": {"aws:PrincipalTag/team": ["data*"]}}),
    "one statement alone": {"Version": "2012-10-17", "Statement": policy()["Statement"][0]},
    "denied": policy(Effect="Deny", Action=None, NotAction="glue:Get*", Resource="*"),
}


@pytest.mark.parametrize("document", GOOD.values(), ids=GOOD)
def test_it_takes_what_iam_takes(document: dict[str, Any]) -> None:
    assert list(document_findings(document)) == []


BAD = {
    "not an object": ([], "a policy is an object"),
    "no version": ({"Statement": policy()["Statement"]}, "'Version' is missing"),
    "old version": (policy() | {"Version": "2008-10-17"}, "the version is '2008-10-17'"),
    "unknown element": (policy() | {"Statment": 1}, "no element 'Statment'"),
    "no statement": ({"Version": "2012-10-17", "Statement": []}, "'Statement' is missing or empty"),
    "unknown in statement": (policy(Actions="x"), "no element 'Actions'"),
    "no effect": (policy(Effect=None), "'Effect' is missing"),
    "other effect": (policy(Effect="allow "), "'allow ' is no effect"),
    "bad id": (policy(Sid="start the job"), "'start the job' is no statement id"),
    "no action": (policy(Action=None), "either 'Action' or 'NotAction'"),
    "two kinds of action": (policy(NotAction="glue:*"), "either 'Action' or 'NotAction'"),
    "no resource": (policy(Resource=None), "either 'Resource' or 'NotResource'"),
    "action without service": (policy(Action="StartJobRun", Resource="*"), "'StartJobRun' is no action"),
    "unknown service": (policy(Action="gleu:StartJobRun", Resource="*"), "no service 'gleu'"),
    "unknown action": (policy(Action="glue:StartJob", Resource="*"), "'glue' has no action 'StartJob'"),
    "wildcard for nothing": (policy(Action="glue:Begin*", Resource="*"), "'glue' has no action 'Begin*'"),
    "no ARN": (policy(Resource="clean-orders"), "'clean-orders' is no ARN"),
    "other resource": (policy(Resource=QUEUE), "'glue:StartJobRun' is for none of these resources"),
    "other kind": (policy(Resource=JOB.replace("job/", "crawler/")), "is for none of these resources"),
    "bucket for objects": (
        policy(Action="s3:GetObject", Resource="arn:aws:s3:::orders-raw"),
        "none of these resources",
    ),
    "no resources at all": (policy(Action="redshift-data:DescribeStatement"), "cannot be limited to a resource"),
    "unknown operator": (policy(Condition={"StringEqual": {"aws:x": "y"}}), "no operator 'StringEqual'"),
}


@pytest.mark.parametrize(("document", "message"), BAD.values(), ids=BAD)
def test_it_refuses_what_iam_refuses(document: Any, message: str) -> None:
    assert [message in finding.what for finding in document_findings(document)] == [True]


def test_ids_of_statements_are_unique() -> None:
    twice = policy(Sid="A")["Statement"] * 2
    assert [f.way for f in document_findings({"Version": "2012-10-17", "Statement": twice})] == [
        ("Statement", 1, "Sid")
    ]
