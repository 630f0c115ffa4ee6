"""What a case leaves behind is compared with what is wanted."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.samples.world import contains

FOUND: Any = {"a": 1, "b": [{"c": "x", "d": 2}], "text": json.dumps({"e": True})}


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"a": 1}, True),
        ({"b": [{"c": "x"}]}, True),
        ({"text": {"e": True}}, True),
        ({"a": 2}, False),
        ({"z": 2}, False),
        ({"b": []}, False),
        ({"b": [{"c": "y"}]}, False),
        ({"text": {"e": False}}, False),
        ({"a": {"e": 1}}, False),
        ({"b": [{"c": ["x"]}]}, False),
    ],
)
def test_it_is_there(wanted: Any, expected: bool) -> None:
    assert contains(FOUND, wanted) is expected
