"""The calls of the SDK in a Python file, compared with the SDK's models, without running it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import botocore.exceptions
from botocore import xform_name

from macros.diagnostics import did_you_mean
from tests.samples.sdk import service_model, service_names

Found = tuple[int, int, str, str]
"""Line and column from 1, what is wrong, what to do."""

CLIENT_METHODS = {"get_paginator", "get_waiter", "can_paginate", "generate_presigned_url", "close"}
FILE_METHODS = {"upload_file", "upload_fileobj", "download_file", "download_fileobj", "copy"}
"""What boto3 adds to the client of S3."""


def sdk_call_mistakes(tree: ast.Module) -> Iterator[Found]:
    """Yield every client, operation, parameter and exception that the SDK does not have."""
    clients: dict[str, str] = {}
    for node in ast.walk(tree):
        service = _client(node.value) if isinstance(node, ast.Assign) else None
        if isinstance(node, ast.Assign) and service is not None and isinstance(service.value, str):
            if service.value not in service_names():
                fix = did_you_mean(service.value, service_names(), "look it up")
                yield *_place(service), f"the SDK has no service '{service.value}'", fix
                continue
            clients |= {target.id: service.value for target in node.targets if isinstance(target, ast.Name)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield from _call(node, node.func, clients)
        if (
            isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Attribute)
            and node.value.attr == "exceptions"
        ):
            yield from _exception(node, node.value, clients)


def _client(value: ast.expr) -> ast.Constant | None:
    if isinstance(value, ast.Call) and ast.unparse(value.func) == "boto3.client" and value.args:
        first = value.args[0]
        return first if isinstance(first, ast.Constant) else None
    return None


def _place(node: ast.expr | ast.keyword) -> tuple[int, int]:
    return node.lineno, node.col_offset + 1


def _call(node: ast.Call, method: ast.Attribute, clients: dict[str, str]) -> Iterator[Found]:
    service = clients.get(method.value.id) if isinstance(method.value, ast.Name) else None
    if service is None:
        return
    model = service_model(service)
    operations = {xform_name(name): name for name in model.operation_names}
    if method.attr not in operations:
        known = CLIENT_METHODS | (FILE_METHODS if service == "s3" else set())
        if method.attr not in known:
            fix = did_you_mean(method.attr, {*operations, *known}, "look it up in the SDK")
            yield *_place(method), f"the client of '{service}' has no method '{method.attr}'", fix
        return
    shape = model.operation_model(operations[method.attr]).input_shape
    members = set(shape.members) if shape else set()
    given = {keyword.arg for keyword in node.keywords}
    for keyword in node.keywords:
        if keyword.arg is not None and keyword.arg not in members:
            fix = did_you_mean(keyword.arg, members, "look it up in the SDK")
            yield *_place(keyword), f"{service}.{method.attr} has no parameter '{keyword.arg}'", fix
    for name in shape.required_members if shape and None not in given else ():
        if name not in given:
            yield *_place(node), f"{service}.{method.attr} needs the parameter '{name}'", "add it"


def _exception(node: ast.Attribute, holder: ast.Attribute, clients: dict[str, str]) -> Iterator[Found]:
    service = clients.get(holder.value.id) if isinstance(holder.value, ast.Name) else None
    if service is None or holder.attr != "exceptions":
        return
    names = {shape.name for shape in service_model(service).error_shapes} | {botocore.exceptions.ClientError.__name__}
    if node.attr not in names:
        fix = did_you_mean(node.attr, names, "look it up in the SDK")
        yield *_place(node), f"'{service}' has no error '{node.attr}'", fix
