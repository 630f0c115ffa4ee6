"""Blocks of ordinary pages: headings, paragraphs, lists, code, notes, tabs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from macros.publishing.book.articles import Element, classes, words, words_kept
from macros.publishing.book.constructs import BLOCKS, block, leave_out, unknown
from macros.publishing.book.markup import array, call, escape, expression, string

if TYPE_CHECKING:
    from macros.publishing.book.manuscript import Manuscript

NOTES = (
    *("note", "abstract", "info", "tip", "success", "question"),
    *("warning", "failure", "danger", "bug", "example", "quote"),
)
"""The kinds of notes that the theme knows."""

block("script")(leave_out)
block("p", "hero__buttons", "letters", "wizard__link", "edit", "run__by", "screen-only")(
    leave_out
)  # ways around the screen
block("div", "footnote")(leave_out)  # the notes stand at the foot of the page that calls them
block("section", "definitions")(leave_out)  # the glossary has them


# -------------------------------------------------------------------------------------------- headings


@block("h1")
@block("h2")
@block("h3")
@block("h4")
@block("h5")
@block("h6")
def heading(manuscript: Manuscript, element: Element) -> str:
    """Print a heading at its depth in the book."""
    level = min(int(str(element.tag)[1]) + manuscript.shift, 6)
    title = words(element, skip=("headerlink",))
    manuscript.section = element.get("id") or title
    top = ("",) if element.tag == "h1" else ()  # a link to a page without a fragment leads to its title
    places = manuscript.anchors.heading(manuscript.article.page, manuscript.section, *top)
    shown = level <= manuscript.outlined and len(title) > 1  # a letter of a glossary needs no line in the contents
    return call("heading", manuscript.line(element), level=level, outlined=shown, bookmarked=True) + places


# ------------------------------------------------------------------------------------------ paragraphs


@block("p")
def paragraph(manuscript: Manuscript, element: Element) -> str:
    """Print a paragraph."""
    return manuscript.place(element) + manuscript.blocks(element)


@block("p", "sample__head")
def kept(manuscript: Manuscript, element: Element) -> str:
    """Print a line that stays with what comes next."""
    return call("kept", manuscript.line(element))


@block("p", "sources")
def sources(manuscript: Manuscript, element: Element) -> str:
    """Print the numbers of sources; the list of sources has their addresses and days."""
    days = [words(time) for time in element.findall("time")]
    links = element.findall("a")
    if len(days) != len(links):
        raise unknown(element, manuscript.article.page, "sources of which some have no day")
    marks = [manuscript.sources.mark(a.get("href") or "", day) for a, day in zip(links, days, strict=True)]
    checked = [call("small", escape(words(span))) for span in element.findall("span") if "checked" in classes(span)]
    return call("sources-line", " ".join(["".join(marks), *checked]), many=len(marks) > 1)


@block("p", "admonition-title", "definitions__title", "exam-notes__title", "run__head", "run__label")
@block("p", "scenario__label", "service__label")
def label(manuscript: Manuscript, element: Element) -> str:
    """Print a line that says what follows; it stays with it."""
    return call("label-line", manuscript.line(element))


@block("p", "question__review", "question__objective", "term__more")
@block("p", "scenario__sample", "sample__deeds", "sample__services", "workflow__sample")
def small_paragraph(manuscript: Manuscript, element: Element) -> str:
    """Print a paragraph of references in small type."""
    text = manuscript.line(element)
    return call("small-paragraph", text) if text else ""


@block("blockquote")
@block("blockquote", "scenario__requirement")
def quotation(manuscript: Manuscript, element: Element) -> str:
    """Print a quotation."""
    return call("quote", manuscript.blocks(element), block=True)


@block("hr")
def rule(_manuscript: Manuscript, _element: Element) -> str:
    """Print a line across."""
    return "#rule();"


@block("article", "md-content__inner")
@block("div")
@block("div", "hero", "questions", "md-typeset__table", "md-typeset__scrollwrap", "term", "scenario")
@block("div", "sample", "sample__file")
def container(manuscript: Manuscript, element: Element) -> str:
    """Print what a container holds."""
    return manuscript.place(element) + manuscript.blocks(element)


# ----------------------------------------------------------------------------------------------- lists


@block("ul")
def bullets(manuscript: Manuscript, element: Element) -> str:
    """Print a list."""
    return _list(manuscript, element, "list")


@block("ol")
def numbers(manuscript: Manuscript, element: Element) -> str:
    """Print a numbered list: by digits, letters or Roman numerals, from where the site starts."""
    options: dict[str, str | int | bool | None] = {}
    if element.get("start"):
        options["start"] = int(element.get("start") or 1)
    if element.get("type"):
        options["numbering"] = string(f"{element.get('type')}.")
    if any(item.get("value") for item in element):
        options["numbering"] = string("1.")
    return _list(manuscript, element, "enum", **options)


def _list(manuscript: Manuscript, element: Element, name: str, **options: str | int | bool | None) -> str:
    items = []
    for item in element.iterchildren("li"):
        body = manuscript.place(item) + manuscript.walk(item)
        number = item.get("value")
        items.append(expression("enum.item", body, at=(number,)) if number else f"[{body}]")
    loose = any(child.tag in ("p", "pre", "div") for item in element for child in item)
    return manuscript.place(element) + call(name, at=tuple(items), tight=not loose, **options)


@block("ol", "run__path")
def path(manuscript: Manuscript, element: Element) -> str:
    """Print the steps of a run one behind the other, as the screen does."""
    return " → ".join(manuscript.line(step) for step in element.iterchildren("li"))


@block("ul", "badges")
def badges(manuscript: Manuscript, element: Element) -> str:
    """Print what was done to a file; it stays with the code below it."""
    return call("kept", _list(manuscript, element, "list"))


@block("li")
def item(manuscript: Manuscript, element: Element) -> str:
    """Print what an item of a list holds."""
    return manuscript.blocks(element)


@block("dl")
@block("dl", "terms", "examples", "muddy")
def pairs(manuscript: Manuscript, element: Element) -> str:
    """Print terms, each with what is said about it."""
    return call("terms", at=tuple(_pairs(manuscript, element)), tight=False)


@block("dl", "facts", "service__more")
def short_pairs(manuscript: Manuscript, element: Element) -> str:
    """Print labels, each with its value on the same line."""
    return call("short-pairs", at=tuple(_pairs(manuscript, element)))


def _pairs(manuscript: Manuscript, element: Element) -> list[str]:
    """Return the items of a list of pairs; HTML may wrap a pair in a div."""
    found: list[tuple[str, list[str]]] = []
    for child in element.iter("dt", "dd"):
        if next(child.iterancestors("dl")) is not element:
            continue
        if child.tag == "dt":
            found.append((manuscript.place(child) + manuscript.line(child), []))
        elif found:
            found[-1][1].append(manuscript.blocks(child))
    separator = "\n\n"
    for wrapper in element.iterchildren("div"):
        wrong = [name for name in classes(wrapper) if name != "examples__pair"]
        if wrong:
            raise unknown(wrapper, manuscript.article.page, f"the class '{wrong[0]}' of a pair")
    return [f"terms.item([{title}], [{separator.join(said)}])" for title, said in found]


# ------------------------------------------------------------------------------------------------ code


@block("div", "highlight")
def highlighted(manuscript: Manuscript, element: Element) -> str:
    """Print a block of code with its language, title, line numbers and marked lines."""
    language = next((name[9:] for name in classes(element) if name.startswith("language-")), None)
    code = element.find(".//td[@class='code']//pre")
    pre = code if code is not None else element.find(".//pre")
    if pre is None:
        raise unknown(element, manuscript.article.page, "highlighted code without <pre>")
    title = next((words(e) for e in element.iter("span", "th") if "filename" in classes(e)), None)
    first = element.find(".//td[@class='linenos']")
    start = int(words(first).split()[0]) if first is not None else None
    return _code(pre, language, title, start)


@block("pre")
def preformatted(_manuscript: Manuscript, element: Element) -> str:
    """Print text as it stands."""
    return _code(element, None, None, None)


def _code(pre: Element, language: str | None, title: str | None, start: int | None) -> str:
    marked = sorted(set(_marked(pre)))
    return call(
        "code-block",
        at=(string(words_kept(pre).rstrip("\n")),),
        lang=string(language) if language and language != "text" else "none",
        title=string(title) if title else "none",
        start=start,
        marked=array([str(line) for line in marked]),
    )


def _marked(pre: Element) -> Iterator[int]:
    """Yield the lines of code that the page marks."""
    line = 1
    texts: Any = pre.xpath(".//text()")
    for text in texts:
        holder = text.getparent().getparent() if text.is_tail else text.getparent()
        breaks = text.count("\n")
        if text.strip() and any("hll" in classes(e) for e in (holder, *holder.iterancestors())):
            yield from range(line, line + max(breaks, 1))
        line += breaks


# ------------------------------------------------------------------------------------------ notes, tabs


@block("div", "admonition")
def admonition(manuscript: Manuscript, element: Element) -> str:
    """Print a note in its frame."""
    return _note(manuscript, element, "admonition-title", "p")


@block("details")
@block("details", *NOTES)
def details(manuscript: Manuscript, element: Element) -> str:
    """Print what opens on the screen: on paper it is open."""
    return _note(manuscript, element, "", "summary")


@block("details", "coverage__more")
def more(manuscript: Manuscript, element: Element) -> str:
    """Print what a cell folds away, without its title: the cell goes on."""
    summary = element.find("summary")
    if summary is not None:
        element.remove(summary)
    return manuscript.blocks(element)


def _note(manuscript: Manuscript, element: Element, title_class: str, title_tag: str) -> str:
    kind = next((name for name in classes(element) if name in NOTES), "note")
    first = element.find(title_tag)
    has_title = first is not None and (not title_class or title_class in classes(first))
    title = manuscript.line(first) if first is not None and has_title else ""
    if first is not None and has_title:
        element.remove(first)
    mark = manuscript.place(element)
    return call("note", title, mark + manuscript.blocks(element), kind=string(kind))


for _kind in (*NOTES, "inline", "end", "exam-note"):
    BLOCKS["div", _kind] = admonition


@block("div", "tabbed-set")
def tabs(manuscript: Manuscript, element: Element) -> str:
    """Print every tab, one after the other, each under its label."""
    labels = element.findall("./div[@class='tabbed-labels']/label")
    contents = [e for e in element.iter("div") if "tabbed-block" in classes(e) and _tabs_of(e) is element]
    if len(labels) != len(contents):
        raise unknown(element, manuscript.article.page, "tabs of which some have no label")
    return "\n\n".join(
        call("tab", manuscript.line(label), manuscript.blocks(content))
        for label, content in zip(labels, contents, strict=True)
    )


BLOCKS["div", "tabbed-alternate"] = tabs


def _tabs_of(element: Element) -> Element | None:
    return next((e for e in element.iterancestors("div") if "tabbed-set" in classes(e)), None)


# ------------------------------------------------------------------------------------------- footnotes


def footnotes(manuscript: Manuscript, article: Element) -> dict[str, str]:
    """Return the footnotes of an article by their ids."""
    return {
        note.get("id") or "": re.sub(r"\s*\n\s*", " ", " ".join(manuscript.line(part) for part in note.iter("p")))
        for holder in article.iter("div")
        if "footnote" in classes(holder)
        for note in holder.iter("li")
    }
