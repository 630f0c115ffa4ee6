"""The pages of `docs/` as data: which macros they call, which records they link, and on which line.

Nothing is rendered here. The calls come from Jinja's own lexer, so what is checked is what will run. A page calls
macros and does nothing else with Jinja: conditions, loops and variables would hide from the checks what it shows.
"""

from __future__ import annotations

import ast
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import jinja2
import yaml

from macros.diagnostics import Diagnostic, Location, did_you_mean, shorten
from macros.models import LINK, unfinished_links, without_code
from macros.reading import UNREADABLE, Document, Source, compose, read_source, wrong_file

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

SETTINGS = ("title", "description", "hide", "icon", "search")
"""The keys of the front matter. Others have MkDocs and its theme do what no check looks at."""

HIDDEN = ("navigation", "toc", "footer", "path")
"""What the front matter can hide."""


@dataclass(frozen=True)
class Call:
    """A macro call on a page; arguments that are not constants are `None`."""

    name: str
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    line: int
    column: int
    places: tuple[tuple[int, int], ...] = ()
    """The line and column of each argument."""
    is_alone: bool = True
    """Whether the call stands at the start of its line and nothing follows it there."""
    is_in_code: bool = False
    """Whether the call stands in a code block or a code span."""
    last_line: int = 0
    """The line on which it ends."""

    def place(self, number: int) -> tuple[int, int]:
        """Return the line and column of an argument by its number from 0."""
        return self.places[number] if number < len(self.places) else (self.line, self.column)


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
        if not found:
            page, found = read_page(file.relative_to(docs).as_posix(), source)
            pages.append(page)
            problems += found
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
    calls, problems = _read_calls(source, layout.uncoded)
    lines = without_calls("\n".join(layout.uncoded.get(n, "") for n in range(1, len(source.lines) + 1))).split("\n")
    prose = tuple((number, lines[number - 1]) for number in layout.uncoded)
    page = Page(path, source, tuple(calls), tuple(_links(prose)), tuple(_headings(prose)), prose)
    return page, layout.problems + problems


# ---------------------------------------------------------------------------------- front matter, code and prose


@dataclass
class _Layout:
    uncoded: dict[int, str] = field(default_factory=dict)
    """The lines of prose by their numbers, code spans blanked out."""
    problems: list[Diagnostic] = field(default_factory=list)


def _lay_out(source: Source) -> _Layout:
    """Tell prose from code and front matter."""
    layout = _Layout()
    start = _front_matter(source, layout.problems)
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


def _front_matter(source: Source, problems: list[Diagnostic]) -> int:
    """Return how many lines the front matter of a page has; add what is wrong with it to the problems."""
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
    return end


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
        if key == "hide":
            for item in value if isinstance(value, list) else [value]:
                if item not in HIDDEN:
                    fix = "write a list of " + ", ".join(HIDDEN)
                    yield document.at((key,), f"'hide' cannot be '{shorten(str(item))}'", fix)


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


# ---------------------------------------------------------------------------------- macro calls

CALL = re.compile(r"\{\$(?:(?!\{\$).)*?\$\}", re.DOTALL)
WRITE = 'write {$ name("id") $} with the name of a macro'


def without_calls(text: str) -> str:
    """Return a text with its macro calls as blanks, so that every other character keeps its place."""
    return CALL.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


class _Token(NamedTuple):
    kind: str
    text: str
    line: int
    column: int
    start: int
    """Its place in the text of the page."""


def _read_calls(source: Source, uncoded: dict[int, str]) -> tuple[list[Call], list[Diagnostic]]:
    text = "\n".join(source.lines)
    place = placer(text)
    environment = jinja2.Environment(**DELIMITERS)  # type: ignore[arg-type]
    try:
        environment.parse(text)
        tags = list(_tags(environment, text, place))
    except jinja2.TemplateSyntaxError as error:
        return [], [_broken_call(source, text, error)]
    except (ValueError, RecursionError, MemoryError):  # a number of thousands of digits, thousands of brackets
        return [], [source.diagnostic(*place(_longest_tag(text)), "the macro call cannot be read", WRITE)]
    calls, problems = [], []
    for tag in tags:
        begin, end, inside = tag[0], tag[-1], [token for token in tag[1:-1] if token.kind != "whitespace"]
        call = _call(inside)
        if call is None:
            what = (
                f"{begin.text} ... {end.text} is not a macro call, and pages hold nothing else between these brackets"
            )
            problems.append(source.diagnostic(begin.line, begin.column, what, WRITE))
            continue
        name, arguments = call
        before = text[text.rfind("\n", 0, begin.start) + 1 : begin.start]
        behind = text[end.start + len(end.text) :].partition("\n")[0]
        spans = uncoded.get(begin.line)
        values = [(_keyword(argument), _constant(argument)) for argument in arguments]
        calls.append(
            Call(
                name.text,
                tuple(value for keyword, value in values if not keyword),
                {keyword: value for keyword, value in values if keyword},
                name.line,
                name.column,
                tuple((argument[0].line, argument[0].column) for argument in arguments),
                is_alone=not before and not behind.strip(),
                is_in_code=spans is None or spans[begin.column - 1] == " ",
                last_line=end.line,
            )
        )
    return calls, problems


def _broken_call(source: Source, text: str, error: jinja2.TemplateSyntaxError) -> Diagnostic:
    """Return the error of Jinja at the brackets that are to blame; Jinja notices some of them much later."""
    opening = {"{$": "$}", "{@": "@}", "{*": "*}"}
    raw = re.search(r"\{@ *raw *@\}(?!.*\{@ *endraw *@\})", text, re.DOTALL)
    if raw:
        what, fix = "{@ raw @} never ends", "write {@ endraw @} behind the code"
        return source.diagnostic(*placer(text)(raw.start()), what, fix)
    for match in re.finditer(r"\{@ *raw *@\}.*?\{@ *endraw *@\}|\{[$@*]", text, re.DOTALL):
        if match[0] in opening:
            inside, end, _ = text[match.end() :].partition(opening[match[0]])
            without_texts = re.sub(r"\"[^\"\n]*\"|'[^'\n]*'", "", inside)
            if not end or re.search(r"\{[$@]|[\"']", without_texts) or inside.count("(") != inside.count(")"):
                what = "the macro call that begins here is not whole"
                fix = f"look for a missing quote, bracket or {opening[match[0]]}; {WRITE}"
                return source.diagnostic(*placer(text)(match.start()), what, fix)
    column = max(source.line(error.lineno).find("{$"), source.line(error.lineno).find("{@"), 0) + 1
    return source.diagnostic(error.lineno, column, "the macro call cannot be read", WRITE)


Placer = Callable[[int], tuple[int, int]]


def placer(text: str) -> Placer:
    """Return what tells the line and column of a place in a text."""
    starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def place(offset: int) -> tuple[int, int]:
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1

    return place


def _longest_tag(text: str) -> int:
    """Return where the longest tag of a page begins."""
    return max(re.finditer(r"\{[$@].*?(?:[$@]\}|\Z)", text, re.DOTALL), key=lambda match: len(match[0])).start()


def _tags(environment: jinja2.Environment, text: str, place: Placer) -> Iterator[list[_Token]]:
    """Yield the tokens of each `{$ ... $}` and each `{@ ... @}` but raw, which only says that nothing runs inside."""
    start, tag = 0, list[_Token]()
    for _, kind, value in environment.lex(text):
        start = text.index(value, start)  # "{$-" has the lexer leave out the spaces before it
        token = _Token(kind, value, *place(start), start)
        start += len(value)
        if tag or kind in ("variable_begin", "block_begin"):
            tag.append(token)
        if kind in ("variable_end", "block_end"):
            yield tag
            tag = []


def _call(tokens: list[_Token]) -> tuple[_Token, list[list[_Token]]] | None:
    """Return the name and the arguments of a call, or nothing if the tokens are something else."""
    texts = [token.text for token in tokens]
    if len(tokens) < 3 or tokens[0].kind != "name" or texts[1] != "(" or texts[-1] != ")":
        return None
    arguments: list[list[_Token]] = [[]]
    depth = 0
    for token in tokens[2:-1]:
        depth += (token.text in ("(", "[", "{")) - (token.text in (")", "]", "}"))
        if depth < 0:
            return None
        if token.text == "," and not depth:
            arguments.append([])
        else:
            arguments[-1].append(token)
    return tokens[0], [argument for argument in arguments if argument]


def _keyword(argument: list[_Token]) -> str:
    return argument[0].text if len(argument) > 2 and argument[1].text == "=" else ""


def _constant(argument: list[_Token]) -> Any:
    """Return the value of a text or a number; nothing for whatever else stands there."""
    *name, value = argument
    if value.kind not in ("string", "integer") or (name and not _keyword(argument)):
        return None
    try:
        return ast.literal_eval(value.text)
    except (ValueError, SyntaxError):
        return None
