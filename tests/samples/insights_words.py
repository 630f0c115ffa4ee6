"""Cuts queries of CloudWatch Logs Insights into words."""

from __future__ import annotations

import re
from typing import NamedTuple

TOKEN = re.compile(
    r"""(?P<blank>\s+|\#[^\n]*)
      | (?P<text>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
      | (?P<period>\d+[A-Za-z]+)
      | (?P<number>\d+(?:\.\d+)?)
      | (?P<name>@?[A-Za-z_][\w@]*(?:\.(?:[\w@]+|`[^`\n]+`)|\[\d+\])*|`[^`\n]+`)
      | (?P<mark>!=|<=|>=|=~|[|,()\[\]=<>+\-*/^%])""",
    re.VERBOSE,
)
REGEX = re.compile(r"/(?:[^/\\\n]|\\.)+/")


class Token(NamedTuple):
    """A word of a query."""

    kind: str
    text: str
    offset: int

    @property
    def word(self) -> str:
        """The word in small letters: keywords and functions may be written in any."""
        return self.text.lower()


class Mistake(Exception):  # noqa: N818 - it is the user's, and always caught
    """What cannot be read on: the command ends here, the next one is read."""

    def __init__(self, offset: int, what: str, fix: str = "") -> None:
        self.offset, self.what, self.fix = offset, what, fix
        super().__init__(what)


def words(text: str) -> list[Token]:
    """Cut a query into words; a `/` starts a regular expression only where one may stand."""
    tokens: list[Token] = []
    at = 0
    while at < len(text):
        before = tokens[-1] if tokens else None
        may_be_regex = before and (before.word in ("like", "parse", "=~") or (len(tokens) > 1 and _parses(tokens)))
        match = (REGEX.match(text, at) if text[at] == "/" and may_be_regex else None) or TOKEN.match(text, at)
        if match is None:
            what = "the quotation mark is never closed" if text[at] in "\"'`" else f"'{text[at]}' means nothing here"
            raise Mistake(at, what)
        kind = match.lastgroup or "regex"
        if kind != "blank":
            tokens.append(Token(kind, match[0], at))
        at = match.end()
    return [*tokens, Token("end", "", len(text.rstrip()))]


def _parses(tokens: list[Token]) -> bool:
    """Tell whether the last two words are `parse` and a field."""
    return tokens[-2].word == "parse" and tokens[-1].kind == "name"
