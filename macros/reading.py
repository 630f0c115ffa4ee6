"""YAML files -> plain values, and where each of them stands.

PyYAML's loader guesses types (`No` becomes False, `1.10` becomes 1.1) and lets the last of two equal keys win. So the
file is only composed into nodes here: every scalar stays the text that the author wrote, and every value keeps its
line and column. `models` decides what type a text has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from macros.diagnostics import Diagnostic, Location

ValuePath = tuple[str | int, ...]
"""Keys and list positions from the top of a file to a value: `(2, "options", 0, "text")`."""

Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

CORE_TAGS = frozenset(f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "timestamp"))
MAX_DEPTH = 100
"""More levels than any record has; a guard against files that nest without end."""

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u2028\u2029\ufeff]")
BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Source:
    """The text of a file, by line."""

    path: str
    lines: tuple[str, ...]

    def line(self, number: int) -> str:
        """Return a line by its number from 1, or nothing for one that the file does not have."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def diagnostic(self, line: int, column: int, what: str, fix: str = "") -> Diagnostic:
        """Return a problem at a place of this file."""
        return Diagnostic(Location(self.path, line, column), what, fix, self.line(line))


@dataclass
class Document:
    """A YAML file: its value and the places of everything in it."""

    source: Source
    value: Any = None
    values: dict[ValuePath, yaml.Node] = field(default_factory=dict)
    keys: dict[ValuePath, yaml.Node] = field(default_factory=dict)

    def at(self, path: ValuePath, what: str, fix: str = "", *, needle: str = "", key: bool = False) -> Diagnostic:
        """Return a problem at a value (or at its key), at the place of `needle` in it if it is found there.

        A path that the file does not have (something is missing) is taken for the nearest one above it.
        """
        while path not in self.values and path:
            path = path[:-1]
        node = self.keys[path] if key and path in self.keys else self.values.get(path)
        if node is None:
            return self.source.diagnostic(1, 1, what, fix)
        line, column = node.start_mark.line + 1, node.start_mark.column + 1
        if needle:
            line, column = self._find(node, needle) or (line, column)
        return self.source.diagnostic(line, column, what, fix)

    def _find(self, node: yaml.Node, needle: str) -> tuple[int, int] | None:
        first, last = node.start_mark.line + 1, node.end_mark.line + 1
        for number in range(first, last + 1):
            start = node.start_mark.column if number == first else 0
            column = self.source.line(number).find(needle, start)
            if column >= 0:
                return number, column + 1
        return None


def read_source(file: Path, root: Path) -> tuple[Source, list[Diagnostic]]:
    """Return the text of a file and what keeps it from being read as text."""
    path = file.relative_to(root).as_posix()
    try:
        raw = file.read_bytes()
    except OSError as error:
        return Source(path, ()), [
            Diagnostic(Location(path, 1, 1), f"cannot be read: {error.strerror}", "check its permissions")
        ]
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        place = Location(path, before.count(b"\n") + 1, column)
        return Source(path, ()), [Diagnostic(place, "the file is not UTF-8 text", "save it as UTF-8")]
    text = text.removeprefix("\ufeff")
    source = Source(path, tuple(line.rstrip("\r") for line in text.split("\n")))
    problems = []
    for number, line in enumerate(source.lines, 1):
        for match in [*CONTROL.finditer(line), *BIDI.finditer(line)]:
            problems.append(
                source.diagnostic(
                    number, match.start() + 1, f"an invisible character, U+{ord(match[0]):04X}", "delete it"
                )
            )
    return source, problems


def read_yaml(file: Path, root: Path) -> tuple[Document, list[Diagnostic]]:
    """Return a YAML file as plain values with their places, and every problem in it.

    After a problem in the syntax the document has no value; after others it holds what could be read.
    """
    source, problems = read_source(file, root)
    document = Document(source)
    if problems:
        return document, problems
    try:
        node = yaml.compose("\n".join(source.lines), Loader)
    except yaml.YAMLError as error:
        return document, [_syntax_error(source, error)]
    except RecursionError:
        return document, [source.diagnostic(1, 1, "the file is nested too deeply", "write it flat")]
    if node is None:
        return document, [source.diagnostic(1, 1, "the file is empty", "write a record or delete the file")]
    reader = _Reader(document)
    document.value = reader.plain(node, ())
    return document, reader.problems


class _Reader:
    """Turns nodes into plain values; notes where they stand and what is wrong with them."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.problems: list[Diagnostic] = []
        self.seen: set[int] = set()

    def plain(self, node: yaml.Node, path: ValuePath) -> Any:
        self.document.values[path] = node
        if id(node) in self.seen:
            self.report(node, "an alias (*name) repeats another value", "write the value out")
            return None
        self.seen.add(id(node))
        if len(path) > MAX_DEPTH:
            self.report(node, "the value is nested too deeply", "write it flat")
            return None
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.plain(child, (*path, i)) for i, child in enumerate(node.value)]
        return self.scalar(node)

    def mapping(self, node: yaml.MappingNode, path: ValuePath) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self.report(key_node, "a key must be one word", "put quotes around it if it is text")
                continue
            key = str(key_node.value)
            if key == "<<":
                self.report(key_node, "merge keys (<<) are not used here", "write the keys out")
                continue
            if key in result:
                first = self.document.keys[(*path, key)].start_mark.line + 1
                self.report(key_node, f"'{key}' stands here twice, first in line {first}", "keep one of them")
                continue
            self.document.keys[(*path, key)] = key_node
            result[key] = self.plain(value_node, (*path, key))
        return result

    def scalar(self, node: yaml.Node) -> str | None:
        if node.tag not in CORE_TAGS:
            self.report(node, f"the tag {node.tag!r} is not used here", "write the plain value")
            return None
        text = str(node.value)
        plain_style = isinstance(node, yaml.ScalarNode) and node.style is None
        return None if plain_style and text in ("", "~", "null") else text

    def report(self, node: yaml.Node, what: str, fix: str) -> None:
        mark = node.start_mark
        self.problems.append(self.document.source.diagnostic(mark.line + 1, mark.column + 1, what, fix))


def _syntax_error(source: Source, error: yaml.YAMLError) -> Diagnostic:
    """Return PyYAML's complaint in the words of somebody who does not know its parser."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = str(getattr(error, "problem", None) or error).strip()
    if mark is None:
        return source.diagnostic(1, 1, f"not valid YAML: {problem}", "compare with a record near by")
    line, column = mark.line + 1, mark.column + 1
    if line > len(source.lines):
        line, column = len(source.lines), 1
    for number in _lines_up_from(line, source):
        tab = re.match(r" *\t", source.line(number))
        if tab:
            return source.diagnostic(number, tab.end(), "a tab indents this line", "use spaces")
    for hint, what, fix in _SYNTAX_HINTS:
        if hint in problem:
            return source.diagnostic(line, column, what, fix)
    return source.diagnostic(line, column, f"not valid YAML: {problem}", "compare with a record near by")


def _lines_up_from(line: int, source: Source) -> Iterator[int]:
    """Yield the line of an error and the line above it: the parser may notice a tab one line late."""
    yield line
    if line > 1 and line <= len(source.lines):
        yield line - 1


_SYNTAX_HINTS = (
    ("mapping values are not allowed", "a second ': ' in an unquoted text", "put the text in quotes"),
    ("did not find expected '-' indicator", "this line is not indented like the list above it", "line it up"),
    ("did not find expected key", "this line does not fit the ones above it", "check its indentation and quotes"),
    ("could not find expected ':'", "a key without a colon", "write 'key: value'"),
    ("found unexpected end of stream", "a quote is opened and never closed", "close it"),
    ("expected a single document", "a second document starts here (---)", "use one list or two files"),
    ("but found another document", "a second document starts here (---)", "use one list or two files"),
    ("undefined alias", "an alias (*name) without its anchor", "put text that starts with * in quotes"),
    ("cannot start any token", "a character that cannot start a value", "put the text in quotes"),
    ("while scanning", "not valid YAML", "put the text in quotes"),
)
