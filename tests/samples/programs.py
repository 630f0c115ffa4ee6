"""Programs in environments of their own: Airflow and Spark need other packages than the site does."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from macros.models import Case
from macros.models.samples import Fake

ROOT = Path(__file__).parent.parent.parent
HERE = Path(__file__).parent
LAST_LINES = 30


def python_of(environment: str) -> Path:
    """Return the Python of an environment in the project's folder, whether it is there or not."""
    return ROOT / environment / "bin" / "python"


def run_program(environment: str, program: str, files: Sequence[Path], variables: Mapping[str, str]) -> None:
    """Run a program of this folder; raise an AssertionError with the end of its log when it stops early."""
    python = python_of(environment)
    assert python.exists(), f"there is no {environment}: 'make test{environment.removeprefix('.venv')}' makes it"
    done = subprocess.run(
        [python, HERE / program, *files], capture_output=True, text=True, check=False, env={**os.environ, **variables}
    )
    if done.returncode:
        lines = (done.stdout + done.stderr).splitlines()[-LAST_LINES:]
        raise AssertionError(f"{program} stopped:\n" + "\n".join(lines))


def call_program(environment: str, program: str, job: Any, variables: Mapping[str, str]) -> Any:
    """Let a program of this folder do a job and return what it saw."""
    with tempfile.TemporaryDirectory() as folder:
        given, seen = Path(folder) / "job.json", Path(folder) / "seen.json"
        given.write_text(json.dumps(job), encoding="utf-8")
        run_program(environment, program, (given, seen), variables)
        return json.loads(seen.read_text(encoding="utf-8"))


def as_job(case: Case) -> dict[str, Any]:
    """Return what a program has to know of a case."""
    return {
        "input": json.loads(case.input) if case.input else {},
        "given": [{"call": str(given.call), "input": json.loads(given.input)} for given in case.given],
        "fakes": [_fake(fake) for fake in case.fakes],
        "then": [{"call": str(then.call), "input": json.loads(then.input)} for then in case.then],
    }


def _fake(fake: Fake) -> dict[str, Any]:
    answers = [
        {
            "gives": str(answer.gives) if answer.gives is not None else None,
            "error": str(answer.error) if answer.error is not None else None,
            "cause": str(answer.cause) if answer.cause is not None else None,
            "times": answer.times,
        }
        for answer in fake.answers
    ]
    return {"of": str(fake.of), "answers": answers}
