"""Rules about the addresses of pages: a published one leads somewhere for good."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from macros.catalog import Catalog
from macros.diagnostics import Diagnostic
from macros.pages import Page
from macros.published import line_of


def pages_live_on(catalog: Catalog, pages: Iterable[Page]) -> Iterator[Diagnostic]:
    """A published page is there, or another page says that it took its place."""
    here = {page.path: page for page in pages}
    claimed: dict[str, str] = {}
    for page in here.values():
        for name in page.was:
            line = next((n for n, text in enumerate(page.source.lines, 1) if name in text), 1)
            if name in here:
                what = f"the page {name} is still there, so no other page can stand in its place"
                yield page.source.diagnostic(line, 1, what, "take it out of 'was'")
            elif name in claimed:
                what = f"{claimed[name]} says already that it was {name}"
                yield page.source.diagnostic(line, 1, what, "keep it in one of the two")
            claimed.setdefault(name, page.path)
    source = catalog.published_source
    for name, since in catalog.published.pages.items():
        if source is not None and name not in here and name not in claimed:
            what = f"the page {name} is gone, but its address is published since {since}"
            fix = f"bring it back, or write 'was: [{name}]' into the front matter of the page that took its place"
            yield source.diagnostic(line_of(source, name), 1, what, fix)
