"""The sources of the book: pages on the web, numbered as they come up and listed once, at the end."""

from __future__ import annotations

from dataclasses import dataclass, field

from macros.publishing.book.markup import call, string


@dataclass
class Source:
    """A page on the web."""

    number: int
    url: str
    days: set[str] = field(default_factory=set)
    """When it was read, where the guide says so."""


class Sources:
    """Gives each address a number."""

    def __init__(self) -> None:
        self._by_url: dict[str, Source] = {}

    def mark(self, url: str, day: str = "") -> str:
        """Return the mark that leads to the source's entry: its number in brackets."""
        source = self._by_url.setdefault(url, Source(len(self._by_url) + 1, url))
        if day:
            source.days.add(day)
        return call("source-mark", number=source.number)

    def written(self) -> str:
        """Return the list of sources, in the order of their numbers."""
        return "\n".join(
            call(
                "source-entry",
                number=source.number,
                url=string(source.url),
                read=string(", ".join(sorted(source.days))),
            )
            for source in self._by_url.values()
        )

    def __len__(self) -> int:
        return len(self._by_url)
