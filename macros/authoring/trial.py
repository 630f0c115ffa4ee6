"""What the check would say about a change before it is made."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from macros.diagnostics import Diagnostic
from macros.project import read_project
from macros.saving import save


def problems_of(root: Path, changes: Mapping[str, str]) -> list[Diagnostic]:
    """Return the problems that the project would have with these files and does not have without them.

    `changes` are the texts of files by their paths from the project's folder. The project itself stays as it is: the
    check reads a copy.
    """
    before = Counter((problem.location.path, problem.message) for problem in read_project(root)[1])
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder).resolve()
        for name in ("data", "docs"):
            if (root / name).is_dir():
                shutil.copytree(root / name, copy / name, symlinks=True, ignore=shutil.ignore_patterns("__pycache__"))
        save({copy / path: text for path, text in changes.items()})
        after = read_project(copy)[1]
    new = []
    for problem in after:
        key = (problem.location.path, problem.message)
        before[key] -= 1
        if before[key] < 0:
            new.append(problem)
    return new
