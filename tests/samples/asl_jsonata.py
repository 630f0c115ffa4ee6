"""The JSONata of a definition: whether each expression can be read, and whether its variables have values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import jsonata

from macros.diagnostics import did_you_mean
from tests.samples.asl import Machine, State, all_states, texts
from tests.samples.asl_checks import Mistake
from tests.samples.json_places import JsonPath
from tests.samples.replacements import AWS_FUNCTIONS

STATES_FIELDS = {"input", "result", "errorOutput", "context"}


def mistakes(machine: Machine) -> Iterator[Mistake]:
    """Yield every expression that cannot be read, and every variable that nothing assigns."""
    assigned = {name for state in all_states(machine) for name in _assigned(state)}
    for state in all_states(machine):
        inner = {"Branches", "ItemProcessor", "Iterator"}
        content = {key: value for key, value in state.content.items() if key not in inner}
        for path, text in texts(content, state.path):
            is_expression = text.startswith("{%") and text.endswith("%}")
            if state.is_jsonata and is_expression:
                yield from _expression(text[2:-2], path, assigned)
            elif state.is_jsonata and ("{%" in text or "%}" in text):
                yield Mistake(path, "an expression stands in {% and %}, and nothing beside them", "mend the brackets")
            elif is_expression:
                yield Mistake(path, "this state does not use JSONata", 'write "QueryLanguage": "JSONata"')


def _assigned(state: State) -> Iterator[str]:
    for part in (state.content, *(part for group in ("Catch", "Choices") for _, part in state.parts(group))):
        if isinstance(part.get("Assign"), dict):
            yield from (str(name).removesuffix(".$") for name in part["Assign"])


def _expression(expression: str, path: JsonPath, assigned: set[str]) -> Iterator[Mistake]:
    try:
        tree = jsonata.Jsonata(expression).ast
    except jsonata.jexception.JException as error:
        yield Mistake(path, f"the JSONata cannot be read: {error}", "mend the expression")
        return
    known = {*jsonata.Jsonata.static_frame.bindings, *AWS_FUNCTIONS, *assigned, "states", "", "$"}
    symbols = list(_symbols(tree, set()))
    known |= {str(s.lhs.value) for s in symbols if s.type == "bind"}
    known |= {str(argument.value) for s in symbols if s.type == "lambda" for argument in s.arguments or ()}
    for symbol in symbols:
        if symbol.type == "variable" and str(symbol.value) not in known:
            fix = did_you_mean(str(symbol.value), known, "assign it in a state before")
            yield Mistake(path, f"nothing assigns the variable '${symbol.value}'", fix)
        if symbol.type == "path" and len(symbol.steps) > 1:
            first, second = symbol.steps[:2]
            is_states = first.type == "variable" and first.value == "states" and second.type == "name"
            if is_states and str(second.value) not in STATES_FIELDS:
                fix = did_you_mean(str(second.value), STATES_FIELDS, "there are " + ", ".join(sorted(STATES_FIELDS)))
                yield Mistake(path, f"$states has no '{second.value}'", fix)


def _symbols(part: Any, seen: set[int]) -> Iterator[Any]:
    if id(part) in seen:
        return
    seen.add(id(part))
    if isinstance(part, (list, tuple)):
        for item in part:
            yield from _symbols(item, seen)
    elif isinstance(part, jsonata.parser.Parser.Symbol):
        yield part
        for name, value in vars(part).items():
            if name != "_outer_instance":
                yield from _symbols(value, seen)
