"""Plants a mistake in a copy of a sample and returns what the runner says of it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from macros.catalog import load
from tests.samples.recorder import targets
from tests.samples.stages import MAIN

ROOT = Path(__file__).parent.parent.parent
CATALOG, _ = load(ROOT / "data")
TARGETS = {(str(target.sample.id), str(target.file.name)): target for target in targets(CATALOG, ROOT)}


def plant(folder: Path, sample: str, name: str, old: str, new: str, *more: tuple[str, str]) -> tuple[int, list[str]]:
    """Replace the first `old`, and `more`, in a copy of a file; return the line of `new`, and the problems as text.

    A problem reads "line: message"; the name of the file is checked here.
    """
    target = TARGETS[sample, name]
    shutil.copytree(target.folder.parent, folder / "samples")  # a template names files of other samples
    copy = folder / "samples" / sample
    text = target.path.read_text(encoding="utf-8")
    assert old in text, f"{name} has no {old!r}"
    wrong = text.replace(old, new, 1)
    for other, slip in more:
        wrong = wrong.replace(other, slip, 1)
    (copy / name).write_text(wrong, encoding="utf-8")
    found = list(MAIN.runners[target.file.kind].problems(replace(target, path=copy / name)))
    assert {problem.location.path for problem in found} <= {target.shown}
    line = text[: text.index(old)].count("\n") + 1
    return line, [f"{problem.location.line}: {problem.message}" for problem in sorted(found)]
