"""The calls of a definition, compared with the SDK's models: service, action, pattern, parameters."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from macros.diagnostics import did_you_mean
from tests.samples.asl import INTEGRATIONS, RESOURCE, Machine, State, all_states
from tests.samples.asl_checks import Mistake
from tests.samples.replacements import sdk_service_names
from tests.samples.sdk import misfits, service_model

SDK_PATTERNS = {"", "waitForTaskToken"}

MAP_RESOURCES = {
    "ItemReader": {"arn:aws:states:::s3:listObjectsV2", "arn:aws:states:::s3:getObject"},
    "ResultWriter": {"arn:aws:states:::s3:putObject"},
}
"""What a Distributed Map reads its items with, and writes its results with."""


def called(resource: str) -> tuple[str, str] | None:
    """Return the service and the operation of a Resource in the names of the SDK for Python, or nothing."""
    match = RESOURCE.fullmatch(resource)
    if match is None:
        return None
    if match["sdk"]:
        service = sdk_service_names().get(match["service"], "")
    else:
        service = INTEGRATIONS.get(match["service"], ("", {}))[0]
    return (service, match["action"][:1].upper() + match["action"][1:]) if service else None


def mistakes(machine: Machine) -> Iterator[Mistake]:
    """Yield every call that no service has, and every parameter that it does not take."""
    for state in all_states(machine):
        if state.type == "Task" and isinstance(state.content.get("Resource"), str):
            found = list(_resource(state))
            yield from found
            if not found:
                yield from _parameters(state)
        for field, known in MAP_RESOURCES.items():
            part = state.content.get(field)
            resource = part.get("Resource") if isinstance(part, dict) else None
            if resource is not None and resource not in known:
                fix = did_you_mean(str(resource), known, "there is " + ", ".join(sorted(known)))
                yield Mistake((*state.path, field, "Resource"), f"{field} has no resource '{resource}'", fix)


def _resource(state: State) -> Iterator[Mistake]:
    path, resource = (*state.path, "Resource"), str(state.content["Resource"])
    match = RESOURCE.fullmatch(resource)
    if match is None:
        yield Mistake(path, f"'{resource}' is no integration", "write it like arn:aws:states:::lambda:invoke")
        return
    service, action, pattern = match["service"], match["action"], match["pattern"] or ""
    if match["sdk"]:
        names = sdk_service_names()
        if service not in names:
            yield Mistake(path, f"the SDK has no service '{service}'", did_you_mean(service, names, "look it up"))
            return
        operations = {name[:1].lower() + name[1:] for name in service_model(names[service]).operation_names}
        patterns = SDK_PATTERNS
    else:
        if service not in INTEGRATIONS:
            fix = did_you_mean(service, INTEGRATIONS, "use aws-sdk, or add it to INTEGRATIONS in tests/samples/asl.py")
            yield Mistake(path, f"there is no optimized integration '{service}'", fix)
            return
        actions = INTEGRATIONS[service][1]
        operations, patterns = set(actions), actions.get(action, set())
    if action not in operations:
        fix = did_you_mean(action, operations, "look it up in the service's API")
        yield Mistake(path, f"'{service}' has no action '{action}'", fix)
    elif pattern not in patterns:
        there = ", ".join("." + each for each in sorted(patterns) if each) or "none"
        yield Mistake(path, f"'{service}:{action}' has no pattern '.{pattern}'", f"there is {there}")
    elif pattern == "waitForTaskToken" and "Task.Token" not in str(state.content):
        yield Mistake(path, "nothing hands out the task token", "put the context object's Task.Token into the call")


def _parameters(state: State) -> Iterator[Mistake]:
    call = called(str(state.content["Resource"]))
    field = "Arguments" if state.is_jsonata else "Parameters"
    given: Any = state.content.get(field, {})
    if call is None or not isinstance(given, dict):
        return
    service, operation = call
    shape = service_model(service).operation_model(operation).input_shape
    if shape is None:
        return
    if call == ("lambda", "Invoke"):
        given = {key: value for key, value in given.items() if key.removesuffix(".$") != "Payload"}
    for path, what, fix in misfits(shape, given, pascal=True):
        is_missing = what.endswith("is missing")
        yield Mistake((*state.path, field, *path), f"{what} in {service} {operation}", fix, at_key=not is_missing)
