"""Puts a batch of small JSON objects together into one larger file."""

import json
from typing import Any

import boto3

SOURCE, TARGET = "clicks-raw", "clicks-clean"

s3 = boto3.client("s3")


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Write one file for the batch, named after its first object, so that a second attempt overwrites it.

    An object that cannot be read is put aside: a second attempt would not cure it, so it must not fail the batch.
    """
    keys = [item["Key"] for item in event["Items"]]
    lines, aside = [], []
    for key in keys:
        text = s3.get_object(Bucket=SOURCE, Key=key)["Body"].read()
        try:
            lines.append(json.dumps(json.loads(text)))
        except ValueError:
            aside.append(key)
    s3.put_object(Bucket=TARGET, Key=f"{keys[0]}l", Body="\n".join(lines))
    return {"first": keys[0], "converted": len(lines), "aside": aside}
