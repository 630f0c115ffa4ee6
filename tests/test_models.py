from __future__ import annotations

from typing import Any, get_args

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from macros.models import (
    KINDS,
    AsOf,
    Id,
    Model,
    Record,
    Reference,
    SkillNumber,
    TaskNumber,
    Term,
    Text,
    Url,
    Value,
    unfinished_links,
    without_code,
)


def accepts(kind: type[Value], text: str) -> bool:
    try:
        value = TypeAdapter(kind).validate_python(text)
    except ValidationError:
        return False
    assert type(value) is kind
    return True


@pytest.mark.parametrize("text", ["dag", "s3", "step-functions", "a-1-b", "0"])
def test_ids(text: str) -> None:
    assert accepts(Id, text)


@pytest.mark.parametrize("text", ["", "Dag", "a_b", "a--b", "-a", "a-", "a b", "ä", "a.b", "a/b", "a\nb"])
def test_what_is_no_id(text: str) -> None:
    assert not accepts(Id, text)


@pytest.mark.parametrize("text", ["2026-10", "2026-10-05", "2024-02-29", "1999-12-31"])
def test_dates(text: str) -> None:
    assert accepts(AsOf, text)


@pytest.mark.parametrize(
    "text",
    ["2026", "2026-13", "2026-00", "2026-02-30", "2025-02-29", "2026-1", "26-10", "2026-10-5", "2026/10", "0000-01"],
)
def test_what_is_no_date(text: str) -> None:
    assert not accepts(AsOf, text)


@pytest.mark.parametrize(
    "text", ["https://a.b", "https://docs.aws.amazon.com/a/b.html?c=d#e", "https://a.b/(c)", "https://a-b.c.d?x"]
)
def test_addresses(text: str) -> None:
    assert accepts(Url, text)


@pytest.mark.parametrize(
    "text",
    [
        "http://a.b",
        "a.b",
        "https://",
        "https://a",
        "https://a b.c",
        "https://[a.b",
        "https://a.b/'c'",
        "javascript:x",
        "https://a.b:x",
    ],
)
def test_what_is_no_address(text: str) -> None:
    assert not accepts(Url, text)


def test_numbers_of_skills_and_tasks() -> None:
    assert accepts(SkillNumber, "1.3.2")
    assert accepts(SkillNumber, "1.10.12")
    assert not accepts(SkillNumber, "1.3")
    assert accepts(TaskNumber, "1.3")
    assert not accepts(TaskNumber, "1.3.2")


def test_texts_lose_only_the_space_around_them() -> None:
    assert TypeAdapter(Text).validate_python("  a  b \n") == "a  b"
    assert not accepts(Text, " \n ")


# ---- links


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("a [[b]] c", [("b", None)]),
        ("[[b|c d]] and [[e]]", [("b", "c d"), ("e", None)]),
        ("`[[b]]` ``[[c]] ` [[d]]`` [[e]]", [("e", None)]),
        ("[[Step Functions]] [[ b ]] [[]]", [("Step Functions", None), (" b ", None), ("", None)]),
        ("[[b|]] [[b] [b]]", []),
        ("a ` b [[c]] d", [("c", None)]),
    ],
)
def test_links(text: str, links: list[tuple[str, str | None]]) -> None:
    assert [(link["id"], link["text"]) for link in Text(text).links()] == links


@pytest.mark.parametrize(
    ("text", "starts"),
    [("[[a]] [[b|c]]", []), ("[[a] [[b|]] x [[", [0, 5, 14]), ("[[a [[b]]", [0]), ("[a] [b](c)", [])],
)
def test_unfinished_links(text: str, starts: list[int]) -> None:
    assert list(unfinished_links(text)) == starts


def test_code_spans_become_blanks_and_nothing_moves() -> None:
    assert without_code("a `b` c ``d ` e`` f") == "a     c           f"
    assert without_code("a `b\nc` d") == "a   \n   d"
    assert without_code("a ` b") == "a ` b"


# ---- models


def models(annotation: Any, found: set[type[BaseModel]]) -> set[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel) and annotation not in found:
        found.add(annotation)
        for info in annotation.model_fields.values():
            models(info.annotation, found)
    for argument in get_args(annotation):
        models(argument, found)
    return found


ALL = sorted({m for kind in KINDS.values() for m in models(kind, set())}, key=lambda model: model.__name__)


@pytest.mark.parametrize("model", ALL, ids=lambda model: model.__name__)
def test_every_field_of_every_model_is_explained(model: type[BaseModel]) -> None:
    assert issubclass(model, Model)
    assert model.model_config["frozen"]
    assert model.model_config["extra"] == "forbid"
    for name, info in model.model_fields.items():
        assert info.description, f"{model.__name__}.{name} needs a docstring: it is the reference of the field"
        assert info.description.rstrip().endswith(".")


def test_every_kind_has_a_name_and_a_folder_of_its_own() -> None:
    assert all(name == kind.kind for name, kind in KINDS.items())
    assert len({kind.paths() for kind in KINDS.values()}) == len(KINDS)


def test_every_reference_names_kinds_that_there_are() -> None:
    for reference in Reference.__subclasses__():
        assert set(reference.kinds) <= set(KINDS), reference


def test_records_cannot_be_changed() -> None:
    term = Term.model_validate({"id": "dag", "name": "DAG", "definition": "A graph."})
    with pytest.raises(ValidationError):
        term.name = Text("x")  # type: ignore[misc]


def test_title_text_is_the_name_the_title_or_the_id() -> None:
    class Plain(Record):
        kind = "plain"
        folder = "plain"

    assert Term.model_validate({"id": "dag", "name": "DAG", "definition": "A graph."}).title_text == "DAG"
    assert Plain.model_validate({"id": "dag"}).title_text == "dag"
