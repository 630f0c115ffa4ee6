"""The steps of a Glue workflow come from its triggers."""

from __future__ import annotations

from typing import Any

from tests.samples.glue_triggers import trigger_steps

START = {"Name": "every-night", "Type": "SCHEDULED", "Schedule": "cron(0 2 * * ? *)", "Actions": [{"JobName": "clean"}]}


def conditional(name: str, *conditions: dict[str, str], logical: str = "AND", job: str = "load") -> dict[str, Any]:
    predicate = {"Logical": logical, "Conditions": list(conditions)}
    return {"Name": name, "Type": "CONDITIONAL", "Predicate": predicate, "Actions": [{"JobName": job}]}


def test_a_trigger_starts_jobs_and_their_ends_fire_triggers() -> None:
    good = conditional("after-clean", {"JobName": "clean", "State": "SUCCEEDED"})
    bad = conditional("after-failure", {"JobName": "clean", "State": "FAILED"}, job="tidy-up")
    steps = {str(step.id): step for step in trigger_steps([START, good, bad])}
    assert list(steps) == ["every-night", "clean", "after-clean", "load", "after-failure", "tidy-up", "run-completed"]
    assert steps["every-night"].kind == "event"
    assert steps["every-night"].note == "Trigger: cron(0 2 * * ? *)"
    assert [(str(a.to), a.label) for a in steps["clean"].next] == [("after-clean", "SUCCEEDED")]
    assert [(str(a.to), a.label) for a in steps["clean"].on_error] == [("after-failure", "FAILED")]
    assert [str(a.to) for a in steps["load"].next] == ["run-completed"]


def test_several_conditions_say_how_they_are_joined() -> None:
    both = ({"JobName": "clean", "State": "SUCCEEDED"}, {"CrawlerName": "crawl", "CrawlState": "SUCCEEDED"})
    notes = [trigger_steps([conditional("x", *both, logical=how)])[0].note for how in ("AND", "ANY")]
    assert notes == ["Trigger: all conditions", "Trigger: any condition"]


def test_a_job_that_two_triggers_start_is_one_step() -> None:
    again = {"Name": "on-demand", "Type": "ON_DEMAND", "Actions": START["Actions"]}
    steps = trigger_steps([START, again])
    assert [str(step.id) for step in steps] == ["every-night", "clean", "on-demand", "run-completed"]
    assert steps[2].note == "Trigger: on demand"
