"""Builds of the site in folders of their own, for the tests and for `make bench`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

INGREDIENTS = ("data", "docs", "macros", "mkdocs.yml")
"""All that a site is made of: a build that needs anything else fails in the tests."""


def copy_project(folder: Path, data_set: Path = ROOT) -> Path:
    """Copy what a site is made of into a new folder and return it; `data_set` has its own data, docs and mkdocs.yml."""
    folder.mkdir(parents=True)
    for name in INGREDIENTS:
        source = (ROOT if name == "macros" else data_set) / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__", ".*"))
        else:
            shutil.copy(source, folder / name)
    return folder


def environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the environment of a build: quiet, without what would change the site."""
    kept = {k: v for k, v in os.environ.items() if k not in ("SITE_URL", "REPO_URL", "SOURCE_DATE_EPOCH")}
    return {**kept, "NO_MKDOCS_2_WARNING": "1", **(more or {})}


def mkdocs(
    folder: Path, *options: str, env: Mapping[str, str] | None = None, umask: int = -1
) -> subprocess.CompletedProcess[str]:
    """Run `mkdocs build --strict` in a folder and return what came of it."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", *options],
        cwd=folder,
        env=environment(env),
        umask=umask,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def build(folder: Path, *options: str, env: Mapping[str, str] | None = None, umask: int = -1) -> Path:
    """Build the site of a folder, which must succeed, and return the folder of the site."""
    done = mkdocs(folder, *options, env=env, umask=umask)
    if done.returncode != 0:
        raise AssertionError(f"the build failed:\n{done.stdout}{done.stderr}")
    return folder / "site"
