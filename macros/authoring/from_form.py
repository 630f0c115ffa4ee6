"""A filled issue form, made into a new record or into a change of one."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from macros.authoring.adding import Addition, add, change
from macros.authoring.drafts import Draft
from macros.authoring.fields import shape
from macros.authoring.forms import filled
from macros.authoring.parts import parse_value
from macros.diagnostics import did_you_mean, shorten
from macros.models import Fact, Record
from macros.project import Project


class FormError(Exception):
    """The form does not say what to write; carries a sentence for each thing that is wrong."""


def from_form(root: Path, project: Project, text: str, today: date) -> tuple[Addition, str]:
    """Return what a filled form asks for, and the name of the record; raise a FormError if it does not say enough."""
    form = filled(text)
    if form is None:
        raise FormError("these are not the headings of a form (save the whole text of the issue, with its '###' lines)")
    kind, texts = form
    if kind is None:
        return _change(root, project, texts)
    draft = Draft(kind, _values(kind, texts))
    return add(root, project, draft, today), f"{kind.kind} '{draft.values['id']}'"


def _values(kind: type[Record], texts: dict[str, str]) -> dict[str, Any]:
    """Return the plain values of the texts of a form."""
    values, wrong = dict[str, Any](), list[str]()
    for name, text in texts.items():
        value, problem = parse_value(text, shape(kind.model_fields[name]))
        if problem:
            wrong.append(f"'{name}': {problem}")
        else:
            values[name] = value
    if wrong:
        raise FormError("\n".join(wrong))
    return values


def _change(root: Path, project: Project, texts: dict[str, str]) -> tuple[Addition, str]:
    """Return the change of a record that a form asks for."""
    name = texts["id"].strip("`[] ")
    entry = project.catalog.entries.get(name)
    if entry is None:
        fix = did_you_mean(name, project.catalog.entries, "look up its id in data/")
        raise FormError(f"unknown record '{shorten(name)}' ({fix})")
    kind = type(entry.record)
    field = texts.get("field", "value" if kind is Fact else "").strip("`: ")
    if field not in kind.model_fields or field == "id":
        known = [known for known in kind.model_fields if known != "id"]
        fix = did_you_mean(field, known, "write under 'Field' one of " + ", ".join(known))
        raise FormError(f"a {kind.kind} has no field '{shorten(field)}' that can change ({fix})")
    wanted = {field: texts["value"]}
    if kind is Fact:
        wanted |= {key: texts[key] for key in ("source", "as_of") if key in texts}
    return change(root, entry, _values(kind, wanted)), f"{kind.kind} '{name}'"
