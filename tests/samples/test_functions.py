"""Handlers are read strictly before they run, and called as Lambda calls them."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.catalog import load
from macros.models import Sample, SampleFile
from tests.samples.functions import Functions
from tests.samples.handlers import call_handler, function_name
from tests.samples.runner import Target

ROOT = Path(__file__).parent.parent.parent
CATALOG, _ = load(ROOT / "data")
SAMPLES = ROOT / "data" / "samples"

PLANTED = [
    ("image-upload/record_upload.py", "put_item(", "putt_item(", "did you mean 'put_item'?"),
    ("image-upload/record_upload.py", "TableName=", "Table=", "needs the parameter 'TableName'"),
    ("image-upload/record_upload.py", "ThroughputExceeded", "ThruputExceeded", "did you mean 'ProvisionedThroughput"),
    ("image-upload/scan_image.py", '"rekognition"', '"rekogniton"', "did you mean 'rekognition'?"),
    ("image-upload/scan_image.py", "MaxLabels", "MaxLabel", "did you mean 'MaxLabels'?"),
    ("image-upload/check_upload.py", "def handler", "def handel", "did you mean 'handel'?"),
    ("load-orders/check_schema.py", "context: object", "", "a handler takes two arguments"),
    ("retry-five-minutes/fetch_rates.py", "if key not", "iff key not", "this is not Python"),
    ("map-files/convert_file.py", "Body=lines", "Bdy=lines", "has no parameter 'Bdy'"),
    ("convert-backfill/convert_batch.py", "get_object", "get_objects", "did you mean 'get_object'?"),
    ("convert-backfill/read_results.py", "Key=key", "Kay=key", "has no parameter 'Kay'"),
    ("approval/ask_approval.py", "Subject=", "Subjekt=", "did you mean 'Subject'?"),
    ("approval/answer.py", "taskToken=", "TaskToken=", "did you mean 'taskToken'?"),
]


def problems(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "planted.py"
    path.write_text(text, encoding="utf-8")
    sample = CATALOG.get(Sample, "image-upload")
    file = SampleFile.model_validate({"name": path.name, "kind": "function", "title": "A function"})
    return [str(problem) for problem in Functions().problems(Target(CATALOG, sample, file, path, path.name))]


@pytest.mark.parametrize(("file", "old", "new", "words"), PLANTED, ids=lambda value: str(value)[:40])
def test_the_mistake_is_found_at_its_line(file: str, old: str, new: str, words: str, tmp_path: Path) -> None:
    text = (SAMPLES / file).read_text(encoding="utf-8")
    assert old in text
    line = 1 if "handel" in new else text[: text.index(old)].count("\n") + 1  # what is missing has no line
    found = problems(tmp_path, text.replace(old, new, 1))
    assert any(message.startswith(f"planted.py:{line}:") and words in message for message in found), found


def test_every_function_of_ours_has_a_mistake_planted() -> None:
    ours = {f"{p.parent.name}/{p.name}" for p in SAMPLES.glob("*/*.py") if "def handler(" in p.read_text("utf-8")}
    assert {file for file, *_ in PLANTED} == ours


def test_an_exception_is_an_answer_with_its_name() -> None:
    def handler(event: object, context: object) -> None:  # noqa: ARG001
        raise KeyError("day")

    assert call_handler(handler, "a", {}) == ({"errorMessage": "'day'", "errorType": "KeyError"}, True)


def test_what_is_no_json_cannot_be_an_answer() -> None:
    answer, is_error = call_handler(lambda event, _context: {event["a"]}, "a", {"a": 1})
    assert is_error
    assert "not JSON serializable" in answer["errorMessage"]


def test_a_function_is_named_after_its_file() -> None:
    assert function_name("check_upload.py") == "check-upload"
