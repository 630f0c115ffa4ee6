"""The index: where terms and services are explained and mentioned, with their other and former names."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import groupby

from macros.catalog import Catalog
from macros.models import Record, Service, Term
from macros.publishing.book.anchors import Anchors
from macros.publishing.book.markup import array, call, escape, string


@dataclass
class Mention:
    """A term or service that the text names."""

    record: Record
    marks: list[str] = field(default_factory=list)


class Index:
    """Gathers the mentions while the pages are walked."""

    def __init__(self, catalog: Catalog, anchors: Anchors) -> None:
        self.catalog, self.anchors = catalog, anchors
        self.active = False
        """Whether mentions count: those in the running text of guides do, those in lists of links do not."""
        self._mentions: dict[str, Mention] = {}
        self._count = 0
        self._last: tuple[str, str] = ("", "")

    def mark(self, name: str, section: str) -> str:
        """Return the mark of a mention; one is enough for each section of the text."""
        record = self.catalog.find(name)
        if not self.active or not isinstance(record, Term | Service):
            return ""
        mention = self._mentions.setdefault(name, Mention(record))
        if self._last == (name, section):
            return ""
        self._last = (name, section)
        self._count += 1
        label = f"ix:{self._count}"
        mention.marks.append(label)
        return f"#metadata(none)#label({string(label)});"

    def written(self) -> str:
        """Return the index by letter. An entry leads to the pages; other names lead to the entry."""
        lines: list[tuple[str, str]] = []
        records: list[Term | Service] = [*self.catalog.all(Term), *self.catalog.all(Service)]
        for record in records:
            name = str(record.id)
            main = self.anchors.printed(name)
            marks = self._mentions[name].marks if name in self._mentions else []
            if not main and not marks:
                continue
            title = _title(record)
            place, uses = string(main) if main else "none", array([string(mark) for mark in marks])
            lines.append((title, call("index-entry", escape(title), main=place, marks=uses)))
            lines += [(other, call("index-see", escape(other), escape(title))) for other in self._others(record)]
        lines = sorted({line[0].casefold(): line for line in reversed(lines)}.values(), key=lambda line: _key(line[0]))
        letters = groupby(lines, lambda line: _key(line[0])[0] if _key(line[0])[0].isalpha() else "#")
        return "\n".join(
            call("index-letter", escape(letter.upper())) + "\n" + "\n".join(text for _title, text in group)
            for letter, group in letters
        )

    def _others(self, record: Term | Service) -> list[str]:
        """Return the names that do not stand beside the entry anyway."""
        formers = [str(former.name) for former in record.former_names] if isinstance(record, Service) else []
        shown = _title(record)
        others = [str(alias) for alias in record.aliases] + formers
        if isinstance(record, Term):
            short = re.search(r" \(([^()]+)\)$", record.name)
            others += [short[1]] if short else []
        if isinstance(record, Service) and not record.name.endswith(record.short_name):
            others.append(str(record.name))
        return [other for other in dict.fromkeys(others) if _key(other)[:5] != _key(shown)[:5]]


def _title(record: Term | Service) -> str:
    """Return the name under which people look: a service's short one, without the maker's."""
    return str(record.short_name) if isinstance(record, Service) else str(record.name)


def _key(title: str) -> str:
    """Return what a title is sorted by: its letters and digits."""
    return re.sub(r"[^a-z0-9 ]", "", title.casefold()) or "#"
