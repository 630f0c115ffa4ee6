"""What pydantic finds wrong with a record, in plain words and at its place in the file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from macros.diagnostics import Diagnostic, did_you_mean, nearest, shorten
from macros.models import Record
from macros.reading import UNREADABLE, Document, Source, ValuePath

WANTED = {
    "string_type": ("text", "put the text in quotes if it holds ': ' or starts with [ or {"),
    "tuple_type": ("a list", "begin each item with '- ' on a line of its own"),
    "dict_type": ("keys with values", "write 'key: value' on lines of their own"),
    "model_type": ("keys with values", "write 'key: value' on lines of their own"),
    "int_parsing": ("a whole number", "write only digits"),
    "int_parsing_size": ("a whole number", "write only as many digits as it needs"),
    "int_from_float": ("a whole number", "write only digits"),
    "bool_parsing": ("true or false", "write one of the two"),
}
"""What should stand where pydantic found another type, and what to do."""


def explain(kind: type[Record], error: ValidationError, document: Document, path: ValuePath) -> Iterator[Diagnostic]:
    """Yield the complaints about the record at a path of a document."""
    for details in _worth_saying(kind, error):
        yield _explain(kind, document, path, details)


def complaint(model: type[BaseModel], name: str, value: Any) -> str:
    """Return what is wrong with the value of one field by itself, or nothing."""
    try:
        model.model_validate({name: value})
    except ValidationError as error:
        for details in _worth_saying(model, error):
            if details["loc"][:1] == (name,):
                return _explain(model, Document(Source("", ())), (), details).message
    return ""


def _worth_saying(kind: type[BaseModel], error: ValidationError) -> Iterator[ErrorDetails]:
    """Yield what pydantic found, without what only follows from something else that is reported."""
    errors = error.errors()
    misspelt = {
        (*e["loc"][:-1], nearest(str(e["loc"][-1]), _fields(kind, e["loc"][:-1])))
        for e in errors
        if e["type"] == "extra_forbidden"
    }
    for details in errors:
        match details["type"]:
            case "missing" if details["loc"] in misspelt:
                continue
            case "too_short" if len(details["input"]) >= details["ctx"]["min_length"]:
                continue  # some items could not be read
        if details["input"] is not UNREADABLE:
            yield details


def _explain(kind: type[BaseModel], document: Document, path: ValuePath, details: ErrorDetails) -> Diagnostic:
    """Return one complaint."""
    loc, given, context = details["loc"], details["input"], details.get("ctx", {})
    is_key = loc[-1:] == ("[key]",)  # of the answers of a walk
    loc = loc[:-1] if is_key else loc
    where, name = path + loc, _name(loc)
    is_blank = given is None or (isinstance(given, str) and not given.strip())
    match details["type"]:
        case "missing":
            return document.at(where[:-1], f"{name} is missing", f"add it: {_purpose(kind, loc)}")
        case "extra_forbidden":
            known = _fields(kind, loc[:-1])
            fix = did_you_mean(str(loc[-1]), known, "the keys here are " + ", ".join(known))
            return document.at(where, f"unknown key {name}", fix, key=True)
        case "refused" if not is_blank:
            return document.at(where, context["what"], context["fix"], key=is_key)
        case "too_short":
            least = context["min_length"]
            return document.at(where, f"{name} has {len(given)} of at least {least}", "add what is missing", key=True)
        case "too_long":
            what = f"{name} has {len(given)} of at most {context['max_length']}"
            return document.at(where, what, "take some out, or write two records", key=True)
    if is_blank:
        info = _field(kind, loc)
        fix = (
            "write one, or delete the line" if info and not info.is_required() else f"write one: {_purpose(kind, loc)}"
        )
        return document.at(where, f"{name} has no value", fix)
    words = f"'{shorten(str(given))}'"
    got = "a list" if isinstance(given, list) else "keys with values" if isinstance(given, dict) else words
    match details["type"]:
        case "literal_error":
            allowed = str(context["expected"]).replace("'", "").replace(" or ", ", ").split(", ")
            fix = did_you_mean(str(given), allowed, "write one of " + ", ".join(allowed))
            return document.at(where, f"{name} cannot be {got}", fix)
        case "greater_than_equal" | "less_than_equal":
            limit = f"at least {context['ge']}" if "ge" in context else f"at most {context['le']}"
            return document.at(where, f"{name} is {given}", f"write a number of {limit}")
    wanted, fix = WANTED.get(details["type"], (details["msg"], "see CONTRIBUTING.md"))
    return document.at(where, f"{name} wants {wanted}, not {got}", fix)


def _name(loc: ValuePath) -> str:
    """Return how a message calls a value: 'name', or item 2 of 'aliases'."""
    if not loc:
        return "the record"
    last = loc[-1]
    return f"item {last + 1} of '{shorten(str(loc[-2]))}'" if isinstance(last, int) else f"'{shorten(last)}'"


def _model_at(kind: type[BaseModel], where: ValuePath) -> type[BaseModel] | None:
    """Return the model that stands at a path inside a kind of record, going through tuples and options."""
    model: type[BaseModel] | None = kind
    for step in where:
        if isinstance(step, int) or model is None:
            continue
        info = model.model_fields.get(step)
        model = _inner_model(info.annotation) if info else None
    return model


def _inner_model(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        found = _inner_model(argument)
        if found:
            return found
    return None


def _fields(kind: type[BaseModel], where: ValuePath) -> list[str]:
    model = _model_at(kind, where)
    return list(model.model_fields) if model else []


def _field(kind: type[BaseModel], where: ValuePath) -> FieldInfo | None:
    """Return the field at a path inside a kind of record; for an item of a list, the list's."""
    while where and isinstance(where[-1], int):
        where = where[:-1]
    model = _model_at(kind, where[:-1])
    return model.model_fields.get(str(where[-1])) if model and where else None


def _purpose(kind: type[BaseModel], where: ValuePath) -> str:
    """Return what a field is for, the first sentence of its docstring."""
    info = _field(kind, where)
    if info is None or not info.description:
        return "see CONTRIBUTING.md"
    sentence = info.description.split(". ")[0].split(":")[0].rstrip(".").replace("\n", " ")
    return f"{sentence[0].lower()}{sentence[1:]}"
