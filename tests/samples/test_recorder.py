from __future__ import annotations

from pathlib import Path

from macros.recordings import FileRecord, Recording, Verdict, as_json
from tests.samples.recorder import stale

SEEN = Recording(
    files=(FileRecord(name="a.py", fingerprint="1", verdicts=(Verdict(deed="parsed", by="x", what="y"),)),)
)


def test_a_recording_that_is_missing_or_differs_is_told_with_the_word_that_writes_it(tmp_path: Path) -> None:
    committed = tmp_path / "recorded.airflow.json"
    assert stale(SEEN, committed, "make record-airflow", False) == "not recorded yet: run 'make record-airflow'"
    committed.write_text(as_json(SEEN).replace('"1"', '"2"'), encoding="utf-8")
    assert stale(SEEN, committed, "make record-airflow", False) == ("the recording is stale: run 'make record-airflow'")


def test_a_recording_is_written_only_when_that_is_wanted(tmp_path: Path) -> None:
    committed = tmp_path / "recorded.json"
    stale(SEEN, committed, "make record", False)
    assert not committed.exists()
    assert stale(SEEN, committed, "make record", True) == ""
    assert stale(SEEN, committed, "make record", False) == ""
