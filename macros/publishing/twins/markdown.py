"""HTML of built pages into Markdown: what a reader sees without scripts, in CommonMark with tables.

Drawings are left out, since their text twin stands below them; so is what only a screen can use. Everything else is
known by its tag, so that new macros need nothing here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lxml import etree

Element = etree._Element
Relink = Callable[[str], str]
"""Turns the address of a link into the one that the twin writes."""

NOT_SHOWN = frozenset({"script", "style", "button", "form", "input", "select", "dialog", "svg", "img", "template"})
ONLY_SCREEN = frozenset(
    {
        "headerlink",
        "edit",
        "md-content__button",
        "drawing__wide",
        "drawing__narrow",
        "letters",
        "screen-only",
        "wizard__link",
    }
    | {"definitions", "tabbed-labels", "linenos", "keeping", "exam__parts", "trainer"}
)
"""Classes of what has no use in a text; the glossary has the definitions."""

BLOCKS = frozenset(
    {"article", "blockquote", "body", "div", "fieldset", "figcaption", "figure", "label", "legend", "main", "section"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "hr", "p", "pre", "details", "summary"}
    | {"dd", "dl", "dt", "li", "ol", "ul", "caption", "table", "tbody", "td", "th", "thead", "tr"}
)
SUMMARIES = {"question__answer": "**Answer**", "twin": ""}
"""What stands for the summary of something to open, by its class, where the summary speaks of opening it."""

MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*"}
SPECIAL = re.compile(r"([\\`*\[\]<])|(?<!\w)(_)|(_)(?!\w)")
STARTS_BLOCK = re.compile(r"^(#{1,6} |[-+] |> |\d+[.)] )")
SPACE = re.compile(r"[ \t\n\r]+")


def to_markdown(root: Element, relink: Relink) -> str:
    """Return the text of an element as Markdown that ends with a line break."""
    return "\n\n".join(_Writer(relink).blocks(root)) + "\n"


class _Writer:
    """Writes one page."""

    def __init__(self, relink: Relink) -> None:
        self.relink = relink

    # ------------------------------------------------------------------------------------------- blocks

    def blocks(self, element: Element) -> list[str]:
        """Return the blocks inside of an element; what stands in a line is gathered into paragraphs."""
        found: list[str] = []
        line: list[str] = [_escaped(element.text)]

        def end_of_line() -> None:
            text = _tidy("".join(line))
            if text:
                found.append(STARTS_BLOCK.sub(r"\\\1", text))
            line.clear()

        for child in element:
            if not _is_shown(child):
                pass
            elif child.tag in BLOCKS:
                end_of_line()
                found += self._block(child)
            else:
                line.append(self._inline(child))
            line.append(_escaped(child.tail))
        end_of_line()
        return found

    def _block(self, element: Element) -> list[str]:
        tag = str(element.tag)
        if tag == "hr":
            return ["---"]
        if tag == "pre":
            return [_fenced(element)]
        if tag == "table":
            return self._table(element)
        if tag in ("ul", "ol"):
            return self._list(element)
        if tag == "dl":
            return self._pairs(element)
        if tag == "blockquote":
            return ["\n".join(f"> {line}".rstrip() for line in "\n\n".join(self.blocks(element)).split("\n"))]
        if re.fullmatch(r"h[1-6]", tag):
            return [f"{'#' * int(tag[1])} {self._line(element)}"]
        if tag == "summary":
            names = next(map(_classes, element.iterancestors()), [])
            labels = [SUMMARIES[name] for name in names if name in SUMMARIES]
            if labels:
                return [label for label in labels if label]
        if tag in ("summary", "legend") or "admonition-title" in _classes(element):
            text = self._line(element)
            return [f"**{text.replace('**', '')}**"] if text else []
        return self.blocks(element)

    def _list(self, element: Element) -> list[str]:
        """Return a list. Letters are written out, since Markdown counts in digits only."""
        rows, number = [], int(element.get("start") or 1)
        for item in element.iterchildren("li"):
            number = int(item.get("value") or number)
            blocks = self.blocks(item)
            if element.tag == "ul":
                mark, lead = "- ", ""
            elif element.get("type") in ("A", "a"):
                mark, lead = "- ", f"{chr(ord(element.get('type') or 'A') + number - 1)}. "
            else:
                mark, lead = f"{number}. ", ""
            number += 1
            if blocks:
                rows.append((mark, lead + blocks[0], blocks[1:]))
        is_tight = all(_is_list(block) for _mark, _first, rest in rows for block in rest)
        items = []
        for mark, first, rest in rows:
            body = ("\n" if is_tight else "\n\n").join([first, *rest])
            items.append(mark + body.replace("\n", "\n" + " " * len(mark)))
        whole = ("\n" if is_tight else "\n\n").join(items)
        return [re.sub(r"[ ]+\n", "\n", whole)] if whole else []

    def _pairs(self, element: Element) -> list[str]:
        """Return terms and what is said of them as a list."""
        rows: list[str] = []
        for child in element.iter("dt", "dd"):
            if next(child.iterancestors("dl")) is not element or not _is_shown(child):
                continue
            if child.tag == "dt":
                rows.append(f"- **{self._line(child)}**")
                continue
            blocks = self.blocks(child)
            if rows and blocks:
                separator = ": " if not rows[-1].endswith((":**", "?**")) else " "
                rows[-1] += separator + "\n\n".join(blocks).replace("\n", "\n  ")
        return [re.sub(r"[ ]+\n", "\n", "\n".join(rows))] if rows else []

    def _table(self, element: Element) -> list[str]:
        found = [self._line(caption) for caption in element.iterchildren("caption")]
        rows = [
            [self._cell(cell) for cell in row.iterchildren("th", "td")]
            for row in element.iter("tr")
            if next(row.iterancestors("table")) is element
        ]
        width = max(map(len, rows), default=0)
        if width:
            head, *body = [row + [""] * (width - len(row)) for row in rows]
            lines = [head, ["---"] * width, *body]
            found.append("\n".join("| " + " | ".join(row) + " |" for row in lines))
        return found

    def _cell(self, element: Element) -> str:
        """Return a cell, which has one line: its blocks one after the other."""
        if "picker__none" in _classes(element):  # "Not recorded", a thousand times
            return ""
        blocks = self.blocks(element)
        text = "; ".join(re.sub(r"\n\s*(?:[-*]|\d+\.) ", "; ", block.removeprefix("- ")) for block in blocks)
        return SPACE.sub(" ", text).replace("|", "\\|")

    # -------------------------------------------------------------------------------------------- lines

    def _line(self, element: Element) -> str:
        return _tidy(self._inside(element))

    def _inside(self, element: Element) -> str:
        parts = [_escaped(element.text)]
        for child in element:
            if _is_shown(child):
                parts.append(f" {self._inside(child)} " if child.tag in BLOCKS else self._inline(child))
            parts.append(_escaped(child.tail))
        return "".join(parts)

    def _inline(self, element: Element) -> str:
        tag = str(element.tag)
        if tag == "br":
            return "  \n"
        if tag in ("code", "kbd"):
            return _code("".join(str(text) for text in element.itertext()))
        inside = self._inside(element)
        text = inside.strip()
        if not text:
            return inside
        before, after = inside[: len(inside) - len(inside.lstrip())], inside[len(inside.rstrip()) :]
        if tag in MARKS:
            text = f"{MARKS[tag]}{text}{MARKS[tag]}"
        elif tag == "a" and element.get("href"):
            text = f"[{SPACE.sub(' ', text)}]({self.relink(element.get('href') or '')})"
        elif "comparison__title" in _classes(element):
            text = f"**{text}**"
        elif "skills" in _classes(element):
            text = f"({text})"
        return before + text + after


def _is_shown(element: Element) -> bool:
    if not isinstance(element.tag, str):  # a comment
        return False
    return element.tag not in NOT_SHOWN and not ONLY_SCREEN & set(_classes(element)) and element.get("hidden") is None


def _is_list(block: str) -> bool:
    return re.match(r"(?:-|\d+\.) ", block) is not None


def _classes(element: Element) -> list[str]:
    return (element.get("class") or "").split()


def _escaped(text: str | None) -> str:
    """Return text in which nothing counts as Markdown."""
    return SPECIAL.sub(lambda match: f"\\{match[0]}", SPACE.sub(" ", text or ""))


def _tidy(text: str) -> str:
    lines = (re.sub(r" +", " ", line).strip() for line in re.split(r" *  \n", text))
    return "  \n".join(lines).strip()


def _code(text: str) -> str:
    """Return a code span, in as many backticks as its text needs (CommonMark 0.31, section 6.1)."""
    text = SPACE.sub(" ", text)
    runs = {len(run) for run in re.findall(r"`+", text)}
    ticks = "`" * next(n for n in range(1, len(runs) + 2) if n not in runs)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{ticks}{pad}{text}{pad}{ticks}"


def _fenced(element: Element) -> str:
    """Return a block of code in its fence, with its language where the page says one."""
    text = "".join(str(part) for part in element.itertext()).strip("\n")
    names = _above(element)
    language = next((name.removeprefix("language-") for name in names if name.startswith("language-")), "")
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{'' if language == 'text' else language}\n{text}\n{fence}"


def _above(element: Element) -> Iterator[str]:
    yield from _classes(element)
    for ancestor in element.iterancestors():
        yield from _classes(ancestor)
