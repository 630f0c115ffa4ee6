"""The manuscript of a book: what a walk over the pages writes and gathers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from macros.catalog import Catalog
from macros.publishing.book import blocks, figures, inline, records, tables
from macros.publishing.book.anchors import Anchors
from macros.publishing.book.answers import Answer
from macros.publishing.book.articles import Article, Element, resolve
from macros.publishing.book.constructs import handler_of, is_inline
from macros.publishing.book.drawings import Drawings
from macros.publishing.book.indexing import Index
from macros.publishing.book.markup import flowing
from macros.publishing.book.sources import Sources

HANDLERS = (blocks, figures, inline, records, tables)
"""The modules that register the handlers."""


@dataclass
class Manuscript:
    """Walks pages, one after the other, and keeps what they share."""

    catalog: Catalog
    pages: Mapping[str, str]
    """The sources of all pages of the site, by their addresses from the top of the site."""
    site: Path
    """The folder of the built site."""
    folder: Path
    """Where the source of the book is written."""
    online: str = ""
    """The address of the site on the web."""

    article: Article = field(init=False)
    """The page that is being walked."""
    shift: int = 0
    """How much deeper the page's headings stand in the book."""
    outlined: int = 2
    """The deepest level of heading that the table of contents shows."""
    section: str = ""
    """The last heading that was walked."""
    answers: list[Answer] = field(default_factory=list)
    drawn: int = 0
    """How many drawings are printed so far."""
    footnotes: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.anchors = Anchors(self.online)
        self.sources = Sources()
        self.index = Index(self.catalog, self.anchors)
        self.drawings = Drawings(self.folder)

    def open(self, article: Article, *, shift: int, outlined: int, indexed: bool) -> None:
        """Turn to a page."""
        self.article, self.shift, self.outlined, self.section = article, shift, outlined, article.page
        self.index.active = indexed
        self.footnotes = blocks.footnotes(self, article.root)

    # -------------------------------------------------------------------------------------------- walking

    def walk(self, element: Element) -> str:
        """Return an element as Typst."""
        return handler_of(element, self.article.page)(self, element)

    def text(self, element: Element) -> str:
        """Return the content of an element that holds only what stands in a line, with the blanks at its ends."""
        parts = [flowing(element.text)]
        for child in element:
            if isinstance(child.tag, str):
                parts.append(self.walk(child))
            parts.append(flowing(child.tail))
        return "".join(parts)

    def line(self, element: Element) -> str:
        """Return the content of an element that holds only what stands in a line."""
        return self.text(element).strip()

    def blocks(self, element: Element, *, without: tuple[str, ...] = ()) -> str:
        """Return the content of an element that may hold blocks; text between blocks becomes a paragraph."""
        finished: list[str] = []
        running = [flowing(element.text)]

        def end_paragraph() -> None:
            text = "".join(running).strip()
            running.clear()
            if text:
                finished.append(text)

        for child in element:
            if isinstance(child.tag, str) and child.tag not in without:
                if is_inline(child):
                    running.append(self.walk(child))
                else:
                    end_paragraph()
                    finished.append(self.walk(child))
            running.append(flowing(child.tail))
        end_paragraph()
        return "\n\n".join(text for text in finished if text)

    # ---------------------------------------------------------------------------------- places and links

    def place(self, element: Element) -> str:
        """Return the mark of an element's id, if it has one."""
        name = element.get("id")
        return self.anchors.place(self.article.page, name) if name else ""

    def target(self, href: str) -> tuple[str, str, str]:
        """Return the page, the address and the fragment to which a link of the current page leads."""
        url, fragment = resolve(self.article.url, href)
        return self.pages.get(url, ""), url, fragment
