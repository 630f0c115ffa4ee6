"""Answers in place of a function or an operation: for failures, and for what the simulation of AWS lacks."""

from __future__ import annotations

import io
import json
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from unittest import mock

from botocore.client import BaseClient
from botocore.exceptions import ParamValidationError
from botocore.response import StreamingBody
from botocore.validate import ParamValidator

from macros.models.samples import Fake, FakeAnswer
from tests.samples.sdk import misfits, operation_model

COMMON_ERRORS = {"ThrottlingException", "AccessDeniedException", "InternalFailure", "ServiceUnavailable"}
"""Errors that any operation may answer with; the models do not repeat them everywhere."""


class Fakes:
    """The answers that are left of each fake."""

    def __init__(self, fakes: tuple[Fake, ...]) -> None:
        self._answers = {str(fake.of): deque((answer, answer.times) for answer in fake.answers) for fake in fakes}
        self._asleep = False
        self.served: set[str] = set()
        """The fakes that answered at least once: one that never does is a mistake in the case."""

    def take(self, name: str) -> FakeAnswer | None:
        """Return the next answer of a fake, or nothing: then the real one answers."""
        answers = self._answers.get(name)
        if self._asleep or not answers:
            return None
        self.served.add(name)
        answer, left = answers[0]
        if left != "always":
            answers.popleft()
            if left > 1:
                answers.appendleft((answer, left - 1))
        return answer

    @property
    def unserved(self) -> set[str]:
        """The fakes that nobody asked."""
        return set(self._answers) - self.served

    @contextmanager
    def asleep(self) -> Iterator[None]:
        """Let the simulation itself answer: for the calls that set the scene and look at what came of it."""
        before, self._asleep = self._asleep, True
        try:
            yield
        finally:
            self._asleep = before

    @contextmanager
    def on_the_sdk(self) -> Iterator[None]:
        """Let every client of the SDK ask the fakes first."""
        real = BaseClient._make_api_call

        def ask(client: Any, operation: str, parameters: dict[str, Any]) -> Any:
            answer = self.take(f"{client.meta.service_model.service_name}.{operation}")
            if answer is None:
                return real(client, operation, parameters)
            return sdk_answer(client, operation, parameters, answer)

        with mock.patch.object(BaseClient, "_make_api_call", ask):
            yield


def sdk_answer(client: Any, operation: str, parameters: Mapping[str, Any], answer: FakeAnswer) -> dict[str, Any]:
    """Return or raise a fake answer as the SDK would; parameters are checked as always, and so is the answer."""
    model = client.meta.service_model.operation_model(operation)
    report = ParamValidator().validate(dict(parameters), model.input_shape) if model.input_shape else None
    if report and report.has_errors():
        raise ParamValidationError(report=report.generate_report())
    if answer.error is not None:
        code = str(answer.error)
        response: Any = {
            "Error": {"Code": code, "Message": str(answer.cause or "")},
            "ResponseMetadata": {"HTTPStatusCode": 400, "RequestId": "request-of-a-fake"},
        }
        raise client.exceptions.from_code(code)(response, operation)
    content = json.loads(str(answer.gives))
    payload = model.get_streaming_output() if model.output_shape else None
    if payload is not None:
        name = model.output_shape.serialization["payload"]
        body = str(content[name]).encode()
        content[name] = StreamingBody(io.BytesIO(body), len(body))
    return {**content, "ResponseMetadata": {"HTTPStatusCode": 200}}


def fake_mistakes(fake: Fake) -> Iterator[str]:
    """Yield what in a fake of an operation the real one would never answer."""
    if fake.of.startswith("lambda:"):
        return
    service, operation = str(fake.of).split(".")
    try:
        model = operation_model(service, operation)
    except ValueError as error:
        yield str(error)
        return
    known = {shape.name for shape in model.error_shapes} | {
        shape.metadata.get("error", {}).get("code", shape.name) for shape in model.error_shapes
    }
    for answer in fake.answers:
        if answer.error is not None and str(answer.error) not in known | COMMON_ERRORS:
            yield f"{fake.of} has no error '{answer.error}' (there are {', '.join(sorted(known))})"
        if answer.gives is not None and model.output_shape is not None:
            for path, what, fix in misfits(model.output_shape, json.loads(answer.gives), partial=True):
                yield f"{fake.of} answers otherwise, at {'.'.join(map(str, path))}: {what} ({fix})"
