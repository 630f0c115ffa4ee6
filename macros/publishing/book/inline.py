"""What stands in a line: emphasis, code, links, sources, small marks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from macros.publishing.book import figures
from macros.publishing.book.articles import Element, classes, words, words_kept
from macros.publishing.book.constructs import inline, leave_out, unknown
from macros.publishing.book.markup import call, escape, string

if TYPE_CHECKING:
    from macros.publishing.book.manuscript import Manuscript

ABROAD = re.compile(r"^[a-z][a-z0-9+.-]*:")

for _tag, _names in (
    ("a", ("headerlink", "edit", "md-content__button", "footnote-backref", "sample__take")),
    ("button", ()),
    ("input", ()),
):
    inline(_tag, *_names)(leave_out)
inline("span", "comparison__title")(leave_out)  # the heading above the table says it


def _wrapped(name: str, *tags: str) -> None:
    def handler(manuscript: Manuscript, element: Element) -> str:
        return manuscript.place(element) + call(name, manuscript.text(element))

    for tag in tags:
        inline(tag)(handler)


_wrapped("strong", "strong", "b")
_wrapped("emph", "em", "i")
_wrapped("sub", "sub")
_wrapped("strike", "del", "s")
_wrapped("underline", "ins", "u")
_wrapped("highlight", "mark")
_wrapped("key", "kbd")
_wrapped("small", "small")


@inline("span")
@inline("abbr")
@inline("time")
@inline("label")
def same(manuscript: Manuscript, element: Element) -> str:
    """Print what has no look of its own."""
    return manuscript.place(element) + manuscript.text(element)


@inline("br")
def line_break(_manuscript: Manuscript, _element: Element) -> str:
    """Break the line."""
    return "#linebreak();"


@inline("code")
def code(_manuscript: Manuscript, element: Element) -> str:
    """Print code in a line; its colors, if it has any, stay on the screen."""
    return call("raw", text=string(words_kept(element))).replace("text: ", "")


@inline("sup")
def superscript(manuscript: Manuscript, element: Element) -> str:
    """Print a raised text; a mark that leads to a footnote becomes the footnote."""
    marks = [child for child in element if child.tag == "a" and "footnote-ref" in classes(child)]
    if not marks:
        return call("super", manuscript.line(element))
    name = (marks[0].get("href") or "")[1:]
    if name not in manuscript.footnotes:
        raise unknown(element, manuscript.article.page, f"the footnote '{name}'")
    return call("footnote", manuscript.footnotes[name])


@inline("sup", "exam-mark")
def exam_mark(manuscript: Manuscript, element: Element) -> str:
    """Print the number of a note below the table."""
    return call("super", manuscript.line(element))


@inline("img")
def picture_in_line(manuscript: Manuscript, element: Element) -> str:
    """Print an image; icons are decoration and stay on the screen."""
    if element.get("data-drawing") is not None:
        return ""
    return figures.image(manuscript, element)


# ---------------------------------------------------------------------------------------------- links


@inline("a")
def link(manuscript: Manuscript, element: Element) -> str:
    """Print a link: inside the book to its place, outside with the number of its source for readers of paper."""
    href, mark = element.get("href") or "", manuscript.place(element)
    text = manuscript.text(element)
    if not href or not text.strip():
        return mark + text
    if ABROAD.match(href):
        if not href.startswith("http"):
            return mark + call("link", text, to=string(href)).replace("to: ", "")
        return mark + call("link", text, to=string(href)).replace("to: ", "") + manuscript.sources.mark(href)
    return mark + manuscript.anchors.link(*manuscript.target(href)) + f"[{text}];"


@inline("a", "record--term", "record--service")
def indexed_link(manuscript: Manuscript, element: Element) -> str:
    """Print a link to a term or service, and note for the index that it is mentioned here."""
    fragment = (element.get("href") or "").partition("#")[2]
    return manuscript.index.mark(fragment, manuscript.section) + link(manuscript, element)


@inline("a", "source")
def source(manuscript: Manuscript, element: Element) -> str:
    """Print the number of a source; the list of sources has its address and the day it was read."""
    return manuscript.sources.mark(element.get("href") or "", words(element))


@inline("a", "objectives__test", "checked")
def small_link(manuscript: Manuscript, element: Element) -> str:
    """Print a link in small type: to the questions that test an objective, to the evidence of a fact."""
    return " " + call("small", link(manuscript, element))


# ----------------------------------------------------------------------------------------- small marks


@inline("span", "skills", "second-hand", "wizard__help", "guides__summary")
def small_mark(manuscript: Manuscript, element: Element) -> str:
    """Print a note in small type."""
    return call("small", manuscript.line(element))


@inline("span", "fact-list__source")
def read_where(manuscript: Manuscript, element: Element) -> str:
    """Print the source of a fact by its number, with the day, what else stands there, and evidence on a new line."""
    link, day = element.find("a"), element.find("time")
    if link is None or day is None:
        raise unknown(element, manuscript.article.page, "a source without link or day")
    rest = words(element, skip=("fact-list__evidence",))[len(words(link)) :].strip(", ")
    read = manuscript.sources.mark(link.get("href") or "", words(day)) + " " + call("small", escape(rest))
    said = element.find("span[@class='fact-list__evidence']")
    return read if said is None else read + "#linebreak();" + manuscript.walk(said)


@inline("span", "fact-list__evidence")
def evidence(manuscript: Manuscript, element: Element) -> str:
    """Print what the SDK says of a fact."""
    return call("small", manuscript.text(element))


@inline("span", "exam-note")
def exam_note(manuscript: Manuscript, element: Element) -> str:
    """Print what the exam may still expect."""
    return call("exam-note", manuscript.line(element))


@inline("span", "outline__service")
def outline_service(manuscript: Manuscript, element: Element) -> str:
    """Print the service of an entry of the outline."""
    return "→ " + manuscript.line(element)


@inline("span", "question__verdict", "scenario__label")
def verdict(manuscript: Manuscript, element: Element) -> str:
    """Print a word that says what follows."""
    return call("strong", manuscript.line(element))


@inline("strong", "badge")
def badge(manuscript: Manuscript, element: Element) -> str:
    """Print a badge as a short sentence: paper has no frames around words."""
    return call("strong", manuscript.line(element) + ".")
