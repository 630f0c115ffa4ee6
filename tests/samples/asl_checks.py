"""What is wrong in a definition: its fields, its states, its retries; each with the way to it.

statelint and the interpreter find much of this too, but say no line. And they let some mistakes pass: States.ALL that
is not last, a path without `.$`, and calls that no service has (those are looked at in asl_calls.py).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from macros.diagnostics import did_you_mean
from tests.samples import asl_fields as fields
from tests.samples.asl import Machine, State, all_states, exits, machines, own_states, texts
from tests.samples.json_places import JsonPath


class Mistake(NamedTuple):
    """Something wrong in a definition."""

    path: JsonPath
    what: str
    fix: str = ""
    at_key: bool = False
    """Whether the key is wrong, not its value."""


def mistakes(machine: Machine) -> Iterator[Mistake]:
    """Yield every mistake in the writing of a definition; calls of services are looked at elsewhere."""
    names = Counter(state.name for state in all_states(machine))
    for each in machines(machine):
        yield from _machine(each)
    for state in all_states(machine):
        if names[state.name] > 1:
            yield Mistake(
                state.path, f"there are two states '{state.name}'", "give each a name of its own", at_key=True
            )
        yield from _fields(state)
        yield from _ways_on(state)
        yield from _retries(state)
        if state.type == "Choice":
            yield from _rules(state)
        if state.type == "Wait":
            yield from _wait(state)
        if not state.is_jsonata:
            yield from _paths(state)


def _unknown(content: Iterable[str], known: set[str], path: JsonPath, of: str) -> Iterator[Mistake]:
    for key in content:
        if key not in known:
            yield Mistake(
                (*path, key), f"{of} has no field '{key}'", did_you_mean(key, known, "take it out"), at_key=True
            )


def _machine(machine: Machine) -> Iterator[Mistake]:
    yield from _unknown(machine.content, fields.MACHINE, machine.path, "a state machine")
    if not machine.states:
        yield Mistake((*machine.path, "States"), "there are no states", "write 'States' with at least one")
    start = machine.content.get("StartAt")
    if start not in machine.states:
        fix = did_you_mean(str(start), machine.states, "name the first state")
        yield Mistake((*machine.path, "StartAt"), f"StartAt names no state: '{start}'", fix)
        return
    reached, ahead = set[str](), [start]
    while ahead:
        name = ahead.pop()
        if name in machine.states and name not in reached:
            reached.add(name)
            ahead += [to for state in own_states(machine) if state.name == name for _, to in exits(state)]
    for state in own_states(machine):
        if state.name not in reached:
            fix = "let a state lead there, or take it out"
            yield Mistake(state.path, f"no state leads to '{state.name}'", fix, at_key=True)


def _fields(state: State) -> Iterator[Mistake]:
    if state.type not in fields.ANY_LANGUAGE:
        fix = did_you_mean(state.type, fields.ANY_LANGUAGE, "the types are " + ", ".join(fields.ANY_LANGUAGE))
        yield Mistake((*state.path, "Type"), f"'{state.type}' is no type of state", fix)
        return
    paths, jsonata = fields.JSONPATH_ONLY[state.type], fields.JSONATA_ONLY[state.type]
    other, language = (paths, "JSONPath") if state.is_jsonata else (jsonata, "JSONata")
    both = fields.COMMON | fields.ANY_LANGUAGE[state.type]
    for key in state.content:
        if key in other:
            yield Mistake(
                (*state.path, key), f"'{key}' belongs to {language}", "this state uses the other language", at_key=True
            )
    known = both | paths | jsonata
    yield from _unknown(state.content, known, state.path, f"a {state.type} state")
    if state.type == "Task" and "Resource" not in state.content:
        yield Mistake(state.path, "a Task needs a Resource", "say what it calls", at_key=True)


def _ways_on(state: State) -> Iterator[Mistake]:
    for path, to in exits(state):
        if to not in state.machine.states:
            fix = did_you_mean(str(to), state.machine.states, "states inside others cannot be entered from outside")
            yield Mistake(path, f"there is no state '{to}' here", fix)
    if state.type in fields.ANY_LANGUAGE and state.type not in fields.NO_NEXT:
        has = [key for key in ("Next", "End") if key in state.content]
        if len(has) != 1:
            what = "the state has both Next and End" if has else "the state has neither Next nor End"
            yield Mistake(state.path, what, "one of them says what comes after it", at_key=True)


LEAST: dict[str, float] = {"MaxAttempts": 0, "IntervalSeconds": 1, "BackoffRate": 1, "MaxDelaySeconds": 1}
"""The smallest number that each field of a retrier takes."""


def _retries(state: State) -> Iterator[Mistake]:
    for group, known, of in (("Retry", fields.RETRIER, "a retrier"), ("Catch", fields.CATCHER, "a catcher")):
        parts = list(state.parts(group))
        for i, (path, part) in enumerate(parts):
            yield from _unknown(part, known, path, of)
            errors = part.get("ErrorEquals")
            if not isinstance(errors, list) or not errors:
                yield Mistake((*path, "ErrorEquals"), f"{of} needs a list ErrorEquals", "name the errors that it takes")
                continue
            if "States.ALL" in errors and (len(errors) > 1 or i + 1 < len(parts)):
                what = "States.ALL must stand alone and in the last place"
                yield Mistake((*path, "ErrorEquals"), what, "AWS refuses the definition otherwise")
            for j, name in enumerate(errors):
                if str(name).startswith("States.") and name not in fields.ERRORS:
                    fix = did_you_mean(name, fields.ERRORS, "AWS reserves names with 'States.'")
                    yield Mistake((*path, "ErrorEquals", j), f"there is no error '{name}'", fix)
            for key, least in LEAST.items() if group == "Retry" else ():
                value = part.get(key, least)
                if isinstance(value, bool) or not isinstance(value, (int, float)) or value < least:
                    yield Mistake((*path, key), f"{key} must be a number from {least:g}", "mend it")


def _rules(state: State) -> Iterator[Mistake]:
    if not state.content.get("Choices"):
        yield Mistake(state.path, "a Choice state needs Choices", "write a rule", at_key=True)
    for path, rule in state.parts("Choices"):
        if "Next" not in rule:
            yield Mistake(path, "the rule has no Next", "name the state that it leads to")
        if state.is_jsonata:
            yield from _unknown(rule, fields.RULE | {"Condition"}, path, "a rule in JSONata")
            if "Condition" not in rule:
                yield Mistake(path, "the rule has no Condition", "write one in {% %}")
        else:
            yield from _comparison(rule, path, fields.RULE)


def _comparison(rule: Any, path: JsonPath, beside: set[str]) -> Iterator[Mistake]:
    if not isinstance(rule, dict):
        yield Mistake(path, "a rule is an object", "write Variable and a comparison")
        return
    groups = [key for key in ("And", "Or", "Not") if key in rule]
    known = beside | ({*groups} if groups else {"Variable", *fields.COMPARISONS})
    yield from _unknown(rule, known, path, "a rule")
    for key in groups:
        inner = list(enumerate(rule[key])) if isinstance(rule[key], list) else [(None, rule[key])]
        for i, part in inner:
            yield from _comparison(part, (*path, key) if i is None else (*path, key, i), set())
    if not groups and ("Variable" not in rule or len(set(rule) & set(fields.COMPARISONS)) != 1):
        yield Mistake(path, "a rule has a Variable and one comparison", "such as NumericGreaterThan")


def _wait(state: State) -> Iterator[Mistake]:
    has = [key for key in ("Seconds", "Timestamp", "SecondsPath", "TimestampPath") if key in state.content]
    if len(has) != 1:
        what = f"a Wait state has one of Seconds and Timestamp, not {' and '.join(has) or 'none'}"
        yield Mistake(state.path, what, "write one of them", at_key=True)


PATH_FIELDS = (
    "InputPath",
    "OutputPath",
    "ResultPath",
    "ItemsPath",
    "SecondsPath",
    "TimestampPath",
    "TimeoutSecondsPath",
)
INTRINSIC = re.compile(r"\bStates\.\w+(?=\()")


def _paths(state: State) -> Iterator[Mistake]:
    parts = [(state.path, state.content), *state.parts("Catch")]
    for path, part in parts:
        for key in PATH_FIELDS:
            value = part.get(key)
            if value is not None and not (isinstance(value, str) and value.startswith("$")):
                yield Mistake((*path, key), f"'{value}' is no path", "a path begins with '$'")
    for key in ("Parameters", "ResultSelector", "ItemSelector", "Assign"):
        for path, value in texts(state.content.get(key), (*state.path, key)):
            name = str(path[-1])
            if not name.endswith(".$"):
                if value.startswith(("$.", "$$.", "States.")) or value == "$":
                    fix = f"write the key '{name}.$'"
                    yield Mistake(path, f"'{name}' is the text '{value}', not what stands there", fix, at_key=True)
                continue
            if not value.startswith(("$", "States.")):
                yield Mistake(path, f"'{value}' is neither a path nor a function", "take '.$' off the key")
            for call in INTRINSIC.findall(value):
                if call not in fields.INTRINSICS:
                    fix = did_you_mean(call, fields.INTRINSICS, "look it up in the States Language")
                    yield Mistake(path, f"there is no function '{call}'", fix)
