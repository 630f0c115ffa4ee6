"""A repository with the second data set, to compare states of it."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

BREAD = Path(__file__).parents[1] / "other_subject"


def git(root: Path, *arguments: str) -> str:
    """Run git as somebody with no settings of their own, and return what it prints."""
    who = {f"GIT_{role}_{what}": f"baker{at}" for role in ("AUTHOR", "COMMITTER") for what, at in
           (("NAME", ""), ("EMAIL", "@example.org"))}  # fmt: skip
    quiet = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    command = ["git", "-C", str(root), *arguments]
    done = subprocess.run(command, env={**os.environ, **who, **quiet}, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def without_history(root: Path) -> None:
    """Take away the releases and redirects of the second data set: these tests make their own."""
    for folder in ("releases", "redirects"):
        shutil.rmtree(root / "data" / folder)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """The second data set, committed on main."""
    root = tmp_path / "bread"
    for folder in ("data", "docs"):
        shutil.copytree(BREAD / folder, root / folder)
    without_history(root)
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message=The first edition")
    return root
