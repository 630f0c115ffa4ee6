"""Mails the control totals with two links that bring the task token back."""

from typing import Any
from urllib.parse import urlencode

import boto3

PAGE = "https://approval.example.com/answer"

sns = boto3.client("sns")


def handler(event: dict[str, Any], context: object) -> None:
    """Send the mail. The answer of this function does not matter: the state waits until the token comes back."""
    links = {word: f"{PAGE}?{urlencode({'answer': word, 'token': event['token']})}" for word in ("yes", "no")}
    sns.publish(
        TopicArn="arn:aws:sns:us-east-1:123456789012:controllers",
        Subject=f"Month end {event['month']}: please look at the totals",
        Message=f"Totals: {event['totals']}\nLoad them: {links['yes']}\nReject them: {links['no']}",
    )
