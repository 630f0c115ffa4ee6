"""A MkDocs hook: turns the index that the search plugin wrote into the one that our own search worker reads.

The theme's worker and what belongs to it are no part of the site then.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority


@event_priority(-50)  # after the search has written its index, before the offline edition makes a script of it
def on_post_build(config: MkDocsConfig) -> None:
    """Write the index anew, and take the theme's worker away."""
    from macros.handover import Handover  # the package is on the path since mkdocs-macros has loaded it
    from macros.search_index import addresses, compact, names

    file = Path(config.site_dir) / "search" / "search_index.json"
    sections = json.loads(file.read_text(encoding="utf-8"))["docs"]
    project = Handover.of(config).project
    homes = addresses(project.places, directory_urls=config.use_directory_urls)
    docs = compact(sections, homes, names(project.catalog, homes))
    text = json.dumps({"docs": docs}, ensure_ascii=False, separators=(",", ":"))
    file.write_text(text, encoding="utf-8")

    scripts = Path(config.site_dir) / "assets" / "javascripts"
    shutil.rmtree(scripts / "lunr", ignore_errors=True)
    for unused in scripts.glob("workers/search.*.min.js*"):
        unused.unlink()
