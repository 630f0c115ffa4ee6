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
from typing import Any, ClassVar

import yaml

from macros.diagnostics import Diagnostic, Location, shorten

ValuePath = tuple[str | int, ...]
"""Keys and list positions from the top of a file to a value: `(2, "options", 0, "text")`."""

_FastestLoader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Loader(_FastestLoader):  # type: ignore[misc, valid-type]  # which of two classes it is, only the machine knows
    """Guesses no types, which would be thrown away."""

    yaml_implicit_resolvers: ClassVar[dict[str, list[Any]]] = {}


CORE_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}"
    for name in ("map", "seq", "str", "int", "float", "bool", "null", "timestamp", "merge", "value")
)
"""The tags that YAML itself gives to values; any other one was written by the author."""

MAX_DEPTH = 100
"""More levels than any record has; a guard against files that nest without end."""

MARKED = re.compile(r"[&*](?<![^\s\[{,:].)[\w-]")
"""What may be an anchor, `&name`, or an alias, `*name`."""

SHIFTED = re.compile(r"^[ ?:-]{50}", re.MULTILINE)
"""A line that stands so far to the right that many levels may be open."""

CLOSED = re.compile(r"\[\[[^\[\]]*\]\]")

INVISIBLE = re.compile(
    # control characters and letters without a width; marks that turn the direction of writing
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u115f\u1160\u180e\u200b\u2028\u2029\u2060-\u2064\u3164\ufeff\uffa0"
    "\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
    # joiners beside our letters (emoji are made with them); characters that mean something only to whoever made them up
    "|[\u200c\u200d](?=[!-~])|(?<=[!-~])[\u200c\u200d]|[\ue000-\uf8ff\U000f0000-\U0010ffff]"
)

CURLY = re.compile("[“„][^“”„]*[”“]|[‘‚][^‘’‚]*[’‘]")
"""A text in the quotes of a word processor."""

FILE_NAME = re.compile(r"[A-Za-z0-9_.][A-Za-z0-9_.-]*~?")

CONFLICT = re.compile(r"(?:<{7}|>{7})(?: |$)")
"""What git leaves in a file where two changes do not go together."""

CONFLICT_MIDDLE = re.compile(r"={7}")
"""What git leaves between the two; on a page it may also underline a heading."""

CONFLICT_HINT = (
    "git left a mark of two changes that do not go together",
    "keep one of the two, and delete the marks",
)

UNREADABLE: Any = object()
"""Stands for a value that has been reported already, so that nothing else is said about it."""


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

        A text may be folded: a space of the needle also stands for the end of a line. A path that the file does not
        have (something is missing) is taken for the nearest one above it.
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
        start, end = node.start_mark, node.end_mark
        lines = [self.source.line(number) for number in range(start.line + 1, end.line + 2)]
        lines[-1] = lines[-1][: end.column]
        text = "\n".join(lines)
        match = re.compile(r"\s+".join(map(re.escape, needle.split()))).search(text, start.column)
        if not match:
            return None
        before = text[: match.start()]
        return start.line + 1 + before.count("\n"), match.start() - before.rfind("\n")


def wrong_file(file: Path, root: Path) -> Diagnostic | None:
    """Return what is wrong with a file or folder before anybody reads it."""
    place = Location(file.relative_to(root).as_posix(), 1, 1)
    if file.is_symlink():
        return Diagnostic(place, "a symbolic link: it may show what is not part of the project", "put the file here")
    if not FILE_NAME.fullmatch(file.name):
        what = f"'{shorten(file.name)}' does not work as a file name everywhere"
        return Diagnostic(place, what, "use letters, digits, '-', '_' and '.'")
    return None


def read_source(file: Path, root: Path) -> tuple[Source, list[Diagnostic]]:
    """Return the text of a file and what keeps it from being read as text."""
    path = file.relative_to(root).as_posix()
    if file.exists() and not file.is_file():  # a folder, or something that could be read without end
        what = "this is not a file, but it has the name of one"
        return Source(path, ()), [Diagnostic(Location(path, 1, 1), what, "rename it or take it away")]
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
        # The lines say at least which ids the file has, so that nobody is blamed for naming one of them.
        lines = raw.decode("utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "replace").split("\n")
        problem = Diagnostic(place, "the file is not UTF-8 text", "save it as UTF-8")
        return Source(path, tuple(line.rstrip("\r") for line in lines)), [problem]
    text = text.removeprefix("\ufeff")
    source = Source(path, tuple(line.rstrip("\r") for line in text.split("\n")))
    problems = []
    if "\0" in text:
        problems.append(source.diagnostic(*_place(text, "\0"), *_invisible("\0")))
        return source, problems  # no text at all, and every other character may be one
    is_plain = text.isascii() and text.replace("\n", "").isprintable()
    for number, line in enumerate(source.lines if not is_plain and INVISIBLE.search(text) else (), 1):
        for match in INVISIBLE.finditer(line):
            problems.append(source.diagnostic(number, match.start() + 1, *_invisible(match[0])))
    for number, line in enumerate(source.lines if "<<<<<<<" in text or ">>>>>>>" in text else (), 1):
        if CONFLICT.match(line):
            problems.append(source.diagnostic(number, 1, *CONFLICT_HINT))
    return source, problems


def _place(text: str, part: str) -> tuple[int, int]:
    """Return the line and column of the first place of a part of a text."""
    start = text.index(part)
    return text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)


def _invisible(char: str) -> tuple[str, str]:
    return f"an invisible character, U+{ord(char):04X}", "delete it, and type the words next to it again"


def read_yaml(file: Path, root: Path) -> tuple[Document, list[Diagnostic]]:
    """Return a YAML file as plain values with their places, and every problem in it.

    After a problem in the syntax the document has no value; after others it holds what could be read.
    """
    source, problems = read_source(file, root)
    return (Document(source), problems) if problems else compose(source)


def compose(source: Source) -> tuple[Document, list[Diagnostic]]:
    """Return the text of a YAML file as plain values with their places, and every problem in it."""
    document, problems = Document(source), list[Diagnostic]()
    text = "\n".join(source.lines)
    try:
        if MARKED.search(text) or _may_nest_deeply(text):
            problems = list(_anchors_and_aliases(source, text))
        node = yaml.compose(text, Loader)
    except yaml.YAMLError as error:
        return document, problems or [syntax_error(source, error)]
    if node is None:
        return document, [source.diagnostic(1, 1, "the file is empty", "write a record or delete the file")]
    reader = _Reader(document)
    document.value = reader.plain(node, ())
    return document, problems + reader.problems


def _may_nest_deeply(text: str) -> bool:
    """Return whether a file may have too many levels, judged by what opens one, which is faster than to parse it."""
    brackets = text.count("[") + text.count("{")
    if brackets > MAX_DEPTH - 50:
        brackets = CLOSED.sub("", text).count("[") + text.count("{")
    return brackets > MAX_DEPTH - 50 or SHIFTED.search(text) is not None


def _anchors_and_aliases(source: Source, text: str) -> Iterator[Diagnostic]:
    """Yield a problem for each anchor and alias; raise the error of a file that cannot be composed into nodes.

    Events do not nest. So a file that nests without end stops here, before it crashes the composer, which is C.
    """
    depth = documents = 0
    for event in yaml.parse(text, Loader):
        if isinstance(event, yaml.ScalarEvent) and not event.anchor:  # most of them
            continue
        mark: Any = event.start_mark
        place = mark.line + 1, mark.column + 1
        if isinstance(event, yaml.AliasEvent):
            what = f"an alias, *{event.anchor}: YAML would put another value here"
            yield source.diagnostic(*place, what, "write the value out; if it is text, put it in quotes")
        elif isinstance(event, yaml.NodeEvent) and event.anchor:
            what = f"an anchor, &{event.anchor}: YAML would leave out this word"
            yield source.diagnostic(*place, what, "delete it; if it is text, put it in quotes")
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if documents > 1:
            raise yaml.MarkedYAMLError(problem="but found another document", problem_mark=mark)
        if depth > MAX_DEPTH:
            raise yaml.MarkedYAMLError(problem="nested too deeply", problem_mark=mark)


class _Reader:
    """Turns nodes into plain values; notes where they stand and what is wrong with them."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.problems: list[Diagnostic] = []
        self.seen: set[int] = set()

    def plain(self, node: yaml.Node, path: ValuePath) -> Any:
        self.document.values[path] = node
        if id(node) in self.seen:  # an alias, reported above
            return UNREADABLE
        self.seen.add(id(node))
        if node.tag not in CORE_TAGS:
            tag = node.tag.removeprefix("tag:yaml.org,2002:")
            fix = "delete it; if it is text, put it in quotes"
            self.report(node, f"a tag, {shorten(tag)}: YAML would leave out this word", fix)
            if isinstance(node, yaml.ScalarNode):
                return UNREADABLE
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.plain(child, (*path, i)) for i, child in enumerate(node.value)]
        return self.scalar(node)

    def mapping(self, node: yaml.MappingNode, path: ValuePath) -> Any:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self.report(key_node, "brackets where a key should be", "put a text that starts with { or [ in quotes")
                if node.flow_style:
                    return UNREADABLE
                continue
            key = str(key_node.value)
            if key == "<<":
                self.report(key_node, "a merge key, <<: this site does not use them", "write the keys out")
                continue
            if not key.strip():
                self.report(key_node, "there is no key before the ':'", "write 'key: value'")
                continue
            if key in result:
                first = self.document.keys[(*path, key)].start_mark.line + 1
                self.report(key_node, f"'{shorten(key)}' is also in line {first}", "keep one of the two")
                continue
            self.document.keys[(*path, key)] = key_node
            result[key] = self.plain(value_node, (*path, key))
        return result

    def scalar(self, node: yaml.Node) -> Any:
        text = str(node.value)
        # Written as an escape such as "\u200b", so that the file's lines do not show it.
        invisible = None if text.isascii() and text.isprintable() else INVISIBLE.search(text)
        if invisible:
            self.report(node, *_invisible(invisible[0]))
            return UNREADABLE
        if isinstance(node, yaml.ScalarNode) and node.style:  # in quotes, or folded
            return text
        if CURLY.fullmatch(text):
            what = "curly quotes: YAML takes them for a part of the text"
            self.report(node, what, "write straight ones, or none")
        behind = self.document.source.line(node.end_mark.line + 1)[node.end_mark.column :]
        if behind and text and re.match(r"\s+#", behind):
            what = "YAML takes what stands behind the # for a comment and leaves it out"
            self.report(node, what, "put the whole text in quotes, or the comment on a line of its own")
        return None if text in ("", "~", "null") else text

    def report(self, node: yaml.Node, what: str, fix: str) -> None:
        mark = node.start_mark
        self.problems.append(self.document.source.diagnostic(mark.line + 1, mark.column + 1, what, fix))


def syntax_error(source: Source, error: yaml.YAMLError) -> Diagnostic:
    """Return PyYAML's complaint in the words of somebody who does not know its parser."""
    problem, context = getattr(error, "problem", error), getattr(error, "context", "")
    unknown = ("", f"this is not YAML: {problem}", "compare it with a record near by", False)
    _, what, fix, at_start = next((hint for hint in _SYNTAX_HINTS if hint[0] in f"{context} {problem}"), unknown)
    began, noticed = getattr(error, "context_mark", None), getattr(error, "problem_mark", None)
    if "tab character" in str(problem):
        at_start = False
    mark = began if at_start and began else noticed or began
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    while line > 1 and not source.line(line).strip():  # the end of the file, or an empty line before what is wrong
        line, column = line - 1, len(source.line(line - 1))
    if CONFLICT_MIDDLE.fullmatch(source.line(line)):
        return source.diagnostic(line, 1, *CONFLICT_HINT)
    for number in (line, line - 1):  # the parser may notice a tab one line late
        tab = re.match(r" *\t", source.line(number))
        if tab:
            return source.diagnostic(number, tab.end(), "a tab indents this line", "use spaces")
        strange = re.match(r" *([^\S ])", source.line(number))
        if strange:
            what = f"a strange space, U+{ord(strange[1]):04X}, indents this line"
            return source.diagnostic(number, strange.end(), what, "use ordinary spaces")
    before = source.line(line)[: column - 1]
    long_quote = _quote_over_lines(source, noticed) if noticed else None
    if long_quote and "expected key" in str(problem):
        what, fix = f"the quote that opens here ends only in line {line}", "close it where the text ends"
        line, column = long_quote
    elif "expected key" in str(problem) and (sign := BEGINNING.match(before)):
        (what, fix), column = _BEGINNINGS[sign[1]], sign.start(1) + 1
    elif "mapping values" in str(problem) and LONE_KEY.fullmatch(before):
        what, fix = "this line stands further to the right than the one above it", "line it up"
    return source.diagnostic(line, column, what, fix)


def _quote_over_lines(source: Source, error: Any) -> tuple[int, int] | None:
    """Return where the quoted text opens that ends right before an error and runs over several lines."""
    last = None
    try:
        for token in yaml.scan("\n".join(source.lines), Loader):
            if (token.start_mark.line, token.start_mark.column) >= (error.line, error.column):
                break
            last = token
    except yaml.YAMLError:
        pass
    if not isinstance(last, yaml.ScalarToken) or last.style not in ("'", '"'):
        return None
    start, end = last.start_mark, last.end_mark
    return (start.line + 1, start.column + 1) if start.line < end.line else None


BEGINNING = re.compile(r"\s*(?:- +)*(?:[\w-]+: +)?(?:- +)*([\"'\[{*])")
"""A line up to an error, with a value that starts with a sign of YAML's own."""

LONE_KEY = re.compile(r"\s+[\w-]+")
"""A line up to its first colon."""

_BEGINNINGS = {
    '"': ("a text goes on behind the quotes that end it", "put the whole text in single quotes"),
    "'": ("a text goes on behind the quote that ends it", "put the whole text in quotes, and write '' for a ' in it"),
    "[": ("a text must not start with [", "put the whole text in quotes"),
    "{": ("a text must not start with {", "put the whole text in quotes"),
    "*": ("a text must not start with *", "put the whole text in quotes"),
}

_SYNTAX_HINTS: tuple[tuple[str, str, str, bool], ...] = (
    ("mapping values are not allowed", "a second ': ' in an unquoted text", "put the whole text in quotes", False),
    ("expected '-' indicator", "this line is not indented like the list above it", "line it up", False),
    ("expected ',' or ']'", "a '[' is opened here and never closed", "close it, or put the text in quotes", True),
    ("expected ',' or '}'", "a '{' is opened here and never closed", "close it, or put the text in quotes", True),
    ("expected key", "this line does not fit the ones above it", "look at its indentation and at the quotes", False),
    ("expected node content", "a value is missing or starts with a wrong sign", "put the text in quotes", False),
    ("could not find expected ':'", "a ':' is missing after the key", "write 'key: value'", True),
    ("unexpected end of stream", "a quote is opened here and never closed", "close it", True),
    ("<document start>", "a line '...' or '---' further up has ended the list", "delete that line", False),
    ("another document", "a second document starts here (---)", "delete the line and write one list", False),
    ("nested too deeply", "too many levels inside one another", "compare it with a record near by", False),
    ("while scanning an a", "a text must not start with * or &", "put the whole text in quotes", True),
    ("while scanning a block scalar", "a text must not start with > or |", "put the whole text in quotes", True),
    ("unknown escape", "a '\\' in double quotes begins a code", "use single quotes", False),
    ("cannot start any token", "a text must not start with this character", "put the whole text in quotes", False),
)
"""What the parser says, what is wrong, what to do, and whether it is wrong where the parser began to read."""
