"""What a request has in common with the other files of its sample: a reader must not find two versions of one thing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from macros.diagnostics import did_you_mean
from tests.samples.findings import Finding
from tests.samples.metrics import METRICS
from tests.samples.runner import Target
from tests.samples.sql import bare, statements


def sibling_findings(target: Target, call: str, request: dict[str, Any]) -> Iterator[Finding]:
    """Yield where a request and the other files of its sample differ, or name what is not there."""
    if call == "events.PutRule":
        yield from _pattern(target, request.get("EventPattern"))
    elif call == "scheduler.CreateSchedule":
        yield from _sql(target, request.get("Target"))
    elif call == "cloudwatch.PutCompositeAlarm":
        yield from _alarms(target, request.get("AlarmRule"))
    elif call == "cloudwatch.PutMetricAlarm":
        yield from _metric(target, request)


def _requests(target: Target, operation: str) -> Iterator[dict[str, Any]]:
    """Yield the requests of an operation in all files of the sample that can be read."""
    for file in target.sample.files:
        if file.operation == operation:
            try:
                value = json.loads((target.folder / file.name).read_text(encoding="utf-8"))
            except (OSError, ValueError):
                continue  # told where that file is read
            yield from (item for item in (value if isinstance(value, list) else [value]) if isinstance(item, dict))


def _pattern(target: Target, text: object) -> Iterator[Finding]:
    """Yield that the pattern in a rule is not that of a file of its own."""
    paths = [target.folder / file.name for file in target.sample.files if file.kind == "event-pattern"]
    try:
        same = not paths or json.loads(str(text)) in [json.loads(path.read_text(encoding="utf-8")) for path in paths]
    except (OSError, ValueError):
        return  # told where the JSON is read
    if not same:
        names = " or ".join(path.name for path in paths)
        yield Finding(("EventPattern",), f"the pattern is not that of {names}", "write both alike")


def _sql(target: Target, goal: object) -> Iterator[Finding]:
    """Yield statements that a schedule sends to Redshift and that are in no SQL file of the sample."""
    try:
        given = json.loads(str(goal.get("Input"))) if isinstance(goal, dict) else {}
    except ValueError:
        return  # told where the JSON is read
    if not isinstance(given, dict) or "Sqls" not in given:
        return
    known = {
        bare(statement)
        for file in target.sample.files
        if file.kind == "sql"
        for _, statement in statements((target.folder / file.name).read_text(encoding="utf-8"))
    }
    for statement in given["Sqls"]:
        if isinstance(statement, str) and bare(statement) not in known:
            what = f"'{bare(statement)[:40]}...' is in no SQL file of the sample"
            yield Finding(("Target", "Input"), what, "write both alike")


RULE_WORDS = re.compile(
    r"""(?P<state>ALARM|OK|INSUFFICIENT_DATA)\(\s*(?P<quote>["']?)(?P<name>[^"'()]+)(?P=quote)\s*\)"""
    r"|(?P<word>AND|OR|NOT|TRUE|FALSE|\(|\))|(?P<blank>\s+)|(?P<wrong>\w+|.)"
)
"""The words of a composite alarm's rule."""


def _alarms(target: Target, rule: object) -> Iterator[Finding]:
    """Yield what is wrong with the rule of a composite alarm, and alarms in it that the sample does not make."""
    if not isinstance(rule, str):
        return
    names = {str(request.get("AlarmName")) for request in _requests(target, "cloudwatch.PutMetricAlarm")}
    names |= {str(request.get("AlarmName")) for request in _requests(target, "cloudwatch.PutCompositeAlarm")}
    for match in RULE_WORDS.finditer(rule):
        if match["wrong"]:
            known = ("ALARM", "OK", "INSUFFICIENT_DATA", "AND", "OR", "NOT")
            fix = did_you_mean(match["wrong"], known, 'write it like ALARM("name") OR ALARM("other")')
            yield Finding(("AlarmRule",), f"'{match['wrong']}' means nothing in a rule", fix)
            return
        if match["name"] and match["name"] not in names:
            what = f"the sample makes no alarm '{match['name']}'"
            yield Finding(("AlarmRule",), what, did_you_mean(match["name"], names, "add it"))
    if rule.count("(") != rule.count(")"):
        yield Finding(("AlarmRule",), "a bracket is not closed", "close it")


def _metric(target: Target, request: dict[str, Any]) -> Iterator[Finding]:
    """Yield a metric that neither AWS nor a metric filter of the sample makes, and dimensions that it has not."""
    made = {
        (str(item.get("metricNamespace")), str(item.get("metricName")))
        for filter_request in _requests(target, "logs.PutMetricFilter")
        for item in filter_request.get("metricTransformations", [])
    }
    namespace, name = str(request.get("Namespace")), str(request.get("MetricName"))
    if (namespace, name) in made:
        return
    namespaces = {*METRICS, *(other for other, _ in made)}
    if namespace not in namespaces:
        fix = did_you_mean(namespace, namespaces, "add it to tests/samples/metrics.py, from AWS's documentation")
        yield Finding(("Namespace",), f"no metrics are known in '{namespace}'", fix)
        return
    metrics = METRICS.get(namespace, {})
    if name not in metrics:
        names = [*metrics, *(other for space, other in made if space == namespace)]
        yield Finding(("MetricName",), f"'{namespace}' has no metric '{name}'", did_you_mean(name, names, "look it up"))
        return
    given = tuple(sorted(str(dimension.get("Name")) for dimension in request.get("Dimensions", [])))
    if given not in metrics[name]:
        fix = "write " + " or ".join(" and ".join(names) or "none" for names in metrics[name])
        yield Finding(("Dimensions",), f"'{name}' has no dimensions {', '.join(given) or '(none)'}", fix)
