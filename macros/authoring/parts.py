"""Values as people type them, in a terminal, in a flag or in a form, made into the plain values of a record."""

from __future__ import annotations

import re
from typing import Any

from pydantic.fields import FieldInfo

from macros.authoring.fields import Shape, shape
from macros.models import Id, Model, SkillNumber
from macros.reading import Source, compose


def parse_value(text: str, what: Shape) -> tuple[Any, str]:
    """Return the plain value of a field, and what is wrong with the text, or nothing.

    A list of ids is separated by commas, spaces or lines; of texts, by lines. What has fields of its own is YAML, or
    lines of `key: value` that need not be: nobody has to know when YAML wants quotes.
    """
    text = text.strip()
    if what.model or what.is_mapping:
        return _parts(text, what)
    if not what.is_list:
        return text, ""
    if issubclass(what.leaf, (Id, SkillNumber)):
        return [_bare(word) for word in re.split(r"[\s,;]+", text) if _bare(word)], ""
    return [item for line in text.splitlines() if (item := re.sub(r"^\s*[-*] +", "", line).strip())], ""


def _bare(word: str) -> str:
    """Return an id without what people put around it: a dash, backticks, link brackets."""
    return word.strip("`[]*-'\"")


def _parts(text: str, what: Shape) -> tuple[Any, str]:
    document, problems = compose(Source("value", tuple(text.split("\n"))))
    value = document.value
    items = value if isinstance(value, list) else [value]
    if problems or not all(isinstance(item, dict) for item in items):
        if what.model is None or text.startswith(("{", "[")):
            return None, problems[0].message if problems else "keys with values are wanted (write '{key: value}')"
        items = _keyed_lines(text, what.model.model_fields)
    elif what.model:
        items = [_with_lists(item, what.model.model_fields) for item in items]
    if not items:
        keys = ", ".join(f"'{name}:'" for name in what.model.model_fields) if what.model else ""
        return None, f"no key is in it (write lines that begin with {keys})"
    if what.is_list:
        return items, ""
    return (items[0], "") if len(items) == 1 else (None, "it has more than one item (write one)")


def _keyed_lines(text: str, fields: dict[str, FieldInfo]) -> list[dict[str, Any]]:
    """Return items from lines of `key: value`.

    A `- `, or a key that the item has already, begins another item; a line without a key goes on with the value above.
    """
    items: list[dict[str, str]] = []
    last = ""
    for line in text.splitlines():
        begins = re.match(rf"\s*(?P<dash>[-*] +)?(?P<key>{'|'.join(fields)}) *: *(?P<value>.*)", line)
        if begins:
            last = begins["key"]
            if not items or begins["dash"] or last in items[-1]:
                items.append({})
            items[-1][last] = begins["value"].strip()
        elif items and line.strip():
            items[-1][last] = f"{items[-1][last]} {line.strip()}".strip()
    plain = [{key: _inner(value, fields[key]) for key, value in item.items() if value} for item in items]
    return [item for item in plain if item]


def _with_lists(item: dict[str, Any], fields: dict[str, FieldInfo]) -> dict[str, Any]:
    """Return an item in which a list of one may be written without brackets."""
    lists = {
        key for key, value in item.items() if isinstance(value, str) and key in fields and shape(fields[key]).is_list
    }
    return {key: _inner(value, fields[key]) if key in lists else value for key, value in item.items()}


def _inner(text: str, info: FieldInfo) -> Any:
    value, _ = parse_value(text, shape(info))
    return text if value is None else value


def without_blanks(values: Any, model: type[Model] | None) -> Any:
    """Return plain values without the keys to which nothing was given, inside and out."""
    if isinstance(values, list):
        return [without_blanks(value, model) for value in values]
    if not isinstance(values, dict):
        return values
    fields = model.model_fields if model else {}
    inner = {key: shape(fields[key]).model if key in fields else None for key in values}
    return {key: without_blanks(value, inner[key]) for key, value in values.items() if value not in (None, "", [])}
