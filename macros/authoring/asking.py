"""Asks for the fields of a record in a terminal, one after the other, and says at once what does not fit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from macros.authoring.drafts import COMPANIONS, Draft, follows
from macros.authoring.fields import Shape, shape
from macros.authoring.pages import BIG_IDEA, BIG_IDEA_PURPOSE, needs_big_idea
from macros.authoring.parts import parse_value
from macros.catalog import Catalog
from macros.checks.references import wrong_reference
from macros.models import Id, Model, Reference, SkillNumber
from macros.schemas import described
from macros.validation import complaint


class Interview:
    """Asks in a terminal: `read` shows a prompt and returns a line, `say` shows a line."""

    def __init__(self, catalog: Catalog, read: Callable[[str], str], say: Callable[[str], None]) -> None:
        self.catalog, self.read, self.say = catalog, read, say

    def fill(self, draft: Draft) -> None:
        """Ask for every field that was not given; what is optional may be left empty."""
        self.say("Press Enter to leave out what is optional. A link to a record is written as [[id]].")
        self._fields(draft.kind, draft.values, "")
        others = COMPANIONS.get(draft.kind)
        if others and not draft.companions:
            self.say(f"{others.key}: {others.purpose}")
            draft.companions += self._items(others.kind, others.key, least=0)

    def page_text(self, kind: type[Model], given: str) -> str:
        """Return the text of the page that comes with a record of some kinds."""
        if given or not needs_big_idea(kind):
            return given
        self.say(f"{BIG_IDEA}: {BIG_IDEA_PURPOSE}")
        return self._lines()

    def _fields(self, model: type[Model], values: dict[str, Any], within: str) -> None:
        fields = model.model_fields
        for name in sorted(fields, key=lambda name: not fields[name].is_required()):  # a stable sort: required first
            if name == "id" or follows(model, name, values) or name in values:
                continue
            info, what = fields[name], shape(fields[name])
            self.say(f"{within}{name}{'' if info.is_required() else ' (optional)'}: {described(info)}")
            value = self._value(model, name, what, within, is_required=info.is_required())
            if value not in (None, "", []):
                values[name] = value

    def _value(self, model: type[Model], name: str, what: Shape, within: str, *, is_required: bool) -> Any:
        if what.model and what.is_list:
            return self._items(what.model, within + name, least=1 if is_required else 0)
        if what.model:
            if not is_required and not self._yes(f"Add '{name}'?"):
                return None
            part: dict[str, Any] = {}
            self._fields(what.model, part, f"{within}{name}.")
            return part
        texts = what.is_list and not issubclass(what.leaf, (Id, SkillNumber))
        if what.choices and what.leaf is not bool:
            self.say(f"  one of: {', '.join(what.choices)}")
        while True:
            answer = self._lines() if texts else self.read("  > ").strip()
            if not answer:
                if not is_required:
                    return None
                self.say("  This one is needed.")
                continue
            value, wrong = parse_value(answer, what)
            wrong = wrong or self._wrong(model, name, value, what)
            if not wrong:
                return value
            self.say(f"  {wrong}")

    def _lines(self) -> str:
        """Return lines up to an empty one."""
        lines = []
        while line := self.read("  - ").strip():
            lines.append(line)
        return "\n".join(lines)

    def _items(self, model: type[Model], name: str, least: int) -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = []
        while len(items) < least or self._yes(f"Add {'another' if items else 'an'} item to '{name}'?"):
            item: dict[str, Any] = {}
            self._fields(model, item, f"{name}[{len(items) + 1}].")
            items.append(item)
        return items

    def _yes(self, question: str) -> bool:
        return self.read(f"  {question} [y/N] ").strip().casefold() in ("y", "yes")

    def _wrong(self, model: type[Model], name: str, value: Any, what: Shape) -> str:
        """Return what is wrong with a value by itself, as the check would say it."""
        found = complaint(model, name, value)
        if found:
            return found
        if issubclass(what.leaf, Reference):
            for item in value if isinstance(value, list) else [value]:
                problem = wrong_reference(self.catalog, str(item), what.leaf.kinds)
                if problem:
                    return f"{problem[0]} ({problem[1]})"
        if issubclass(what.leaf, SkillNumber):
            for item in value if isinstance(value, list) else [value]:
                if item not in self.catalog.skills:
                    return f"the exam has no skill {item} (look it up in data/exam/)"
        return ""
