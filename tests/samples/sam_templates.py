"""What cfn-lint does not check in templates of SAM: references, events, runtimes and policies of functions.

After the AWS SAM specification (https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from macros.diagnostics import did_you_mean
from tests.samples import event_patterns, schedule_expressions
from tests.samples.api_inputs import shape_findings
from tests.samples.findings import Finding, Way, below
from tests.samples.sdk import service_model

PSEUDO = {
    *("AWS::AccountId", "AWS::NotificationARNs", "AWS::NoValue", "AWS::Partition", "AWS::Region", "AWS::StackId"),
    *("AWS::StackName", "AWS::URLSuffix"),
}
"""The names that every template may refer to."""

_DELIVERY = ("DeadLetterConfig", "Input", "RetryPolicy", "State")
EVENTS = {
    "EventBridgeRule": (*_DELIVERY, "EventBusName", "InputPath", "InputTransformer", "Pattern", "RuleName", "Target"),
    "Schedule": (*_DELIVERY, "Description", "Enabled", "Name", "RoleArn", "Schedule", "Target"),
    "ScheduleV2": (
        *(*_DELIVERY, "Description", "EndDate", "FlexibleTimeWindow", "GroupName", "KmsKeyArn", "Name"),
        *(
            "OmitName",
            "PermissionsBoundary",
            "RoleArn",
            "ScheduleExpression",
            "ScheduleExpressionTimezone",
            "StartDate",
        ),
    ),
}
"""The events that samples use, and their properties."""

SCHEDULES = {
    "Schedule": ("Schedule", ("cron", "rate")),
    "ScheduleV2": ("ScheduleExpression", schedule_expressions.KINDS),
}
MOST_SECONDS = 900
"""The longest timeout of a standard function."""


def references(template: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield references to what the template does not have."""
    known = {*PSEUDO, *template.get("Parameters", {}), *template.get("Resources", {})}
    yield from _references(template.get("Resources", {}), ("Resources",), known)
    yield from _references(template.get("Outputs", {}), ("Outputs",), known)


def _references(value: Any, way: Way, known: set[str]) -> Iterator[Finding]:
    if isinstance(value, list):
        for i, item in enumerate(value):
            yield from _references(item, (*way, i), known)
        return
    if not isinstance(value, dict):
        return
    for key, item in value.items():
        names: list[str] = []
        if key == "Ref":
            names = [str(item)]
        elif key == "Fn::GetAtt":
            names = [str(item[0] if isinstance(item, list) else item).split(".")[0]]
        elif key == "Fn::Sub" and isinstance(item, str):
            names = [name.split(".")[0] for name in re.findall(r"\$\{([^!}]+)\}", item)]
        else:
            yield from _references(item, (*way, key), known)
        for name in names:
            if name not in known:
                fix = did_you_mean(name, known, "name a parameter or a resource of the template")
                yield Finding(way, f"the template has no '{name}'", fix)


def without_functions(value: Any) -> Any:
    """Return a value with the functions of CloudFormation as texts: only the deployment knows what they give."""
    if isinstance(value, dict):
        if len(value) == 1 and next(iter(value)).startswith(("Ref", "Fn::")):
            return f"${{{next(iter(value))}}}"
        return {key: without_functions(item) for key, item in value.items()}
    return [without_functions(item) for item in value] if isinstance(value, list) else value


def resource_findings(kind: str, properties: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield what is wrong with the events of a resource of SAM."""
    if not kind.startswith("AWS::Serverless::"):
        return
    for name, event in properties.get("Events", {}).items():
        yield from below(("Events", name), _event(event))
    for i, policy in enumerate(_list(properties.get("Policies", []))):
        if isinstance(policy, dict) and "Statement" not in policy and not any(key.startswith("Fn::") for key in policy):
            what = f"'{next(iter(policy), '')}' holds no statements"
            yield Finding(("Policies", i), what, "write 'Statement', which says what is allowed")


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _event(event: Mapping[str, Any]) -> Iterator[Finding]:
    kind, properties = str(event.get("Type")), event.get("Properties", {})
    if kind not in EVENTS:
        fix = did_you_mean(kind, EVENTS, "teach it to tests/samples/sam_templates.py")
        yield Finding(("Type",), f"no event of the type '{kind}' is known", fix)
        return
    way: Way = ("Properties",)
    for key in properties:
        if key not in EVENTS[kind]:
            fix = did_you_mean(key, EVENTS[kind], "the properties are " + ", ".join(sorted(EVENTS[kind])))
            yield Finding((*way, key), f"'{kind}' has no property '{key}'", fix, key=True)
    if kind in SCHEDULES:
        key, kinds = SCHEDULES[kind]
        if isinstance(properties.get(key), str):
            yield from below((*way, key), schedule_expressions.mistakes(properties[key], kinds))
    if "Pattern" in properties:
        yield from below((*way, "Pattern"), event_patterns.mistakes(without_functions(properties["Pattern"])))
    if "RetryPolicy" in properties:
        shape = service_model("events").shape_for("RetryPolicy")
        yield from below((*way, "RetryPolicy"), shape_findings(shape, without_functions(properties["RetryPolicy"])))


def function_findings(properties: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield what is wrong with the runtime and the timeout of a function, or of the settings of all of them."""
    runtimes = service_model("lambda").shape_for("Runtime").enum
    runtime, timeout = properties.get("Runtime"), properties.get("Timeout")
    if isinstance(runtime, str) and runtime not in runtimes:
        yield Finding(("Runtime",), f"Lambda has no runtime '{runtime}'", did_you_mean(runtime, runtimes))
    if isinstance(timeout, int) and not 1 <= timeout <= MOST_SECONDS:
        yield Finding(("Timeout",), f"{timeout} seconds are out of range", f"write 1 to {MOST_SECONDS}")
