"""The pages of `docs/` as data: which macros they call, which records they link, and on which line.

Nothing is rendered here. The calls come from Jinja's own parser, so what is checked is what will run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import nodes

from macros.diagnostics import Diagnostic
from macros.models import LINK
from macros.reading import Source, read_source

DELIMITERS = {
    "variable_start_string": "{$",
    "variable_end_string": "$}",
    "block_start_string": "{@",
    "block_end_string": "@}",
    "comment_start_string": "{*",
    "comment_end_string": "*}",
}
"""Jinja's usual brackets belong to the subject: Airflow writes `{{ ds }}`, JSONata `{% ... %}`. mkdocs.yml has the
same delimiters, and a test compares the two."""

FENCE = re.compile(r"^ *(?P<fence>`{3,}|~{3,})")
CODE_SPAN = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")
HEADING = re.compile(r"^(?P<marks>#{1,6})\s+(?P<text>.*?)\s*(?:\{[^}]*#(?P<id>[\w-]+)[^}]*\})?\s*#*$")


@dataclass(frozen=True)
class Call:
    """A macro call on a page; arguments that are not constants are `None`."""

    name: str
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    line: int
    column: int

    def named(self, argument: str) -> str:
        """Return how an argument stands in the source, to point at it."""
        return f'"{argument}"'


@dataclass(frozen=True)
class Link:
    """A `[[...]]` on a page."""

    target: str
    line: int
    column: int


@dataclass(frozen=True)
class Heading:
    """A heading with an id of its own."""

    anchor: str
    line: int


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


def load_pages(docs: Path) -> tuple[list[Page], list[Diagnostic]]:
    """Return every page of a folder in the order of their paths, and what keeps them from being read."""
    pages, problems = [], []
    for file in sorted(docs.rglob("*.md"), key=lambda f: f.relative_to(docs).as_posix()):
        source, found = read_source(file, docs.parent)
        problems += found
        if not found:
            page, found = read_page(file.relative_to(docs).as_posix(), source)
            pages.append(page)
            problems += found
    return pages, problems


def read_page(path: str, source: Source) -> tuple[Page, list[Diagnostic]]:
    """Return one page, and what is wrong with its macro calls."""
    text = "\n".join(source.lines)
    environment = jinja2.Environment(**DELIMITERS)  # type: ignore[arg-type]
    try:
        calls = tuple(_calls(environment.parse(text), source))
    except jinja2.TemplateSyntaxError as error:
        column = max(source.line(error.lineno).find("{$"), source.line(error.lineno).find("{@"), 0) + 1
        what = f"the macro call cannot be read: {error.message}"
        return Page(path, source), [source.diagnostic(error.lineno, column, what, 'write {$ name("id") $}')]
    prose = tuple(_prose(source))
    return Page(path, source, calls, tuple(_links(prose)), tuple(_headings(prose)), prose), []


def _calls(tree: nodes.Template, source: Source) -> Iterator[Call]:
    for node in tree.find_all(nodes.Call):
        if not isinstance(node.node, nodes.Name):
            continue
        name = node.node.name
        column = source.line(node.lineno).find(name) + 1
        yield Call(
            name,
            tuple(_constant(argument) for argument in node.args),
            {keyword.key: _constant(keyword.value) for keyword in node.kwargs},
            node.lineno,
            max(column, 1),
        )


def _constant(node: nodes.Expr) -> Any:
    try:
        return node.as_const()
    except nodes.Impossible:
        return None


def _prose(source: Source) -> Iterator[tuple[int, str]]:
    """Yield the lines that are neither code nor front matter, code spans and macro calls blanked out."""
    fence, front_matter = "", False
    for number, line in enumerate(source.lines, 1):
        if line.rstrip() == "---" and (number == 1 or front_matter):
            front_matter = not front_matter
            continue
        opened = FENCE.match(line)
        if opened and not fence:
            fence = opened["fence"]
            continue
        if opened and fence and opened["fence"].startswith(fence) and not line.strip(" `~"):
            fence = ""
            continue
        if not fence and not front_matter:
            line = CODE_SPAN.sub(lambda m: " " * len(m[0]), line)
            yield number, re.sub(r"\{\$.*?\$\}", lambda m: " " * len(m[0]), line)


def _links(prose: tuple[tuple[int, str], ...]) -> Iterator[Link]:
    """Yield the links; the words of one may run over the end of a line."""
    text = "\n".join(line for _, line in prose)
    for match in LINK.finditer(text):
        before = text[: match.start()]
        number, _ = prose[before.count("\n")]
        yield Link(match["id"], number, len(before) - before.rfind("\n"))


def _headings(prose: tuple[tuple[int, str], ...]) -> Iterator[Heading]:
    for number, line in prose:
        match = HEADING.match(line)
        if match and match["id"]:
            yield Heading(match["id"], number)
