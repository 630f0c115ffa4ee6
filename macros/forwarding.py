"""A MkDocs hook: addresses of old lead to what took their place, on a server and from a folder alike.

What they are stands in `forwards`. Anchors need no script. A page in the place of one that is gone leads on by a tag of
its own; with a script also to the right anchor, which no tag can know.
"""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.pages import Page

if TYPE_CHECKING:
    from macros.forwards import Forwards, GonePage, Moved

ARTICLE_END = "</article>"

MOVED = """
<aside class="md-content__inner md-typeset moved" aria-label="Moved from this page">
<p>What once stood on this page:</p>
<ul>
{items}
</ul>
</aside>"""

PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
{policy}<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="This page has moved. {title} took its place and shows what stood here.">
<meta name="robots" content="noindex">
<title>Moved from {address}: {title}</title>
{canonical}<noscript><meta http-equiv="refresh" content="0; url={url}"></noscript>
</head>
<body>
<article>
<h1>This page has moved</h1>
<p><a href="{url}">{title}</a></p>
{items}</article>
<script>{script}</script>
</body>
</html>
"""

SCRIPT = """
const anchor = decodeURIComponent(location.hash.slice(1));
const known = anchor ? document.getElementById(anchor)?.querySelector("a") : null;
location.replace(known ? known.href : document.querySelector("a").href + location.hash);
"""
"""Leads on to the anchor in the address: to where that is now, if the list of what stood here knows it."""

POLICY = (
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src '{hash}'; "
    "base-uri 'none'; form-action 'none'\">\n"
)


@event_priority(-60)  # before `finishing` writes the policy, which counts nothing of this
def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    """Put anchors of old beside the new ones, and the list of what moved behind the page's text."""
    forwards = _of(config)
    for name, olds in forwards.anchors.items():
        start = _start_of(name).search(output) if f'id="{name}"' in output else None
        if start:
            anchors = "".join(f'<span id="{old}"></span>' for old in olds if f'id="{old}"' not in output)
            output = output[: start.end()] + anchors + output[start.end() :]
    moved = [each for each in forwards.moved.get(page.file.src_uri, ()) if f'id="{each.anchor}"' not in output]
    if moved:
        items = _items(moved, page.file.src_uri, config)
        head, end, tail = output.rpartition(ARTICLE_END)
        output = head + end + MOVED.format(items=items) + tail
    return output


def on_post_build(config: MkDocsConfig) -> None:
    """Write a page in the place of each one that is gone."""
    from macros.places import page_url

    for path, gone in _of(config).pages.items():
        url = page_url(path, directory_urls=config.use_directory_urls)
        file = Path(config.site_dir) / (f"{url}index.html" if url.endswith("/") or not url else url)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(_page(path, gone, config), encoding="utf-8", newline="\n")


def _of(config: MkDocsConfig) -> Forwards:
    from macros.handover import Handover  # the package is on the path since mkdocs-macros has loaded it

    return Handover.of(config).forwards


def _start_of(name: str) -> re.Pattern[str]:
    """Return what finds the start of the element with an id."""
    return re.compile(rf'<[a-z][a-z0-9]*\b[^<>]*\bid="{re.escape(name)}"[^<>]*>')


def _items(moved: list[Moved] | tuple[Moved, ...], path: str, config: MkDocsConfig) -> str:
    from macros.places import relative_url

    def item(each: Moved) -> str:
        url = relative_url(each.place, path, directory_urls=config.use_directory_urls)
        return f'<li id="{escape(each.anchor)}"><a href="{escape(url)}">{escape(each.title)}</a></li>'

    return "\n".join(map(item, moved))


def _page(path: str, gone: GonePage, config: MkDocsConfig) -> str:
    from macros.finishing import hash_source
    from macros.places import Place, page_url, relative_url

    is_offline = any(name.split("/")[-1] == "offline" for name in config.plugins)
    here, there = (page_url(each, directory_urls=config.use_directory_urls) for each in (path, gone.successor))
    address = f"{config.site_url}{there}" if config.site_url else ""
    return PAGE.format(
        language=config.theme.get("language", "en"),
        policy="" if is_offline else POLICY.format(hash=hash_source(SCRIPT)),
        canonical=f'<link rel="canonical" href="{escape(address)}">\n' if address and not is_offline else "",
        address=escape(here),
        title=escape(gone.title),
        url=escape(relative_url(Place(gone.successor), path, directory_urls=config.use_directory_urls)),
        script=SCRIPT,
        items=f"<ul>\n{_items(gone.moved, path, config)}\n</ul>\n" if gone.moved else "",
    )
