"""Texts inside requests that have a grammar of their own: event patterns, schedules, inputs of other operations."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator
from zoneinfo import available_timezones

from macros.diagnostics import did_you_mean
from tests.samples import event_patterns, schedule_expressions
from tests.samples.api_inputs import input_findings, operation_findings, sdk_services
from tests.samples.findings import Finding, below, inside_text
from tests.samples.sdk import service_model

SCHEDULES = {
    ("events.PutRule", "ScheduleExpression"): ("cron", "rate"),
    ("glue.CreateTrigger", "Schedule"): ("cron",),
    ("glue.CreateCrawler", "Schedule"): ("cron",),
    ("scheduler.CreateSchedule", "ScheduleExpression"): schedule_expressions.KINDS,
}
"""The members that hold a schedule, and the kinds of schedules that they take."""

UNIVERSAL = re.compile(r"arn:aws:scheduler:::aws-sdk:(?P<service>[^:]*):(?P<action>[^:]*)")
READING = re.compile(
    r"(?:get|describe|list|poll|receive|search|scan|query|select|read|lookup|discover|validate|batchGet|batchDescribe"
    r"|batchRead|transactGet|adminGet|adminList|testMigration|retrieve|testConnection|translateDocument|isAuthorized"
    r"|invokeModel)"
)
"""The operations that only read begin like this; a universal target of Scheduler cannot be one of them."""


def embedded_findings(call: str, request: dict[str, object]) -> Iterator[Finding]:
    """Yield what is wrong inside the texts of a request, and what its members must not be together."""
    for (operation, member), kinds in SCHEDULES.items():
        expression = request.get(member)
        if operation == call and isinstance(expression, str):
            yield from below((member,), schedule_expressions.mistakes(expression, kinds))
    if call == "events.PutRule":
        yield from _rule(request)
    elif call == "scheduler.CreateSchedule":
        yield from _schedule(request)
    elif call == "glue.CreateTrigger":
        yield from _trigger(request)
    elif call == "logs.PutMetricFilter":
        yield from _filter(request.get("filterPattern"))


def _rule(request: dict[str, object]) -> Iterator[Finding]:
    pattern = request.get("EventPattern")
    if isinstance(pattern, str):
        yield from _json(("EventPattern",), pattern, event_patterns.mistakes)
    if "EventPattern" not in request and "ScheduleExpression" not in request:
        yield Finding((), "the rule has neither 'EventPattern' nor 'ScheduleExpression'", "add one of them")


def _json(way: tuple[str, ...], text: str, check: object) -> Iterator[Finding]:
    """Yield what is wrong with JSON in a text: its form, and what a check finds in it."""
    try:
        value = json.loads(text)
    except ValueError as error:
        yield Finding(way, f"the text is not JSON: {error}", "mend it")
        return
    if callable(check):
        yield from inside_text(way, check(value))


@functools.cache
def _zones() -> frozenset[str]:
    """Return the names of all time zones; looking them up reads a folder of files."""
    return frozenset(available_timezones())


def _schedule(request: dict[str, object]) -> Iterator[Finding]:
    zone = request.get("ScheduleExpressionTimezone")
    if isinstance(zone, str) and zone not in _zones():
        fix = did_you_mean(zone, _zones(), "use a name of the IANA time zone database")
        yield Finding(("ScheduleExpressionTimezone",), f"there is no time zone '{zone}'", fix)
    window = request.get("FlexibleTimeWindow")
    if isinstance(window, dict) and (window.get("Mode") == "FLEXIBLE") != ("MaximumWindowInMinutes" in window):
        fix = "write both 'FLEXIBLE' and 'MaximumWindowInMinutes', or 'OFF' alone"
        yield Finding(("FlexibleTimeWindow", "Mode"), "mode and length of the window do not fit", fix)
    target = request.get("Target")
    if isinstance(target, dict) and isinstance(target.get("Arn"), str):
        yield from below(("Target",), _target(target["Arn"], target.get("Input")))


def _target(arn: str, given: object) -> Iterator[Finding]:
    """Yield what is wrong with the target of a schedule and with what it is given."""
    match = UNIVERSAL.fullmatch(arn)
    if match is None:
        if isinstance(given, str) and arn.split(":")[2:3] in (["lambda"], ["states"], ["events"]):
            yield from _json(("Input",), given, None)
        return
    service = sdk_services().get(match["service"])
    if service is None:
        fix = did_you_mean(match["service"], sdk_services(), "use the name of the SDK for Java, like 'sfn'")
        yield Finding(("Arn",), f"Scheduler knows no service '{match['service']}'", fix)
        return
    actions = {name[:1].lower() + name[1:]: name for name in service_model(service).operation_names}
    operation = actions.get(match["action"])
    if operation is None:
        yield from below(("Arn",), operation_findings(service, match["action"]))
    elif READING.match(match["action"]):
        yield Finding(("Arn",), f"a schedule cannot call '{match['action']}'", "call an operation that does something")
    elif isinstance(given, str):
        yield from _json(("Input",), given, lambda value: input_findings(service, operation, value, capitals=True))
    else:
        yield from below(("Input",) if given is not None else (), input_findings(service, operation, {}, capitals=True))


_TERM = (
    r"\(*\s*\$(?:\.[\w-]+|\[(?:\d+|\*)\])+\s*"
    r"(?:(?:=|!=|<=|>=|<|>)\s*(?:\"[^\"]*\"|%[^%]*%|[\w.*-]+)|IS\s+(?:TRUE|FALSE|NULL)|NOT\s+EXISTS)\s*\)*"
)
JSON_FILTER = re.compile(rf"\{{\s*{_TERM}(?:\s*(?:&&|\|\|)\s*{_TERM})*\s*\}}")
"""A filter pattern for log events in JSON, after "Filter pattern syntax for metric filters"."""


def _filter(pattern: object) -> Iterator[Finding]:
    """Yield that a filter for log events in JSON is none; patterns of words may hold anything."""
    if isinstance(pattern, str) and pattern.startswith("{"):
        if not JSON_FILTER.fullmatch(pattern) or pattern.count("(") != pattern.count(")"):
            yield Finding(("filterPattern",), f"'{pattern}' is no filter", 'write it like { $.level = "ERROR" }')
    elif isinstance(pattern, str) and "$." in pattern:
        yield Finding(("filterPattern",), "a filter for JSON stands in braces", 'write it like { $.level = "ERROR" }')


JOB_STATES = ("SUCCEEDED", "STOPPED", "FAILED", "TIMEOUT")
CRAWLER_STATES = ("SUCCEEDED", "FAILED", "CANCELLED")


def _trigger(request: dict[str, object]) -> Iterator[Finding]:
    """Yield what AWS says of triggers in words only: which member which type needs, and which states it can watch."""
    kind = request.get("Type")
    for wanted, member in (("SCHEDULED", "Schedule"), ("CONDITIONAL", "Predicate"), ("EVENT", "WorkflowName")):
        if kind == wanted and member not in request:
            yield Finding(("Type",), f"a trigger of type {kind} needs '{member}'", "add it")
        elif kind != wanted and member in request and member != "WorkflowName":
            yield Finding((member,), f"only a trigger of type {wanted} has '{member}'", "take it out", key=True)
    if "EventBatchingCondition" in request and kind != "EVENT":
        what = "only a trigger of type EVENT has 'EventBatchingCondition'"
        yield Finding(("EventBatchingCondition",), what, "take it out", key=True)
    predicate = request.get("Predicate")
    conditions = predicate.get("Conditions") if isinstance(predicate, dict) else None
    for i, condition in enumerate(conditions if isinstance(conditions, list) else []):
        for member, states in (("State", JOB_STATES), ("CrawlState", CRAWLER_STATES)):
            state = condition.get(member) if isinstance(condition, dict) else None
            if isinstance(state, str) and state not in states:
                fix = did_you_mean(state, states, "it can be " + ", ".join(states))
                yield Finding(("Predicate", "Conditions", i, member), f"a trigger cannot watch for '{state}'", fix)
