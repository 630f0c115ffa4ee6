"""Figures: drawings and image files, with what they show in words."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from macros.publishing.book.articles import Element
from macros.publishing.book.constructs import block, leave_out, unknown
from macros.publishing.book.drawings import Picture
from macros.publishing.book.markup import call, string

if TYPE_CHECKING:
    from macros.publishing.book.manuscript import Manuscript

block("div", "drawing__narrow")(leave_out)  # the same drawing, for a phone


@block("div", "drawing__wide")
def wide(manuscript: Manuscript, element: Element) -> str:
    """Print the drawing that fits a wide page."""
    drawing = element.find("img")
    if drawing is None:
        raise unknown(element, manuscript.article.page, "a drawing without SVG")
    return image(manuscript, drawing)


@block("figure")
def figure(manuscript: Manuscript, element: Element) -> str:
    """Print a picture with its caption."""
    caption = element.find("figcaption")
    words = manuscript.line(caption) if caption is not None else ""
    return manuscript.place(element) + call("picture", manuscript.blocks(element, without=("figcaption",)), words)


def image(manuscript: Manuscript, element: Element) -> str:
    """Return the image of an `<img>`: one that the site drew itself, or a file of the site."""
    number = element.get("data-drawing")
    if number is not None:
        return _printed(manuscript.drawings.svg(manuscript.article.drawings[int(number)]))
    alternative = element.get("alt") or ""
    if not alternative:
        raise unknown(element, manuscript.article.page, "an image without alternative text")
    _page, url, _fragment = manuscript.target(unquote(element.get("src") or ""))
    file = manuscript.site / url
    if not file.is_file():
        raise unknown(element, manuscript.article.page, f"the image '{element.get('src')}', which is not on the site")
    return _printed(manuscript.drawings.file(file, alternative))


def _printed(picture: Picture) -> str:
    size = {"natural": f"({picture.width:g}pt, {picture.height:g}pt)"} if picture.width else {}
    return call("drawing", at=(string(picture.path), string(picture.alternative)), **size)
