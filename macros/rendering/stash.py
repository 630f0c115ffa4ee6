"""HTML that Markdown need not read.

Markdown parses each block of raw HTML only to hand it on unchanged, and MkDocs parses it once more for its ids. For
long tables and drawings that is a large part of a build. So a macro leaves its headings, which belong to Markdown and
its table of contents, and a mark for all the rest; the HTML takes the place of its mark when Markdown is done.
"""

from __future__ import annotations

import re

import markdown
from markdown.postprocessors import Postprocessor

HEADING = re.compile(r"^(#{2,6} .*)$\n?", re.MULTILINE)
MARK = "\ue000{}\ue000"
MARK_ON_PAGE = re.compile(r"<p>\ue000(\d+)\ue000</p>")
ID = re.compile(r' id="([^"]+)"')


class Stash(markdown.Extension):
    """Keeps the HTML of macros; as a Markdown extension it puts it back."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[str] = []

    def put(self, output: str) -> str:
        """Return the output of a macro with marks in place of its HTML."""
        parts = HEADING.split(output)
        return "\n\n".join(self._mark(part) if i % 2 == 0 else part for i, part in enumerate(parts) if part.strip())

    def _mark(self, block: str) -> str:
        self.blocks.append(block.strip())
        return MARK.format(len(self.blocks) - 1)

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802  the name is Markdown's
        """Register the last step but one: the list of definitions at the end of a page needs what this puts in."""
        md.postprocessors.register(_PutBack(self, md), "macros", 6)


class _PutBack(Postprocessor):
    def __init__(self, stash: Stash, md: markdown.Markdown) -> None:
        super().__init__(md)
        self.stash = stash

    def run(self, text: str) -> str:
        """Return the page's HTML with the macros' HTML in it; tell MkDocs, which checks links, the ids in it."""
        ids: set[str] = set()

        def block(match: re.Match[str]) -> str:
            html = self.stash.blocks[int(match[1])]
            ids.update(ID.findall(html))
            return html

        result = MARK_ON_PAGE.sub(block, text)
        # MkDocs 1.6 collects the ids of raw HTML in a preprocessor, which runs too early to see this HTML.
        if "mkdocs_raw_html" in self.md.preprocessors:
            self.md.preprocessors["mkdocs_raw_html"].present_anchor_ids |= ids  # type: ignore[attr-defined]  # MkDocs adds it
        return result
