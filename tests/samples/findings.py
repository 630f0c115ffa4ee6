"""What is wrong inside a value that was read from JSON or YAML, told by the way to it.

The checks of patterns, schedules, requests and policies know nothing of files: the same pattern may be a file, a text
inside a request, or a part of a template. Whoever read the file knows the place of each value.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

Way = tuple[str | int, ...]
"""Keys and numbers of items, from the outermost value inwards."""


@dataclass(frozen=True)
class Finding:
    """One mistake in a value."""

    way: Way
    """The value that is wrong."""
    what: str
    fix: str = ""
    key: bool = False
    """It is the key that is wrong, not its value."""


def below(way: Way, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the findings of an inner value as those of the outer one."""
    for finding in findings:
        yield replace(finding, way=(*way, *finding.way))


def inside_text(way: Way, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the findings of JSON that is written in a text: the place is that of the text, the words tell the rest."""
    for finding in findings:
        inner = ".".join(map(str, finding.way))
        yield Finding(way, f"in its JSON, {inner}: {finding.what}" if inner else finding.what, finding.fix)
