"""Schedule expressions: cron(), rate() and at(), and when they fire.

After "Schedule types in EventBridge Scheduler" (https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html).
aws-croniter reads the six fields of cron and counts in plain clock time; the time zones are ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count, takewhile
from zoneinfo import ZoneInfo

from aws_croniter import AwsCroniter

from macros.diagnostics import did_you_mean
from tests.samples.findings import Finding

KINDS = ("cron", "rate", "at")
"""The kinds that EventBridge Scheduler takes; rules of EventBridge take no `at`, triggers of Glue only `cron`."""

FIELDS = ("minutes", "hours", "day-of-month", "month", "day-of-week", "year")
UNITS = {"minute": timedelta(minutes=1), "hour": timedelta(hours=1), "day": timedelta(days=1)}
EXPRESSION = re.compile(r"(?P<kind>\w+)\((?P<inside>[^()]*)\)")
AT_FORMAT = "%Y-%m-%dT%H:%M:%S"


def mistakes(expression: str, kinds: tuple[str, ...] = KINDS) -> Iterator[Finding]:
    """Yield what is wrong with an expression of which only some kinds are allowed."""
    match = EXPRESSION.fullmatch(expression)
    if match is None or match["kind"] not in kinds:
        known = " or ".join(f"{kind}(...)" for kind in kinds)
        kind = match["kind"] if match else ""
        fix = did_you_mean(kind, kinds, f"write {known}") if kind else f"write {known}"
        yield Finding((), f"'{expression}' is no schedule", fix)
    elif match["kind"] == "cron":
        yield from _cron(match["inside"])
    elif match["kind"] == "rate":
        yield from _rate(match["inside"])
    else:
        try:
            datetime.strptime(match["inside"], AT_FORMAT)
        except ValueError:
            yield Finding((), f"'{match['inside']}' is no moment", "write it like at(2026-12-01T02:00:00)")


def _cron(inside: str) -> Iterator[Finding]:
    fields = inside.split()
    if len(fields) != len(FIELDS):
        fix = "AWS wants six: " + " ".join(FIELDS)
        yield Finding((), f"cron has {len(fields)} fields", fix)
        return
    if (fields[2] == "?") == (fields[4] == "?"):
        what = f"day-of-month is '{fields[2]}' and day-of-week is '{fields[4]}'"
        yield Finding((), what, "write '?' for the one of them that does not count")
        return
    wrong = False
    for i, (name, value) in enumerate(zip(FIELDS, fields, strict=True)):
        alone = ["*", "*", "*", "*", "?", "*"]
        if i == FIELDS.index("day-of-week"):
            alone[2], alone[4] = "?", "*"
        alone[i] = value
        if value != "?" and not _is_cron(alone):
            wrong = True
            yield Finding((), f"'{value}' is no value for {name} in cron", _RANGES[name])
    if not wrong and not _is_cron(fields):
        yield Finding((), f"'{inside}' is no cron expression")


_RANGES = {
    "minutes": "0 to 59, with , - * /",
    "hours": "0 to 23, with , - * /",
    "day-of-month": "1 to 31, with , - * ? / L W",
    "month": "1 to 12 or JAN to DEC, with , - * /",
    "day-of-week": "1 to 7 or SUN to SAT, with , - * ? L #",
    "year": "1970 to 2199, with , - * /",
}


def _is_cron(fields: list[str]) -> bool:
    try:
        AwsCroniter(" ".join(fields))
    except Exception:  # its errors have no class in common, and slips of its own are ValueErrors
        return False
    return True


def _rate(inside: str) -> Iterator[Finding]:
    match = re.fullmatch(r"([1-9]\d*) (\w+)", inside)
    if match is None or match[2].removesuffix("s") not in UNITS:
        fix = "write a number and minutes, hours or days"
        if match:
            fix = did_you_mean(match[2], [f"{unit}s" for unit in UNITS], fix)
        yield Finding((), f"'{inside}' is no rate", fix)
    elif (match[1] == "1") == match[2].endswith("s"):
        right = match[2].removesuffix("s") + ("" if match[1] == "1" else "s")
        yield Finding((), f"'{match[1]} {match[2]}' is refused by rules of EventBridge", f"write '{match[1]} {right}'")


def times(expression: str, zone: str, start: datetime, first: datetime | None = None) -> Iterator[datetime]:
    """Yield the moments after `start` at which a right expression fires, in the time zone.

    `first` is the schedule's own start: a rate counts from it, or from `start` if there is none, at which the schedule
    then is created and fires for the first time.
    """
    match = EXPRESSION.fullmatch(expression)
    assert match, expression
    local = ZoneInfo(zone)
    if match["kind"] == "rate":
        number, unit = match["inside"].split()
        step = int(number) * UNITS[unit.removesuffix("s")]
        begin = first or start
        moments: Iterator[datetime] = ((begin.astimezone(UTC) + i * step).astimezone(local) for i in count())
    elif match["kind"] == "at":
        moments = iter([datetime.strptime(match["inside"], AT_FORMAT).replace(tzinfo=local)])
    else:
        moments = _cron_times(match["inside"], local, start)
    yield from (moment for moment in moments if moment >= start and (first is None or moment >= first))


def _cron_times(inside: str, local: ZoneInfo, start: datetime) -> Iterator[datetime]:
    """Yield the moments of a cron expression, from a little before `start`.

    A time that the clock leaves out in spring is skipped, one that comes twice in autumn counts once, the first time.
    """
    cron = AwsCroniter(" ".join(inside.split()))
    clock = start.astimezone(local).replace(tzinfo=UTC) - timedelta(days=1)  # the clock's time, as if it were UTC

    def ticks() -> Iterator[datetime | None]:
        now = clock
        while True:
            (tick,) = cron.get_next(now, n=1)
            yield tick
            now = tick

    for tick in takewhile(bool, ticks()):
        assert tick
        moment = tick.replace(tzinfo=local, fold=0)
        back = moment.astimezone(UTC).astimezone(local)
        if back.replace(tzinfo=None) == moment.replace(tzinfo=None):
            yield moment


def shown(moment: datetime) -> str:
    """Return a moment as recordings hold it: to the second, with its offset, or Z for UTC."""
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")
