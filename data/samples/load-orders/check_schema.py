"""Compares the header of a CSV file with the columns that the table expects."""

import re
from typing import Any

import boto3

# The key becomes a part of the COPY statement, which takes no parameters there: nothing but these characters.
SAFE_KEY = re.compile(r"[\w./=-]+", re.ASCII)
EXPECTED = ["order_id", "customer_id", "ordered_at", "amount"]

s3 = boto3.client("s3")


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Return whether the schema is valid, and which columns are missing or unknown. Only the first line is read."""
    if not SAFE_KEY.fullmatch(event["key"]):
        raise ValueError(f"{event['key']!r} is no name for a file of orders")
    file = s3.get_object(Bucket=event["bucket"], Key=event["key"])
    # Without the second argument, an empty file would be an error. The encoding drops a byte order mark.
    header = next(file["Body"].iter_lines(), b"").decode("utf-8-sig").split(",")
    missing = [column for column in EXPECTED if column not in header]
    unknown = [column for column in header if column not in EXPECTED]
    return {"valid": not missing and not unknown, "missing": missing, "unknown": unknown}
