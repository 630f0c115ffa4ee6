"""A state of the guide to compare: a folder, or a revision that git knows."""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from macros.catalog import Catalog, load
from macros.diagnostics import count
from macros.models import Comparison, Fact
from macros.pages import Page, load_pages
from macros.places import Places, find_places
from macros.project import SHOWINGS

WORKING_TREE = ""
"""The name of the state that is not committed: the project's folder as it is."""


class ChangesError(Exception):
    """Two states cannot be compared; the message ends with what to do."""


@dataclass
class Snapshot:
    """Records and pages of one state."""

    catalog: Catalog
    pages: list[Page]

    @cached_property
    def places(self) -> Places:
        """Where each record stands."""
        return find_places(self.catalog, self.pages, SHOWINGS)

    def showing(self, name: str) -> tuple[str, ...]:
        """Return the pages that show a record, its home first; for a fact also those that show what rests on it."""
        names = [name]
        fact = self.catalog.find(name)
        if isinstance(fact, Fact):
            names += [str(record.id) for record in self.catalog.backlinks.get(name, [])]
            if fact.criterion:
                names += [str(fact.about)]
                tables = self.catalog.all(Comparison)
                names += [str(t.id) for t in tables if fact.about in t.services and fact.criterion in t.criteria]
        homes = [self.places.homes[each].page for each in names if each in self.places.homes]
        others = [page for page, shown in self.places.shown.items() if name in shown]
        return tuple(dict.fromkeys([*homes, *others]))


def read_snapshot(folder: Path, name: str) -> Snapshot:
    """Return the state in a folder; `name` is what an error calls it."""
    if not (folder / "data").is_dir():
        raise ChangesError(f"{name} has no folder data/ (name a revision or a folder of this project)")
    catalog, problems = load(folder / "data")
    if problems:
        first = "\n".join(f"  {problem}" for problem in problems[:3])
        raise ChangesError(
            f"the data of {name} cannot be read, {count(problems)}:\n{first}\n"
            "(mend them there with 'make check', or name another state)"
        )
    pages, _problems = load_pages(folder / "docs") if (folder / "docs").is_dir() else ([], [])
    return Snapshot(catalog, pages)


@contextmanager
def folder_of(root: Path, name: str, before: str | None = None) -> Iterator[Path]:
    """Yield a folder with the data and pages of a state: a folder, a git revision, or the working tree.

    With `before` the name of a later state, a revision stands for the commit at which the two parted: what others have
    changed since then is no part of the change.
    """
    if name == WORKING_TREE:
        yield root
    elif (Path(name) / "data").is_dir():
        yield Path(name).resolve()
    else:
        commit = find_commit(root, name)
        if before is not None and not (before and (Path(before) / "data").is_dir()):
            later = find_commit(root, before or "HEAD")
            commit = _git(root, "merge-base", commit, later).decode().strip() or commit
        with tempfile.TemporaryDirectory(prefix="changes-") as folder:
            names = [n for n in ("data", "docs") if _git(root, "ls-tree", commit, f"{n}/")]
            if names:
                archive = _git(root, "archive", "--format=tar", commit, *names)
                with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
                    tar.extractall(folder, filter="data")
            yield Path(folder)


def find_commit(root: Path, name: str) -> str:
    """Return the commit of a revision; a branch that is only on the server counts too."""
    if not _git(root, "rev-parse", "--git-dir"):
        raise ChangesError(f"{root} is no git repository (compare with a folder instead)")
    for revision in (name, f"origin/{name}"):
        found = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        if found:
            return found.decode().strip()
    raise ChangesError(f"'{name}' is neither a revision of git nor a folder with data/ (try 'git fetch --tags')")


def has_tag(root: Path, name: str) -> bool:
    """Return whether git is there and knows a tag."""
    try:
        return bool(_git(root, "tag", "--list", name))
    except ChangesError:
        return False


def _git(root: Path, *arguments: str) -> bytes:
    """Return what git prints, nothing if it fails."""
    try:
        return subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=False).stdout
    except FileNotFoundError:
        raise ChangesError("git is not installed (install it, or compare with a folder)") from None
