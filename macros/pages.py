"""The pages of `docs/` as data: which macros they call, which records they link, and on which line.

Nothing is rendered here. `calls` finds the macro calls.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from macros.calls import Call, placer, read_calls, without_calls
from macros.diagnostics import Diagnostic, Location, did_you_mean, shorten
from macros.models import LINK, unfinished_links, without_code
from macros.reading import UNREADABLE, Document, Source, compose, read_source, wrong_file

FENCE = re.compile(r"^(?P<indent> *)(?P<fence>`{3,}(?!.*`)|~{3,})(?P<info>.*)$")
FENCE_INFO = re.compile(r"(?:[\w+#.-]*|\{[ \w.#-]*\})(?: +\w+=(?:\"[^\"]*\"|'[^']*'))*")
"""What may stand behind a fence: a language and its options. Otherwise Markdown does not take it for one."""

HEADING = re.compile(r"#{1,6}(?!#)")
HEADING_ID = re.compile(r"\{[^{}]*#(?P<id>[\w-]+)[^{}]*\}$")

IMAGES = {".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"}
"""What stands in a folder of pages beside pages."""

ACTIVE = re.compile(
    r"<script|<foreignObject|<!ENTITY|\son\w+\s*=|(?:href|src)\s*=\s*[\"']?\s*(?!#|[\"']|data:image/)|@import"
    r"|url\(\s*[\"']?(?!#)",
    re.IGNORECASE,
)
"""What makes a drawing do something, or ask another site for something."""

SETTINGS = ("title", "description", "hide", "icon", "search", "was")
"""The keys of the front matter. Others have MkDocs and its theme do what no check looks at."""

FORMER_PAGE = re.compile(r"(?:[A-Za-z0-9_][A-Za-z0-9_.-]*/)*[A-Za-z0-9_][A-Za-z0-9_.-]*\.md")
"""The path of a page, from the folder of pages on: it becomes the name of a file in the site."""

HIDDEN = ("navigation", "toc", "footer", "path")
"""What the front matter can hide."""


@dataclass(frozen=True)
class Link:
    """A `[[...]]` on a page."""

    target: str
    line: int
    column: int
    is_whole: bool = True
    """Whether the link is written to its end."""


@dataclass(frozen=True)
class Heading:
    """A heading and its id: its own, or the one that Markdown makes of its words."""

    anchor: str
    line: int
    is_explicit: bool = True


@dataclass(frozen=True)
class Page:
    """A page of `docs/`."""

    path: str
    """Relative to `docs/`, with forward slashes."""
    source: Source
    calls: tuple[Call, ...] = ()
    links: tuple[Link, ...] = ()
    headings: tuple[Heading, ...] = ()
    prose: tuple[tuple[int, str], ...] = ()
    """The lines outside code and macro calls, with their numbers; code spans are blanked out."""
    title: str = ""
    """The title in the front matter, or else the first heading."""
    was: tuple[str, ...] = ()
    """The pages that are gone and whose place this one took."""


def load_pages(docs: Path) -> tuple[list[Page], list[Diagnostic]]:
    """Return every page of a folder in the order of their paths, and what keeps them from being read."""
    pages, problems = [], []
    if not docs.is_dir():
        problems.append(
            Diagnostic(Location(docs.name, 1, 1), "the folder is missing", "run this in the project's folder")
        )
    problems += _strangers(docs)
    for file in sorted(docs.rglob("*.md"), key=lambda f: f.relative_to(docs).as_posix()):
        if wrong_file(file, docs.parent):  # reported above
            continue
        source, found = read_source(file, docs.parent)
        problems += found
        if source.lines:  # a mark that git left spoils a line, not the page
            page, more = read_page(file.relative_to(docs).as_posix(), source)
            pages.append(page)
            spoiled = {problem.location.line for problem in found}
            problems += [problem for problem in more if problem.location.line not in spoiled]
    return pages, problems


def _strangers(docs: Path) -> Iterator[Diagnostic]:
    """Yield a problem for each file that is neither a page nor an image: MkDocs would publish it as it is."""
    for file in sorted(docs.rglob("*")):
        parts = file.relative_to(docs).parts
        place = Location(file.relative_to(docs.parent).as_posix(), 1, 1)
        wrong = wrong_file(file, docs.parent)
        is_left_out = parts[0] == "templates" or any(part.startswith(".") for part in parts)
        if wrong:
            yield wrong
        elif is_left_out and file.suffix == ".md":
            what = "MkDocs leaves this page out, because of its name or its folder's"
            yield Diagnostic(place, what, "begin no name with a '.', and call no folder 'templates'")
        elif is_left_out or not file.is_file() or file.suffix == ".md":
            continue
        elif file.suffix not in IMAGES:
            what = "a file that is neither a page nor an image would be published unread"
            yield Diagnostic(place, what, "end the name of a page with .md, or take the file away")
        elif file.suffix == ".svg":
            source, found = read_source(file, docs.parent)
            yield from found
            for number, line in enumerate(source.lines, 1):
                active = ACTIVE.search(line)
                if active:
                    what = "the drawing runs something or asks for another file"
                    yield source.diagnostic(number, active.start() + 1, what, "save it as a plain drawing")


def read_page(path: str, source: Source) -> tuple[Page, list[Diagnostic]]:
    """Return one page, and what is wrong with its syntax."""
    layout = _lay_out(source)
    calls, problems = read_calls(source, layout.uncoded)
    lines = without_calls("\n".join(layout.uncoded.get(n, "") for n in range(1, len(source.lines) + 1))).split("\n")
    prose = tuple((number, lines[number - 1]) for number in layout.uncoded)
    page = Page(
        path,
        source,
        tuple(calls),
        tuple(_links(prose)),
        tuple(_headings(prose)),
        prose,
        _title(layout, prose),
        _was(layout),
    )
    return page, layout.problems + problems


# ---------------------------------------------------------------------------------- front matter, code and prose


@dataclass
class _Layout:
    uncoded: dict[int, str] = field(default_factory=dict)
    """The lines of prose by their numbers, code spans blanked out."""
    problems: list[Diagnostic] = field(default_factory=list)
    settings: dict[str, Any] = field(default_factory=dict)
    """The front matter."""


def _lay_out(source: Source) -> _Layout:
    """Tell prose from code and front matter."""
    layout = _Layout()
    start = _front_matter(source, layout)
    fence, indent, opened_at = "", 0, 0
    for number, line in enumerate(source.lines[start:], start + 1):
        match = FENCE.match(line)
        if match and not fence:
            fence, indent, opened_at = match["fence"], len(match["indent"]), number
            if not FENCE_INFO.fullmatch(match["info"].strip()):
                what = "what stands behind the fence is no language, so no code block begins here"
                layout.problems.append(source.diagnostic(number, match.end("fence") + 1, what, "write only a language"))
        elif match and match["fence"].startswith(fence) and not line.strip(" `~"):
            fence = ""
        elif fence and line[:indent].strip():
            what = f"this line stands to the left of the code block that begins in line {opened_at}"
            layout.problems.append(source.diagnostic(number, 1, what, "indent it like the fences"))
        elif not fence:
            layout.uncoded[number] = without_code(line)
    if fence:
        what = "the code block that begins here never ends"
        layout.problems.append(source.diagnostic(opened_at, 1, what, f"add a line {fence} after the code"))
    return layout


def _front_matter(source: Source, layout: _Layout) -> int:
    """Return how many lines the front matter of a page has; add its settings and its problems to the layout."""
    problems = layout.problems
    first = next((n for n, line in enumerate(source.lines, 1) if line.strip()), 1)
    if source.line(1).rstrip() != "---":
        if first > 1 and source.line(first).rstrip() == "---":
            what = "front matter begins in the first line, or it is shown as text"
            problems.append(source.diagnostic(first, 1, what, "delete the empty lines above"))
        elif re.match(r" {0,3}[A-Za-z0-9_-]+:", source.line(1)):
            what = "MkDocs takes this line for a setting of the page, and readers do not see it"
            problems.append(source.diagnostic(1, 1, what, "begin the page with a heading or an empty line"))
        return 0
    end = next((n for n, line in enumerate(source.lines[1:], 2) if line.rstrip() in ("---", "...")), 0)
    if not end:
        problems.append(source.diagnostic(1, 1, "the front matter never ends", "add a line --- after it"))
        return 0
    document, found = compose(Source(source.path, source.lines[: end - 1]))
    problems += found
    if document.value is not None:
        problems += _settings(document)
        layout.settings = document.value if isinstance(document.value, dict) else {}
    return end


def _title(layout: _Layout, prose: tuple[tuple[int, str], ...]) -> str:
    """Return the title of a page."""
    given = layout.settings.get("title")
    first = next((line.lstrip("#").strip() for _, line in prose if line.startswith("# ")), "")
    return given if isinstance(given, str) else first


def _was(layout: _Layout) -> tuple[str, ...]:
    """Return the pages whose place a page took; what is wrong with them has been reported."""
    given = layout.settings.get("was")
    return tuple(name for name in given if isinstance(name, str)) if isinstance(given, list) else ()


def _settings(document: Document) -> Iterator[Diagnostic]:
    """Yield what is wrong with the values of the front matter. MkDocs guesses types: `yes` is no text to it."""
    if not isinstance(document.value, dict):
        what = "the front matter is not made of keys with values"
        yield document.source.diagnostic(1, 1, what, "write 'title: ...' between the lines ---")
        return
    for key, value in document.value.items():
        if key not in SETTINGS:
            fix = did_you_mean(key, SETTINGS, "the settings are " + ", ".join(SETTINGS))
            yield document.at((key,), f"unknown setting '{shorten(key)}'", fix, key=True)
        if key in ("title", "description"):
            style = getattr(document.values[key,], "style", None)
            guessed = yaml.safe_load(value) if isinstance(value, str) and not style else value
            if value is UNREADABLE:
                continue
            if not isinstance(guessed, str) or not guessed.strip():
                yield document.at((key,), f"the {key} of the page is not text", "put it in quotes", key=True)
            elif "[[" in value:
                yield document.at((key,), f"the {key} of a page holds no links", "write the words alone", needle="[[")
        if key == "was":
            yield from _former_pages(document, value)
        if key == "hide":
            for item in value if isinstance(value, list) else [value]:
                if item not in HIDDEN:
                    fix = "write a list of " + ", ".join(HIDDEN)
                    yield document.at((key,), f"'hide' cannot be '{shorten(str(item))}'", fix)


def _former_pages(document: Document, value: Any) -> Iterator[Diagnostic]:
    """Yield what is wrong with the list of pages whose place a page took."""
    if not isinstance(value, list):
        yield document.at(("was",), "'was' is not a list", "write 'was: [guides/old-name.md]'")
        return
    for i, name in enumerate(value):
        if name is not UNREADABLE and not (isinstance(name, str) and FORMER_PAGE.fullmatch(name)):
            what = f"'{shorten(str(name))}' is not the path of a page"
            yield document.at(("was", i), what, "write it from docs/ on, like guides/old-name.md")


def _links(prose: tuple[tuple[int, str], ...]) -> Iterator[Link]:
    """Yield the links; the words of one may run over the end of a line, but not of a paragraph."""
    for first, paragraph in paragraphs(prose):
        place = placer(paragraph)
        found = [(match.start(), match["id"], True) for match in LINK.finditer(paragraph)]
        found += [(start, "", False) for start in unfinished_links(paragraph)]
        for start, target, is_whole in found:
            line, column = place(start)
            yield Link(target, first + line - 1, column, is_whole)


def paragraphs(prose: tuple[tuple[int, str], ...]) -> Iterator[tuple[int, str]]:
    """Yield the lines that follow one another without an empty one, with the number of their first line."""
    first, lines = 0, list[str]()
    for number, line in (*prose, (0, "")):
        if lines and (number != first + len(lines) or not line.strip()):
            yield first, "\n".join(lines)
            lines = []
        if line.strip():
            first = first if lines else number
            lines.append(line)


def _headings(prose: tuple[tuple[int, str], ...]) -> Iterator[Heading]:
    for number, line in prose:
        match = HEADING.match(line)
        if match:
            text = line[match.end() :].rstrip(" #")
            own = HEADING_ID.search(text)
            words = re.sub(r"[^\w\s-]", "", text[: own.start()] if own else text).strip().lower()
            yield Heading(own["id"] if own else re.sub(r"[\s-]+", "-", words), number, bool(own))
