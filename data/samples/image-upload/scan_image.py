"""Looks for things in an image."""

from typing import Any

import boto3

rekognition = boto3.client("rekognition")


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Return the names of up to five labels. Rekognition reads the image from S3: only its key travels."""
    image = {"S3Object": {"Bucket": event["bucket"], "Name": event["key"]}}
    found = rekognition.detect_labels(Image=image, MaxLabels=5)
    return {"key": event["key"], "labels": [label["Name"] for label in found["Labels"]]}
