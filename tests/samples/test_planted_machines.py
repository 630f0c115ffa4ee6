"""Mistakes that people make in state machines are found, each at its line; and typos in every sample of ours."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from macros.catalog import load
from macros.models import Sample, SampleFile
from tests.samples.runner import Target
from tests.samples.state_machines import StateMachines

ROOT = Path(__file__).parent.parent.parent
CATALOG, _ = load(ROOT / "data")
SAMPLES = ROOT / "data" / "samples"

PLANTED = yaml.safe_load((Path(__file__).parent / "planted_machines.yml").read_text(encoding="utf-8"))
"""The mistakes, in the words of that file."""


def problems(tmp_path: Path, text: str) -> list[str]:
    """Return what the runner says of a definition."""
    path = tmp_path / "machine.asl.json"
    path.write_text(text, encoding="utf-8")
    sample = CATALOG.get(Sample, "image-upload")
    file = SampleFile.model_validate({"name": path.name, "kind": "state-machine", "title": "A machine"})
    return [str(problem) for problem in StateMachines().problems(Target(CATALOG, sample, file, path, path.name))]


@pytest.mark.parametrize("planted", PLANTED, ids=lambda planted: planted["name"])
def test_the_mistake_is_found_at_its_line(planted: dict[str, str], tmp_path: Path) -> None:
    text = (SAMPLES / planted["file"]).read_text(encoding="utf-8")
    assert planted["old"] in text
    text = text.replace(planted["old"], planted["new"], 1)
    line = next(i for i, content in enumerate(text.split("\n"), 1) if planted["mark"] in content)
    start, found = f"machine.asl.json:{line}:", problems(tmp_path, text)
    assert any(message.startswith(start) and planted["message"] in message for message in found), found


def test_all_kinds_of_the_study_are_planted() -> None:
    assert len([planted for planted in PLANTED if ", " not in planted["name"]]) == 25


def test_every_state_machine_of_ours_has_a_typo_planted() -> None:
    ours = {f"{path.parent.name}/{path.name}" for path in SAMPLES.glob("*/*.asl.json")}
    assert {planted["file"] for planted in PLANTED} == ours


@pytest.mark.parametrize(
    "text", ["", "[]", '{"StartAt": 1}', '{"States": {"A": 1}, "StartAt": "A"}', "{", '{"States": []}']
)
def test_what_is_no_state_machine_is_a_problem_and_no_crash(text: str, tmp_path: Path) -> None:
    assert problems(tmp_path, text)


def test_statelint_and_the_interpreter_are_asked_when_nothing_else_is_found(tmp_path: Path) -> None:
    machine = {"StartAt": "A", "States": {"A": {"Type": "Pass", "End": "yes"}}}
    assert any("statelint" in message for message in problems(tmp_path, json.dumps(machine)))
