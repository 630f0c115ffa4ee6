"""The steps of a Glue workflow, read from its triggers: a trigger starts jobs and crawlers, their ends fire others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from macros.models import Arrow, Step

Request = Mapping[str, Any]


def trigger_steps(requests: Iterable[Request]) -> tuple[Step, ...]:
    """Return triggers, jobs and crawlers as steps; the conditions of triggers are the arrows that lead to them."""
    triggers = list(requests)
    steps: list[Step] = []
    for trigger in triggers:
        name = trigger["Name"]
        to = tuple(Arrow(to=_id(action)) for action in trigger["Actions"])
        kind = "wait" if trigger["Type"] == "CONDITIONAL" else "event"
        step = Step.model_validate(
            {
                "id": name,
                "kind": kind,
                "label": _words(name),
                "service": "glue-workflows",
                "note": _note(trigger),
                "next": [arrow.model_dump() for arrow in to],
            }
        )
        steps.append(step)
        steps += [_action(action, triggers) for action in trigger["Actions"]]
    end = Step.model_validate({"id": "run-completed", "kind": "succeed", "label": "Run is COMPLETED"})
    return tuple({step.id: step for step in (*steps, end)}.values())  # a job that two triggers start is one step


def _action(action: Request, triggers: list[Request]) -> Step:
    """Return the step of a job or a crawler with arrows to the triggers that watch it."""
    good: list[dict[str, str]] = []
    bad: list[dict[str, str]] = []
    for trigger in triggers:
        for condition in trigger.get("Predicate", {}).get("Conditions", []):
            if _id(condition) == _id(action):
                state = condition.get("State") or condition["CrawlState"]
                (good if state == "SUCCEEDED" else bad).append({"to": trigger["Name"], "label": state})
    if not good:
        good.append({"to": "run-completed"})
    return Step.model_validate(
        {
            "id": _id(action),
            "label": _words(_id(action)),
            "service": "glue" if "JobName" in action else "glue-crawlers",
            "next": good,
            "on_error": bad,
        }
    )


def _id(action: Request) -> str:
    """Return the name of the job or crawler that an action starts or a condition watches."""
    return str(action.get("JobName") or action["CrawlerName"])


def _words(name: str) -> str:
    """Return a name of the file as words: "clean-orders" is "Clean orders"."""
    return name.replace("-", " ").capitalize()


def _note(trigger: Request) -> str:
    """Return what makes a trigger fire, in a few words."""
    batch = trigger.get("EventBatchingCondition")
    if batch:
        window = f" or {batch['BatchWindow']} seconds" if "BatchWindow" in batch else ""
        return f"Trigger: {batch['BatchSize']} events{window}"
    conditions = trigger.get("Predicate", {}).get("Conditions", [])
    if len(conditions) > 1:
        which = {"AND": "all conditions", "ANY": "any condition"}[trigger["Predicate"].get("Logical", "AND")]
        return f"Trigger: {which}"
    return (
        "Trigger" if conditions else f"Trigger: {trigger.get('Schedule') or trigger['Type'].replace('_', ' ').lower()}"
    )
