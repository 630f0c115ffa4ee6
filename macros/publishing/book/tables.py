"""Tables: with a header that is repeated on every page, stacked where they are too wide for paper."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from macros.publishing.book.articles import Element, classes, words
from macros.publishing.book.constructs import block, unknown
from macros.publishing.book.markup import array, call, escape, expression

if TYPE_CHECKING:
    from macros.publishing.book.manuscript import Manuscript

WIDEST = 4
"""Columns that fit across a page; a wider table is stacked: a row becomes a heading with its cells below."""

HEADINGS = ("h1", "h2", "h3", "h4")


@block("table")
def table(manuscript: Manuscript, element: Element) -> str:
    """Print a table."""
    header = [list(row) for row in element.iterfind("./thead/tr")]
    rows = [list(row) for row in element.iter("tr") if _parent_tag(row) != "thead"]
    if len(header) != 1 or not rows:
        raise unknown(element, manuscript.article.page, "a table without one row of column headings")
    for cell in element.iter("td", "th"):
        if cell.get("rowspan") or cell.get("colspan") or cell.find(".//table") is not None:
            raise unknown(cell, manuscript.article.page, "a cell over several rows or columns, or with a table inside")
    for row in element.iter("tr"):
        wrong = [name for name in classes(row) if name != "coverage__open"]
        if wrong:
            raise unknown(row, manuscript.article.page, f"the class '{wrong[0]}' of a row")
    caption = _caption(manuscript, element)
    # The header is repeated, and a repeated thing may not hold a link or a place: it is printed as plain words.
    titles = [f"[{escape(words(cell))}]" for cell in header[0]]
    if len(header[0]) > WIDEST:
        stacked = [part for row in rows for part in _stacked(manuscript, row)]
        return call("stacked-table", at=(array(titles), *stacked), caption=caption)
    cells = [_cell(manuscript, cell) for row in rows for cell in row]
    widths = array([f"{share:.2f}fr" for share in _shares([header[0], *rows])])
    aligns = array([_align(cell) for cell in header[0]])
    return call("data-table", at=(array(titles), *cells), caption=caption, widths=widths, aligns=aligns)


def _parent_tag(element: Element) -> str:
    parent = element.getparent()
    return str(parent.tag) if parent is not None else ""


def _caption(manuscript: Manuscript, element: Element) -> str:
    """Return the caption as Typst code; its title is left out where the heading above says it already."""
    caption = element.find("caption")
    if caption is None:
        return "none"
    title = caption.find("span[@class='comparison__title']")
    parent = element.getparent()
    above = parent.getprevious() if parent is not None and "comparison" in classes(parent) else None
    text = manuscript.line(caption)
    if title is not None and (above is None or above.tag not in HEADINGS):
        text = f"{call('strong', manuscript.line(title))} {text}"
    return f"[{text}]" if text else "none"


def _cell(manuscript: Manuscript, cell: Element) -> str:
    body = manuscript.place(cell) + manuscript.blocks(cell)
    return expression("row-head", body) if cell.tag == "th" else f"[{body}]"


def _stacked(manuscript: Manuscript, row: list[Element]) -> list[str]:
    """Return a row as a heading and its other cells."""
    head, *cells = row
    return [expression("stack-head", escape(words(head))), *(_cell(manuscript, cell) for cell in cells)]


def _align(cell: Element) -> str:
    found = re.search(r"text-align:\s*(left|right|center)", cell.get("style") or "")
    return found[1] if found else "left"


def _shares(rows: list[list[Element]]) -> list[float]:
    """Return how much of the width each column needs: by its usual text, with room for its longest word."""
    shares = []
    for column in zip(*rows, strict=False):
        texts = [words(cell) for cell in column]
        usual = sum(len(text) for text in texts) / len(texts)
        longest = max((len(word) for text in texts for word in re.split(r"[\s/-]", text)), default=1)
        shares.append(max(min(usual, 150.0) ** 0.62, longest * 0.5, 3.0))
    smallest = max(shares) / 5
    return [max(share, smallest) for share in shares]
