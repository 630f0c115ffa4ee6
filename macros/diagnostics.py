"""What is wrong, where, and what to do about it.

A problem is a `Diagnostic`: a place in a file, what is wrong there and the next step. Problems are collected, never
raised one by one, so that a run shows all of them. This module also writes them for people, for GitHub and as JSON.
"""

from __future__ import annotations

import difflib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple


class Location(NamedTuple):
    """A place in a file. Lines and columns count from 1; a column counts characters."""

    path: str
    """The file, relative to the project, with forward slashes."""
    line: int
    column: int


@dataclass(frozen=True, order=True)
class Diagnostic:
    """One problem."""

    location: Location
    what: str
    """What is wrong, a clause without a full stop."""
    fix: str = ""
    """What to do, a clause without a full stop."""
    source: str = ""
    """The line of the file, for the reader."""

    @property
    def message(self) -> str:
        """What is wrong and what to do, on one line."""
        return " ".join((self.what + (f" ({self.fix})" if self.fix else "")).split())

    def __str__(self) -> str:
        path, line, column = self.location
        return f"{' '.join(path.splitlines())}:{line}:{column}: {self.message}"


class DataError(Exception):
    """The data or the pages are not fit to build a site from; carries every problem found."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = sorted(set(diagnostics))
        super().__init__("\n".join(map(str, self.diagnostics)))


MOST_ON_A_LINE = 5


def without_floods(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return problems sorted, each once, and no more than a few of the same on a line: the rest say nothing new."""
    result = []
    said = Counter[tuple[str, int, str]]()
    for diagnostic in sorted(set(diagnostics)):
        key = (diagnostic.location.path, diagnostic.location.line, diagnostic.message)
        said[key] += 1
        if said[key] <= MOST_ON_A_LINE:
            result.append(diagnostic)
    return result


def did_you_mean(wrong: str, known: Iterable[str], otherwise: str = "") -> str:
    """Return "did you mean 'x'?" for the known word that is nearest to the wrong one, or else `otherwise`.

    Case and what stands between words do not count: "Step Functions" is "step-functions". Words that only look
    a little alike are not offered: a wrong guess costs the reader more than none.
    """
    near = nearest(wrong, known)
    return f"did you mean '{near}'?" if near else otherwise


def nearest(wrong: str, known: Iterable[str]) -> str:
    """Return the known word that somebody may have meant, or nothing."""
    words = {as_id(word): word for word in sorted(set(known), reverse=True)}
    near = difflib.get_close_matches(as_id(wrong), words, n=1, cutoff=0.75)
    return words[near[0]] if near else ""


def as_id(word: str) -> str:
    """Return a word as an id would write it: "Step Functions" as "step-functions"."""
    return re.sub(r"[\W_]+", "-", word.casefold()).strip("-")


def shorten(text: str, length: int = 60) -> str:
    """Return a text on one line, cut off where it is long: a message quotes what is wrong, not all of it."""
    text = " ".join(text.split())
    return text if len(text) <= length else text[: length - 3].rstrip() + "..."


def count(diagnostics: list[Diagnostic]) -> str:
    """Return "1 problem" or "3 problems in 2 files"."""
    files = len({d.location.path for d in diagnostics})
    if len(diagnostics) == 1:
        return "1 problem"
    return f"{len(diagnostics)} problems in {files} file{'s' if files > 1 else ''}"


def as_text(diagnostics: list[Diagnostic]) -> str:
    """Return the problems for a person at a terminal: each with its line of source and a caret."""
    blocks = []
    for diagnostic in diagnostics:
        block = str(diagnostic)
        if diagnostic.source.strip():
            column = diagnostic.location.column
            start = max(0, column - 80)  # a caret far to the right would be wrapped away from its line
            line = _visible(diagnostic.source[start : start + 120].rstrip())
            lead = "".join("\t" if c == "\t" else " " for c in diagnostic.source[start : column - 1])
            block += f"\n    {line}\n    {lead}^"
        blocks.append(block)
    return "\n".join([*blocks, count(diagnostics)])


def _visible(line: str) -> str:
    """Return a line without what a terminal would obey: escapes, and characters that turn the writing round."""
    return "".join("\N{REPLACEMENT CHARACTER}" if _is_command(char) else char for char in line)


def _is_command(char: str) -> bool:
    return char != "\t" and unicodedata.category(char) in ("Cc", "Cf", "Zl", "Zp")


def as_github(diagnostics: list[Diagnostic]) -> str:
    """Return the problems as annotations that GitHub shows beside the lines of a pull request."""

    def escape(text: str, more: str = "") -> str:
        for char in "%\r\n" + more:
            text = text.replace(char, f"%{ord(char):02X}")
        return text

    lines = []
    for diagnostic in diagnostics:
        path, line, column = diagnostic.location
        lines.append(f"::error file={escape(path, ':,')},line={line},col={column}::{escape(diagnostic.message)}")
    return "\n".join(lines)


def as_json(diagnostics: list[Diagnostic]) -> str:
    """Return the problems as a JSON list for other programs."""
    return json.dumps(
        [
            {
                "path": d.location.path,
                "line": d.location.line,
                "column": d.location.column,
                "what": d.what,
                "fix": d.fix,
            }
            for d in diagnostics
        ],
        indent=2,
        ensure_ascii=False,
    )


FORMATS: dict[str, Callable[[list[Diagnostic]], str]] = {"text": as_text, "github": as_github, "json": as_json}
"""The ways to write problems, by the name that the command line knows."""
