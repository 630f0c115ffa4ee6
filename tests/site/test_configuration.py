"""mkdocs.yml and the code agree, and a running server sees every edit."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest
from mkdocs.config.base import load_config
from mkdocs.config.defaults import MkDocsConfig

from macros import serving
from macros.calls import DELIMITERS
from tests.site.building import ROOT

CONFIGS = [ROOT / "mkdocs.yml", ROOT / "tests/other_subject/mkdocs.yml"]


def loaded(file: Path) -> MkDocsConfig:
    return load_config(str(file))


@pytest.mark.parametrize("file", CONFIGS, ids=["site", "bread"])
def test_the_brackets_are_those_that_the_checks_read(file: Path) -> None:
    macros = loaded(file).plugins["macros"].config
    assert {name: macros[f"j2_{name}"] for name in DELIMITERS} == DELIMITERS


@pytest.mark.parametrize("file", CONFIGS, ids=["site", "bread"])
def test_errors_stop_the_build(file: Path) -> None:
    config = loaded(file)
    assert config.plugins["macros"].config["on_error_fail"] is True
    assert config.plugins["macros"].config["on_undefined"] == "strict"
    assert config.plugins["macros"].config["render_by_default"] is True
    levels = config.validation
    for found in (levels.nav.omitted_files, levels.nav.not_found, levels.links.not_found, levels.links.anchors):
        assert found == 30  # a warning, which --strict turns into an error


def test_the_server_watches_the_data_and_the_macros() -> None:
    watched = {Path(path).resolve() for path in loaded(ROOT / "mkdocs.yml").watch}
    assert {ROOT / "data", ROOT / "macros"} <= watched


def test_no_plugin_asks_another_site() -> None:
    config = loaded(ROOT / "mkdocs.yml")
    assert {name for name in config.plugins if not name.endswith(".py")} == {"material/search", "macros"}
    assert config.theme["font"] is False
    assert not [str(file) for file in [*config.extra_javascript, *config.extra_css] if "//" in str(file)]
    assert "analytics" not in config.extra


def test_a_rebuild_imports_the_package_anew() -> None:
    kept = {name: module for name, module in sys.modules.items() if name == "macros" or name.startswith("macros.")}
    other = ModuleType("macros_of_somebody_else")
    sys.modules["macros_of_somebody_else"] = other
    sys.modules["macros.old_code"] = ModuleType("macros.old_code")
    try:
        config = MkDocsConfig()
        assert serving.on_config(config) is config
        assert not [name for name in sys.modules if name == "macros" or name.startswith("macros.")]
        assert sys.modules["macros_of_somebody_else"] is other
    finally:
        del sys.modules["macros_of_somebody_else"]
        sys.modules.update(kept)


def test_the_package_is_dropped_before_the_plugin_imports_it() -> None:
    hooks = loaded(ROOT / "mkdocs.yml").plugins.events["config"]
    names = [getattr(hook, "__module__", "") for hook in hooks]
    assert names.index("macros/serving.py") < names.index("mkdocs_macros.plugin"), names


def test_a_server_writes_where_mkdocs_wants(tmp_path: Path) -> None:
    serving.on_startup(command="serve", dirty=False)
    config = MkDocsConfig()
    config.site_dir = str(tmp_path / "site")
    kept = {name: module for name, module in sys.modules.items() if name == "macros" or name.startswith("macros.")}
    try:
        assert serving.on_config(config).site_dir == str(tmp_path / "site")
    finally:
        sys.modules.update(kept)
