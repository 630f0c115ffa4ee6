"""Recordings: what the tests saw of samples, read from files and written as they are committed."""

from __future__ import annotations

from pathlib import Path

from macros.models import Step
from macros.recordings import FileRecord, Recording, Run, Verdict, Visit, Wait, as_json, fingerprint, read_seen

RAN = Verdict(deed="executed", by="an oven 1.0", what="Ran in 1 case.")
READ = Verdict(deed="parsed", by="a reader 2.0", what="Was read.")
RUN = Run(
    case="slow",
    fingerprint="0" * 16,
    status="succeeded",
    by="an oven 1.0",
    visits=(Visit(step="rest", label="Rest", attempts=2), Visit(step="bake", label="Bake")),
    waits=(Wait(step="rest", seconds=60, why="retry"),),
    output={"loaves": [1, 2.5, None, "ü"]},
)
STEP = Step.model_validate({"id": "rest", "label": "Rest", "next": ({"to": "bake"},)})


def record(name: str = "oven.json", mark: str = "a", **more: object) -> FileRecord:
    return FileRecord.model_validate({"name": name, "fingerprint": mark, "verdicts": (RAN,), **more})


def folder(root: Path, **files: str) -> Path:
    made = root / "data" / "samples" / "x"
    made.mkdir(parents=True)
    for name, text in files.items():
        (made / name.replace("__", ".")).write_text(text, encoding="utf-8")
    return made


def test_a_recording_is_read_as_it_was_written() -> None:
    recording = Recording(files=(record(steps=(STEP,), runs=(RUN,)),))
    assert Recording.model_validate_json(as_json(recording)) == recording


def test_a_recording_is_text_that_a_person_can_compare() -> None:
    text = as_json(Recording(files=(record(runs=(RUN,)),)))
    assert '"output": {' in text
    assert "ü" in text
    assert "null" in text, "a value of the output is kept, whatever it is"
    assert '"error"' not in text, "what is not there is left out"
    assert text.endswith("}\n")


def test_an_output_of_null_is_no_output() -> None:
    run = RUN.model_copy(update={"output": None})
    assert '"output"' not in as_json(Recording(files=(record(runs=(run,)),)))


def test_fingerprints_change_with_the_content_and_not_with_the_ends_of_lines() -> None:
    assert fingerprint(b"a\nb\n") == fingerprint(b"a\r\nb\r\n")
    assert fingerprint(b"a\nb\n") != fingerprint(b"a\nc\n")


def test_files_and_recordings_are_told_apart(tmp_path: Path) -> None:
    text = as_json(Recording(files=(record(),)))
    made = folder(tmp_path, sample__yml="", cases__yml="", oven__json="{}", recorded__json=text)
    (made / ".hidden").write_text("x")
    seen, problems = read_seen(made, tmp_path)
    assert problems == []
    assert list(seen.sources) == list(seen.fingerprints) == list(seen.files) == ["oven.json"]
    assert seen.recordings == ("data/samples/x/recorded.json",)
    assert seen.files["oven.json"] == record()


def test_stages_are_put_together(tmp_path: Path) -> None:
    first = Recording(files=(record(verdicts=(READ,), steps=(STEP,)),))
    second = Recording(files=(record(runs=(RUN,)),))
    made = folder(tmp_path, oven__json="{}", recorded__json=as_json(first), recorded__airflow__json=as_json(second))
    seen, problems = read_seen(made, tmp_path)
    assert problems == []
    together = seen.files["oven.json"]
    assert {verdict.deed for verdict in together.verdicts} == {"executed", "parsed"}
    assert (together.steps, together.runs, together.fingerprint) == ((STEP,), (RUN,), "a")


def test_stages_that_saw_different_files_are_stale(tmp_path: Path) -> None:
    first, second = Recording(files=(record(),)), Recording(files=(record(mark="b"),))
    made = folder(tmp_path, oven__json="{}", recorded__json=as_json(first), recorded__spark__json=as_json(second))
    seen, _ = read_seen(made, tmp_path)
    assert seen.files["oven.json"].fingerprint not in seen.fingerprints.values()


def test_a_file_without_steps_has_none(tmp_path: Path) -> None:
    seen, _ = read_seen(folder(tmp_path, oven__json="{}"), tmp_path)
    assert seen.steps("oven.json") == ()


def test_a_file_that_is_no_text_is_reported(tmp_path: Path) -> None:
    made = folder(tmp_path, oven__json="{}")
    (made / "photo.png").write_bytes(b"\x89PNG\xff")
    seen, problems = read_seen(made, tmp_path)
    assert "photo.png" not in seen.sources
    assert [str(p) for p in problems] == ["data/samples/x/photo.png:1:1: the file is not UTF-8 text (save it as UTF-8)"]
