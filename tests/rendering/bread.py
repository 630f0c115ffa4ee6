"""The second data set, ready to render, and copies of it with a few records more or other."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

from macros.diagnostics import Diagnostic
from macros.project import Project, load_project, read_project
from macros.rendering.edits import Edits
from macros.rendering.links import Links
from macros.rendering.renderer import Renderer

BREAD = Path(__file__).parents[1] / "other_subject"


@cache
def bread() -> Project:
    """Return the second data set."""
    return load_project(BREAD)


def renderer(page: str = "index.md", project: Project | None = None) -> Renderer:
    """Return a renderer that writes for a page."""
    project = project or bread()
    result = Renderer(project.catalog, Links(project.catalog, project.places), Edits())
    result.page = page
    return result


def call(macros: Renderer, name: str, *arguments: str | int) -> str:
    """Return what a macro writes, called as a page calls it."""
    return str(getattr(macros, name)(*arguments))


def changed_bread(folder: Path, more: dict[str, str], instead: dict[str, tuple[str, str]] | None = None) -> Path:
    """Copy the second data set, append text to some of its files, and replace text in others."""
    root = folder / "bread"
    shutil.copytree(BREAD, root)
    for name, text in more.items():
        with (root / name).open("a", encoding="utf-8") as file:
            file.write(text)
    for name, (old, new) in (instead or {}).items():
        text = (root / name).read_text(encoding="utf-8")
        assert old in text, f"{name} has no {old!r}"
        (root / name).write_text(text.replace(old, new), encoding="utf-8")
    return root


def changed_project(folder: Path, more: dict[str, str], instead: dict[str, tuple[str, str]] | None = None) -> Project:
    """Return such a copy, which must have no problems."""
    return load_project(changed_bread(folder, more, instead))


def problems(folder: Path, more: dict[str, str], instead: dict[str, tuple[str, str]] | None = None) -> list[Diagnostic]:
    """Return what the check says about such a copy."""
    return read_project(changed_bread(folder, more, instead))[1]
