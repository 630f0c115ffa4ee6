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
    from macros.forwards import find_forwards
    from macros.handover import VARIABLE, Handover
    from macros.project import BLOCK_MACROS, MACROS, load_project, render_calls
    from macros.rendering.edits import edits_of
    from macros.rendering.links import Links, RecordLinks
    from macros.rendering.stash import Stash

    root = Path(env.conf["config_file_path"]).parent
    try:
        project = load_project(root)
        links = Links(project.catalog, project.places, directory_urls=env.conf["use_directory_urls"])
        edits = edits_of(env.conf["repo_url"], env.conf["edit_uri"], Path(env.conf["docs_dir"]).name)
        outputs = render_calls(project, links, edits)
    except DataError as error:
        raise PluginError("\n" + as_text(error.diagnostics)) from None

    forwards = find_forwards(project.catalog, project.pages, project.places)
    env.variables[VARIABLE] = Handover(project, links, forwards)

    stash = Stash()
    env.conf["markdown_extensions"] += [RecordLinks(links, on_page=True), stash]

    def on_its_page(name: str) -> Any:
        def call(*args: Any) -> str:
            output = outputs[env.page.file.src_uri, name, args]
            return stash.put(output) if name in BLOCK_MACROS else output

        return call

    for name in MACROS:
        env.macro(on_its_page(name), name)
