"""Rules about the words in records: inline Markdown and links to records, nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.catalog import Catalog, Entry
from macros.diagnostics import Diagnostic, shorten
from macros.models import Text, unfinished_links, without_code
from macros.reading import ValuePath

HTML = re.compile(r"</?[A-Za-z][\w-]*(?:\s[^<>]*)?/?>|<!--|&(?:#\w+|[A-Za-z]\w+);")
PAGE_LINK = re.compile(r"\]\((?!https://)[^()\s]*\)?")


def texts_hold_no_html(catalog: Catalog) -> Iterator[Diagnostic]:
    """A text holds no HTML: readers would see its tags. What looks like one stands in a code span."""
    for entry, where, text in _texts(catalog):
        for match in HTML.finditer(text):
            what = f"'{shorten(match[0])}' is HTML, and texts hold none"
            fix = "write Markdown, such as **bold**, or the sign itself; put code in backticks"
            yield entry.at(where, what, fix, needle=match[0])


def links_are_whole(catalog: Catalog) -> Iterator[Diagnostic]:
    """A `[[` begins a link that is written to its end."""
    for entry, where, text in _texts(catalog):
        for start in unfinished_links(text):
            yield entry.at(where, *unfinished_link(), needle=text[start:].split()[0])


def unfinished_link() -> tuple[str, str]:
    """Return what is wrong with a link that does not end, and what to do."""
    return "the link that begins here is not whole", "write [[id]] or [[id|words to show]]"


def texts_link_records(catalog: Catalog) -> Iterator[Diagnostic]:
    """A text links records by their ids and other sites with https: the address of a page breaks on other pages."""
    for entry, where, text in _texts(catalog):
        for match in PAGE_LINK.finditer(text):
            what = f"the link '{shorten(match[0][1:])}' does not lead to another site"
            yield entry.at(where, what, "link a record: [[id]] or [[id|words to show]]", needle=match[0])


def _texts(catalog: Catalog) -> Iterator[tuple[Entry, ValuePath, str]]:
    """Yield every text of every record, its code spans blanked out."""
    for entry in catalog.entries.values():
        for where, value in entry.values:
            if isinstance(value, Text):
                yield entry, where, without_code(value)
