"""Metrics of CloudWatch that alarms in samples watch, each with the sets of dimensions that it has.

No package carries them. Read in AWS's documentation in 2026-11: "Monitoring Step Functions metrics using Amazon
CloudWatch", "Available CloudWatch metrics for Amazon SQS" and "Monitoring Amazon EventBridge Scheduler".
"""

from __future__ import annotations

from collections.abc import Mapping

_Dimensions = set[tuple[str, ...]]

_MACHINE: _Dimensions = {(), ("StateMachineArn",)}
_QUEUE: _Dimensions = {("QueueName",)}
_GROUP: _Dimensions = {(), ("ScheduleGroup",)}

METRICS: Mapping[str, Mapping[str, _Dimensions]] = {
    "AWS/States": {
        "ExecutionsAborted": _MACHINE,
        "ExecutionsFailed": _MACHINE,
        "ExecutionsStarted": _MACHINE,
        "ExecutionsSucceeded": _MACHINE,
        "ExecutionsTimedOut": _MACHINE,
        "ExecutionThrottled": _MACHINE,
        "ExecutionTime": _MACHINE,
    },
    "AWS/SQS": {
        "ApproximateAgeOfOldestMessage": _QUEUE,
        "ApproximateNumberOfMessagesVisible": _QUEUE,
        "NumberOfMessagesSent": _QUEUE,
        "NumberOfMessagesReceived": _QUEUE,
    },
    "AWS/Scheduler": {
        "InvocationAttemptCount": _GROUP,
        "TargetErrorCount": _GROUP,
        "InvocationThrottleCount": _GROUP,
        "InvocationDroppedCount": _GROUP,
        "InvocationsSentToDeadLetterCount": _GROUP,
    },
}
"""By namespace and name; dimensions in the order of the alphabet."""
