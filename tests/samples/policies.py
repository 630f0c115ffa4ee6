"""IAM policies: their form, and whether actions exist and fit the resources.

The actions and the forms of their ARNs come from cfn-lint, which takes them from AWS's Service Authorization Reference.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import Any

from macros.diagnostics import did_you_mean, shorten
from macros.recordings import Verdict
from tests.samples.findings import Finding, Way, below
from tests.samples.json_files import JsonFile
from tests.samples.runner import Target
from tests.samples.sdk import service_model, service_names

VERSION = "2012-10-17"
DOCUMENT = ("Version", "Id", "Statement")
STATEMENT = (
    *("Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition"),
)
OPERATORS = {
    *("StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "StringLike"),
    *("StringNotLike", "NumericEquals", "NumericNotEquals", "NumericLessThan", "NumericLessThanEquals"),
    *("NumericGreaterThan", "NumericGreaterThanEquals", "DateEquals", "DateNotEquals", "DateLessThan"),
    *("DateLessThanEquals", "DateGreaterThan", "DateGreaterThanEquals", "Bool", "BinaryEquals", "IpAddress"),
    *("NotIpAddress", "ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike", "Null"),
}
"""The operators of conditions; most may end in IfExists and stand behind ForAllValues: or ForAnyValue:."""

SDK_NAMES = {"states": "stepfunctions", "airflow": "mwaa", "elasticmapreduce": "emr", "es": "opensearch"}
"""The SDK's names of services, where IAM has another one."""

ARN = re.compile(r"arn:(?P<partition>[^:]*):(?P<service>[^:]*):(?P<region>[^:]*):(?P<account>[^:]*):(?P<rest>.+)")


class Policies(JsonFile):
    """Tests files of the kind `policy`."""

    def findings(self, target: Target, value: Any) -> Iterator[Finding]:  # noqa: ARG002
        """Yield what is wrong with the policy."""
        yield from document_findings(value)

    def verdicts(self, target: Target) -> tuple[Verdict, ...]:
        """Return how many actions were looked up."""
        statements = _many(json.loads(target.path.read_text(encoding="utf-8"))["Statement"])
        number = sum(len(_many(statement.get("Action", []))) for statement in statements)
        what = f"Its form is right, and AWS has the action{'s' if number != 1 else ''} and resources that it names."
        return (Verdict(deed="checked", by=f"cfn-lint {version('cfn-lint')}", what=what),)


def document_findings(policy: Any) -> Iterator[Finding]:
    """Yield what is wrong with a policy; values that are no texts (in templates: functions) are not looked into."""
    if not isinstance(policy, dict):
        yield Finding((), "a policy is an object", "write { and its elements")
        return
    yield from _unknown(policy, DOCUMENT)
    if policy.get("Version") != VERSION:
        way: Way = ("Version",) if "Version" in policy else ()
        what = f"the version is '{policy['Version']}'" if "Version" in policy else "'Version' is missing"
        yield Finding(way, what, f"write '{VERSION}': the older language has no variables")
    if not policy.get("Statement"):
        yield Finding((), "'Statement' is missing or empty", "add it")
    yield from below(("Statement",), statements_findings(policy.get("Statement", [])))


def statements_findings(statements: Any) -> Iterator[Finding]:
    """Yield what is wrong with the statements of a policy."""
    sids = set[str]()
    for i, statement in enumerate(_many(statements)):
        way = (i,) if isinstance(statements, list) else ()
        if not isinstance(statement, dict):
            yield Finding(way, "a statement is an object", "write { and its elements")
            continue
        sid = statement.get("Sid", "")
        if sid and sid in sids:
            yield Finding((*way, "Sid"), f"there are two statements '{sid}'", "name them differently")
        sids.add(sid)
        yield from below(way, _statement(statement))


def _unknown(value: dict[str, Any], known: tuple[str, ...]) -> Iterator[Finding]:
    for key in value:
        if key not in known:
            fix = did_you_mean(key, known, "the elements are " + ", ".join(known))
            yield Finding((key,), f"policies have no element '{key}' here", fix, key=True)


def _statement(statement: dict[str, Any]) -> Iterator[Finding]:
    yield from _unknown(statement, STATEMENT)
    effect = statement.get("Effect")
    if effect not in ("Allow", "Deny"):
        fix = did_you_mean(str(effect), ("Allow", "Deny"), "write 'Allow' or 'Deny'")
        yield Finding(("Effect",), f"'{effect}' is no effect" if effect else "'Effect' is missing", fix)
    if not re.fullmatch(r"[A-Za-z0-9]*", str(statement.get("Sid", ""))):
        yield Finding(("Sid",), f"'{statement['Sid']}' is no statement id", "use letters and digits only")
    of_resource = "Principal" in statement or "NotPrincipal" in statement
    pairs = [("Action", "NotAction")] if of_resource else [("Action", "NotAction"), ("Resource", "NotResource")]
    for one, other in pairs:
        if (one in statement) == (other in statement):
            yield Finding((), f"a statement has either '{one}' or '{other}'", "keep or add one of them")
    for element in ("Action", "NotAction"):
        for way, action in _texts(statement, element):
            yield from below(way, _action(action))
    for element in ("Resource", "NotResource"):
        for way, resource in _texts(statement, element):
            if resource != "*" and not ARN.fullmatch(resource):
                yield Finding(way, f"'{shorten(resource)}' is no ARN", "write arn:aws:service:region:account:resource")
    yield from _fit(statement)
    condition = statement.get("Condition", {})
    for name in condition if isinstance(condition, dict) else []:
        bare = name.removeprefix("ForAllValues:").removeprefix("ForAnyValue:").removesuffix("IfExists")
        if bare not in OPERATORS:
            fix = did_you_mean(bare, OPERATORS, "see 'IAM JSON policy elements: Condition operators'")
            yield Finding(("Condition", name), f"conditions have no operator '{name}'", fix, key=True)


def _texts(statement: dict[str, Any], element: str) -> Iterator[tuple[Way, str]]:
    """Yield the texts of an element with the way to each."""
    value = statement.get(element, [])
    for i, text in enumerate(_many(value)):
        if isinstance(text, str):
            yield ((element, i) if isinstance(value, list) else (element,)), text


def _many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


# ------------------------------------------------------------------------------------------------ actions


@cache
def _known() -> dict[str, Any]:
    """Return what is known of actions and resources, by the prefix of the service."""
    text = (files("cfnlint.data.AdditionalSpecs") / "Policies.json").read_text(encoding="utf-8")
    return dict(json.loads(text))


def _action(action: str) -> Iterator[Finding]:
    if action == "*":
        return
    service, colon, name = action.partition(":")
    if not colon:
        yield Finding((), f"'{action}' is no action", "write the service before it, like s3:GetObject")
    elif service not in _known():
        yield Finding((), f"IAM knows no service '{service}'", did_you_mean(service, _known()))
    elif not any(fnmatchcase(known, name.lower()) for known in _known()[service]["Actions"]):
        fix = did_you_mean(name, _names(service), "look it up in the Service Authorization Reference")
        yield Finding((), f"'{service}' has no action '{name}'", fix)


def _names(service: str) -> set[str]:
    """Return the names of a service's actions, as the SDK writes them where it has the operation."""
    sdk = SDK_NAMES.get(service, service)
    operations = service_model(sdk).operation_names if sdk in service_names() else []
    written = {operation.lower(): operation for operation in operations}
    return {written.get(name, name) for name in _known()[service]["Actions"]}


# ------------------------------------------------------------------------------------------------ resources


def _fit(statement: dict[str, Any]) -> Iterator[Finding]:
    """Yield actions that none of the statement's resources can be meant for: the statement allows nothing with them."""
    given = _many(statement.get("Resource", []))
    if statement.get("Effect") != "Allow" or not given or any(not isinstance(item, str) for item in given):
        return
    if "*" in given or not all(map(ARN.fullmatch, given)):
        return
    for way, action in _texts(statement, "Action"):
        service, _, name = action.partition(":")
        about = _known().get(service, {})
        if name.lower() not in about.get("Actions", {}):
            continue
        kinds = about["Actions"][name.lower()].get("Resources", [])
        forms = [form for kind in kinds for form in _forms(service, kind)]
        if not kinds:
            yield Finding(
                way, f"'{action}' cannot be limited to a resource", 'give it a statement with "Resource": "*"'
            )
        elif not any(_may_be(resource, form) for resource in given for form in forms):
            what = f"'{action}' is for none of these resources"
            yield Finding(way, what, "it takes " + shorten(" or ".join(dict.fromkeys(forms)), 120))


def _forms(service: str, kind: str) -> list[str]:
    """Return the forms of ARNs of a kind of resource."""
    own = {("s3", "object"): "arn:${Partition}:s3:::.*/.*"}.get((service, kind))  # cfn-lint takes buckets for objects
    return [own] if own else list(_known()[service]["Resources"][kind]["ARNFormats"])


def _may_be(resource: str, form: str) -> bool:
    """Tell whether an ARN with wildcards may be of a form like arn:${Partition}:glue:${Region}:${Account}:job/.*"""
    one, other = ARN.fullmatch(resource), ARN.fullmatch(form)
    if not one or not other or not fnmatchcase(other["service"], one["service"]):
        return False
    empty = all(one[part] in ("", "*") for part in ("region", "account") if not other[part])
    mine, theirs = re.split(r"[*?]|\$\{", one["rest"])[0], re.split(r"\.\*|\$\{", other["rest"])[0]
    whole = "*" in one["rest"] or "/" in one["rest"] or "/" not in other["rest"]
    return empty and whole and (mine.startswith(theirs) or ("*" in one["rest"] and theirs.startswith(mine)))
