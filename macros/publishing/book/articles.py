"""The articles of the built site, read for walking."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from lxml import etree, html

from macros.places import page_url
from macros.publishing.files import PublishingError

Element = etree._Element

SVG = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
ARTICLE = re.compile(r'<article class="md-content__inner.*</article>', re.DOTALL)


@dataclass(frozen=True)
class Article:
    """The article of a page."""

    page: str
    """The page's source, like `guides/index.md`."""
    url: str
    """Its address from the top of the site, like `guides/`."""
    root: Element
    drawings: tuple[str, ...] = field(repr=False, default=())
    """Its SVG drawings and icons as they stand in the file; the tree has `<img data-drawing="0">` in their place."""

    @property
    def title(self) -> str:
        """The text of its first heading."""
        heading = self.root.find(".//h1")
        if heading is None:
            raise PublishingError(f"{self.page}: the page has no heading (give it a title)")
        return words(heading, skip=("headerlink",))


def read_article(site: Path, page: str) -> Article:
    """Return the article of a page of the built site."""
    url = page_url(page, directory_urls=True)
    file = site / url / "index.html"
    if not file.exists():
        raise PublishingError(f"{page}: the built site has no {url}index.html (build it anew)")
    return parse_article(page, url, file.read_text(encoding="utf-8"))


def parse_article(page: str, url: str, text: str) -> Article:
    """Return the article in the text of a page. Drawings are cut out first: the parser would lower `viewBox`."""
    found = ARTICLE.search(text)
    if not found:
        raise PublishingError(f"{page}: the built page has no article (is it the theme's?)")
    drawings: list[str] = []

    def cut(match: re.Match[str]) -> str:
        drawings.append(match[0])
        return f'<img data-drawing="{len(drawings) - 1}">'

    root = html.fragment_fromstring(SVG.sub(cut, found[0]))
    return Article(page, url, root, tuple(drawings))


def classes(element: Element) -> list[str]:
    """Return the classes of an element."""
    return (element.get("class") or "").split()


def words(element: Element, skip: tuple[str, ...] = ()) -> str:
    """Return the text of an element, without that of elements of some classes."""
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and not set(skip) & set(classes(child)):
            parts.append(words(child, skip))
        parts.append(child.tail or "")
    return re.sub(r"\s+", " ", "".join(parts)).strip()


def words_kept(element: Element) -> str:
    """Return the text of an element with its blanks and line breaks, as code needs it."""
    return "".join(str(text) for text in element.itertext())


def where(element: Element) -> str:
    """Return where an element stands, for a message: `article > div.service > p "The first words"`."""
    chain = [element, *element.iterancestors()][::-1]
    names = [".".join([str(e.tag), *classes(e)[:2]]) for e in chain[-3:]]
    text = words(element)
    return " > ".join(names) + (f' "{text[:40]}"' if text else "")


def resolve(url: str, href: str) -> tuple[str, str]:
    """Return the address from the top of the site and the fragment to which a link on a page leads."""
    parts = urlsplit(urljoin(f"/{url}", href))
    path = posixpath.normpath(parts.path).lstrip("/.")
    return (f"{path}/" if path and parts.path.endswith("/") else path), parts.fragment
