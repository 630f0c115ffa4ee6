"""The fields that each type of state has, from the Amazon States Language specification."""

from __future__ import annotations

COMMON = {"Type", "Comment", "QueryLanguage"}
ANY_LANGUAGE = {
    "Task": {
        "Resource",
        "TimeoutSeconds",
        "HeartbeatSeconds",
        "Retry",
        "Catch",
        "Next",
        "End",
        "Credentials",
        "Assign",
    },
    "Parallel": {"Branches", "Retry", "Catch", "Next", "End", "Assign"},
    "Map": {
        *{"ItemProcessor", "Iterator", "ItemReader", "ItemSelector", "ItemBatcher", "ResultWriter", "MaxConcurrency"},
        *{"ToleratedFailurePercentage", "ToleratedFailureCount", "Label", "Retry", "Catch", "Next", "End", "Assign"},
    },
    "Pass": {"Next", "End", "Assign"},
    "Wait": {"Seconds", "Timestamp", "Next", "End", "Assign"},
    "Choice": {"Choices", "Default", "Assign"},
    "Succeed": set[str](),
    "Fail": {"Error", "Cause"},
}
"""Fields of each type that both query languages have."""

PATH_IO = {"InputPath", "OutputPath"}
RESULT = {"ResultPath", "ResultSelector", "Parameters"}
JSONPATH_ONLY = {
    "Task": {*PATH_IO, *RESULT, "TimeoutSecondsPath", "HeartbeatSecondsPath"},
    "Parallel": {*PATH_IO, *RESULT},
    "Map": {
        *{*PATH_IO, *RESULT, "ItemsPath", "MaxConcurrencyPath"},
        *{"ToleratedFailurePercentagePath", "ToleratedFailureCountPath"},
    },
    "Pass": {*PATH_IO, "ResultPath", "Parameters", "Result"},
    "Wait": {*PATH_IO, "SecondsPath", "TimestampPath"},
    "Choice": PATH_IO,
    "Succeed": PATH_IO,
    "Fail": {"ErrorPath", "CausePath"},
}
JSONATA_ONLY = {
    "Task": {"Arguments", "Output"},
    "Parallel": {"Arguments", "Output"},
    "Map": {"Items", "Output"},
    "Pass": {"Output"},
    "Wait": {"Output"},
    "Choice": {"Output"},
    "Succeed": {"Output"},
    "Fail": set[str](),
}
MACHINE = {"Comment", "StartAt", "States", "Version", "TimeoutSeconds", "QueryLanguage", "ProcessorConfig"}
RETRIER = {
    "ErrorEquals",
    "IntervalSeconds",
    "MaxAttempts",
    "BackoffRate",
    "MaxDelaySeconds",
    "JitterStrategy",
    "Comment",
}
CATCHER = {"ErrorEquals", "Next", "ResultPath", "Assign", "Output", "Comment"}
RULE = {"Next", "Comment", "Assign", "Output"}
COMPARISONS = {
    "IsBoolean": "is a boolean",
    "IsNull": "is null",
    "IsNumeric": "is a number",
    "IsPresent": "is there",
    "IsString": "is a text",
    "IsTimestamp": "is a time",
    "StringMatches": "matches",
    "BooleanEquals": "=",
    "BooleanEqualsPath": "=",
    **{
        f"{kind}{relation}{path}": sign
        for kind in ("String", "Numeric", "Timestamp")
        for relation, sign in {
            "Equals": "=",
            "LessThan": "<",
            "GreaterThan": ">",
            "LessThanEquals": "<=",
            "GreaterThanEquals": ">=",
        }.items()
        for path in ("", "Path")
    },
}
"""The comparisons of a Choice state in JSONPath, with a sign or words for a drawing."""

ERRORS = {
    "States.ALL",
    "States.BranchFailed",
    "States.DataLimitExceeded",
    "States.ExceedToleratedFailureThreshold",
    "States.HeartbeatTimeout",
    "States.Http.Socket",
    "States.IntrinsicFailure",
    "States.ItemReaderFailed",
    "States.NoChoiceMatched",
    "States.ParameterPathFailure",
    "States.Permissions",
    "States.QueryEvaluationError",
    "States.ResultPathMatchFailure",
    "States.ResultWriterFailed",
    "States.Runtime",
    "States.TaskFailed",
    "States.Timeout",
}
INTRINSICS = {
    f"States.{name}"
    for name in (
        *("Format", "StringToJson", "JsonToString", "Array", "ArrayPartition", "ArrayContains", "ArrayRange"),
        *("ArrayGetItem", "ArrayLength", "ArrayUnique", "Base64Encode", "Base64Decode", "Hash", "JsonMerge"),
        *("MathRandom", "MathAdd", "StringSplit", "UUID"),
    )
}
NO_NEXT = {"Choice", "Succeed", "Fail"}
"""Types that have neither Next nor End."""
