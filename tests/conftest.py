"""What all tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.site.building import build, copy_project


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that accepts new drawings and pages as the right ones."""
    parser.addoption("--update-fixtures", action="store_true", help="rewrite the files that tests compare with")


@pytest.fixture
def update_fixtures(request: pytest.FixtureRequest) -> bool:
    """Whether to rewrite the files that tests compare with."""
    return bool(request.config.getoption("--update-fixtures"))


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site once for all tests and return its folder."""
    return build(copy_project(tmp_path_factory.mktemp("built") / "project"))
