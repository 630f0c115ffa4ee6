"""Makes sure that there is a Chromium for the browser tests: `make test` runs this first.

It takes one that is there; else Debian's by apt-get, where that needs no password; else Playwright's own download.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # run as a script, it knows only its own folder

from tests.browser import chromium

HELP = (
    "No Chromium was found, and none could be installed: install Chromium or Google Chrome "
    "(Debian: apt-get install chromium), or say where one is with CHROMIUM=/path/to/chrome."
)
DRIVER_HELP = (
    "Playwright's driver does not start: install the library libatomic (Debian: apt-get install libatomic1), "
    "then see what 'python -m playwright --version' says."
)


def as_root() -> list[str] | None:
    """Return what a command needs in front to run as root; nothing if that would ask for a password."""
    if not hasattr(os, "geteuid"):
        return None
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and succeeds([sudo, "-n", "true"]):
        return [sudo, "-n"]
    return None


def succeeds(command: Sequence[str]) -> bool:
    """Run a command, its output to standard error, and return whether it succeeded."""
    try:
        return subprocess.run(command, stdout=sys.stderr, stdin=subprocess.DEVNULL, check=False).returncode == 0
    except OSError:
        return False


def driver_starts() -> bool:
    """Return whether Playwright's driver starts, a Node.js that comes with it and wants libatomic.

    Bare Debian and Ubuntu do not have that library; it is installed here where that needs no password.
    """
    ask = [sys.executable, "-m", "playwright", "--version"]
    if subprocess.run(ask, capture_output=True, check=False).returncode == 0:
        return True
    root = as_root()
    if root is not None and shutil.which("apt-get"):
        install = [*root, "apt-get", "install", "--yes", "--quiet", "--no-install-recommends", "libatomic1"]
        return succeeds([*root, "apt-get", "update", "--quiet"]) and succeeds(install) and succeeds(ask)
    return False


def installations() -> Iterator[list[list[str]]]:
    """Yield the ways to get a Chromium, each as commands that must all succeed."""
    root = as_root()
    if root is not None and shutil.which("apt-get"):
        install = ["apt-get", "install", "--yes", "--quiet", "--no-install-recommends", "chromium"]
        yield [[*root, "apt-get", "update", "--quiet"], [*root, *install]]
    playwright = [sys.executable, "-m", "playwright", "install", "chromium"]
    if root is not None and shutil.which("apt-get"):
        yield [[*playwright, "--with-deps"]]
    yield [playwright]


def main() -> int:
    """Find a Chromium or install one; print which it is."""
    if not driver_starts():
        print(DRIVER_HELP, file=sys.stderr)
        return 1
    found = chromium.find()
    for commands in installations() if found is None else ():
        print("Installing Chromium:", " && ".join(" ".join(command) for command in commands), file=sys.stderr)
        if all(succeeds(command) for command in commands):
            found = chromium.find()
        if found is not None:
            break
    if found is None:
        print(HELP, file=sys.stderr)
        return 1
    executable, version = found
    print(f"Browser for the tests: {version} ({executable})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
