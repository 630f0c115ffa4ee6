from __future__ import annotations

import pytest

from tests.samples.cron import cron_mistake


@pytest.mark.parametrize(
    "text", ["0 6 * * *", "*/15 0-5 1,15 jan-mar MON", "0 0 * * 7", "30 6 1-31/2 12 *", "@daily", "@once"]
)
def test_what_airflow_takes(text: str) -> None:
    assert cron_mistake(text) is None


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("0 6 * *", "cron has 4 fields"),
        ("30 2 * * ? *", "cron has 6 fields"),
        ("60 * * * *", "'60' is no value for the minute in cron"),
        ("0 24 * * *", "'24' is no value for the hour in cron"),
        ("0 0 0 * *", "'0' is no value for the day in cron"),
        ("0 0 * 13 *", "'13' is no value for the month in cron"),
        ("0 0 * * 8", "'8' is no value for the weekday in cron"),
        ("0 0 * * ?", "'?' is no value for the weekday in cron"),
        ("*/0 * * * *", "'*/0' is no value for the minute in cron"),
        ("5- * * * *", "'5-' is no value for the minute in cron"),
        ("@dayly", "Airflow has no preset '@dayly'"),
    ],
)
def test_what_it_does_not(text: str, what: str) -> None:
    mistake = cron_mistake(text)
    assert mistake is not None
    assert mistake[0] == what
