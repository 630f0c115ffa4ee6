"""The macro calls of a page.

They come from Jinja's own lexer, so what is checked is what will run. A page calls macros and does nothing else with
Jinja: conditions, loops and variables would hide from the checks what it shows.
"""

from __future__ import annotations

import ast
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import jinja2

from macros.diagnostics import Diagnostic
from macros.reading import Source

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


CALL = re.compile(r"\{\$(?:(?!\{\$).)*?\$\}", re.DOTALL)
CURLY_QUOTE = re.compile("[“”„‘’‚]")

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


def read_calls(source: Source, uncoded: dict[int, str]) -> tuple[list[Call], list[Diagnostic]]:
    """Return the macro calls of a page, and what is wrong with them.

    `uncoded` holds its lines of prose by their numbers, code spans blanked out.
    """
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
    curly = CURLY_QUOTE.search(source.line(error.lineno))
    if curly:
        what = "a curly quote in a macro call"
        return source.diagnostic(error.lineno, curly.start() + 1, what, 'write straight ones, like {$ name("id") $}')
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
