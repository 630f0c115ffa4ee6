"""Writing what is published: whole or not at all, and with the time of the commit it was made from."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from macros.catalog import load
from macros.models import Fact

Say = Callable[[str], None]
"""Takes a line about how far the work is."""


class PublishingError(Exception):
    """Something that publishing needs is missing; the message ends with what to do."""


@contextmanager
def whole(target: Path, time: int) -> Iterator[Path]:
    """Yield a path to write to; what is there at the end becomes the target, dated `time`. Errors leave nothing."""
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.new")
    try:
        yield beside
        os.utime(beside, (time, time))
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def source_time(root: Path, environment: Mapping[str, str] = os.environ) -> int:
    """Return the time of what is published, in seconds since 1970: never the clock's, so that bytes repeat.

    It is SOURCE_DATE_EPOCH, or else the time of the newest commit; in a copy without git it is the newest day on
    which a fact was read.
    """
    given = environment.get("SOURCE_DATE_EPOCH", "")
    if given:
        if not given.isdigit():
            raise PublishingError(f"SOURCE_DATE_EPOCH is '{given}' (give seconds since 1970, or unset it)")
        return int(given)
    if (root / ".git").exists():
        command = ["git", "-C", str(root), "log", "-1", "--format=%ct"]
        try:
            told = subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
        except FileNotFoundError:
            told = ""
        if told.isdigit():
            return int(told)
    days = [str(fact.as_of) for fact in load(root / "data")[0].all(Fact)]
    if not days:
        raise PublishingError("the time of the edition is not known (set SOURCE_DATE_EPOCH to seconds since 1970)")
    newest = max(days)
    return int(datetime.fromisoformat(newest if len(newest) == 10 else f"{newest}-01").replace(tzinfo=UTC).timestamp())


def day(time: int) -> str:
    """Return the day of a time, as 2026-11-22."""
    return datetime.fromtimestamp(time, UTC).date().isoformat()


def size(file: Path) -> str:
    """Return the size of a file in the unit that readers compare by: "840 kB", "3.2 MB"."""
    count = file.stat().st_size
    return f"{max(round(count / 1000), 1)} kB" if count < 1_000_000 else f"{count / 1_000_000:.1f} MB"
