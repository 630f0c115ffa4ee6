"""The flags of `python -m macros new`: one for each field of a kind, made from its model."""

from __future__ import annotations

import argparse
from typing import Any

from macros.authoring.drafts import COMPANIONS, NAMES, WRITABLE, Draft, kind_of, missing
from macros.authoring.fields import Shape, shape
from macros.authoring.pages import BIG_IDEA, BIG_IDEA_PURPOSE, needs_big_idea
from macros.authoring.parts import parse_value
from macros.models import Id, Record, SkillNumber
from macros.schemas import described


def add_kinds(parser: argparse.ArgumentParser) -> None:
    """Give the command `new` a word for each kind of record, and each kind its flags."""
    kinds = parser.add_subparsers(dest="kind", required=True, metavar="KIND")
    short = {kind: name for name, kind in NAMES.items()}
    for name, kind in WRITABLE.items():
        summary = " ".join((kind.__doc__ or "").split())
        aliases = [short[name]] if name in short else []
        _add_flags(kinds.add_parser(name, aliases=aliases, help=summary, description=summary), kind)


def _add_flags(parser: argparse.ArgumentParser, kind: type[Record]) -> None:
    for name, info in kind.model_fields.items():
        what = shape(info)
        help_text = described(info) + (f" One of: {', '.join(what.choices)}." if what.choices else "")
        _add_flag(parser, name, what, help_text)
    others = COMPANIONS.get(kind)
    if others:
        _add_flag(parser, others.key, others.shape, others.purpose)
    if needs_big_idea(kind):
        _add_flag(parser, BIG_IDEA, Shape(str), BIG_IDEA_PURPOSE)
    help_text = "the data file to write to (default: that of its like)"
    parser.add_argument("--in", metavar="PATH", dest="data_file", default="", help=help_text)


def _add_flag(parser: argparse.ArgumentParser, name: str, what: Shape, help_text: str) -> None:
    word = "YAML" if what.model or what.is_mapping else _sort(what)
    many: dict[str, Any] = {"nargs": "+", "action": "extend"} if what.is_list else {}
    parser.add_argument(
        f"--{name.replace('_', '-')}", dest=name, metavar=word, help=help_text.replace("%", "%%"), **many
    )


def _sort(what: Shape) -> str:
    return "ID" if issubclass(what.leaf, Id) else "SKILL" if issubclass(what.leaf, SkillNumber) else "TEXT"


def draft_of(options: argparse.Namespace) -> tuple[Draft, str, list[str]]:
    """Return the draft that the flags describe, the text of its page, and what is wrong with the flags."""
    kind = kind_of(options.kind)
    draft, wrong = Draft(kind, {}), list[str]()
    given = {name: shape(info) for name, info in kind.model_fields.items()}
    others = COMPANIONS.get(kind)
    if others:
        given[others.key] = others.shape
    for name, what in given.items():
        texts = getattr(options, name)
        if texts is None:
            continue
        value, problem = _value(texts, what)
        if problem:
            wrong.append(f"--{name.replace('_', '-')}: {problem}")
        elif others and name == others.key:
            draft.companions = value
        else:
            draft.values[name] = value
    return draft, getattr(options, BIG_IDEA, None) or "", wrong


def _value(texts: str | list[str], what: Shape) -> tuple[Any, str]:
    if isinstance(texts, str):
        return parse_value(texts, what)
    items: list[Any] = []
    for text in texts:
        value, problem = parse_value(text, what)
        if problem:
            return None, problem
        items += value
    return items, ""


def missing_flags(draft: Draft, big_idea: str) -> list[str]:
    """Return the flags that have to be given and were not, each with what it is for."""
    fields = draft.kind.model_fields
    found = [f"--{name.replace('_', '-')}: {described(fields[name])}" for name in missing(draft)]
    if needs_big_idea(draft.kind) and not big_idea.strip():
        found.append(f"--{BIG_IDEA.replace('_', '-')}: {BIG_IDEA_PURPOSE}")
    return found
