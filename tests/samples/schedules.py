"""Schedules of EventBridge Scheduler: the input of CreateSchedule, and when it fires."""

from __future__ import annotations

import json
from datetime import datetime
from importlib.metadata import version
from itertools import islice, takewhile

from macros.models import Case
from macros.recordings import Run, Verdict
from tests.samples.api_requests import ApiRequests
from tests.samples.runner import Target
from tests.samples.schedule_expressions import shown, times

BY = f"aws-croniter {version('aws-croniter')}"


class Schedules(ApiRequests):
    """Tests files of the kind `schedule`; a case gives a moment and says when the schedule fires next."""

    def verdicts(self, target: Target) -> tuple[Verdict, ...]:
        """Return that the model took it, and that its times were worked out."""
        checked = super().verdicts(target)[0]
        return (checked, Verdict(deed="executed", by=BY, what="Its next times were worked out in its time zone."))

    def run(self, target: Target, case: Case) -> Run:
        """Work out the next times after the start of a case: as many as the case expects."""
        assert case.start, f"{case.id}: a case of a schedule needs 'start'"
        assert case.expect.next, f"{case.id}: a case of a schedule expects 'next'"
        schedule = json.loads(target.path.read_text(encoding="utf-8"))
        first = datetime.fromisoformat(schedule["StartDate"]) if "StartDate" in schedule else None
        end = datetime.fromisoformat(schedule["EndDate"]) if "EndDate" in schedule else None
        zone = schedule.get("ScheduleExpressionTimezone", "UTC")
        moments = times(schedule["ScheduleExpression"], zone, datetime.fromisoformat(case.start), first)
        until = takewhile(lambda moment: end is None or moment < end, moments)
        return Run(
            case=str(case.id),
            fingerprint=case.fingerprint,
            status="succeeded",
            by=BY,
            next=tuple(shown(moment) for moment in islice(until, len(case.expect.next))),
        )
