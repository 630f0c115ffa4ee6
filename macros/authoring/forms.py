"""Issue forms for people without git: made from the models, and read again when they are filled.

GitHub turns a filled form into Markdown: the label of each field as a heading of the third level, and below it what was
written. That is the text of the issue, and what `filled` reads.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from pydantic.fields import FieldInfo

from macros.authoring.fields import Shape, shape
from macros.models import AsOf, Fact, Id, Model, Question, Record, Scenario, Service, SkillNumber, Term, Text, Url
from macros.schemas import described

FOLDER = ".github/ISSUE_TEMPLATE"

CHANGE = "change-record.yml"
"""The form for a record that is there; links on the pages fill in its first field."""

FORMS: tuple[type[Record], ...] = (Term, Service, Fact, Question, Scenario)
"""The kinds with a form: their fields are no deeper than a list of parts. The others begin with `macros new`."""

NOTHING = "_No response_"
"""What GitHub writes for a field that was left empty."""

EXAMPLES: dict[type, str] = {
    AsOf: "2026-11",
    SkillNumber: "1.3.1",
    Url: "https://...",
}


@dataclass(frozen=True)
class Field:
    """A field of a form."""

    name: str
    label: str
    description: str
    is_required: bool
    choices: tuple[str, ...] = ()
    placeholder: str = ""
    is_long: bool = False


CHANGE_FIELDS = (
    Field("id", "Record", "The name of the record; the link on the page has filled it in.", True),
    Field(
        "field",
        "Field",
        "The part that is wrong, by its name in CONTRIBUTING.md, such as `definition`, `summary` or `stem`. Of a fact"
        " it is `value` if you leave this empty.",
        False,
        placeholder="value",
    ),
    Field("says", "What is wrong", "What the page says, and why it is not true or not clear.", True, is_long=True),
    Field("value", "What it should say", "The new text of that part, whole, in your own words.", True, is_long=True),
    Field("source", "Source", "For a fact: the page where you read it.", False, placeholder=EXAMPLES[Url]),
    Field("as_of", "Read on", "For a fact: the month or day on which you read it there.", False, placeholder="2026-11"),
)

PROMISE = "I wrote this myself. It is copied from nowhere, and nothing in it is from the exam."


def issue_forms() -> dict[str, str]:
    """Return the text of each form by the name of its file."""
    forms = {
        f"new-{kind.kind}.yml": _form(
            f"New {kind.kind}", " ".join((kind.__doc__ or "").split()), f"{kind.kind.capitalize()}: ", fields_of(kind)
        )
        for kind in FORMS
    }
    forms[CHANGE] = _form(
        "Change something", "A text or a figure on the site is wrong or old.", "Change: ", CHANGE_FIELDS
    )
    return forms


def fields_of(kind: type[Record]) -> tuple[Field, ...]:
    """Return the fields of the form for new records of a kind, those that are required first."""
    fields = [_field(name, info) for name, info in kind.model_fields.items() if name != "id" and _fits(shape(info))]
    return tuple(sorted(fields, key=lambda field: not field.is_required))


def _fits(what: Shape) -> bool:
    """Return whether a field can be written in a box: it holds values, or parts that hold values."""
    if what.is_mapping or not what.model:
        return not what.is_mapping
    return all(shape(info).model is None and not shape(info).is_mapping for info in what.model.model_fields.values())


def _field(name: str, info: FieldInfo) -> Field:
    what, text = shape(info), described(info)
    leaf = next((example for leaf, example in EXAMPLES.items() if issubclass(what.leaf, leaf)), "")
    choices = what.choices if what.leaf is not bool and not what.is_list else ()
    if what.model:
        text = f"{text} {_how(what)}"
        return Field(name, _label(name), text, info.is_required(), placeholder=_lines(what.model), is_long=True)
    if what.is_list:
        separated = "separated by commas" if issubclass(what.leaf, (Id, SkillNumber)) else "one a line"
        text = f"{text} Several are {separated}."
    is_long = what.leaf is Text and (what.is_list or name not in SHORT)
    return Field(name, _label(name), text, info.is_required(), choices, leaf, is_long)


SHORT = ("name", "short_name", "title", "category", "label")
"""Texts of a few words."""


def _how(what: Shape) -> str:
    assert what.model
    needed = [f"`{name}`" for name, info in what.model.model_fields.items() if info.is_required()]
    often = "Each begins with a `-`." if what.is_list else ""
    return f"Write it as below; {', '.join(needed)} must be there. {often}".strip()


def _lines(model: type[Model]) -> str:
    names = list(model.model_fields)
    return "\n".join(f"{'  ' if i else '- '}{name}: ..." for i, name in enumerate(names))


def _label(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _form(name: str, description: str, title: str, fields: tuple[Field, ...]) -> str:
    """Return a form as YAML; JSON's quotes are YAML's."""
    lines = [
        "# Generated from macros/models/ by 'make fix'. Do not edit.",
        f"name: {quote(name)}",
        f"description: {quote(description)}",
        f"title: {quote(title)}",
        "body:",
    ]
    for field in fields:
        sort = "dropdown" if field.choices else "textarea" if field.is_long else "input"
        lines += [f"  - type: {sort}", f"    id: {field.name}", "    attributes:", f"      label: {quote(field.label)}"]
        lines.append(f"      description: {quote(field.description)}")
        if field.choices:
            lines += ["      options:", *(f"        - {quote(choice)}" for choice in field.choices)]
        elif field.placeholder:
            lines.append(f"      placeholder: {quote(field.placeholder)}")
        if field.is_required:
            lines += ["    validations:", "      required: true"]
    lines += ["  - type: checkboxes", "    id: own", "    attributes:", "      label: Origin", "      options:"]
    lines += [f"        - label: {quote(PROMISE)}", "          required: true"]
    return "\n".join(lines) + "\n"


def quote(text: str) -> str:
    """Return a text in double quotes."""
    return json.dumps(text, ensure_ascii=False)


def filled(text: str) -> tuple[type[Record] | None, dict[str, str]] | None:
    """Return what a filled form holds: the kind of the new record, or nothing for a change, and its texts by field.

    Returns nothing at all if the text has the headings of no form.
    """
    text = text.replace("\r\n", "\n")
    found = [(kind, values) for kind, fields in _all_forms() if (values := _values(text, fields)) is not None]
    return max(found, key=lambda form: len(form[1])) if found else None


def _all_forms() -> list[tuple[type[Record] | None, tuple[Field, ...]]]:
    return [(None, CHANGE_FIELDS), *((kind, fields_of(kind)) for kind in FORMS)]


def _values(text: str, fields: tuple[Field, ...]) -> dict[str, str] | None:
    """Return the texts below the headings of a form, which stand in its order; nothing if one is not there.

    A heading that somebody typed into a field is part of the field, unless it is just the next one of the form.
    """
    rest, values = text, dict[str, str]()
    last = ""
    for field in (*fields, None):
        label = field.label if field else "Origin"
        heading = re.search(rf"^### {re.escape(label)} *$\n?", rest, re.MULTILINE)
        if heading is None:
            return None
        if last:
            values[last] = rest[: heading.start()].strip()
        last, rest = field.name if field else "", rest[heading.end() :]
    return {name: value for name, value in values.items() if value and value != NOTHING}
