"""The input of an operation against botocore's model of it: members, types, limits, allowed values, patterns.

botocore itself checks types and required members when a request is sent; unknown values and patterns it leaves to AWS.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from datetime import datetime

from botocore.model import ListShape, MapShape, Shape, StringShape, StructureShape

from macros.diagnostics import did_you_mean, shorten
from tests.samples.findings import Finding, Way
from tests.samples.sdk import operation_model, service_model, service_names, upper_first

OTHER_NAMES = {"sfn": "stepfunctions", "eventbridge": "events", "cloudwatchlogs": "logs"}
"""Names that the SDK for Java and Scheduler use, where they are not those of the SDK for Python without hyphens."""


@functools.cache
def sdk_services() -> dict[str, str]:
    """Return the SDK for Python's names of services by those that Scheduler uses."""
    return {name.replace("-", ""): name for name in service_names()} | OTHER_NAMES


def operation_findings(service: str, operation: str) -> Iterator[Finding]:
    """Yield what is wrong with the name of an operation."""
    if service not in service_names():
        yield Finding((), f"there is no service '{service}' in the SDK", did_you_mean(service, service_names()))
    elif operation not in service_model(service).operation_names:
        fix = did_you_mean(operation, service_model(service).operation_names, "look it up in the API reference")
        yield Finding((), f"'{service}' has no operation '{operation}'", fix)


def input_findings(service: str, operation: str, value: object, *, capitals: bool = False) -> Iterator[Finding]:
    """Yield what is wrong with the input of an operation that exists.

    With `capitals` the members begin with a capital, as Step Functions and Scheduler write them whatever the API.
    """
    shape = operation_model(service, operation).input_shape
    if shape is None:
        if value != {}:
            yield Finding((), f"'{operation}' takes no input", "write {}")
        return
    yield from shape_findings(shape, value, capitals=capitals)


def shape_findings(shape: Shape, value: object, *, capitals: bool = False) -> Iterator[Finding]:
    """Yield what is wrong with a value of a shape."""
    yield from _findings(shape, value, (), upper_first if capitals else str)


def _findings(shape: Shape, value: object, way: Way, name: Callable[[str], str]) -> Iterator[Finding]:
    """Yield what is wrong with a value of a shape."""
    wanted, types = _TYPES[shape.type_name]
    fits = isinstance(value, types) and (shape.type_name == "boolean" or not isinstance(value, bool))
    if getattr(shape, "is_document_type", False):
        return
    if not fits:
        yield Finding(way, f"'{shorten(str(value), 40)}' is not {wanted}", f"'{shape.name}' is {wanted}")
    elif isinstance(shape, StructureShape) and isinstance(value, dict):
        yield from _structure(shape, value, way, name)
    elif isinstance(shape, ListShape) and isinstance(value, list):
        yield from _length(shape, len(value), "items", way)
        for i, item in enumerate(value):
            yield from _findings(shape.member, item, (*way, i), name)
    elif isinstance(shape, MapShape) and isinstance(value, dict):
        yield from _length(shape, len(value), "entries", way)
        for key, item in value.items():
            yield from _findings(shape.key, key, (*way, key), name)
            yield from _findings(shape.value, item, (*way, key), name)
    elif isinstance(value, str):
        yield from _text(shape, value, way)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        least, most = shape.metadata.get("min"), shape.metadata.get("max")
        if (least is not None and value < least) or (most is not None and value > most):
            yield Finding(way, f"{value} is out of range", f"'{shape.name}' goes {_range(least, most)}")


_TYPES: dict[str, tuple[str, tuple[type, ...]]] = {
    "structure": ("an object", (dict,)),
    "map": ("an object", (dict,)),
    "list": ("a list", (list,)),
    "string": ("a text", (str,)),
    "blob": ("a text", (str,)),
    "character": ("a text", (str,)),
    "timestamp": ("a moment like 2026-12-01T02:00:00Z", (str, int)),
    "integer": ("a whole number", (int,)),
    "long": ("a whole number", (int,)),
    "float": ("a number", (int, float)),
    "double": ("a number", (int, float)),
    "boolean": ("true or false", (bool,)),
}


def _structure(
    shape: StructureShape, value: dict[str, object], way: Way, name: Callable[[str], str]
) -> Iterator[Finding]:
    members = {name(member): member for member in shape.members}
    for key, item in value.items():
        if key in members:
            yield from _findings(shape.members[members[key]], item, (*way, key), name)
        else:
            fix = did_you_mean(key, members, f"'{shape.name}' has " + shorten(", ".join(members), 200))
            yield Finding((*way, key), f"'{shape.name}' has no member '{key}'", fix, key=True)
    for member in shape.required_members:
        if name(member) not in value:
            yield Finding(way, f"'{name(member)}' is missing in '{shape.name}'", "add it")
    if getattr(shape, "is_tagged_union", False) and len(value) != 1:
        yield Finding(way, f"'{shape.name}' takes just one member, not {len(value)}", "choose one")


def _length(shape: Shape, length: int, of: str, way: Way) -> Iterator[Finding]:
    least, most = shape.metadata.get("min"), shape.metadata.get("max")
    if (least is not None and length < least) or (most is not None and length > most):
        yield Finding(way, f"{length} {of} are out of range", f"'{shape.name}' has {_range(least, most)} {of}")


def _text(shape: Shape, value: str, way: Way) -> Iterator[Finding]:
    if shape.type_name == "timestamp":
        try:
            datetime.fromisoformat(value)
        except ValueError:
            yield Finding(way, f"'{shorten(value, 40)}' is no moment", "write it like 2026-12-01T02:00:00Z")
        return
    if isinstance(shape, StringShape) and shape.enum and value not in shape.enum:
        fix = did_you_mean(value, shape.enum, "use one of " + shorten(", ".join(shape.enum), 200))
        yield Finding(way, f"'{shorten(value, 40)}' is no '{shape.name}'", fix)
        return
    too_long = list(_length(shape, len(value), "characters", way))
    yield from too_long
    pattern = shape.metadata.get("pattern")
    if pattern and not too_long and not _fits(pattern, value):
        yield Finding(way, f"'{shorten(value, 60)}' is no '{shape.name}'", f"AWS wants {shorten(pattern, 120)}")


def _fits(pattern: str, value: str) -> bool:
    """Tell whether a text has the form of a pattern; patterns are Java's, and a few mean nothing to Python."""
    try:
        return re.search(rf"\A(?:{pattern})\Z", value) is not None
    except re.error:
        return True


def _range(least: float | None, most: float | None) -> str:
    if most is None:
        return f"from {least} up"
    return f"up to {most}" if least is None else f"from {least} to {most}"
