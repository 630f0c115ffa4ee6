"""Every file of every sample is read strictly, every case runs as expected, and the recordings are what was seen.

`pytest tests/samples/test_samples.py --record` (`make record`) writes the recordings anew.
"""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import pytest

from macros.catalog import load
from macros.models import Sample
from tests.samples.recorder import see, stale, targets
from tests.samples.runner import Target
from tests.samples.stages import MAIN

ROOT = Path(__file__).parent.parent.parent
CATALOG, PROBLEMS = load(ROOT / "data")
TARGETS = list(targets(CATALOG, ROOT))
BY_SAMPLE = {name: list(group) for name, group in groupby(TARGETS, lambda target: str(target.sample.id))}


def test_every_record_can_be_read() -> None:
    assert list(map(str, PROBLEMS)) == [], "a case that cannot be read would not run"


def test_every_kind_of_file_has_a_runner() -> None:
    assert {target.file.kind for target in TARGETS} <= set(MAIN.runners)


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.shown)
def test_no_problem_is_found(target: Target) -> None:
    assert [str(problem) for problem in MAIN.runners[target.file.kind].problems(target)] == []


@pytest.mark.parametrize("sample", BY_SAMPLE)
def test_cases_run_as_recorded(sample: str, request: pytest.FixtureRequest) -> None:
    seen, failures = see(MAIN.runners, BY_SAMPLE[sample])
    assert failures == []
    committed = BY_SAMPLE[sample][0].folder / MAIN.recording
    assert stale(seen, committed, MAIN.word, request.config.getoption("--record")) == ""


def test_every_sample_is_tested() -> None:
    assert set(BY_SAMPLE) == {str(sample.id) for sample in CATALOG.all(Sample)}
