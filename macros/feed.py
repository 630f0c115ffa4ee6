"""The feed of releases, in Atom (RFC 4287).

Its dates are those of the releases, and its ids (tag URIs, RFC 4151) outlive the addresses of the site.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from urllib.parse import urlsplit

from macros.models import Line, RecordedChange, Release, plural

FILE = "feed.xml"

FEED = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{language}">
<id>tag:{host},{year}:{slug}releases</id>
<title>{title}: what changed</title>
<subtitle>{subtitle}</subtitle>
<updated>{updated}T00:00:00Z</updated>
<author><name>{title}</name><uri>{site}</uri></author>
<link rel="self" type="application/atom+xml" href="{site}{file}"/>
<link rel="alternate" type="text/html" href="{page}"/>
{entries}
</feed>
"""

ENTRY = """<entry>
<id>tag:{host},{year}:{slug}{id}</id>
<title>{title}</title>
<published>{day}T00:00:00Z</published>
<updated>{day}T00:00:00Z</updated>
<link rel="alternate" type="text/html" href="{url}"/>
<content type="html">{content}</content>
</entry>"""


def atom_feed(releases: Sequence[Release], site: str, page: str, title: str, subtitle: str, language: str) -> str:
    """Return the feed of some releases, the newest first.

    `site` is the whole address of the site, with a `/` at its end; `page` is that of the page with the changes, from
    there on. The year in the feed's own id is that of the first release, so that it stays.
    """
    parts = urlsplit(site)
    host, slug = parts.hostname or "localhost", parts.path.lstrip("/")
    entries = (
        ENTRY.format(
            host=host,
            slug=slug,
            year=release.date[:4],
            id=release.id,
            title=escape(release.title_text, quote=False),
            day=release.date,
            url=escape(f"{site}{page}#{release.id}"),
            content=escape("".join(_content(release)), quote=False),
        )
        for release in releases
    )
    return FEED.format(
        host=host,
        slug=slug,
        year=releases[-1].date[:4],
        title=escape(title, quote=False),
        subtitle=escape(subtitle, quote=False),
        language=language,
        updated=max(release.date for release in releases),
        site=escape(site),
        file=FILE,
        page=escape(site + page),
        entries="\n".join(entries),
    )


def _content(release: Release) -> Iterator[str]:
    """Yield what a release changed as HTML."""
    yield f"<p>{escape(release.summary)}</p>"
    for kind, changes in groupby(release.changes, lambda change: change.kind):
        yield f"<h3>{escape(plural(kind).capitalize())}</h3><ul>"
        yield from map(_item, changes)
        yield "</ul>"


def _item(change: RecordedChange) -> str:
    if len(change.details) == 1:
        return f"<li>{_html(change.headline)}{change.between}{_html(change.details[0])}</li>"
    inside = "".join(f"<li>{_html(detail)}</li>" for detail in change.details)
    return f"<li>{_html(change.headline)}{f'<ul>{inside}</ul>' if inside else ''}</li>"


def _html(line: Line) -> str:
    tags = {"": "{}", "old": "<del>{}</del>", "new": "<ins>{}</ins>"}
    return "".join(tags[sort].format(escape(words)) for sort, words in line.pieces())
