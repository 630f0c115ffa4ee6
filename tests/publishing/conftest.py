"""Tests that set books need Typst, others need veraPDF; only `make testpdf` and `make verapdf` install these.

Without them the tests are skipped, and say so.
"""

from __future__ import annotations

from importlib.util import find_spec

import pytest

from tests.publishing import verapdf

PRESS = ("typst", "fontpkg", "pikepdf")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what cannot run."""
    press = all(find_spec(name) for name in PRESS)
    _skip(items, "pdf", press and find_spec("page") is not None, "make testpdf installs Typst and runs this")
    asked = any(item.get_closest_marker("verapdf") for item in items)
    there = asked and press and verapdf.validator() is not None and not verapdf.missing()
    _skip(items, "verapdf", there, "make verapdf installs veraPDF and runs this")


def _skip(items: list[pytest.Item], marker: str, can_run: bool, reason: str) -> None:
    for item in items:
        if not can_run and item.get_closest_marker(marker):
            item.add_marker(pytest.mark.skip(reason=reason))
