"""What all tests share."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser import chromium
from tests.site.building import build, copy_project


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that accepts new drawings and pages as the right ones."""
    parser.addoption("--update-fixtures", action="store_true", help="rewrite the files that tests compare with")
    parser.addoption("--record", action="store_true", help="write anew what is recorded of the samples")


@pytest.fixture
def update_fixtures(request: pytest.FixtureRequest) -> bool:
    """Whether to rewrite the files that tests compare with."""
    return bool(request.config.getoption("--update-fixtures"))


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site once for all tests and return its folder."""
    return build(copy_project(tmp_path_factory.mktemp("built") / "project"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the Chromium of this machine, once for all tests: Playwright runs only once in a process."""
    found = chromium.find()
    if found is None:
        pytest.fail("no Chromium: run `make browser`, or say where one is with CHROMIUM=/path/to/chrome")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found[0], args=chromium.flags())
        yield started
        with contextlib.suppress(Exception):
            started.close()
