"""Event patterns of EventBridge: a strict reader and a matcher.

After "Comparison operators for use in event patterns" in the EventBridge User Guide
(https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html). The reader refuses what
EventBridge would refuse, and fields that no event has at its top, which EventBridge would take and never match.
"""

from __future__ import annotations

import ipaddress
import json
import operator
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Literal, TypeGuard

from macros.diagnostics import did_you_mean
from macros.models import Case
from macros.recordings import Run, Verdict
from tests.samples.findings import Finding, below
from tests.samples.json_files import JsonFile
from tests.samples.runner import Target

TOP = ("version", "id", "detail-type", "source", "account", "time", "region", "resources", "detail", "replay-name")
"""The fields of every event."""

TEXT_OPERATORS = ("prefix", "suffix", "equals-ignore-case", "wildcard")
OPERATORS = (*TEXT_OPERATORS, "anything-but", "numeric", "exists", "cidr")

COMPARE: Mapping[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    ">": operator.gt,
    ">=": operator.ge,
}
ONE_OF = "write a list: the values of which one has to be there"

# ------------------------------------------------------------------------------------------------ reading


def mistakes(pattern: object) -> Iterator[Finding]:
    """Yield all that is wrong with a pattern."""
    if isinstance(pattern, dict):
        for field in pattern:
            if field not in (*TOP, "$or"):
                fix = did_you_mean(field, TOP, "an event has at its top " + ", ".join(TOP))
                yield Finding((field,), f"no event has the field '{field}'", fix, key=True)
    yield from _fields(pattern)


def _fields(pattern: object) -> Iterator[Finding]:
    """Yield what is wrong with the fields of a pattern or of a part of it."""
    if not isinstance(pattern, dict) or not pattern:
        yield Finding((), "a pattern is an object with at least one field", "write { and the fields")
        return
    for field, value in pattern.items():
        if field == "$or":
            if not isinstance(value, list) or len(value) < 2:
                yield Finding((field,), "'$or' takes a list of at least two patterns")
                continue
            for i, other in enumerate(value):
                yield from below((field, i), _fields(other))
        elif isinstance(value, dict):
            yield from below((field,), _fields(value))
        elif not isinstance(value, list) or not value:
            what = "the list is empty, so nothing matches" if value == [] else "the value stands alone"
            yield Finding((field,), what, ONE_OF)
        else:
            for i, wanted in enumerate(value):
                yield from below((field, i), _wanted(wanted))


def _wanted(wanted: object) -> Iterator[Finding]:
    """Yield what is wrong with an item of a list: a value, or an operator."""
    if isinstance(wanted, list):
        yield Finding((), "a list stands in a list", ONE_OF)
    if not isinstance(wanted, dict):
        return
    if len(wanted) != 1:
        yield Finding((), f"an object with {len(wanted)} operators", "write one operator in each object")
        return
    ((name, argument),) = wanted.items()
    if name not in OPERATORS:
        fix = did_you_mean(name, OPERATORS, "the operators are " + ", ".join(OPERATORS))
        yield Finding((name,), f"EventBridge knows no operator '{name}'", fix, key=True)
        return
    yield from below((name,), _argument(name, argument))


def _argument(name: str, argument: object) -> Iterator[Finding]:
    if name == "exists":
        if not isinstance(argument, bool):
            yield Finding((), "'exists' takes true or false")
    elif name == "cidr":
        yield from _network(argument)
    elif name == "numeric":
        yield from _numeric(argument)
    elif name == "anything-but":
        yield from _anything_but(argument)
    elif name in ("prefix", "suffix") and isinstance(argument, dict):
        if list(argument) != ["equals-ignore-case"]:
            yield Finding((), f"'{name}' takes a text or 'equals-ignore-case'")
        else:
            yield from below(("equals-ignore-case",), _text(name, argument["equals-ignore-case"]))
    else:
        yield from _text(name, argument)


def _text(name: str, argument: object) -> Iterator[Finding]:
    if not isinstance(argument, str):
        yield Finding((), f"'{name}' takes a text")
    elif name == "wildcard" and "**" in re.sub(r"\\.", "", argument):
        yield Finding((), "two wildcards stand side by side", "write one '*'")
    elif name == "wildcard" and re.search(r"\\(?![\\*])", re.sub(r"\\[\\*]", "", argument)):
        yield Finding((), r"'\' stands before a character that needs none", r"only \* and \\ are known")


def _network(argument: object) -> Iterator[Finding]:
    why = "" if isinstance(argument, str) and "/" in argument else "a slash is missing"
    try:
        ipaddress.ip_network(str(argument), strict=False)
    except ValueError as error:
        why = str(error)
    if why:
        yield Finding((), f"'cidr' takes a range of addresses: {why}", "write it like 10.0.0.0/24")


def _numeric(argument: object) -> Iterator[Finding]:
    fix = 'write ["=", 5], ["<", 5] or [">", 0, "<=", 5]'
    if not isinstance(argument, list) or len(argument) not in (2, 4):
        yield Finding((), "'numeric' takes an operator and a number, once or twice", fix)
        return
    right = True
    for i, item in enumerate(argument):
        if i % 2 == 0 and item not in COMPARE:
            right = False
            yield Finding((i,), f"'{item}' compares no numbers", "use one of " + ", ".join(COMPARE))
        elif i % 2 and not _is_number(item):
            right = False
            yield Finding((i,), f"'{item}' is no number", "take the quotation marks off")
    if right and len(argument) == 4:
        lower, least, upper, most = argument
        if lower not in (">", ">=") or upper not in ("<", "<=") or least >= most:
            yield Finding((), "the range has no lower and upper end in this order", fix)


def _anything_but(argument: object) -> Iterator[Finding]:
    if isinstance(argument, dict):
        if len(argument) != 1 or next(iter(argument)) not in TEXT_OPERATORS:
            known = ", ".join(TEXT_OPERATORS)
            yield Finding((), f"'anything-but' knows no {' and '.join(argument) or 'empty object'}", f"use {known}")
            return
        ((name, values),) = argument.items()
        if not isinstance(values, list):
            yield from below((name,), _text(name, values))
            return
        for i, value in enumerate(values):
            yield from below((name, i), _text(name, value))
        return
    values = argument if isinstance(argument, list) else [argument]
    texts, numbers = (all(isinstance(v, str) for v in values), all(_is_number(v) for v in values))
    if not values or not (texts or numbers):
        yield Finding((), "'anything-but' takes texts only, or numbers only")


# ------------------------------------------------------------------------------------------------ matching

_MISSING = object()


def matches(pattern: Mapping[str, object], event: object) -> bool:
    """Tell whether an event matches a pattern in which there is no mistake.

    Fields of one object in a list have to match together: {"rows": {"c": ["a"], "v": [2]}} wants one row with both.
    """
    if isinstance(event, list):
        return any(matches(pattern, item) for item in event if isinstance(item, dict))
    fields = event if isinstance(event, dict) else {}
    return all(_matches_field(name, wanted, fields) for name, wanted in pattern.items())


def _matches_field(name: str, wanted: object, fields: Mapping[str, object]) -> bool:
    if name == "$or":
        return isinstance(wanted, list) and any(matches(other, fields) for other in wanted)
    if isinstance(wanted, dict):
        return matches(wanted, fields.get(name, {}))
    return isinstance(wanted, list) and any(_matches(item, fields.get(name, _MISSING)) for item in wanted)


def _matches(wanted: Any, value: object) -> bool:
    """Tell whether a value is what one item of a list wants; of a list of values one is enough."""
    if isinstance(wanted, dict) and "exists" in wanted:
        return (value is not _MISSING and not isinstance(value, dict)) is wanted["exists"]
    if value is _MISSING or isinstance(value, dict):
        return False
    if isinstance(value, list):
        return any(_matches(wanted, item) for item in value)
    if not isinstance(wanted, dict):
        return _same(wanted, value)
    ((name, argument),) = wanted.items()
    if name == "anything-but":
        return not any(_is_excluded(argument, value))
    if name == "numeric":
        return _is_number(value) and all(
            COMPARE[sign](value, limit) for sign, limit in zip(argument[::2], argument[1::2], strict=True)
        )
    return isinstance(value, str) and _matches_text(name, argument, value)


def _is_excluded(argument: object, value: object) -> Iterator[bool]:
    if isinstance(argument, dict):
        ((name, texts),) = argument.items()
        for text in texts if isinstance(texts, list) else [texts]:
            yield isinstance(value, str) and _matches_text(name, text, value)
    else:
        for other in argument if isinstance(argument, list) else [argument]:
            yield _same(other, value)


def _matches_text(name: str, argument: object, value: str) -> bool:
    if isinstance(argument, dict):
        argument, value = str(argument["equals-ignore-case"]).lower(), value.lower()
    wanted = str(argument)
    if name == "cidr":
        try:
            return ipaddress.ip_address(value) in ipaddress.ip_network(wanted, strict=False)
        except ValueError:
            return False
    if name == "wildcard":
        parts = re.findall(r"\\.|.", wanted, re.DOTALL)
        expression = "".join(".*" if part == "*" else re.escape(part[-1]) for part in parts)
        return re.fullmatch(expression, value, re.DOTALL) is not None
    if name == "equals-ignore-case":
        return value.lower() == wanted.lower()
    return value.startswith(wanted) if name == "prefix" else value.endswith(wanted)


def _same(wanted: object, value: object) -> bool:
    """Tell whether two JSON values are one; true is not 1."""
    return isinstance(wanted, bool) == isinstance(value, bool) and bool(wanted == value)


def _is_number(value: object) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


# ------------------------------------------------------------------------------------------------ files


class EventPatterns(JsonFile):
    """Tests files of the kind `event-pattern`; a case gives an event and says whether it matches."""

    def findings(self, target: Target, value: Any) -> Iterator[Finding]:  # noqa: ARG002
        """Yield what is wrong with the pattern."""
        yield from mistakes(value)

    def verdicts(self, target: Target) -> tuple[Verdict, ...]:
        """Return what was done."""
        number = len(target.cases)
        what = f"Met {number} event{'s' if number != 1 else ''}; its operators follow AWS's documentation."
        return (Verdict(deed="executed", by=BY, what=what),)

    def run(self, target: Target, case: Case) -> Run:
        """Match the event of a case."""
        assert case.input, f"{case.id}: a case of a pattern needs an event as 'input'"
        pattern = json.loads(target.path.read_text(encoding="utf-8"))
        status: Literal["matched", "not-matched"]
        status = "matched" if matches(pattern, json.loads(case.input)) else "not-matched"
        return Run(case=str(case.id), fingerprint=case.fingerprint, status=status, by=BY)


BY = "our own matcher of EventBridge patterns"
