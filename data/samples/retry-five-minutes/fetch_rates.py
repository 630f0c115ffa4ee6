"""Looks whether the exchange rates of a day are in the bucket."""

from typing import Any

import boto3

s3 = boto3.client("s3")


class RatesNotReadyError(Exception):
    """The bank has not delivered yet. Waiting helps, so this error has a name of its own."""


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Return the key of the day's file, or raise an error that says: try again later."""
    key = f"rates/{event['day']}.json"
    found = s3.list_objects_v2(Bucket="bank-deliveries", Prefix=key)
    # A prefix also finds what only begins like the key: "….json.part", while the bank is still writing.
    if key not in [item["Key"] for item in found.get("Contents", [])]:
        raise RatesNotReadyError(f"{key} is not there yet")
    return {"day": event["day"], "key": key, "isStale": False}
