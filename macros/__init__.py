"""The adapter to mkdocs-macros: hands the macros of `rendering.renderer` to the pages. Nothing else knows MkDocs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


def define_env(env: Any) -> None:
    """Register every macro with mkdocs-macros, and `[[id]]` with Markdown. Called once a build, before any page.

    Problems in the data or the pages stop the build here, before anything is written.
    """
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    # Imported here, so that `python -m macros` and the tests can use parts of the package without MkDocs.
    from mkdocs.exceptions import PluginError

    from macros.diagnostics import DataError, as_text
    from macros.project import MACROS, load_project
    from macros.rendering.links import Links, RecordLinks
    from macros.rendering.renderer import Renderer

    root = Path(env.conf["config_file_path"]).parent
    try:
        project = load_project(root)
    except DataError as error:
        raise PluginError("\n" + as_text(error.diagnostics)) from None

    links = Links(project.catalog, project.places, directory_urls=env.conf["use_directory_urls"])
    renderer = Renderer(project.catalog, links)
    env.conf["markdown_extensions"].append(RecordLinks(links, on_page=True))

    def on_its_page(name: str) -> Any:
        def call(*args: Any, **kwargs: Any) -> str:
            renderer.page = env.page.file.src_uri
            return str(getattr(renderer, name)(*args, **kwargs))

        return call

    for name in MACROS:
        env.macro(on_its_page(name), name)
