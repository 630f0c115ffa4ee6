"""Samples: real files that have run, and the cases in which they ran."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from macros.diagnostics import shorten
from macros.models.base import Model, Record
from macros.models.values import FactRef, FileName, SampleRef, ServiceRef, SkillNumbers, Text, Value, refusal


class Json(Value):
    """JSON, written as AWS shows it."""

    wanted = "JSON"
    hint = "write it as a block: '|' and then the lines, indented"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Refuse what no JSON reader takes, with the place inside the text."""
        try:
            json.loads(text)
        except ValueError as error:
            raise refusal(f"'{shorten(text, 40)}' is not JSON: {error}", cls.hint) from None
        return cls(text.strip())


class Call(Value):
    """An operation of a service in the names of the SDK for Python, like `dynamodb.PutItem`."""

    pattern = r"^[a-z0-9-]+\.[A-Z][A-Za-z0-9]+$"
    wanted = "an operation"
    hint = "write the SDK's service and operation, like dynamodb.PutItem"


class Faked(Value):
    """What answers in place of the real one: `lambda:check-upload` or `glue.GetJobRun`."""

    pattern = r"^(?:lambda:[A-Za-z0-9_-]+|[a-z0-9-]+\.[A-Z][A-Za-z0-9]+)$"
    wanted = "a function or an operation"
    hint = "write 'lambda:' and the function's name, or an operation like glue.GetJobRun"


class Instant(Value):
    """A moment, to the second, with its zone."""

    pattern = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)$"
    wanted = "a moment"
    hint = "write it like 2026-12-01T02:00:00Z"


class SampleFile(Model):
    """A file of a sample."""

    name: FileName
    """Its name in the folder of the sample."""
    kind: Literal[
        "state-machine",
        "function",
        "dag",
        "sql",
        "event-pattern",
        "schedule",
        "request",
        "template",
        "policy",
        "logs-query",
        "spark-script",
        "workflow-yaml",
    ]
    """What it is, which decides how it is tested. `request`: the input of one call, or a list of such inputs."""
    title: Text
    """What it holds, a few words."""
    operation: Call | None = None
    """For `request` and `schedule`: the operation whose input it is."""


class Sample(Record):
    """Real files that a reader can take, and that have run."""

    kind = "sample"
    folder = "samples"
    glob: ClassVar[str] = "*/sample.yml"

    title: Text
    """Its heading."""
    description: Text
    """What it does and shows, in one to three sentences."""
    files: Annotated[tuple[SampleFile, ...], Field(min_length=1)]
    """Its files, in reading order."""
    notice: tuple[Text, ...] = ()
    """What to look at in the code, one idea each."""
    exam_note: Text | None = None
    """How an exam asks for it, and what it would not be."""
    services: tuple[ServiceRef, ...] = ()
    """The services that play a part."""
    skills: Annotated[SkillNumbers, Field(min_length=1)]
    """Skills of the exam that it serves."""
    facts: tuple[FactRef, ...] = ()
    """The facts behind figures in the text and in the code."""

    def file(self, name: str) -> SampleFile | None:
        """Return the file of that name, or nothing."""
        return next((file for file in self.files if file.name == name), None)


class Given(Model):
    """A call that is made before a case runs."""

    call: Call
    """The operation."""
    input: Json
    """Its input."""


class FakeAnswer(Model):
    """An answer that a fake gives: a result or an error."""

    gives: Json | None = None
    """The result."""
    error: Text | None = None
    """The name of the error."""
    cause: Text | None = None
    """The message of the error."""
    times: Literal["always"] | Annotated[int, Field(ge=1)] = 1
    """How often it answers so: a number, or `always`."""

    @model_validator(mode="after")
    def _answers(self) -> Self:
        if (self.gives is None) == (self.error is None):
            raise refusal("the answer gives nothing, or two things", "write either 'gives' or 'error'")
        return self


class Fake(Model):
    """What answers in place of a function or a service, because a test needs a failure or the simulation lacks it."""

    of: Faked
    """The function or the operation."""
    answers: Annotated[tuple[FakeAnswer, ...], Field(min_length=1)]
    """Its answers, one call after another; then the real one answers again."""


class Later(Model):
    """A call that somebody else makes while a case runs."""

    after: Annotated[int, Field(ge=0)]
    """Seconds after the start, on the clock of the simulation."""
    call: Call
    """The operation."""
    input: Json
    """Its input; `$taskToken` stands for the token that was handed out."""


class Expectation(Model):
    """What must happen in a case."""

    status: Literal["succeeded", "failed", "timed-out", "matched", "not-matched"]
    """How it ends."""
    path: tuple[Text, ...] = ()
    """The states or tasks entered, in order."""
    waits: tuple[Annotated[int, Field(ge=0)], ...] = ()
    """Every wait in seconds, in order: between attempts, and in Wait states."""
    output: Json | None = None
    """What comes out."""
    error: Text | None = None
    """The name of the error with which it fails."""
    next: tuple[Instant, ...] = ()
    """For a schedule: the next times at which it fires."""


class Afterwards(Model):
    """What a case leaves behind: a call, and what its answer must hold."""

    call: Call
    """The operation."""
    input: Json
    """Its input."""
    gives: Json
    """What its answer must hold; it may hold more."""


class Case(Record):
    """A case in which a file of a sample runs: what goes in, what fails, what must come out."""

    kind = "case"
    folder = "samples"
    glob: ClassVar[str] = "*/cases.yml"

    sample: SampleRef
    """The sample."""
    file: FileName
    """The file that runs."""
    title: Text
    """What happens in it: "The table is busy twice"."""
    about: Text | None = None
    """What to notice, in one or two sentences."""
    input: Json | None = None
    """The input of the execution, or the event."""
    start: Instant | None = None
    """For a schedule: the moment from which its next times are asked."""
    given: tuple[Given, ...] = ()
    """Calls made first, in order."""
    fakes: tuple[Fake, ...] = ()
    """What answers in place of functions and services."""
    later: tuple[Later, ...] = ()
    """Calls made while it runs."""
    expect: Expectation
    """What must happen."""
    then: tuple[Afterwards, ...] = ()
    """What must be found afterwards."""

    @property
    def fingerprint(self) -> str:
        """Sixteen hex digits that change with all that may change a run; not with the words for the reader."""
        content = self.model_dump_json(exclude={"title", "about"})
        return sha256(content.encode()).hexdigest()[:16]
