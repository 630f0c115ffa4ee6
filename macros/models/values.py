"""The values of fields: texts with a rule of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Annotated, Any, ClassVar, Self

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from macros.diagnostics import shorten

LINK = re.compile(r"\[\[(?P<id>[^\[\]|\n]*)(?:\|(?P<text>[^\[\]]+))?\]\]")
"""A link to a record inside text: `[[dag]]` or `[[dag|these graphs]]`."""

CODE_SPAN = re.compile(r"(?<![`\\])(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)

KEBAB_CASE = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"


def without_code(text: str) -> str:
    """Return a text with its code spans as blanks, so that every other character keeps its place."""
    if "`" not in text:
        return text
    return CODE_SPAN.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


UNORDERED = "unordered"
"""Marks a field whose items have no order: `make fix` sorts them."""


class Meanings:
    """What each value of a choice means: for the editor, the reference and the forms."""

    def __init__(self, meanings: dict[str, str]) -> None:
        self.of = meanings

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return handler(source)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        plain = handler(schema)
        choices = [{"const": choice, "description": self.of[choice]} for choice in plain.pop("enum")]
        return {**plain, "anyOf": choices}


MOST_UNFINISHED = 10
"""So many in one text are no slips: no more of them help."""


def unfinished_links(text: str) -> Iterator[int]:
    """Yield where a `[[` starts no link: `[[dag]`, `[[dag|]]`; a `[` too many counts as such."""
    if "[[" not in text:
        return
    links = {match.start() for match in LINK.finditer(text)}
    starts = (match.start() for match in re.finditer(r"\[{2,}", text))
    yield from islice((start for start in starts if start not in links), MOST_UNFINISHED)


OFFERED = "offered"
"""Marks in a JSON Schema what an editor offers for a value: ids of records of these kinds (none: any), or skills."""


class Value(str):
    """A text with a rule of its own; checks and templates recognize it by its class."""

    pattern: ClassVar[str] = r"\S"
    wanted: ClassVar[str] = "text"
    hint: ClassVar[str] = "write some words"

    _rule: ClassVar[re.Pattern[str]]

    def __init_subclass__(cls) -> None:
        cls._rule = re.compile(cls.pattern)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the text as this class, or raise pydantic's error that says what is wanted."""
        text = text.strip()
        if not cls._rule.search(text):
            raise refusal(f"'{shorten(text)}' is not {cls.wanted}", cls.hint)
        return cls(text)

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(cls.parse, core_schema.str_schema())

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {**handler(schema), "pattern": cls.pattern}


def refusal(what: str, fix: str) -> PydanticCustomError:
    """Return the error that says what is wrong and, in brackets, what to do."""
    return PydanticCustomError("refused", "{what} ({fix})", {"what": what, "fix": fix})


class Id(Value):
    """The name of a record, in kebab-case. It is unique over all kinds and never used again for something else."""

    pattern = KEBAB_CASE
    wanted = "an id"
    hint = "use small letters, digits and single hyphens, like 'step-functions'"


class Text(Value):
    """Prose with inline Markdown; `[[id]]` and `[[id|text]]` link another record."""

    def links(self) -> Iterator[re.Match[str]]:
        """Yield each `[[...]]` of the text that does not stand in a code span."""
        if "[[" in self:
            yield from LINK.finditer(without_code(self))


class Verbatim(Value):
    """Words as they stand in the SDK's models: no Markdown, no links."""


class Url(Value):
    """An address on the web, with https."""

    pattern = r"^https://[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?:[/?#][^\s<>\"']*)?$"
    wanted = "an address on the web"
    hint = "copy it whole from the browser, with https://"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Refuse the full stop or comma of the sentence that the address was copied from."""
        value = super().parse(text)
        if value[-1] in ".,;":
            raise refusal(f"'{shorten(text)}' ends with a '{value[-1]}'", "take it off, if the page opens without it")
        return value


class AsOf(Value):
    """The month or day on which a source was seen: `2026-10` or `2026-10-05`."""

    pattern = r"^\d{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?$"
    wanted = "a month or a day"
    hint = "write it as 2026-10 or 2026-10-05"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Refuse days that no calendar has, such as 2026-02-30."""
        value = super().parse(text)
        try:
            date.fromisoformat(value if len(value) == 10 else f"{value}-01")
        except ValueError:
            raise refusal(f"'{shorten(text)}' is not in the calendar", "look up the right day") from None
        return value


class ModelPath(Value):
    """A place in the models of the SDK: a service, a dot, an operation or a shape, and the way into it."""

    pattern = r"^[a-z0-9-]+(?:\.\w+)+$"
    wanted = "a place in the models of the SDK"
    hint = "write service, operation or shape, and member, like lambda.CreateFunction.Timeout"


class ExamNumber(Value):
    """A number that the exam gives to its parts."""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Refuse the digits of other writings, which look alike, and numbers without end."""
        value = super().parse(text)
        if not value.isascii() or len(value) > MOST_DIGITS:
            raise refusal(f"'{shorten(text)}' is not {cls.wanted}", cls.hint)
        return value


MOST_DIGITS = 20


class SkillNumber(ExamNumber):
    """The number of a skill in the exam, like `1.3.2`."""

    pattern = r"^\d+\.\d+\.\d+$"
    wanted = "the number of a skill"
    hint = "write it like 1.3.2"

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {**super().__get_pydantic_json_schema__(schema, handler), OFFERED: ["skill"]}


SkillNumbers = Annotated[tuple[SkillNumber, ...], UNORDERED]
"""Skills; their numbers order them."""


class TaskNumber(ExamNumber):
    """The number of a task in the exam, like `1.3`."""

    pattern = r"^\d+\.\d+$"
    wanted = "the number of a task"
    hint = "write it like 1.3"


class Reference(Id):
    """The id of another record; `kinds` says which kinds of record fit (none: any)."""

    kinds: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {**super().__get_pydantic_json_schema__(schema, handler), OFFERED: list(cls.kinds)}


class CriterionRef(Reference):
    """The id of a criterion."""

    kinds = ("criterion",)


class DecisionTreeRef(Reference):
    """The id of a decision tree."""

    kinds = ("decision-tree",)


class FactRef(Reference):
    """The id of a fact."""

    kinds = ("fact",)


class GuideRef(Reference):
    """The id of a guide."""

    kinds = ("guide",)


class ServiceRef(Reference):
    """The id of a service."""

    kinds = ("service",)


class TermRef(Reference):
    """The id of a term."""

    kinds = ("term",)


class ComparisonRef(Reference):
    """The id of a comparison."""

    kinds = ("comparison",)


class WorkflowRef(Reference):
    """The id of a workflow."""

    kinds = ("workflow",)


class ScenarioRef(Reference):
    """The id of a scenario."""

    kinds = ("scenario",)


class QuestionRef(Reference):
    """The id of a question."""

    kinds = ("question",)


# ------------------------------------------------------------------------------------------------ records


class SampleRef(Reference):
    """The id of a sample."""

    kinds = ("sample",)


class FileName(Value):
    """The name of a file in the folder of a sample."""

    pattern = r"^[a-z0-9][a-z0-9._-]*\.[a-z0-9]+$"
    wanted = "the name of a file"
    hint = "use small letters, digits, '_', '-' and '.', like 'machine.asl.json'"
