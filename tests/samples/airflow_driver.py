"""Runs a DAG on the Airflow that is installed here, in a simulated AWS, and tells what happened.

A program of its own, not a module of the tests: Airflow needs other versions of packages than the site does, so it has
an environment of its own (`make test-airflow`) and this file imports nothing of the project. It reads jobs by name as
JSON from the file that is given first, and writes what it saw, by the same names, to the second:

    job     file, kind ("dag" or "workflow-yaml"), input, given, fakes, then, as a case has them
    seen    status, order, attempts, delays, calls, answers, unserved, error, cause
"""

from __future__ import annotations

import importlib.util
import json
import sys
import types
from collections import deque
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from unittest import mock

import boto3
from botocore import xform_name
from botocore.client import BaseClient
from botocore.exceptions import ClientError
from botocore.response import StreamingBody
from moto import mock_aws

REGION = "us-east-1"
OUTSIDE = ("salesforce.Query", "slack.ChatPostMessage")
"""What the simulation of AWS does not hold; a fake has to answer."""


class Fakes:
    """The answers that are left of each fake, and what was asked of systems outside AWS."""

    def __init__(self, fakes: list[dict[str, Any]]) -> None:
        self.answers = {fake["of"]: deque(_repeated(fake["answers"])) for fake in fakes}
        self.last = {fake["of"]: fake["answers"][-1] for fake in fakes}
        self.served: set[str] = set()
        self.awake = False
        """Whether they answer: not while the scene is set, and not when it is looked at."""
        self.calls: list[dict[str, Any]] = []

    def take(self, name: str) -> dict[str, Any] | None:
        """Return the next answer of a fake, or nothing when the real one shall answer."""
        left = self.answers.get(name)
        if left is None or not self.awake:
            return None
        self.served.add(name)
        if left:
            return left.popleft()
        return self.last[name] if self.last[name]["times"] == "always" else None

    def ask(self, name: str, given: Any) -> Any:
        """Answer in place of a system outside AWS, and note what it was asked."""
        self.calls.append({"call": name, "input": given})
        answer = self.take(name)
        if answer is None:
            raise AssertionError(f"nothing answers as {name} any more (add an answer to its fake)")
        if answer["error"] is not None:
            raise _outside_error(name, answer["error"], answer["cause"] or "")
        return json.loads(answer["gives"])


def _outside_error(name: str, error: str, cause: str) -> Exception:
    """Return an error as the client of a system outside AWS raises it; only errors that it has."""
    from simple_salesforce import exceptions
    from slack_sdk.errors import SlackApiError

    if name == "slack.ChatPostMessage":
        assert error == "SlackApiError", f"the client of Slack raises SlackApiError, not {error}"
        failed: Exception = SlackApiError("The request to the Slack API failed.", {"ok": False, "error": cause})
        return failed
    assert hasattr(exceptions, error), f"the client of Salesforce has no error {error}"
    refused: Exception = getattr(exceptions, error)("https://salesforce.invalid", 403, "query", cause)
    return refused


def _repeated(answers: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for answer in answers:
        yield from [answer] * (0 if answer["times"] == "always" else answer["times"])


@contextmanager
def world(fakes: Fakes) -> Iterator[None]:
    """Put a simulated AWS, the fakes, and clocks that do not sleep in place of the real ones."""
    from airflow.providers.amazon.aws.hooks import glue, redshift_data
    from airflow.providers.salesforce.hooks.salesforce import SalesforceHook
    from slack_sdk import WebClient

    real = BaseClient._make_api_call

    def ask_aws(client: Any, operation: str, parameters: dict[str, Any]) -> Any:
        answer = fakes.take(f"{client.meta.service_model.service_name}.{operation}")
        if answer is None:
            return real(client, operation, parameters)
        if answer["error"] is not None:
            error = {"Error": {"Code": answer["error"], "Message": answer["cause"] or ""}}
            raise client.exceptions.from_code(answer["error"])(error, operation)
        return {**json.loads(answer["gives"]), "ResponseMetadata": {"HTTPStatusCode": 200}}

    def salesforce(_hook: Any) -> Any:
        def query(text: str, **_options: Any) -> Any:
            return fakes.ask("salesforce.Query", {"query": " ".join(text.split())})

        return types.SimpleNamespace(query=query, query_all=query)

    def slack(_client: Any, method: str, **options: Any) -> Any:
        sent = options.get("json") or options.get("params") or {}
        assert method == "chat.postMessage", method
        answer = fakes.ask("slack.ChatPostMessage", {key: sent[key] for key in ("channel", "text")})
        return types.SimpleNamespace(data=answer)

    awake = types.SimpleNamespace(sleep=lambda _seconds: None)
    with ExitStack() as stack:
        stack.enter_context(mock_aws(config={"core": {"reset_boto3_session": False}}))
        for place, name, instead in (
            (BaseClient, "_make_api_call", ask_aws),
            (SalesforceHook, "get_conn", salesforce),
            (WebClient, "api_call", slack),
            (glue, "time", awake),
            (redshift_data, "time", awake),
        ):
            stack.enter_context(mock.patch.object(place, name, instead))
        yield


def load(file: Path, kind: str) -> Any:
    """Return the DAG of a file."""
    if kind == "workflow-yaml":
        from dagfactory.dagfactory import _DagFactory

        (dag,) = _DagFactory(config_filepath=str(file)).build_dags().values()
        return dag
    from airflow.sdk import DAG

    spec = importlib.util.spec_from_file_location(file.stem, file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[file.stem] = module
    made: list[Any] = []
    real = DAG.__init__

    def note(dag: Any, *arguments: Any, **options: Any) -> None:
        real(dag, *arguments, **options)
        made.append(dag)

    with mock.patch.object(DAG, "__init__", note):
        spec.loader.exec_module(module)
    (dag,) = made
    return dag


def call(name: str, given: Any) -> Any:
    """Make a call of the SDK like `s3.GetObject` and return its answer; a body becomes text."""
    service, operation = name.split(".")
    answer = getattr(boto3.client(service, region_name=REGION), xform_name(operation))(**given)
    answer.pop("ResponseMetadata", None)
    return {key: value.read().decode() if isinstance(value, StreamingBody) else value for key, value in answer.items()}


def run(job: dict[str, Any]) -> dict[str, Any]:
    """Run the DAG of a job and return what was seen."""
    fakes = Fakes(job["fakes"])
    attempts: list[dict[str, Any]] = []
    with world(fakes):
        for given in job["given"]:
            call(given["call"], given["input"])
        dag = load(Path(job["file"]), job["kind"])
        delays = {task.task_id: task.retry_delay for task in dag.tasks}
        for task in dag.tasks:
            task.retry_delay = timedelta(0)
        fakes.awake = True
        with _watched(attempts):
            at = datetime.fromisoformat(job["input"]["logical_date"])
            done = dag.test(logical_date=at, run_conf=job["input"].get("conf"))
        fakes.awake = False
        answers = [_answer(then["call"], then["input"]) for then in job["then"]]
    failed = [attempt for attempt in attempts if attempt["state"] == "failed"]
    return {
        "status": "succeeded" if str(done.state) == "success" else "failed",
        "order": [task.task_id for task in dag.topological_sort()],
        "attempts": attempts,
        "delays": {task: delay.total_seconds() for task, delay in delays.items()},
        "calls": fakes.calls,
        "unserved": sorted(set(fakes.answers) - fakes.served),
        "answers": answers,
        "error": failed[-1]["error"] if failed else None,
        "cause": failed[-1]["cause"] if failed else None,
    }


def _answer(name: str, given: Any) -> Any:
    """Return what a call answers afterwards, or its error as an answer."""
    try:
        return call(name, given)
    except ClientError as error:
        return {"Error": error.response["Error"]}


@contextmanager
def _watched(attempts: list[dict[str, Any]]) -> Iterator[None]:
    """Note every attempt of every task."""
    from airflow.sdk.execution_time import supervisor

    real = supervisor.run_task_in_process

    def watch(ti: Any, task: Any) -> Any:
        result = real(ti=ti, task=task)
        error = result.error
        attempts.append(
            {
                "task": ti.task_id,
                "state": str(getattr(result.ti.state, "value", result.ti.state)),
                "error": type(error).__name__ if error else None,
                "cause": str(error) if error else None,
            }
        )
        return result

    with mock.patch.object(supervisor, "run_task_in_process", watch):
        yield


if __name__ == "__main__":
    from airflow.utils.db import initdb

    initdb()
    jobs = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    seen = {name: run(job) for name, job in jobs.items()}
    Path(sys.argv[2]).write_text(json.dumps(seen, default=str), encoding="utf-8")
