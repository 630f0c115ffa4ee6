"""Cron as Airflow takes it: five fields, or one of its presets."""

from __future__ import annotations

import re

from macros.diagnostics import did_you_mean

PRESETS = ("@once", "@continuous", "@hourly", "@daily", "@weekly", "@monthly", "@quarterly", "@yearly")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
FIELDS: tuple[tuple[str, int, int, tuple[str, ...]], ...] = (
    ("minute", 0, 59, ()),
    ("hour", 0, 23, ()),
    ("day", 1, 31, ()),
    ("month", 1, 12, MONTHS),
    ("weekday", 0, 7, DAYS),
)
"""The fields in order: the name, the lowest and the highest value, and names for values."""

ITEM = re.compile(r"(?P<from>\*|\w+)(?:-(?P<to>\w+))?(?:/(?P<step>\d+))?")


def cron_mistake(text: str) -> tuple[str, str] | None:
    """Return what is wrong with a schedule and what to do, or nothing."""
    if text.startswith("@"):
        if text in PRESETS:
            return None
        return f"Airflow has no preset '{text}'", did_you_mean(text, PRESETS, "there are " + ", ".join(PRESETS))
    parts = text.split()
    if len(parts) != len(FIELDS):
        what = f"cron has {len(parts)} fields"
        return what, "Airflow wants five: minute, hour, day, month, weekday"
    for part, (name, low, high, names) in zip(parts, FIELDS, strict=True):
        for item in part.split(","):
            if not _fits(item, low, high, names):
                return f"'{item}' is no value for the {name} in cron", f"{low} to {high}, with '*', ',', '-' and '/'"
    return None


def _fits(item: str, low: int, high: int, names: tuple[str, ...]) -> bool:
    match = ITEM.fullmatch(item.lower())
    if match is None or match["step"] == "0":
        return False
    values = [_value(text, names, low) for text in (match["from"], match["to"]) if text not in (None, "*")]
    return all(value is not None and low <= value <= high for value in values)


def _value(text: str, names: tuple[str, ...], low: int) -> int | None:
    if text in names:
        return names.index(text) + low
    return int(text) if text.isdigit() else None
