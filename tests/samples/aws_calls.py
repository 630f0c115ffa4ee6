"""Calls of AWS's API that a case makes, all of them answered by moto: what is given, what comes later, what is left."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import version
from typing import Any
from unittest import mock

import boto3
from botocore import xform_name
from moto import mock_aws

from macros.models import Case

BY = f"moto {version('moto')}"
REGION = "us-east-1"


@contextmanager
def offline_aws() -> Iterator[None]:
    """An account of AWS that is empty at first and gone afterwards; nothing leaves the machine."""
    keys = {"AWS_DEFAULT_REGION": REGION, "AWS_ACCESS_KEY_ID": "none", "AWS_SECRET_ACCESS_KEY": "none"}
    with mock.patch.dict(os.environ, keys), mock_aws(config={"core": {"reset_boto3_session": False}}):
        yield


def make(call: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """Make a call like `s3.CreateBucket` and return its answer as JSON would show it."""
    service, operation = call.split(".")
    answer = getattr(boto3.client(service), xform_name(operation))(**given)
    return dict(json.loads(json.dumps(answer, default=str)))


def check_what_is_left(case: Case) -> None:
    """Raise an AssertionError for what a case should leave behind and has not."""
    for after in case.then:
        answer = make(after.call, json.loads(after.input))
        missing = list(differences(json.loads(after.gives), answer))
        assert not missing, f"{case.id}: {after.call} answers otherwise: {'; '.join(missing)}"


def differences(wanted: Any, found: Any, way: str = "") -> Iterator[str]:
    """Yield what is wanted and not found; an object may have more members, a list has to be as long.

    A text in the answer that holds JSON may be wanted as an object.
    """
    if isinstance(wanted, dict | list) and isinstance(found, str):
        try:
            found = json.loads(found)
        except ValueError:
            yield f"{way} is '{found}'"
            return
    if isinstance(wanted, dict) and isinstance(found, dict):
        for key, value in wanted.items():
            if key in found:
                yield from differences(value, found[key], f"{way}.{key}".lstrip("."))
            else:
                yield f"{way} has no '{key}'".lstrip()
    elif isinstance(wanted, list) and isinstance(found, list) and len(wanted) == len(found):
        for i, (one, other) in enumerate(zip(wanted, found, strict=True)):
            yield from differences(one, other, f"{way}[{i}]")
    elif wanted != found:
        yield f"{way} is {json.dumps(found)}, not {json.dumps(wanted)}"
