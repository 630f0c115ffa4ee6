"""Fakes answer as often as they should, as the SDK would, and never what the real service could not."""

from __future__ import annotations

from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError, ParamValidationError

from macros.models.samples import Fake
from tests.samples.fakes import Fakes, fake_mistakes
from tests.samples.interpreter import offline
from tests.samples.world import World, contains, make_call


def fake(of: str, *answers: dict[str, Any]) -> Fake:
    return Fake.model_validate({"of": of, "answers": answers})


def test_answers_come_in_order_and_then_the_real_one() -> None:
    fakes = Fakes((fake("lambda:a", {"error": "Busy", "times": 2}, {"gives": "1"}),))
    taken = [fakes.take("lambda:a") for _ in range(4)]
    assert [answer and (answer.error or answer.gives) for answer in taken] == ["Busy", "Busy", "1", None]
    assert fakes.take("lambda:b") is None
    assert fakes.unserved == set()


def test_always_is_always() -> None:
    fakes = Fakes((fake("lambda:a", {"gives": "1", "times": "always"}), fake("lambda:b", {"gives": "1"})))
    assert all(fakes.take("lambda:a") for _ in range(9))
    assert fakes.unserved == {"lambda:b"}


def test_the_sdk_raises_the_error_that_a_handler_would_catch() -> None:
    error = {"error": "ProvisionedThroughputExceededException", "cause": "Full"}
    with offline(World(fakes=Fakes((fake("dynamodb.PutItem", error),)))):
        client = boto3.client("dynamodb")
        with pytest.raises(client.exceptions.ProvisionedThroughputExceededException, match="Full"):
            client.put_item(TableName="a", Item={})
        with pytest.raises(ClientError, match="ResourceNotFound"):  # now the simulation answers
            client.put_item(TableName="aaa", Item={"key": {"S": "x"}})


def test_parameters_are_checked_as_always() -> None:
    world = World(fakes=Fakes((fake("dynamodb.PutItem", {"gives": "{}"}),)))
    with offline(world), pytest.raises(ParamValidationError, match="Itm"):
        boto3.client("dynamodb").put_item(TableName="a", Itm={})


def test_a_body_is_a_stream() -> None:
    answer = {"gives": '{"Body": "hello"}'}
    with offline(World(fakes=Fakes((fake("s3.GetObject", answer),)))):
        assert boto3.client("s3").get_object(Bucket="a", Key="b")["Body"].read() == b"hello"


def test_fakes_sleep_while_the_scene_is_set() -> None:
    world = World(fakes=Fakes((fake("s3.ListBuckets", {"gives": "{}"}),)))
    with offline(world), world.fakes.asleep():
        assert "Buckets" in make_call("s3.ListBuckets", {})
    assert world.fakes.unserved == {"s3.ListBuckets"}


@pytest.mark.parametrize(
    ("made_up", "words"),
    [
        (fake("dynamodb.PutItems", {"gives": "{}"}), "did you mean 'PutItem'?"),
        (fake("dynamo.PutItem", {"gives": "{}"}), "no service 'dynamo'"),
        (fake("dynamodb.PutItem", {"error": "TableBusy"}), "has no error 'TableBusy'"),
        (fake("glue.GetJobRun", {"gives": '{"JobRun": {"State": "FAILED"}}'}), "no parameter 'State'"),
        (fake("glue.GetJobRun", {"gives": '{"JobRun": {"JobRunState": "BROKEN"}}'}), "'BROKEN' is no JobRunState"),
    ],
)
def test_what_no_service_answers_is_a_mistake(made_up: Fake, words: str) -> None:
    (mistake,) = fake_mistakes(made_up)
    assert words in mistake


def test_what_a_service_may_answer_is_none() -> None:
    assert [*fake_mistakes(fake("glue.GetJobRun", {"error": "EntityNotFoundException"}, {"gives": "{}"}))] == []
    assert [*fake_mistakes(fake("lambda:any", {"error": "MyError"}))] == []


@pytest.mark.parametrize(
    ("found", "wanted", "holds"),
    [
        ({"a": 1, "b": 2}, {"a": 1}, True),
        ({"a": 1}, {"a": 2}, False),
        ({"a": [{"b": 1, "c": 2}]}, {"a": [{"b": 1}]}, True),
        ({"a": [1, 2]}, {"a": [1]}, False),
        ({"a": 1}, {"a": True}, False),
        ({"a": 1.0}, {"a": 1}, True),
        ({}, {"a": None}, False),
    ],
)
def test_what_is_wanted_may_be_a_part(found: object, wanted: object, holds: bool) -> None:
    assert contains(found, wanted) is holds


def test_an_unknown_call_is_told() -> None:
    with pytest.raises(ValueError, match="did you mean 'CreateBucket'"):
        make_call("s3.CreateBuckets", {})
