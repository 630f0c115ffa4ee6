"""Reads SQL of Amazon Redshift with sqlfluff's grammar of that dialect. Nothing runs: there is no Redshift offline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version

from sqlfluff.core import Linter

from macros.diagnostics import Diagnostic, Location, shorten
from macros.recordings import Verdict
from tests.samples.read_only import ReadOnly
from tests.samples.runner import Target


class Sql(ReadOnly):
    """Tests files of the kind `sql`."""

    def problems(self, target: Target) -> Iterator[Diagnostic]:
        """Yield every statement that is not SQL of Redshift, at the first words that do not fit."""
        for line, column, what in check(target.path.read_text(encoding="utf-8")):
            fix = "see the statement's syntax in the Amazon Redshift Database Developer Guide"
            yield Diagnostic(Location(target.shown, line, column), what, fix)

    def verdicts(self, target: Target) -> tuple[Verdict, ...]:
        """Return how many statements were read."""
        number = len(list(statements(target.path.read_text(encoding="utf-8"))))
        what = (
            f"{'Its statement is' if number == 1 else f'All {number} statements are'} valid in the dialect of Redshift."
        )
        return (Verdict(deed="parsed", by=f"sqlfluff {version('sqlfluff')}", what=what),)


@cache
def _linter() -> Linter:
    return Linter(dialect="redshift")


def statements(text: str) -> Iterator[tuple[int, str]]:
    """Yield each statement with its offset; a `;` in quotes or in a comment ends none."""
    start = 0
    for match in re.finditer(r"--[^\n]*|/\*.*?\*/|'(?:[^']|'')*'|\"[^\"]*\"|\$\$.*?\$\$|;|\Z", text, re.DOTALL):
        if match[0] in (";", ""):
            statement = text[start : match.end()]
            if bare(statement):
                yield start, statement
            start = match.end()


def bare(statement: str) -> str:
    """Return a statement on one line, without comments and the semicolon."""
    return " ".join(re.sub(r"--[^\n]*|/\*.*?\*/|;\s*\Z", "", statement, flags=re.DOTALL).split())


def check(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield line, column and what is wrong. One statement's mistake does not hide that of the next."""
    found = False
    for offset, statement in statements(text):
        found = True
        before = text[:offset]
        padding = "\n" * before.count("\n") + " " * (offset - before.rfind("\n") - 1)
        for violation in _linter().parse_string(padding + statement).violations:
            section = re.search(r"unparsable section: (['\"])(.*)\1\. Expected", violation.desc(), re.DOTALL)
            words = shorten(section[2].replace("\\n", " ")) if section else violation.desc()
            yield violation.line_no, violation.line_pos, f"Redshift's SQL has no place for '{words}' here"
    if not found:
        yield 1, 1, "the file holds no statement"
