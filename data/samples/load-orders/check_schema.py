"""Compares the header of a CSV file with the columns that the table expects."""

from typing import Any

import boto3

EXPECTED = ["order_id", "customer_id", "ordered_at", "amount"]

s3 = boto3.client("s3")


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Return whether the schema is valid, and which columns are missing or unknown. Only the first line is read."""
    file = s3.get_object(Bucket=event["bucket"], Key=event["key"])
    header = next(file["Body"].iter_lines()).decode().split(",")
    missing = [column for column in EXPECTED if column not in header]
    unknown = [column for column in header if column not in EXPECTED]
    return {"valid": not missing and not unknown, "missing": missing, "unknown": unknown}
