"""Counts the batches in the result files of a Map Run."""

import json
from typing import Any

import boto3

s3 = boto3.client("s3")


def _read(bucket: str, key: str) -> Any:
    return json.loads(s3.get_object(Bucket=bucket, Key=key)["Body"].read())


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Return how many batches succeeded and failed, and the first key of each failed one."""
    files = _read(event["Bucket"], event["Key"])["ResultFiles"]
    results = {
        status: [result for file in files[status] for result in _read(event["Bucket"], file["Key"])]
        for status in ("SUCCEEDED", "FAILED")
    }
    inputs = [json.loads(result["Input"]) for result in results["FAILED"]]
    return {
        "succeeded": len(results["SUCCEEDED"]),
        "failed": len(results["FAILED"]),
        "keys": [given["Items"][0]["Key"] for given in inputs],
    }
