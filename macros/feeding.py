"""A MkDocs hook: writes the feed of releases, and tells pages and feed readers where it is.

The edition that opens from a folder has none: its feed would never change.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

if TYPE_CHECKING:
    from collections.abc import Sequence

    from macros.models import Release

DISCOVERY = '<link rel="alternate" type="application/atom+xml" title="What changed" href="{url}">\n'
MARK = "<!-- feed -->"
SENTENCE = 'The <a href="{url}" type="application/atom+xml">feed</a> tells of each release.'


def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    """Name the feed in the head of the page, and where the page has a place for it."""
    releases, _ = _releases(config)
    if not releases:
        return output.replace(MARK, "")
    from macros.feed import FILE

    url = get_relative_url(FILE, page.url)
    output = output.replace("</head>", DISCOVERY.format(url=url) + "</head>", 1)
    return output.replace(MARK, SENTENCE.format(url=url))


def on_post_build(config: MkDocsConfig) -> None:
    """Write the feed."""
    from macros.feed import FILE, atom_feed

    releases, page = _releases(config)
    if releases:
        language = config.theme.get("language", "en")
        text = atom_feed(releases, _site(config), page, config.site_name, config.site_description or "", language)
        (Path(config.site_dir) / FILE).write_text(text, encoding="utf-8", newline="\n")


def _site(config: MkDocsConfig) -> str:
    return (config.site_url or "").rstrip("/") + "/"


def _releases(config: MkDocsConfig) -> tuple[Sequence[Release], str]:
    """Return the releases, the newest first, and the address of the page that shows them; none without addresses."""
    is_offline = any(name.split("/")[-1] == "offline" for name in config.plugins)
    if is_offline or not config.site_url:
        return (), ""
    from macros.handover import Handover  # the package is on the path since mkdocs-macros has loaded it
    from macros.places import page_url

    project = Handover.of(config).project
    releases = project.catalog.releases
    shown = next(filter(None, (project.places.of(str(release.id)) for release in releases)), None)
    return releases, page_url(shown.page, directory_urls=config.use_directory_urls) if shown else ""
