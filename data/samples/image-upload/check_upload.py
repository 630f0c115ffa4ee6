"""Finds out whether an uploaded object is an image."""

from typing import Any

import boto3

IMAGE_TYPES = {"image/jpeg", "image/png"}

# Made once, when Lambda starts the environment; later calls use it again.
s3 = boto3.client("s3")


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Return the content type that the uploader declared, and whether it is one of an image."""
    head = s3.head_object(Bucket=event["bucket"], Key=event["key"])
    return {"contentType": head["ContentType"], "isImage": head["ContentType"] in IMAGE_TYPES}
