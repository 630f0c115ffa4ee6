"""Where a Chromium is on this machine, and how the tests start it."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")


def flags() -> list[str]:
    """Return the flags of every start: no calls home, and no sandbox for root, for whom Chromium has none."""
    quiet = ["--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return [*quiet, "--no-first-run", *(["--no-sandbox"] if is_root else [])]


def candidates() -> Iterator[Path]:
    """Yield the executables that may be a Chromium, best first: the one that CHROMIUM names, installed ones, ours."""
    named = os.environ.get("CHROMIUM")
    if named:
        yield Path(named)
    for name in NAMES:
        found = shutil.which(name)
        if found:
            yield Path(found)
    if MAC.exists():
        yield MAC
    ours = downloaded()
    if ours is not None and ours.exists():
        yield ours


def downloaded() -> Path | None:
    """Return where Playwright puts a Chromium that it downloads, whether or not it is there."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return Path(path) if path else None


def version(executable: Path) -> str | None:
    """Return the version of a Chromium after it has shown an empty page; nothing if it does not start.

    `--version` alone would not do: Ubuntu's `chromium` is a stub that answers and then cannot start.
    """
    try:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
            start = [str(executable), "--headless", *flags(), f"--user-data-dir={profile}", "--dump-dom", "about:blank"]
            shown = subprocess.run(start, capture_output=True, timeout=60, check=False)
        if shown.returncode != 0 or b"<html" not in shown.stdout:
            return None
        asked = subprocess.run([executable, "--version"], capture_output=True, text=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return asked.stdout.strip() or str(executable)


def find() -> tuple[Path, str] | None:
    """Return the first Chromium that starts, with its version."""
    for executable in candidates():
        found = version(executable)
        if found is not None:
            return executable, found
    return None
