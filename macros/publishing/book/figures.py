"""Figures: drawings and image files, with what they show in words."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from macros.publishing.book.articles import Element
from macros.publishing.book.constructs import block, leave_out, unknown
from macros.publishing.book.drawings import Picture, described, titled
from macros.publishing.book.markup import call, escape, string

if TYPE_CHECKING:
    from macros.publishing.book.manuscript import Manuscript

TALL = 420.0
"""CSS pixels: a taller drawing may move to the next page while the text goes on, instead of leaving a gap."""

block("div", "drawing__narrow")(leave_out)  # the same drawing, for a phone


@block("figure")
def figure(manuscript: Manuscript, element: Element) -> str:
    """Print a picture with its caption; a drawing that is too tall for a page in parts."""
    caption = element.find("figcaption")
    words = manuscript.line(caption) if caption is not None else ""
    drawing = element.find("div[@class='drawing__wide']/img")
    if drawing is None:
        body = manuscript.blocks(element, without=("figcaption",))
        return manuscript.place(element) + call("picture", body, words)
    source = _source(manuscript, drawing)
    parts = manuscript.drawings.parts(source)
    # A tall drawing may stand on the page after its heading, so the caption says what it is.
    words = f"{call('strong', escape(titled(source)))} {words}"
    captions = [words] if len(parts) == 1 else [f"{words} ({n} of {len(parts)})" for n in range(1, len(parts) + 1)]
    pairs = zip(parts, captions, strict=True)
    printed = [_picture(manuscript, part, said, is_first=number == 0) for number, (part, said) in enumerate(pairs)]
    return manuscript.place(element) + "\n".join(printed)


@block("div", "drawing__wide")
def wide(_manuscript: Manuscript, _element: Element) -> str:
    """Print nothing: the figure around it prints the drawing."""
    return ""


def _source(manuscript: Manuscript, element: Element) -> str:
    return manuscript.article.drawings[int(element.get("data-drawing") or 0)]


def _picture(manuscript: Manuscript, picture: Picture, words: str, *, is_first: bool) -> str:
    manuscript.drawn += 1
    if picture.height <= TALL:
        return call("picture", _drawing(picture), words)
    return call("picture", _drawing(picture), words, name=string(f"drawing:{manuscript.drawn}"), announced=is_first)


def image(manuscript: Manuscript, element: Element) -> str:
    """Return the image of an `<img>`: one that the site drew itself, or a file of the site."""
    if element.get("data-drawing") is not None:
        source = _source(manuscript, element)
        return _drawing(manuscript.drawings.svg(source, described(source)))
    alternative = element.get("alt") or ""
    if not alternative:
        raise unknown(element, manuscript.article.page, "an image without alternative text")
    _page, url, _fragment = manuscript.target(unquote(element.get("src") or ""))
    file = manuscript.site / url
    if not file.is_file():
        raise unknown(element, manuscript.article.page, f"the image '{element.get('src')}', which is not on the site")
    return _drawing(manuscript.drawings.file(file, alternative))


def _drawing(picture: Picture) -> str:
    size = {"natural": f"({picture.width:g}pt, {picture.height:g}pt)"} if picture.width else {}
    return call("drawing", at=(string(picture.path), string(picture.alternative)), **size)
