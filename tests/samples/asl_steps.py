"""Steps and arrows for a drawing, read from a definition, so that the picture cannot differ from the code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from macros.models import Service, Step
from macros.models.workflows import Arrow
from tests.samples.asl import RESOURCE, Machine, State, own_states
from tests.samples.asl_calls import called
from tests.samples.asl_fields import COMPARISONS

KINDS = {"Choice": "choice", "Wait": "wait", "Parallel": "parallel", "Map": "map", "Succeed": "succeed", "Fail": "fail"}
"""The kind of step for each type of state; any other is a task."""

DEFAULTS: dict[str, float] = {"IntervalSeconds": 1, "MaxAttempts": 3, "BackoffRate": 2.0}
"""What a retrier means where it says nothing, from the States Language specification."""


def step_id(name: str) -> str:
    """Return a state's name in kebab-case: "Is it an image?" is `is-it-an-image`."""
    return "-".join(re.findall(r"[a-z0-9]+", re.sub(r"['’]", "", name.lower())))


def steps_of(machine: Machine, services: tuple[Service, ...]) -> tuple[Step, ...]:
    """Return the steps of a machine in the order of the file, the first one first."""
    states = sorted(own_states(machine), key=lambda state: state.name != machine.content["StartAt"])
    return tuple(_step(state, services) for state in states)


def _step(state: State, services: tuple[Service, ...]) -> Step:
    call = called(str(state.content.get("Resource", "")))
    return Step.model_validate(
        {
            "id": step_id(state.name),
            "kind": KINDS.get(state.type, "task"),
            "label": state.name,
            "service": service_of(call[0], services) if call else None,
            "note": _note(state),
            "next": tuple(_next(state)),
            "on_error": tuple(_on_error(state)),
            "inside": tuple(step for machine in state.inner for step in steps_of(machine, services)),
        }
    )


def service_of(name: str, services: tuple[Service, ...]) -> str | None:
    """Return the id of the service that the SDK calls by a name: the record that has fewest other names, parts last."""
    found = [service for service in services if name in service.sdk]
    found.sort(key=lambda service: (len(service.sdk), service.part_of is not None))
    return str(found[0].id) if found else None


# ------------------------------------------------------------------------------------------------ arrows
def _next(state: State) -> Iterator[Arrow]:
    for _, rule in state.parts("Choices"):
        words = rule.get("Comment") or condition_words(rule)
        yield Arrow.model_validate({"to": step_id(rule["Next"]), "label": words})
    if "Default" in state.content:
        yield Arrow.model_validate({"to": step_id(state.content["Default"]), "label": "Otherwise"})
    if "Next" in state.content:
        yield Arrow.model_validate({"to": step_id(state.content["Next"])})


def _on_error(state: State) -> Iterator[Arrow]:
    for _, catcher in state.parts("Catch"):
        names = ["Any error" if name == "States.ALL" else name for name in catcher["ErrorEquals"]]
        yield Arrow.model_validate({"to": step_id(catcher["Next"]), "label": ", ".join(names)})


def condition_words(rule: dict[str, Any]) -> str:
    """Return the condition of a rule in a few words: `status = FINISHED`."""
    if "Condition" in rule:
        text = str(rule["Condition"]).removeprefix("{%").removesuffix("%}")
        return " ".join(re.sub(r"\$states\.input\.|['\"\[\]$]", "", text).split())
    for word in ("And", "Or"):
        if word in rule:
            return f" {word.lower()} ".join(condition_words(part) for part in rule[word])
    if "Not" in rule:
        return "not " + condition_words(rule["Not"])
    operator = next(key for key in rule if key in COMPARISONS)
    variable = re.split(r"[.\[\]]", str(rule["Variable"]).rstrip("]"))[-1]
    value = rule[operator]
    if operator.startswith("Is"):
        return f"{variable} {COMPARISONS[operator]}" if value else f"{variable}: not {COMPARISONS[operator]}"
    if isinstance(value, bool):
        return variable if value else f"not {variable}"
    return f"{variable} {COMPARISONS[operator]} {value}"


# ------------------------------------------------------------------------------------------------ notes
def _note(state: State) -> str | None:
    first, *more = [*_notes(state), ""]
    return "; ".join([first, *(note[:1].lower() + note[1:] for note in more if note)]) or None


def _notes(state: State) -> Iterator[str]:
    match = RESOURCE.fullmatch(str(state.content.get("Resource", "")))
    if match and match["pattern"]:
        yield "Waits for the task token" if match["pattern"] == "waitForTaskToken" else "Waits until it is done"
    if isinstance(state.content.get("TimeoutSeconds"), int):
        yield f"Timeout after {span(state.content['TimeoutSeconds'])}"
    if isinstance(state.content.get("ItemBatcher"), dict):
        yield f"Batches of {state.content['ItemBatcher']['MaxItemsPerBatch']}"
    if state.content.get("MaxConcurrency"):
        yield f"{state.content['MaxConcurrency']} at once"
    if state.content.get("ToleratedFailurePercentage"):
        yield f"Tolerates {state.content['ToleratedFailurePercentage']}%"
    for _, retrier in state.parts("Retry"):
        yield retry_words(retrier)


def retry_words(retrier: dict[str, Any]) -> str:
    """Return what a retrier does: "Retry 3 times, 5 minutes apart"."""
    interval, backoff = (retrier.get(key, DEFAULTS[key]) for key in ("IntervalSeconds", "BackoffRate"))
    times = int(retrier.get("MaxAttempts", DEFAULTS["MaxAttempts"]))
    if times == 0:
        return "No retry"
    often = "Retry once" if times == 1 else f"Retry {times} times"
    if times == 1 or backoff == 1:
        return f"{often}, after {span(interval)}" if times == 1 else f"{often}, {span(interval)} apart"
    most = retrier.get("MaxDelaySeconds", float("inf"))
    waits = [min(interval * backoff**i, most) for i in range(times)]
    seconds = [f"{wait:g}" for wait in waits]
    told = ", ".join(seconds) if times <= 3 else f"{seconds[0]}, {seconds[1]} to {seconds[-1]}"
    upto = "up to " if retrier.get("JitterStrategy") == "FULL" else ""
    return f"{often}, after {upto}{told} s"


def span(seconds: float) -> str:
    """Return a time in the largest unit that needs no fraction: 300 is "5 minutes"."""
    for size, unit in ((86400, "day"), (3600, "hour"), (60, "minute")):
        if seconds >= size and seconds % size == 0:
            count = int(seconds // size)
            return f"{count} {unit}" + ("s" if count > 1 else "")
    return f"{seconds:g} s"
