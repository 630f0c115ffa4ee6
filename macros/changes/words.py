"""Differences between texts, in words that people read.

A text that went is put between `OLD`, one that came between `NEW`. These are characters that no file of data may hold,
so nothing that a contributor writes can be taken for them; at the end each format shows them in its own way.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable
from itertools import chain

from macros.diagnostics import shorten
from macros.models import LINK, Line

OLD, NEW = ("\ue010", "\ue011"), ("\ue012", "\ue013")

MARKED = re.compile(f"{OLD[0]}(?P<old>.*?){OLD[1]}|{NEW[0]}(?P<new>.*?){NEW[1]}", re.DOTALL)

SHORT = 80
"""Two texts of no more characters are shown whole."""

AROUND = 4
"""Words of context before and behind a difference."""

ALIKE = 0.4
"""Below this part of common words, a text was rewritten: word by word nobody could follow."""

MARKDOWN = re.compile(r"(?P<address>https://[^\s<>\[\]()`*~|\ue010-\ue013]+)|[\\`*_~\[\]<>|@]")
"""An address, which stays as it is, or a character that Markdown and its readers would take for more than it is."""


def old(text: str) -> str:
    """Return a text marked as gone."""
    return OLD[0] + text + OLD[1]


def new(text: str) -> str:
    """Return a text marked as new."""
    return NEW[0] + text + NEW[1]


def quoted(text: str, length: int = 120) -> str:
    """Return a text in quotes, shortened, links as their words."""
    return f"“{shorten(read(text), length)}”"


def read(text: str) -> str:
    """Return a text as a reader sees it: links as their words, on one line."""
    return " ".join(LINK.sub(lambda link: link["text"] or link["id"], text).split())


def alike(one: str, other: str) -> float:
    """Return which part of the words of two texts is common to both, from 0 to 1."""
    return difflib.SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()


def changed(label: str, before: str, after: str) -> str:
    """Return the clause that says how a text changed: whole if it is short, else only the words that differ.

    Without a label the clause goes on behind the name of what changed.
    """
    one, other = read(before), read(after)
    if one == other:
        return f"{label}: {_other_links(before, after)}".removeprefix(": ")
    if max(len(one), len(other)) <= SHORT:
        return f"{label} changed from “{one}” to “{other}”".lstrip()
    if alike(one, other) < ALIKE:
        return f"{label} rewritten; it was {quoted(before)} and is {quoted(after)}".lstrip()
    return f"{label} changed: {word_difference(one, other)}".lstrip()


def word_difference(before: str, after: str) -> str:
    """Return the words that differ, marked, with a few words around them."""
    one, other = before.split(), after.split()
    parts = []
    steps = difflib.SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    for number, (step, a, b, c, d) in enumerate(steps):
        if step != "equal":
            parts += [old(" ".join(one[a:b]))] if b > a else []
            parts += [new(" ".join(other[c:d]))] if d > c else []
            continue
        first = 0 if number == 0 else AROUND
        last = 0 if number == len(steps) - 1 else AROUND
        if b - a > first + last + 1:
            parts += [*one[a : a + first], "…", *one[b - last : b]]
        else:
            parts += one[a:b]
    return " ".join(parts)


def _other_links(before: str, after: str) -> str:
    """Return how two texts differ that read the same: by what they link, or by their spaces."""
    links = [list(dict.fromkeys(match["id"] for match in LINK.finditer(text))) for text in (before, after)]
    gone = [f"no longer links {name}" for name in links[0] if name not in links[1]]
    come = [f"now links {name}" for name in links[1] if name not in links[0]]
    return ", ".join(chain(gone, come)) or "only spaces or the words of links changed"


# ------------------------------------------------------------------------------------------------ formats


def as_plain(text: str) -> str:
    """Return marked words for a terminal and for files: `[-gone-]`, `{+new+}`."""
    return MARKED.sub(lambda m: f"[-{m['old']}-]" if m["old"] is not None else f"{{+{m['new']}+}}", text)


def from_file(line: Line) -> str:
    """Return words of a file, marked again."""
    marks: dict[str, Callable[[str], str]] = {"": str, "old": old, "new": new}
    return "".join(marks[sort](words) for sort, words in line.pieces())


def as_markdown(text: str) -> str:
    """Return marked words as Markdown, in which nothing of the text itself counts as Markdown, HTML or a mention."""

    def escape(match: re.Match[str]) -> str:
        if match["address"]:
            return match[0]
        return "@<!-- -->" if match[0] == "@" else f"\\{match[0]}"

    safe = MARKDOWN.sub(escape, text)
    return MARKED.sub(lambda m: f"~~{m['old']}~~" if m["old"] is not None else f"**{m['new']}**", safe)
