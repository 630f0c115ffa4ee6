"""What `define_env` hands to the hooks of the same build."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from super_collections import SuperDict  # type: ignore[import-untyped]  # what mkdocs-macros writes its log with

from macros import define_env
from macros.handover import Handover

BREAD = Path(__file__).parent / "other_subject"


def environment(root: Path) -> Any:
    conf = {
        "config_file_path": str(root / "mkdocs.yml"),
        "docs_dir": str(root / "docs"),
        "repo_url": "https://example.org/bread",
        "edit_uri": "edit/main/docs/",
        "use_directory_urls": True,
        "markdown_extensions": [],
    }
    return SimpleNamespace(conf=conf, variables={}, macro=lambda *_: None, page=None)


def test_the_hooks_find_what_was_read(tmp_path: Path) -> None:
    env = environment(shutil.copytree(BREAD, tmp_path / "bread"))
    define_env(env)
    config: Any = SimpleNamespace(plugins={"macros": env})
    handed = Handover.of(config)
    assert handed.project.places.homes
    assert handed.links.catalog is handed.project.catalog


def test_the_log_of_mkdocs_macros_does_not_write_it_out(tmp_path: Path) -> None:
    """In every build mkdocs-macros makes a text of all variables; a catalog's once took three quarters of the time."""
    env = environment(shutil.copytree(BREAD, tmp_path / "bread"))
    define_env(env)
    assert len(SuperDict(env.variables).to_json()) < 200
