"""A record that is being written: what its author gave, and what follows from that."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from macros.authoring.fields import Shape, shape
from macros.models import KINDS, AsOf, Comparison, Fact, Guide, Model, Question, Record

NAMES = {"tree": "decision-tree"}
"""Short names of kinds on the command line."""

WRITABLE = {name: kind for name, kind in KINDS.items() if name not in ("exam", "sample", "case", "sdk", "release")}
"""The kinds with a command: exam and SDK are one each, a sample is a folder of files, and `release` writes releases."""


@dataclass(frozen=True)
class Companions:
    """Records of another kind without which a record would not pass the check."""

    key: str
    kind: type[Record]
    purpose: str

    @property
    def shape(self) -> Shape:
        """What is given for them."""
        return Shape(self.kind, is_list=True)


COMPANIONS: dict[type[Record], Companions] = {
    Guide: Companions("questions", Question, "Questions that test its objectives, one or more for each."),
    Comparison: Companions("cells", Fact, "Facts for its empty cells: about, criterion, value, source."),
}
"""What comes with a record, by its kind."""


@dataclass
class Draft:
    """A record and the records that come with it, as plain values."""

    kind: type[Record]
    values: dict[str, Any]
    companions: list[dict[str, Any]] = field(default_factory=list)

    def records(self) -> list[tuple[type[Record], dict[str, Any]]]:
        """Return every record of the draft with its kind, its own first."""
        others = COMPANIONS.get(self.kind)
        return [(self.kind, self.values), *((others.kind, values) for values in self.companions if others)]


def kind_of(name: str) -> type[Record]:
    """Return the kind that the command line calls so."""
    return KINDS[NAMES.get(name, name)]


def missing(draft: Draft) -> list[str]:
    """Return the fields that somebody has to fill in: those that are required and do not follow from others."""
    fields = draft.kind.model_fields
    return [name for name, info in fields.items() if info.is_required() and not follows(draft.kind, name, draft.values)]


def follows(model: type[Model], name: str, values: dict[str, Any]) -> bool:
    """Return whether a field has a value or gets one by itself."""
    return name in values or name == "id" or shape(model.model_fields[name]).leaf is AsOf


def complete(draft: Draft, taken: Container[str], today: date) -> None:
    """Fill in what follows: ids from names, the month of today where a source was read, the guide of its questions."""
    if draft.kind is Guide:
        for question in draft.companions:
            question.setdefault("guide", draft.values.get("id") or _slug(str(draft.values.get("title", ""))))
    chosen = set[str]()
    for kind, values in draft.records():
        if "id" not in values:
            values["id"] = _id(kind, values, [taken, chosen])
        chosen.add(values["id"])
        _fill(values, kind, today)


def _fill(values: dict[str, Any], model: type[Model], today: date) -> None:
    for name, info in model.model_fields.items():
        what = shape(info)
        value = values.get(name)
        if value is None and info.is_required() and what.leaf is AsOf:
            values[name] = f"{today:%Y-%m}"
        elif value is None and name == "id":
            words = next((str(values[key]) for key in ("label", "text", "question", "service") if key in values), "")
            values[name] = _slug(words, 4)
        elif what.model and isinstance(value, dict):
            _fill(value, what.model, today)
        elif what.model and isinstance(value, list):
            for item in value:
                if isinstance(item, dict):
                    _fill(item, what.model, today)


def _id(kind: type[Record], values: dict[str, Any], taken: list[Container[str]]) -> str:
    """Return an id for a record, from its name; from the first words of a question or a fact, which have no name."""
    if kind not in (Question, Fact):
        return _slug(
            str(values.get("short_name") or values.get("name") or values.get("title") or values.get("label") or "")
        )
    if kind is Question:
        base = f"q-{_slug(str(values.get('stem', '')), 5)}"
    elif "criterion" in values:
        base = f"cell-{values.get('about')}-{values['criterion']}"
    else:
        base = f"{values.get('about')}-{_slug(str(values.get('value', '')), 4)}"
    count, name = 1, base
    while any(name in ids for ids in taken):
        count += 1
        name = f"{base}-{count}"
    return name


FILLERS = re.compile(
    r"an?|and|are|as|at|be|by|can|do|does|for|from|has|have|how|into?|is|its?|no|of|on|or|so|than|that|the|their|this|to|"
    r"was|what|when|where|which|who|why|will|with|you|your"
)
"""Words that say little in an id."""


def _slug(text: str, most: int = 0) -> str:
    """Return words in kebab-case, without what stands in brackets; if `most` is given, the first that say something."""
    text = re.sub(r"\[\[([^\[\]|]*)(?:\|([^\[\]]*))?\]\]", lambda link: link[2] or link[1], text)
    text = re.sub(r"\(.*?\)", " ", text) if re.sub(r"\(.*?\)", "", text).strip() else text
    words = re.findall(r"[a-z0-9]+", text.casefold().replace("'", ""))
    if most:
        words = ([word for word in words if not FILLERS.fullmatch(word)] or words)[:most]
    return "-".join(words)
