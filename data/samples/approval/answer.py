"""Brings the token back when somebody has clicked, logged in and confirmed on the page behind the link."""

import json
from typing import Any

import boto3

stepfunctions = boto3.client("stepfunctions")


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Return the page that the browser shows. Yes and no are both a success: the Choice state reads which it was."""
    answer = event["queryStringParameters"]
    user = event["requestContext"]["authorizer"]["claims"]["email"]
    output = {"approved": answer["answer"] == "yes", "by": user}
    try:
        stepfunctions.send_task_success(taskToken=answer["token"], output=json.dumps(output))
    except (stepfunctions.exceptions.TaskTimedOut, stepfunctions.exceptions.TaskDoesNotExist):
        return {"statusCode": 410, "body": "It is too late for an answer."}
    return {"statusCode": 200, "body": "Thank you."}
