"""How a value of a record changed, in clauses. What holds for all kinds of record; `kinds` adds what one needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from macros.changes.words import alike, changed, quoted
from macros.models import Model, Reference

Names = Callable[[str], str]
"""Tells how readers call the record of an id."""

LABELS = {
    "about": "the service it is about",
    "as_of": "the date on which it was read",
    "avoid": "reasons against it",
    "choose": "reasons to choose it",
    "confused_with": "easily confused services",
    "docs": "documentation",
    "in_exam": "whether it is on the exam",
    "inside": "steps inside",
    "lands_on": "the leaf of the walk",
    "next": "arrows",
    "on_error": "arrows on failure",
    "parts": "outline entries",
    "right": "whether it is right",
    "sdk": "names in the SDK",
    "why_not": "rejected services",
}
"""What a field is called in a sentence, where its own name says too little."""

SINGULAR = {
    "answers": "answer",
    "confused_with": "confusion with",
    "domains": "domain",
    "files": "file",
    "format": "figure",
    "former_names": "former name",
    "muddy_points": "muddy point",
    "next": "arrow to",
    "objectives": "objective",
    "on_error": "arrow on failure to",
    "options": "option",
    "outline": "outline entry",
    "parts": "outline entry",
    "skills": "skill",
    "steps": "step",
    "tasks": "task",
    "why_not": "rejection of",
}
"""What one item of a list of parts is called."""

KEYS = ("id", "number", "topic", "service", "to", "name", "label", "question", "title", "text")
"""By which of its fields a part is known; the first that it has."""

SIMILAR = 0.5
"""An item that went and one that came are one changed item if so much of their words is the same."""


def label_of(field: str) -> str:
    """Return what a field is called in a sentence."""
    return LABELS.get(field, field.replace("_", " "))


def field_changes(before: Model, after: Model, names: Names, leave_out: Sequence[str] = ()) -> Iterator[str]:
    """Yield how the fields of two records or parts of the same sort differ, in the order of the model."""
    for field in type(after).model_fields:
        if field not in ("id", *leave_out):
            yield from value_changes(field, getattr(before, field), getattr(after, field), names)


def value_changes(field: str, before: Any, after: Any, names: Names) -> Iterator[str]:
    """Yield how a field's value changed; nothing if it did not."""
    label = label_of(field)
    if before == after:
        return
    if isinstance(before, tuple) and isinstance(after, tuple):
        yield from list_changes(field, before, after, names)
    elif isinstance(before, dict) and isinstance(after, dict):
        yield from _dict_changes(label, before, after)
    elif isinstance(before, Model) and isinstance(after, Model):
        yield from (f"{label}: {clause}" for clause in field_changes(before, after, names))
    elif before is None:
        yield f"{label} added: {_shown(after, names)}"
    elif after is None:
        yield f"{label} removed; it was {_shown(before, names)}"
    elif isinstance(after, Reference):
        yield f"{label} changed from {names(before)} to {names(after)}"
    elif isinstance(after, str) and isinstance(before, str):
        yield changed(label, before, after)
    else:
        yield f"{label} changed from {_shown(before, names)} to {_shown(after, names)}"


def _dict_changes(label: str, before: dict[str, Any], after: dict[str, Any]) -> Iterator[str]:
    for key in dict.fromkeys([*before, *after]):
        if key not in after:
            yield f"{label}: {key} removed"
        elif key not in before:
            yield f"{label}: {key} added, {quoted(str(after[key]))}"
        elif before[key] != after[key]:
            yield changed(f"{label}: {key}", str(before[key]), str(after[key]))


def list_changes(field: str, before: tuple[Any, ...], after: tuple[Any, ...], names: Names) -> Iterator[str]:
    """Yield what was added to a list, removed from it, changed in it, or put into another order."""
    label = label_of(field)
    olds, news = _by_key(before), _by_key(after)
    gone, come = [key for key in olds if key not in news], [key for key in news if key not in olds]
    pairs = list(_same_with_other_words(gone, come, olds))
    for one, other in pairs:
        gone.remove(one)
        come.remove(other)

    renamed = dict(pairs)
    kept = [renamed.get(key, key) for key in olds if key in news or key in renamed]
    if all(isinstance(item, Reference) for item in (*before, *after)):
        yield from (f"{label}: {verb} {', '.join(map(names, keys))}" for verb, keys in _both(gone, come) if keys)
    else:
        yield from (f"{_item(field, olds[key], names)} removed" for key in gone)
        yield from (f"{_item(field, news[key], names)} added{_more(news[key])}" for key in come)
    for key in news:
        was = next((one for one, other in pairs if other == key), key)
        if was in olds and olds[was] != news[key]:
            yield from _item_changes(field, olds[was], news[key], names)
    if kept != [key for key in news if key in kept]:
        yield f"{label} put into another order"
    if not (gone or come or pairs) and kept == list(news) and all(olds[key] == news[key] for key in news):
        yield f"{label}: an item that stood there twice went or came"


def _both(gone: list[str], come: list[str]) -> tuple[tuple[str, list[str]], tuple[str, list[str]]]:
    return (("removed", gone), ("added", come))


def _by_key(items: tuple[Any, ...]) -> dict[str, Any]:
    return {key_of(item): item for item in items}


def key_of(item: Any) -> str:
    """Return by what an item of a list is known: a part by its name or first words, a text by itself."""
    if not isinstance(item, Model):
        return str(item)
    fields = type(item).model_fields
    return str(getattr(item, next((key for key in KEYS if key in fields), next(iter(fields)))))


def _same_with_other_words(gone: list[str], come: list[str], olds: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the texts that went with the ones that took their place, the most similar first, each once."""
    candidates = [key for key in gone if not isinstance(olds[key], Reference) and " " in key]
    ranked = sorted(
        ((alike(one, other), one, other) for one in candidates for other in come), key=lambda found: -found[0]
    )
    taken = set[str]()
    for likeness, one, other in ranked:
        if likeness >= SIMILAR and one not in taken and other not in taken:
            taken |= {one, other}
            yield one, other


def _item_changes(field: str, before: Any, after: Any, names: Names) -> Iterator[str]:
    if isinstance(before, Model) and isinstance(after, Model):
        yield from (f"{_item(field, before, names)}: {clause}" for clause in field_changes(before, after, names))
    else:
        yield changed(f"{label_of(field)}: an item", str(before), str(after))


def _item(field: str, item: Any, names: Names) -> str:
    """Return how a sentence calls an item of a list."""
    if not isinstance(item, Model):
        return f"{label_of(field)}: {_shown(item, names)}"
    key = next((key for key in KEYS if key in type(item).model_fields), None)
    value = getattr(item, key) if key else key_of(item)
    words = names(value) if isinstance(value, Reference) else quoted(str(value), 80)
    return f"{SINGULAR.get(field, label_of(field))} {words}"


def _more(item: Any) -> str:
    """Return what a reader wants to know at once about a part that is new."""
    right = getattr(item, "right", None)
    return {True: " as a right one", False: " as a wrong one"}.get(right, "") if isinstance(right, bool) else ""


def _shown(value: Any, names: Names) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Reference):
        return names(value)
    if isinstance(value, Model):
        words = [_shown(part, names) for part in value.__dict__.values() if part is not None]
        return "; ".join(words)
    if isinstance(value, tuple):
        return ", ".join(_shown(part, names) for part in value)
    return quoted(str(value))
