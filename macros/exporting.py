"""A MkDocs hook: writes the public data beside the pages of the site.

No page reads them. mkdocs.yml names the license of the content as `extra.content_license`.
"""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig


def on_post_build(config: MkDocsConfig) -> None:
    """Write the files into the folder of the site."""
    from macros.handover import Handover  # the package is on the path since mkdocs-macros has loaded it
    from macros.public_data import FOLDER
    from macros.public_data.files import About, make_files

    handed = Handover.of(config)
    project = handed.project
    about = About(config.site_name, config.site_url or "", config.extra.get("content_license", {}))
    folder = Path(config.site_dir) / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in make_files(project.catalog, project.places, handed.links.plain, about).items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
