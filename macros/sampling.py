"""A MkDocs hook: puts the files of the samples on the site, beside their pages, so that readers can take them."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

NOT_TAKEN = ("sample.yml", "cases.yml", "recorded")
"""How the names of files begin that are about a sample, not part of it."""


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add each file of each sample under `samples/<id>/`."""
    from macros.models import Sample  # the package is on the path since mkdocs-macros has loaded it

    folder = Path(config.config_file_path).parent / "data" / Sample.folder
    for file in sorted(folder.glob("*/*")):
        if not file.name.startswith((*NOT_TAKEN, ".")) and file.is_file():
            path = f"{Sample.folder}/{file.parent.name}/{file.name}"
            files.append(File.generated(config, path, abs_src_path=str(file)))
    return files
