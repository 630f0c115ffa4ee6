"""Requests: inputs of operations, as the command line takes them with `--cli-input-json`.

A file holds one input or a list of inputs of one operation. A case makes the requests of its sample, from the first
file to the one that it names, on moto.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

from macros.models import Case, Step
from macros.recordings import Run, Verdict
from tests.samples.api_inputs import input_findings, operation_findings
from tests.samples.embedded import embedded_findings
from tests.samples.findings import Finding, below
from tests.samples.glue_triggers import trigger_steps
from tests.samples.interpreter import BY
from tests.samples.json_files import JsonFile
from tests.samples.runner import Target
from tests.samples.scenes import scene
from tests.samples.siblings import sibling_findings
from tests.samples.world import make_call


class ApiRequests(JsonFile):
    """Tests files of the kind `request`."""

    def findings(self, target: Target, value: Any) -> Iterator[Finding]:
        """Yield where the requests do not fit the operation."""
        call = str(target.file.operation)
        service, operation = call.split(".")
        unknown = list(operation_findings(service, operation))
        yield from unknown
        if unknown:
            return
        if value == []:
            yield Finding((), "the file holds no request", "write an object or a list of them")
        for i, request in enumerate(_requests(value)):
            way = (i,) if isinstance(value, list) else ()
            wrong = list(input_findings(service, operation, request))
            yield from below(way, wrong)
            if isinstance(request, dict):
                yield from below(way, embedded_findings(call, request))
                yield from below(way, sibling_findings(target, call, request))

    def verdicts(self, target: Target) -> tuple[Verdict, ...]:
        """Return that the models took it, and whether it was sent."""
        number = len(_requests(_read(target)))
        these = "The request fits" if number == 1 else f"All {number} requests fit"
        what = f"{these} AWS's own model of {target.file.operation}: members, types, limits and allowed values."
        checked = Verdict(deed="checked", by=f"botocore {version('botocore')}", what=what)
        if not target.cases:
            return (checked,)
        return (checked, Verdict(deed="executed", by=BY, what="Sent to a simulation of AWS, with what its cases say."))

    def steps(self, target: Target) -> tuple[Step, ...]:
        """Return the steps of a Glue workflow from its triggers; nothing for other requests."""
        return trigger_steps(_requests(_read(target))) if target.file.operation == "glue.CreateTrigger" else ()

    def run(self, target: Target, case: Case) -> Run:
        """Send the requests after what is given, then make the later calls, and look at what is left."""
        with scene(target, case) as world:
            for file in target.sample.files:
                if file.kind in ("request", "schedule"):
                    for request in _requests(json.loads((target.folder / file.name).read_text(encoding="utf-8"))):
                        make_call(str(file.operation), request)
                if file == target.file:
                    break
            world.clock.wait(max((later.after for later in case.later), default=0))
        return Run(case=str(case.id), fingerprint=case.fingerprint, status="succeeded", by=BY)


def _read(target: Target) -> Any:
    return json.loads(target.path.read_text(encoding="utf-8"))


def _requests(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
