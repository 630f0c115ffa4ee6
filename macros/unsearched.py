"""A MkDocs hook: what the search leaves out, it need not read.

Answers, drawings and lists of facts carry Material's attribute `data-search-exclude`. They are two fifths of the tags
of this site, and Material's search plugin, the slowest part of a build, parses each of them only to throw it away. So
they leave the page before the plugin reads it, and come back when the page is written. The attribute stays in the
page, since it is what says so. The same happens to what stands below a text by its class: where it was read and what
it is linked with. Whoever looks for a service does not look for every page that mentions it.
"""

from __future__ import annotations

import re
from functools import cache

from mkdocs.plugins import event_priority
from mkdocs.structure.pages import Page

BELOW_TEXTS = (
    "sources",
    "source",
    "fact-list__source",
    "second-hand",
    "checked",
    "service__more",
    "term__more",
    "wizard__link",
    "edit",
)
"""Classes of elements with sources and references. The names among them reach the index by `search_index.names`."""

EXCLUDED = re.compile(
    r"<(?P<tag>(?!h[1-6]\b)[a-z]+)\b[^<>]* (?:data-search-exclude=\"\"|"
    rf"class=\"(?:{'|'.join(BELOW_TEXTS)})\")[^<>]*>"
)
"""The start of an element that the search leaves out. With a heading it leaves out more: all that stands under it."""

CELL_END = re.compile(r"(</(?:t[dh]|d[dt]|summary)>)(?=<)")
"""Where the plugin would write the last word of a cell and the first one of the next as one word."""

CELL_MARK = "\x1f"
"""Stands there while the plugin reads, which takes it for a space."""

MARK = "<!--unsearched {}-->"
MARK_ON_PAGE = re.compile(r"<!--unsearched (\d+)-->")

_taken_out: dict[str, list[str]] = {}
"""The elements by the path of their page."""


@event_priority(-100)  # after everything else that reads or changes the page's HTML
def on_page_content(html: str, *, page: Page, **_: object) -> str:
    """Put marks in the place of the elements, and between cells."""
    html = CELL_END.sub(rf"\1{CELL_MARK}", html)
    parts, elements, end = [], list[str](), 0
    for start in EXCLUDED.finditer(html):
        if start.start() < end:  # inside of one that is out already
            continue
        parts += [html[end : start.start()], MARK.format(len(elements))]
        end = _end(html, start)
        elements.append(html[start.start() : end])
    _taken_out[page.file.src_uri] = elements
    return "".join([*parts, html[end:]])


def on_post_page(output: str, *, page: Page, **_: object) -> str:
    """Put the elements in the place of their marks, and take the marks between cells away."""
    elements = _taken_out.pop(page.file.src_uri)
    return MARK_ON_PAGE.sub(lambda mark: elements[int(mark[1])], output).replace(CELL_MARK, "")


def _end(html: str, start: re.Match[str]) -> int:
    """Return where an element ends, in HTML whose tags have their ends."""
    depth = 0
    for tag in _tags(start["tag"]).finditer(html, start.start()):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.end()
    return start.end()


@cache
def _tags(name: str) -> re.Pattern[str]:
    return re.compile(rf"<(/?){name}\b[^<>]*>")
