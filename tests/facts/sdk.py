"""The models of the installed SDK: services, their operations, their shapes, and what stands where in them."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import cache
from typing import Any

import botocore
from botocore.exceptions import UnknownServiceError
from botocore.loaders import Loader

from macros.diagnostics import did_you_mean

VERSION = botocore.__version__
"""The version of the SDK that is installed."""

Json = dict[str, Any]

_loader = Loader()


class NotThereError(Exception):
    """A place that the models do not have."""

    def __init__(self, what: str, fix: str) -> None:
        super().__init__(what)
        self.what, self.fix = what, fix


@dataclass(frozen=True)
class Place:
    """A place in the models: the shape that stands there, and the documentation of the way in."""

    shapes: Json
    """All shapes of the service."""
    shape: Json
    documentation: str
    """What the model says about the member, or else about the shape; plain text."""

    @property
    def members(self) -> list[str]:
        """The parameters, or the fields, that stand here, through lists and maps."""
        return list(_structure(self.shapes, self.shape).get("members", {}))

    @property
    def enum(self) -> list[str]:
        """The values that can stand here, or in the list that stands here."""
        shape = self.shape
        while shape.get("type") == "list":
            shape = self.shapes[shape["member"]["shape"]]
        return list(shape.get("enum", ()))

    @property
    def max(self) -> int | None:
        """The API's upper bound of a number, a length or a count."""
        return self.shape.get("max")

    @property
    def min(self) -> int | None:
        """The API's lower bound of a number, a length or a count."""
        return self.shape.get("min")


@cache
def services() -> frozenset[str]:
    """Return the names of all services in the SDK."""
    return frozenset(_loader.list_available_services("service-2"))


@cache
def model(service: str) -> Json:
    """Return the model of a service."""
    try:
        found: Json = _loader.load_service_model(service, "service-2")
    except UnknownServiceError:
        what = f"the SDK has no service '{service}'"
        raise NotThereError(what, did_you_mean(service, services(), "see the service's card for its name")) from None
    return found


def find(path: str) -> Place:
    """Return what stands at a path such as `lambda.CreateFunction.Timeout`, or raise NotThereError."""
    service, name, *steps = path.split(".")
    found = model(service)
    shapes, operations = found["shapes"], found["operations"]
    if name in operations:
        operation = operations[name]
        shape = shapes[operation["input"]["shape"]] if "input" in operation else {"type": "structure"}
        documentation = operation.get("documentation", "")
    elif name in shapes:
        shape = shapes[name]
        documentation = shape.get("documentation", "")
    else:
        what = f"'{service}' has no operation or shape '{name}'"
        raise NotThereError(what, did_you_mean(name, [*operations, *shapes], _renamed(name)))
    for step in steps:
        members = _structure(shapes, shape).get("members", {})
        if step not in members:
            what = f"'{path}': there is no '{step}'"
            raise NotThereError(what, did_you_mean(step, members, _listed("there are", members)))
        member = members[step]
        shape = shapes[member["shape"]]
        documentation = member.get("documentation") or shape.get("documentation", "")
    return Place(shapes, shape, plain(documentation))


def _structure(shapes: Json, shape: Json) -> Json:
    """Return the structure at the end of lists and maps."""
    while shape["type"] in ("list", "map"):
        shape = shapes[shape["member" if shape["type"] == "list" else "value"]["shape"]]
    return shape


def _renamed(name: str) -> str:
    return f"look for another name of '{name}' in the SDK"


def _listed(lead: str, names: Any) -> str:
    return f"{lead} {', '.join(names)}" if names else "nothing stands below it"


def plain(documentation: str) -> str:
    """Return the documentation of a model without its markup, on one line."""
    text = re.sub(r"</?(?:code|i|b|a|em|strong)\b[^>]*>", "", documentation)
    text = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())
    return re.sub(r" (?=[.,;:)])", "", text)
