"""The SDK's models of AWS's services, read from botocore: operations, parameters, required ones, allowed values."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import botocore.session
from botocore.model import ListShape, MapShape, OperationModel, ServiceModel, Shape, StringShape, StructureShape

from macros.diagnostics import did_you_mean
from tests.samples.json_places import JsonPath


@cache
def _session() -> botocore.session.Session:
    return botocore.session.Session()


@cache
def service_names() -> frozenset[str]:
    """Return the names of all services in the SDK for Python: `redshift-data`, `stepfunctions`."""
    return frozenset(_session().get_available_services())


@cache
def service_model(name: str) -> ServiceModel:
    """Return the model of a service, by its name in the SDK for Python."""
    return _session().get_service_model(name)


def operation_model(service: str, operation: str) -> OperationModel:
    """Return the model of an operation, like `glue`, `StartJobRun`; raise a ValueError that says what is unknown."""
    if service not in service_names():
        raise ValueError(f"the SDK has no service '{service}' ({did_you_mean(service, service_names())})")
    model = service_model(service)
    if operation not in model.operation_names:
        hint = did_you_mean(operation, model.operation_names, "look it up in the SDK")
        raise ValueError(f"'{service}' has no operation '{operation}' ({hint})")
    return model.operation_model(operation)


def upper_first(name: str) -> str:
    """Return a name as Step Functions writes it: `jobName` of a model is `JobName` in a definition."""
    return name[:1].upper() + name[1:]


Misfit = tuple[JsonPath, str, str]
"""The way to a value, what is wrong with it, and what to do."""


def misfits(shape: Shape, value: Any, *, pascal: bool = False, partial: bool = False) -> Iterator[Misfit]:
    """Yield what in a JSON value does not fit a shape of a model: names, required members, allowed texts.

    `pascal`: members are written as Step Functions does, with `.$` behind a key whose value is a path. `partial`:
    required members may be missing. Texts that are computed when the workflow runs are not compared.
    """
    if isinstance(shape, StructureShape) and isinstance(value, dict):
        yield from _structure_misfits(shape, value, pascal=pascal, partial=partial)
    elif isinstance(shape, ListShape) and isinstance(value, list):
        for i, item in enumerate(value):
            yield from _under(i, misfits(shape.member, item, pascal=pascal, partial=partial))
    elif isinstance(shape, MapShape) and isinstance(value, dict):
        for key, item in value.items():
            yield from _under(key, misfits(shape.value, item, pascal=pascal, partial=partial))
    elif _is_unlisted(shape, value):
        yield (), f"'{value}' is no {shape.name}", did_you_mean(value, shape.enum, _listed(shape.enum))


def _is_unlisted(shape: Shape, value: Any) -> bool:
    is_text = isinstance(shape, StringShape) and isinstance(value, str) and not value.startswith("{%")
    return is_text and bool(shape.enum) and value not in shape.enum


def _structure_misfits(
    shape: StructureShape, value: dict[str, Any], *, pascal: bool, partial: bool
) -> Iterator[Misfit]:
    members = {upper_first(name) if pascal else name: member for name, member in shape.members.items()}
    given = {key.removesuffix(".$") if pascal else key: key for key in value}
    for name, key in given.items():
        if name not in members:
            yield (key,), f"there is no parameter '{name}'", did_you_mean(name, members, _listed(members))
        elif name == key:
            yield from _under(key, misfits(members[name], value[key], pascal=pascal, partial=partial))
    for name in () if partial else shape.required_members:
        if (upper_first(name) if pascal else name) not in given:
            yield (), f"the parameter '{upper_first(name) if pascal else name}' is missing", "the operation requires it"


def _under(part: str | int, found: Iterator[Misfit]) -> Iterator[Misfit]:
    for path, what, fix in found:
        yield (part, *path), what, fix


def _listed(names: Any) -> str:
    some = sorted(names)
    return "there are " + ", ".join(some[:8]) + (", ..." if len(some) > 8 else "")
