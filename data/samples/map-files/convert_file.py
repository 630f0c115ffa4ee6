"""Turns a CSV file into JSON Lines."""

import csv
import json
from typing import Any

import boto3

BUCKET = "deliveries"

s3 = boto3.client("s3")


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Write the rows of a file beside it and return how many there are. The name of the result follows the source,
    so a second attempt overwrites it."""
    text = s3.get_object(Bucket=BUCKET, Key=event["key"])["Body"].read().decode()
    rows = list(csv.DictReader(text.splitlines(), strict=True))
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    s3.put_object(Bucket=BUCKET, Key=event["key"].replace(".csv", ".jsonl"), Body=lines)
    return {"key": event["key"], "rows": len(rows)}
