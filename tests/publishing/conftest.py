"""Tests that set books need Typst, which only `make testpdf` installs: without it they are skipped, and say so."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

NEEDED = ("typst", "fontpkg", "pikepdf", "page")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what cannot run."""
    missing = [name for name in NEEDED if find_spec(name) is None]
    for item in items:
        if missing and item.get_closest_marker("pdf"):
            item.add_marker(pytest.mark.skip(reason="make testpdf installs Typst and runs this"))
