"""Every link to a record, and inline Markdown with such links.

Pages and data write `[[dag]]` alike. On a page the link goes through MkDocs as `/glossary.md#dag`, which checks it
and makes it relative; in the HTML of a macro it is made relative here, from the page that calls the macro.
"""

from __future__ import annotations

import html
import re
from functools import cache
from xml.etree import ElementTree

import markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

from macros.catalog import Catalog
from macros.models import LINK, Record, Service, Term
from macros.places import Places, relative_file, relative_url
from macros.rendering.first_uses import only_first_uses

ABBREVIATION = re.compile(r"^(?P<words>.+?) \((?P<short>[^()]+)\)$")
RECORD_LINK = re.compile(r'<a [^>]*class="(?P<class>[^"]*)"[^>]* href="record:(?P<id>[a-z0-9-]+)">')
UNPLACED = re.compile(r'href="record:(?P<id>[a-z0-9-]+)"')
NEEDS_MARKDOWN = re.compile(r"[\\`*_\[\]<&]")


def short_name(record: Record) -> str:
    """Return how running text calls a record: the abbreviation of a term, the short name of a service."""
    if isinstance(record, Service):
        return str(record.short_name)
    match = ABBREVIATION.match(record.title_text) if isinstance(record, Term) else None
    return match["short"] if match else record.title_text


class Links:
    """Makes the links of a site."""

    def __init__(self, catalog: Catalog, places: Places, *, directory_urls: bool = True) -> None:
        self.catalog, self.places, self.directory_urls = catalog, places, directory_urls
        self._markdown = _inline_markdown(RecordLinks(self, on_page=False))
        self._plain_markdown = _inline_markdown()

    def url(self, name: str, page: str) -> str | None:
        """Return the address of a record as the page writes it; nothing for a record that no page shows."""
        place = self.places.of(name, page)
        return relative_url(place, page, directory_urls=self.directory_urls) if place else None

    def file(self, path: str, page: str) -> str:
        """Return the address of a file or folder of the site, given from its top, as the page writes it."""
        return relative_file(path, page, directory_urls=self.directory_urls)

    def html(self, text: str, page: str) -> Markup:
        """Return inline Markdown as HTML, its links made for the page."""

        def place(match: re.Match[str]) -> str:
            url = html.escape(self.url(match["id"], page) or "")
            if url.startswith("#"):  # the definition is on this page in full: no need to show it again
                return f'<a class="{match["class"]}" href="{url}">'
            return match[0].replace(f'"record:{match["id"]}"', f'"{url}"')

        return Markup(RECORD_LINK.sub(place, self._inline(str(text))))

    def unplaced(self, name: str) -> str | None:
        """Return an address for `placed`; nothing for a record that no page shows."""
        return f"record:{name}" if self.places.of(name) else None

    def placed(self, markup: str, page: str) -> Markup:
        """Return HTML with its `href="record:..."` made for the page."""
        return Markup(UNPLACED.sub(lambda match: f'href="{html.escape(self.url(match["id"], page) or "")}"', markup))

    def link(self, name: str, page: str, text: str = "") -> Markup:
        """Return a link to a record for a list of links, where definitions would be noise."""
        record = self.catalog.entries[name].record
        words = html.escape(text or short_name(record))
        url = self.url(name, page)
        if url is None:
            return Markup(words)
        return Markup(f'<a class="record record--{record.kind}" href="{html.escape(url)}">{words}</a>')

    @cache  # noqa: B019  one Links lives as long as its build
    def plain(self, text: str) -> str:
        """Return inline Markdown as plain text, links as their words."""
        if not NEEDS_MARKDOWN.search(text):
            return str(text)
        return html.unescape(re.sub(r"<[^>]+>", "", self.unlinked(text)))

    @cache  # noqa: B019  one Links lives as long as its build
    def unlinked(self, text: str) -> Markup:
        """Return inline Markdown as HTML, links as their words: for what is a link or a button as a whole."""
        return Markup(_convert(self._plain_markdown, LINK.sub(self._words, str(text))))

    def _words(self, match: re.Match[str]) -> str:
        record = self.catalog.find(match["id"])
        return match["text"] or (short_name(record) if record else match["id"])

    @cache  # noqa: B019  one Links lives as long as its build
    def _inline(self, text: str) -> str:
        return _convert(self._markdown, text)

    def element(self, name: str, text: str | None, *, on_page: bool) -> ElementTree.Element | str:
        """Return the link to a record for Markdown to place, or the words alone where it stands nowhere."""
        record = self.catalog.find(name)
        if record is None:
            return text or name
        words = text or short_name(record)
        place = self.places.of(name)
        if place is None:
            return words
        link = ElementTree.Element("a", {"href": place.source if on_page else f"record:{name}"})
        link.text = markdown.util.AtomicString(words)
        link.set("class", f"record record--{record.kind}")
        if isinstance(record, Term):
            link.set("data-term", name)
            link.set("aria-describedby", f"definition-{name}")
        return link


def _inline_markdown(*extensions: markdown.Extension) -> markdown.Markdown:
    """Return a Markdown that knows only what may stand inside a line; HTML is text to it."""
    md = markdown.Markdown(extensions=list(extensions))
    md.inlinePatterns.deregister("html")
    return md


def _convert(md: markdown.Markdown, text: str) -> str:
    """Return inline Markdown as HTML. Block syntax ("1.", "#") stays text: the words of a record are one paragraph."""
    if not NEEDS_MARKDOWN.search(text):
        return html.escape(text, quote=False)
    md.reset()
    root = ElementTree.Element("div")
    ElementTree.SubElement(root, "p").text = text
    for name in ("inline", "unescape"):
        if name in md.treeprocessors:
            result = md.treeprocessors[name].run(root)
            root = root if result is None else result
    converted = md.serializer(root)
    for postprocessor in md.postprocessors:
        converted = postprocessor.run(converted)
    return converted.strip().removeprefix("<div><p>").removesuffix("</p></div>")


class RecordLinks(markdown.Extension):
    """The Markdown extension behind `[[id]]`. On a page it also lists the definitions of the terms used there."""

    def __init__(self, links: Links, *, on_page: bool) -> None:
        super().__init__()
        self.links, self.on_page = links, on_page

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802  the name is Markdown's
        """Register the pattern, before Markdown's own links."""
        md.inlinePatterns.register(_LinkPattern(self.links, on_page=self.on_page), "record", 175)
        if self.on_page:
            md.treeprocessors.register(_End(), "end", -10)
            md.postprocessors.register(_FirstUses(), "first-uses", 5.5)
            md.postprocessors.register(_Definitions(self.links), "definitions", 5)


class _LinkPattern(InlineProcessor):
    def __init__(self, links: Links, *, on_page: bool) -> None:
        super().__init__(LINK.pattern)
        self.links, self.on_page = links, on_page

    def handleMatch(  # type: ignore[override]  # noqa: N802  the name is Markdown's
        self, m: re.Match[str], data: str
    ) -> tuple[ElementTree.Element | str, int, int]:
        del data
        element = self.links.element(m["id"], m["text"], on_page=self.on_page)
        return element, m.start(0), m.end(0)


END = "\ue001"


class _End(Treeprocessor):
    """Marks the end of a page: postprocessors also run over each heading, for the table of contents."""

    def run(self, root: ElementTree.Element) -> None:
        ElementTree.SubElement(root, "p").text = END


class _FirstUses(Postprocessor):
    """Leaves one link to a term in each section of a page."""

    def run(self, text: str) -> str:
        """Return the page's HTML; the words of a heading as they are."""
        return only_first_uses(text) if text.endswith(f"<p>{END}</p>") else text


class _Definitions(Postprocessor):
    """Appends the definitions of the terms that a page uses: for print, for screen readers and for terms.js."""

    def __init__(self, links: Links) -> None:
        super().__init__()
        self.links = links

    def run(self, text: str) -> str:
        """Return the page's HTML with the list of definitions at its end."""
        whole = text.removesuffix(f"<p>{END}</p>").rstrip("\n")
        return whole + self._list(whole) if whole != text else text

    def _list(self, text: str) -> str:
        names = sorted(set(re.findall(r'data-term="([a-z0-9-]+)"', text)))
        if not names:
            return ""
        terms = [self.links.catalog.get(Term, name) for name in names]
        rows = "".join(
            f'<div id="definition-{term.id}"><dt>{html.escape(term.name)}</dt>'
            f"<dd>{html.escape(self.links.plain(term.definition))}</dd></div>"
            for term in sorted(terms, key=lambda term: term.name.casefold())
        )
        heading = '<p class="definitions__title">Terms on this page</p>'
        return f'\n<section class="definitions" data-search-exclude="">{heading}<dl>{rows}</dl></section>'
