"""Event patterns are read as strictly as EventBridge reads them, and match as it matches."""

from __future__ import annotations

from typing import Any

import pytest

from tests.samples.event_patterns import matches, mistakes

EVENT = {
    "version": "0",
    "id": "17793124-05d4-b198-2fde-7ededc63b103",
    "detail-type": "Object Created",
    "source": "aws.s3",
    "account": "123456789012",
    "time": "2026-01-01T00:00:00Z",
    "region": "us-east-1",
    "resources": ["arn:aws:s3:::raw"],
    "detail": {
        "bucket": {"name": "raw"},
        "object": {"key": "in/sales.csv", "size": 1024},
        "reason": "PutObject",
        "ip": "10.0.0.7",
        "empty": None,
        "done": True,
        "rows": [{"c": "a", "v": 1}, {"c": "b", "v": 2}],
        "tags": ["x", "y"],
    },
}


def key(wanted: Any) -> dict[str, Any]:
    return {"detail": {"object": {"key": [wanted]}}}


def size(*range_: Any) -> dict[str, Any]:
    return {"detail": {"object": {"size": [{"numeric": list(range_)}]}}}


def reason(wanted: Any) -> dict[str, Any]:
    return {"detail": {"reason": [wanted]}}


CASES = {
    "equal": ({"source": ["aws.s3"]}, True),
    "not equal": ({"source": ["aws.glue"]}, False),
    "one of several": ({"source": ["aws.glue", "aws.s3"]}, True),
    "deep": ({"detail": {"bucket": {"name": ["raw"]}}}, True),
    "all fields have to match": ({"source": ["aws.s3"], "detail-type": ["Object Deleted"]}, False),
    "prefix": (key({"prefix": "in/"}), True),
    "prefix, any letters": (key({"prefix": {"equals-ignore-case": "IN/"}}), True),
    "suffix": (key({"suffix": ".csv"}), True),
    "suffix, any letters": (key({"suffix": {"equals-ignore-case": ".CSV"}}), True),
    "any letters": (reason({"equals-ignore-case": "putobject"}), True),
    "wildcard": (key({"wildcard": "in/*.csv"}), True),
    "wildcard in the middle": (key({"wildcard": "*sales*"}), True),
    "wildcard, other ending": (key({"wildcard": "in/*.json"}), False),
    "wildcard, escaped star": (key({"wildcard": r"in/\*.csv"}), False),
    "anything but": (reason({"anything-but": "CopyObject"}), True),
    "anything but several": (reason({"anything-but": ["PutObject", "CopyObject"]}), False),
    "anything but a prefix": (key({"anything-but": {"prefix": "tmp/"}}), True),
    "anything but prefixes": (key({"anything-but": {"prefix": ["in/", "x/"]}}), False),
    "anything but a suffix": (key({"anything-but": {"suffix": ".csv"}}), False),
    "anything but a wildcard": (key({"anything-but": {"wildcard": "in/*.csv"}}), False),
    "anything but, any letters": (reason({"anything-but": {"equals-ignore-case": "putobject"}}), False),
    "anything but, one of a list is other": ({"detail": {"tags": [{"anything-but": ["x"]}]}}, True),
    "anything but needs the field": ({"detail": {"nope": [{"anything-but": "x"}]}}, False),
    "number in a range": (size(">", 0, "<=", 1024), True),
    "number above the range": (size("<", 1024), False),
    "number equal": (size("=", 1024), True),
    "number as it is": ({"detail": {"object": {"size": [1024]}}}, True),
    "number is no text": ({"detail": {"object": {"size": ["1024"]}}}, False),
    "true is not 1": ({"detail": {"done": [1]}}, False),
    "true": ({"detail": {"done": [True]}}, True),
    "null": ({"detail": {"empty": [None]}}, True),
    "there": (reason({"exists": True}), True),
    "not there": ({"detail": {"nope": [{"exists": False}]}}, True),
    "only leaves are there": ({"detail": {"bucket": [{"exists": True}]}}, False),
    "address in a network": ({"detail": {"ip": [{"cidr": "10.0.0.0/24"}]}}, True),
    "address outside": ({"detail": {"ip": [{"cidr": "10.0.1.0/24"}]}}, False),
    "no address": (reason({"cidr": "10.0.0.0/24"}), False),
    "or": ({"$or": [{"source": ["aws.glue"]}, {"detail": {"bucket": {"name": ["raw"]}}}]}, True),
    "or, inside": ({"detail": {"$or": [{"reason": ["CopyObject"]}, {"ip": [{"prefix": "192."}]}]}}, False),
    "one of a list": ({"detail": {"tags": ["y", "z"]}}, True),
    "object in a list": ({"detail": {"rows": {"c": ["b"]}}}, True),
    "fields of different objects": ({"detail": {"rows": {"c": ["a"], "v": [2]}}}, False),
    "fields of one object": ({"detail": {"rows": {"c": ["b"], "v": [2]}}}, True),
}


@pytest.mark.parametrize(("pattern", "expected"), CASES.values(), ids=CASES)
def test_it_matches_as_eventbridge_does(pattern: dict[str, Any], expected: bool) -> None:
    assert list(mistakes(pattern)) == []
    assert matches(pattern, EVENT) is expected


BAD = {
    "not an object": ([], "a pattern is an object"),
    "empty": ({}, "at least one field"),
    "empty inside": ({"detail": {}}, "at least one field"),
    "value alone": ({"source": "aws.s3"}, "the value stands alone"),
    "empty list": ({"source": []}, "the list is empty"),
    "list in a list": ({"source": [["aws.s3"]]}, "a list stands in a list"),
    "unknown field": ({"sources": ["aws.s3"]}, "no event has the field 'sources'"),
    "unknown operator": (key({"prefx": "a"}), "no operator 'prefx'"),
    "two operators": (key({"prefix": "a", "suffix": "b"}), "an object with 2 operators"),
    "operator of numbers": (size("=>", 3), "'=>' compares no numbers"),
    "number missing": (size(">"), "'numeric' takes an operator and a number"),
    "number as text": (size(">", "3"), "'3' is no number"),
    "empty range": (size(">", 5, "<", 5), "no lower and upper end"),
    "range the wrong way round": (size("<", 5, ">", 1), "no lower and upper end"),
    "wildcards side by side": (key({"wildcard": "a**b"}), "two wildcards"),
    "needless escape": (key({"wildcard": r"a\b"}), "a character that needs none"),
    "wrong network": (key({"cidr": "10.0.0.0/99"}), "a range of addresses"),
    "no network": (key({"cidr": "10.0.0.1"}), "a slash is missing"),
    "or with one": ({"$or": [{"source": ["a"]}]}, "at least two patterns"),
    "exists is a text": (key({"exists": "true"}), "takes true or false"),
    "prefix is a number": (key({"prefix": 3}), "'prefix' takes a text"),
    "prefix of prefix": (key({"prefix": {"prefix": "a"}}), "a text or 'equals-ignore-case'"),
    "anything but nothing": (key({"anything-but": []}), "texts only, or numbers only"),
    "anything but both": (key({"anything-but": ["a", 1]}), "texts only, or numbers only"),
    "anything but a number": (key({"anything-but": {"numeric": ["=", 1]}}), "'anything-but' knows no numeric"),
    "anything but two": (key({"anything-but": {"prefix": "a", "suffix": "b"}}), "knows no prefix and suffix"),
}


@pytest.mark.parametrize(("pattern", "message"), BAD.values(), ids=BAD)
def test_it_refuses_what_eventbridge_refuses(pattern: Any, message: str) -> None:
    assert [message in finding.what for finding in mistakes(pattern)] == [True]


def test_the_way_leads_to_the_mistake() -> None:
    pattern = {"$or": [{"source": ["a"]}, {"detail": {"n": ["x", {"numeric": ["<", "1"]}]}}]}
    (finding,) = mistakes(pattern)
    assert finding.way == ("$or", 1, "detail", "n", 1, "numeric", 1)
