"""Requests and schedules are checked, sent and recorded."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from macros.models import Case
from tests.samples.planting import CATALOG, TARGETS
from tests.samples.stages import MAIN


def test_a_case_that_leaves_something_else_behind_is_told(tmp_path: Path) -> None:
    target = TARGETS["object-deleted-rule", "put-targets.json"]
    (case,) = target.cases
    for file in target.sample.files:
        text = (target.folder / file.name).read_text(encoding="utf-8")
        (tmp_path / file.name).write_text(text.replace("Object Deleted", "Object Created"), encoding="utf-8")
    with pytest.raises(AssertionError, match=r"object-deleted-reaches-queue: sqs.ReceiveMessage gives"):
        MAIN.runners["request"].run(replace(target, path=tmp_path / target.file.name), case)


def test_the_next_times_are_as_many_as_are_expected() -> None:
    target = TARGETS["nightly-schedule-dlq", "schedule.json"]
    case = CATALOG.get(Case, "nightly-clock-forward")
    run = MAIN.runners["schedule"].run(target, case)
    assert run is not None
    assert run.next == ("2027-03-13T02:30:00-05:00", "2027-03-15T02:30:00-04:00")


def test_the_end_of_a_schedule_is_kept() -> None:
    target = TARGETS["nightly-schedule-dlq", "hourly.json"]
    (case,) = target.cases
    more = case.expect.model_copy(update={"next": case.expect.next * 2})
    run = MAIN.runners["schedule"].run(target, case.model_copy(update={"expect": more}))
    assert run is not None
    assert len(run.next) == 3


def test_only_what_was_sent_counts_as_executed() -> None:
    sent, unsent = TARGETS["object-deleted-rule", "put-targets.json"], TARGETS["object-deleted-rule", "put-rule.json"]
    assert [verdict.deed for verdict in MAIN.runners["request"].verdicts(sent)] == ["checked", "executed"]
    assert [verdict.deed for verdict in MAIN.runners["request"].verdicts(unsent)] == ["checked"]


def test_bad_json_is_told_and_raises_nothing(tmp_path: Path) -> None:
    target = TARGETS["pipeline-alarms", "alarms.json"]
    (tmp_path / "alarms.json").write_text(json.dumps([{}])[:-1], encoding="utf-8")
    found = list(MAIN.runners["request"].problems(replace(target, path=tmp_path / "alarms.json")))
    assert [problem.location.line for problem in found] == [1]
