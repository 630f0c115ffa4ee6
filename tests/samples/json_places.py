"""Reads JSON and remembers where every key and every value stands, so that a mistake in it has a line and a column."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Any, NoReturn

from macros.diagnostics import Diagnostic, Location, did_you_mean, shorten

JsonPath = tuple[str | int, ...]
"""The way to a value: keys of objects and positions in lists, from the top."""

MOST_DEPTH = 100
"""No file of a sample is nested so deep; a bomb of brackets must not end in a RecursionError."""

_BLANKS = re.compile(r"[ \t\n\r]*")


@dataclass(frozen=True)
class PlacedJson:
    """A JSON value, and where each part of it stands."""

    value: Any
    shown: str
    """The file's name for messages."""
    lines: tuple[str, ...]
    values: dict[JsonPath, tuple[int, int]]
    """Line and column of every value, from 1."""
    keys: dict[JsonPath, tuple[int, int]]
    """Line and column of every key of an object."""

    def problem(self, path: JsonPath, what: str, fix: str = "", *, at_key: bool = False) -> Diagnostic:
        """Return a problem with the value at a path, or with its key; of a missing part, with what should hold it."""
        while path and path not in self.values:
            path = path[:-1]
        line, column = self.keys.get(path, self.values[path]) if at_key else self.values[path]
        source = self.lines[line - 1] if line <= len(self.lines) else ""
        return Diagnostic(Location(self.shown, line, column), what, fix, source)


def read_json(text: str, shown: str) -> tuple[PlacedJson | None, list[Diagnostic]]:
    """Return the JSON of a text and every problem with its writing; nothing if it is not JSON at all.

    `shown` names the file in messages. Keys that stand twice in an object are refused: programs differ in which of
    the two they take.
    """
    reader = _Reader(text, shown)
    try:
        value = reader.document()
    except _NotJsonError as error:
        return None, [*reader.problems, error.diagnostic]
    return PlacedJson(value, shown, reader.lines, reader.values, reader.keys), reader.problems


class _NotJsonError(Exception):
    """The text is not JSON."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.what)
        self.diagnostic = diagnostic


@dataclass
class _Reader:
    text: str
    shown: str
    values: dict[JsonPath, tuple[int, int]] = field(default_factory=dict)
    keys: dict[JsonPath, tuple[int, int]] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.lines = tuple(self.text.split("\n"))
        self._starts = [0] + [match.end() for match in re.finditer("\n", self.text)]
        self._scalar = json.JSONDecoder(parse_constant=_refuse_constant)

    def document(self) -> Any:
        end, value = self._value(self._skip(0), ())
        end = self._skip(end)
        if end < len(self.text):
            self._fail(end, "something follows the JSON value", "a file holds one object or list")
        return value

    def _place(self, at: int) -> tuple[int, int]:
        line = bisect_right(self._starts, at)
        return line, at - self._starts[line - 1] + 1

    def _diagnostic(self, at: int, what: str, fix: str) -> Diagnostic:
        line, column = self._place(at)
        return Diagnostic(Location(self.shown, line, column), what, fix, self.lines[line - 1])

    def _fail(self, at: int, what: str, fix: str) -> NoReturn:
        raise _NotJsonError(self._diagnostic(at, what, fix))

    def _skip(self, at: int) -> int:
        match = _BLANKS.match(self.text, at)
        return match.end() if match else at

    def _value(self, at: int, path: JsonPath) -> tuple[int, Any]:
        """Return where the value ends and the value."""
        if len(path) > MOST_DEPTH:
            self._fail(at, f"values stand more than {MOST_DEPTH} deep in each other", "close the brackets")
        self.values[path] = self._place(at)
        match self.text[at : at + 1]:
            case "{":
                return self._object(at, path)
            case "[":
                return self._list(at, path)
            case "":
                self._fail(at, "the text ends where a value should stand", "write a value, or close the brackets")
            case "'":
                self._fail(at, "JSON quotes with double quotes", "write \" in place of '")
        try:
            value, end = self._scalar.raw_decode(self.text, at)
        except json.JSONDecodeError as error:
            self._explain(at, error)
        return end, value

    def _explain(self, at: int, error: json.JSONDecodeError) -> NoReturn:
        if self.text.startswith('"', at):
            self._fail(error.pos, f"the text is not closed or holds what JSON forbids: {error.msg}", "mend the text")
        word = re.match(r"[\w.+-]*|.", self.text[at:])
        found = word[0] if word and word[0] else self.text[at]
        if found in "}]":
            self._fail(at, f"a value should stand before '{found}'", "take away the comma before it")
        hint = did_you_mean(found.lower(), ("true", "false", "null"), "quote texts, write numbers as digits")
        self._fail(at, f"'{shorten(found)}' is no JSON value", hint)

    def _object(self, start: int, path: JsonPath) -> tuple[int, dict[str, Any]]:
        result: dict[str, Any] = {}
        at = self._skip(start + 1)
        if self.text.startswith("}", at):
            return at + 1, result
        while True:
            if not self.text.startswith('"', at):
                more = "take away the comma before it" if self.text.startswith("}", at) else "write it in double quotes"
                self._fail(min(at, len(self.text)), "a key in double quotes should stand here", more)
            try:
                key, end = self._scalar.raw_decode(self.text, at)
            except json.JSONDecodeError as error:
                self._explain(at, error)
            here = (*path, key)
            if key in result:
                first = self.keys[here][0]
                self.problems.append(
                    self._diagnostic(at, f"the key '{shorten(key)}' stands in line {first} already", "keep one of them")
                )
            self.keys[here] = self._place(at)
            end = self._skip(end)
            if not self.text.startswith(":", end):
                self._fail(end, f"a ':' should follow the key '{shorten(key)}'", "write it")
            end, result[key] = self._value(self._skip(end + 1), here)
            at, closed = self._next(end, "}")
            if closed:
                return at, result

    def _list(self, start: int, path: JsonPath) -> tuple[int, list[Any]]:
        result: list[Any] = []
        at = self._skip(start + 1)
        if self.text.startswith("]", at):
            return at + 1, result
        while True:
            end, value = self._value(at, (*path, len(result)))
            result.append(value)
            at, closed = self._next(end, "]")
            if closed:
                return at, result

    def _next(self, end: int, close: str) -> tuple[int, bool]:
        """Return where to go on after a member, and whether that is behind the closing bracket."""
        at = self._skip(end)
        if self.text.startswith(close, at):
            return at + 1, True
        if not self.text.startswith(",", at):
            # Where the value ends, not where the next begins: that is the line that lacks the comma.
            self._fail(end if at < len(self.text) else at, f"a ',' or a '{close}' should stand here", "write it")
        return self._skip(at + 1), False


def _refuse_constant(name: str) -> NoReturn:
    raise json.JSONDecodeError(f"{name} is not JSON", name, 0)
