"""Writes an uploaded image into a table."""

from typing import Any

import boto3

dynamodb = boto3.client("dynamodb")


class TableBusyError(Exception):
    """The table takes no write at the moment. The state machine knows this name and tries again."""


def handler(event: dict[str, Any], context: object) -> None:
    """Write one item. The object's key is the item's key, so a second attempt writes the same item again."""
    item = {"key": {"S": event["key"]}, "bucket": {"S": event["bucket"]}}
    try:
        dynamodb.put_item(TableName="uploads", Item=item)
    except dynamodb.exceptions.ProvisionedThroughputExceededException as error:
        raise TableBusyError("The table is busy") from error
