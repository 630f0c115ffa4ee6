"""MkDocs' hooks: a site is published whole or not at all, and `make serve` shows an edit of the code.

Both work around something. MkDocs 1.6.1 empties `site/` before it reads the first page, and looks at its warnings
after it has written the last one: a broken link would leave either nothing or a site with that link. So `mkdocs build`
writes beside the earlier site, and the new one takes its place at the end. And mkdocs-macros 1.5.0 imports the package
once, so a second build in the same process would run the old code; the modules are dropped before each build.
"""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority


@dataclass
class _Build:
    """The build that is going on."""

    replaces_site: bool = False
    """Whether it starts from nothing and ends with a site: neither `serve` nor `--dirty`."""
    target: Path | None = None
    beside: Path | None = None
    is_done: bool = False


_build = _Build()


def on_startup(*, command: str, dirty: bool) -> None:
    """Note what MkDocs was asked for."""
    global _build
    _build = _Build(replaces_site=command == "build" and not dirty)


@event_priority(100)  # before mkdocs-macros imports the package
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Forget the modules of the package; send what is written to a folder beside the site."""
    for name in [name for name in sys.modules if name == "macros" or name.startswith("macros.")]:
        del sys.modules[name]
    if _build.replaces_site:
        _build.target = Path(config.site_dir)
        _build.beside = _build.target.with_name(f".{_build.target.name}.new")
        config.site_dir = str(_build.beside)
    return config


@event_priority(-100)  # after the search has written its index
def on_post_build(config: MkDocsConfig) -> None:
    """Note that everything is written."""
    del config
    _build.is_done = True


def on_build_error(**_error: Any) -> None:
    """Note that something is wrong; after warnings, too, MkDocs ends a strict build with an error."""
    _build.is_done = False


def on_shutdown() -> None:
    """Put the new site in the place of the earlier one, or take it away."""
    if _build.target is None or _build.beside is None or not _build.beside.exists():
        return
    if _build.is_done:
        shutil.rmtree(_build.target, ignore_errors=True)
        _build.beside.replace(_build.target)
    else:
        shutil.rmtree(_build.beside)
