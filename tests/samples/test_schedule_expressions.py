"""Schedules are read as AWS reads them and fire in their time zone."""

from __future__ import annotations

from datetime import datetime
from itertools import islice

import pytest

from tests.samples.schedule_expressions import mistakes, shown, times

GOOD = [
    *("cron(0 2 * * ? *)", "cron(15 10 ? * 6L 2026-2027)", "cron(0 18 ? * MON-FRI *)", "cron(0/15 * * * ? *)"),
    *("cron(0 8 1W * ? *)", "cron(0 8 L * ? *)", "cron(0 8 ? * 3#2 *)", "cron(5,35 14 * JAN,JUN ? *)"),
    *("rate(1 minute)", "rate(12 hours)", "rate(1 day)", "at(2026-12-01T02:00:00)"),
]


@pytest.mark.parametrize("expression", GOOD)
def test_it_takes_what_aws_takes(expression: str) -> None:
    assert list(mistakes(expression)) == []


BAD = {
    "every day": "'every day' is no schedule",
    "corn(0 2 * * ? *)": "is no schedule",
    "cron(0 2 * * ? *": "is no schedule",
    "cron(0 2 * * *)": "cron has 5 fields",
    "cron(0 2 * * ? * *)": "cron has 7 fields",
    "cron(0 2 * * * *)": "day-of-month is '*' and day-of-week is '*'",
    "cron(0 2 ? * ? *)": "day-of-month is '?' and day-of-week is '?'",
    "cron(60 2 * * ? *)": "'60' is no value for minutes",
    "cron(0 24 * * ? *)": "'24' is no value for hours",
    "cron(0 2 32 * ? *)": "'32' is no value for day-of-month",
    "cron(0 2 * 13 ? *)": "'13' is no value for month",
    "cron(0 2 ? * MNO *)": "'MNO' is no value for day-of-week",
    "cron(0 2 ? * 3#1,6#3 *)": "'3#1,6#3' is no value for day-of-week",
    "cron(0 2 * * ? 26)": "'26' is no value for year",
    "rate(5 weeks)": "'5 weeks' is no rate",
    "rate(0 minutes)": "'0 minutes' is no rate",
    "rate(5minutes)": "'5minutes' is no rate",
    "rate(1 days)": "'1 days' is refused by rules",
    "rate(2 day)": "'2 day' is refused by rules",
    "at(2026-02-30T00:00:00)": "is no moment",
    "at(2026-12-01T02:00:00Z)": "is no moment",
}


@pytest.mark.parametrize(("expression", "message"), BAD.items())
def test_it_refuses_what_aws_refuses(expression: str, message: str) -> None:
    assert [message in finding.what for finding in mistakes(expression)] == [True]


def test_each_field_of_cron_is_told() -> None:
    assert len(list(mistakes("cron(60 24 * 13 ? *)"))) == 3


def test_only_scheduler_takes_at() -> None:
    assert [f.fix for f in mistakes("at(2026-12-01T02:00:00)", ("cron", "rate"))] == ["write cron(...) or rate(...)"]


TIMES = {
    "cron in UTC": (
        "cron(0 2 * * ? *)",
        "UTC",
        "2026-11-20T02:00:00Z",
        ["2026-11-20T02:00:00Z", "2026-11-21T02:00:00Z"],
    ),
    "the hour that spring leaves out": (
        *("cron(30 2 * * ? *)", "Europe/Berlin", "2026-03-28T00:00:00Z"),
        ["2026-03-28T02:30:00+01:00", "2026-03-30T02:30:00+02:00"],
    ),
    "the hour that autumn repeats": (
        *("cron(30 2 * * ? *)", "Europe/Berlin", "2026-10-24T12:00:00Z"),
        ["2026-10-25T02:30:00+02:00", "2026-10-26T02:30:00+01:00"],
    ),
    "the second of the repeated hours is over": (
        *("cron(30 2 * * ? *)", "Europe/Berlin", "2026-10-25T01:00:00Z"),
        ["2026-10-26T02:30:00+01:00"],
    ),
    "a rate counts hours, not days of the calendar": (
        *("rate(1 day)", "America/New_York", "2026-10-31T12:00:00Z"),
        ["2026-10-31T08:00:00-04:00", "2026-11-01T07:00:00-05:00"],
    ),
    "far ahead of UTC": (
        "cron(0 0 1 * ? *)",
        "Pacific/Auckland",
        "2026-11-30T10:59:00Z",
        ["2026-12-01T00:00:00+13:00"],
    ),
    "once": ("at(2026-12-01T02:00:00)", "Asia/Tokyo", "2026-11-20T00:00:00Z", ["2026-12-01T02:00:00+09:00"]),
    "once, and over": ("at(2026-12-01T02:00:00)", "UTC", "2026-12-02T00:00:00Z", []),
    "years that are over": ("cron(0 2 * * ? 2020-2021)", "UTC", "2026-11-20T00:00:00Z", []),
}


@pytest.mark.parametrize(("expression", "zone", "start", "expected"), TIMES.values(), ids=TIMES)
def test_it_fires(expression: str, zone: str, start: str, expected: list[str]) -> None:
    found = times(expression, zone, datetime.fromisoformat(start))
    assert [shown(moment) for moment in islice(found, max(1, len(expected)))] == expected


def test_a_rate_counts_from_the_schedules_own_start() -> None:
    start, first = datetime.fromisoformat("2026-11-20T10:17:00Z"), datetime.fromisoformat("2026-11-20T09:00:00Z")
    assert shown(next(times("rate(30 minutes)", "UTC", start, first))) == "2026-11-20T10:30:00Z"
