"""What a field of a model holds, in the terms that a question, a flag or a form needs."""

from __future__ import annotations

from dataclasses import dataclass
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from macros.models import UNORDERED, Model


@dataclass(frozen=True)
class Shape:
    """What a field holds."""

    leaf: type
    """The class of the value, or of each item of a list; `str` for a choice and a mapping."""
    is_list: bool = False
    is_unordered: bool = False
    """Whether the order of the items has no meaning."""
    is_mapping: bool = False
    choices: tuple[str, ...] = ()
    """The only values that fit, if there are only some."""

    @property
    def model(self) -> type[Model] | None:
        """The model of the value or of each item, if it has fields of its own."""
        return self.leaf if issubclass(self.leaf, Model) else None


def shape(info: FieldInfo) -> Shape:
    """Return what a field holds, from its annotation."""
    found = _shape(info.annotation)
    return Shape(found.leaf, found.is_list, UNORDERED in info.metadata, found.is_mapping, found.choices)


def _shape(annotation: Any) -> Shape:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _shape(arguments[0])
    if origin in (Union, UnionType):
        return _shape(next(argument for argument in arguments if argument is not type(None)))
    if origin is tuple:
        inner = _shape(arguments[0])
        return Shape(inner.leaf, is_list=True, choices=inner.choices)
    if origin is dict:
        return Shape(str, is_mapping=True)
    if origin is Literal:
        return Shape(str, choices=tuple(map(str, arguments)))
    if annotation is bool:
        return Shape(bool, choices=("true", "false"))
    return Shape(annotation)
