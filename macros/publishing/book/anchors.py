"""Places in the book and the links to them.

While pages are walked, not every place is known yet. So a link or a place is written as a token, and `settle` turns
the tokens into Typst when all is known: a link to a place in the book, else to the site on the web, else plain words.
"""

from __future__ import annotations

import re

from macros.publishing.book.markup import string

LINK, PLACE, HEADING, END = "\x02", "\x04", "\x05", "\x03"
TOKEN = re.compile(f"([{LINK}{PLACE}{HEADING}])([^{END}]*){END}")


class Anchors:
    """What is placed where, by page and fragment."""

    def __init__(self, online: str) -> None:
        self.online = online
        """The address of the site on the web, for what is not in the book; empty if there is none."""
        self._labels: dict[str, str] = {}
        self._by_fragment: dict[str, str] = {}
        self._wanted: set[str] = set()

    def place(self, page: str, fragment: str) -> str:
        """Return the token that marks a place; nothing if it is marked already."""
        return self._place(PLACE, page, fragment)

    def heading(self, page: str, *fragments: str) -> str:
        """Return the token that marks the heading before it as the place of all these fragments."""
        token = self._place(HEADING, page, fragments[0])
        for fragment in fragments[1:]:
            self._labels.setdefault(f"{page}#{fragment}", f"{page}#{fragments[0]}")
        return token

    def _place(self, kind: str, page: str, fragment: str) -> str:
        label = f"{page}#{fragment}"
        if label in self._labels:
            return ""
        self._labels[label] = label
        if fragment:
            self._by_fragment.setdefault(fragment, label)
        return f"{kind}{label}{END}"

    def link(self, page: str, url: str, fragment: str) -> str:
        """Return the token of a link, to be followed by its words in brackets."""
        return f"{LINK}{page}|{url}|{fragment}{END}"

    def label(self, page: str, fragment: str) -> str | None:
        """Return the label of a place, on that page or wherever the same record is printed."""
        found = self._labels.get(f"{page}#{fragment}") or (self._by_fragment.get(fragment) if fragment else None)
        return found or self._labels.get(f"{page}#")

    def printed(self, fragment: str) -> str | None:
        """Return the label of something with an id that is printed already."""
        return self._by_fragment.get(fragment)

    def settle(self, text: str) -> str:
        """Return the text with its tokens as Typst; only places that something leads to are marked."""
        for match in TOKEN.finditer(text):
            if match[1] == LINK:
                page, _url, fragment = match[2].split("|")
                self._wanted.add(self.label(page, fragment) or "")
        return TOKEN.sub(self._settled, text)

    def _settled(self, match: re.Match[str]) -> str:
        if match[1] == HEADING:
            return f"#label({string(match[2])});"
        if match[1] == PLACE:
            return f"#metadata(none)#label({string(match[2])});" if match[2] in self._wanted else ""
        page, url, fragment = match[2].split("|")
        label = self.label(page, fragment)
        if label:
            return f"#link(label({string(label)}))"
        if self.online:
            return f"#link({string(f'{self.online}/{url}' + (f'#{fragment}' if fragment else ''))})"
        return "#"
