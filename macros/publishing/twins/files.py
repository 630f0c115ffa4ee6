"""Writes the twins of a built site beside its pages, says in each page that it has one, and writes llms.txt.

A twin of `glossary/index.html` is `glossary/index.md`, so that its links count from the same folder. It is made of the
built page: whatever shows something on the site shows it to machines as well. llms.txt follows https://llmstxt.org.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

from macros.places import page_url
from macros.public_data import FOLDER, INDEX, file_name
from macros.publishing.book.articles import parse_article
from macros.publishing.files import PublishingError, Say
from macros.publishing.site import Nav, Site, read_site
from macros.publishing.twins.markdown import to_markdown

TWIN = "index.md"
LINK = f'<link rel="alternate" type="text/markdown" href="{TWIN}">'
DESCRIPTION = re.compile(r'<meta name="description" content="([^"]*)">')
LIST = "llms.txt"


@dataclass(frozen=True)
class Twin:
    """A page as Markdown."""

    page: str
    """The page's source, like `guides/index.md`."""
    title: str
    description: str
    text: str


def make_twins(root: Path, _dist: Path, say: Say) -> list[Path]:
    """Write the twins and llms.txt into the built site in `site/`; return the file that lists them."""
    folder, site = root / "site", read_site(root)
    if not (folder / "index.html").is_file():
        raise PublishingError("there is no built site (run 'make twins', which builds it)")
    pages = [page for entry in site.nav for page in entry.pages()]
    twins = {}
    for page in pages:
        say(page)
        file = folder / page_url(page, directory_urls=True) / "index.html"
        html = file.read_text(encoding="utf-8")
        twin = make_twin(page, html, site)
        twins[page] = twin
        file.with_name(TWIN).write_text(twin.text, encoding="utf-8", newline="\n")
        if LINK not in html:
            file.write_text(html.replace("</head>", f"{LINK}\n</head>", 1), encoding="utf-8", newline="\n")
    target = folder / LIST
    target.write_text(make_list(site, twins, has_data=(folder / FOLDER).is_dir()), encoding="utf-8", newline="\n")
    return [target]


def make_twin(page: str, html: str, site: Site) -> Twin:
    """Return the twin of a page of the built site. Its first lines say where the page stands and what it is about."""
    url = page_url(page, directory_urls=True)
    article = parse_article(page, url, html)
    found = DESCRIPTION.search(html)
    description = unescape(found[1]) if found else ""
    if description == site.description and url:  # the theme says it of every page that has none of its own
        description = ""
    head = {"title": article.title, "description": description, "url": f"{site.url}/{url}" if site.url else ""}
    front = "".join(f"{name}: {_quoted(value)}\n" for name, value in head.items() if value)
    body = to_markdown(article.root, relink)
    return Twin(page, article.title, description, f"---\n{front}---\n\n{body}")


def relink(href: str) -> str:
    """Return the address of a twin for that of a page: `../glossary/#dag` is `../glossary/index.md#dag`."""
    parts = urlsplit(href)
    if parts.scheme or parts.netloc or not parts.path.endswith(("/", "..", ".")):
        return href
    path = parts.path if parts.path.endswith("/") else f"{parts.path}/"
    return f"{path.removeprefix('./')}{TWIN}" + (f"#{parts.fragment}" if parts.fragment else "")


def make_list(site: Site, twins: Mapping[str, Twin], *, has_data: bool) -> str:
    """Return llms.txt: the site in a few words, then its pages by the sections of the navigation.

    What repeats other pages, or only makes sense on a screen, stands under "Optional", which a reader may skip.
    """
    parts = [f"# {site.name}", f"> {site.description}"] if site.description else [f"# {site.name}"]
    parts.append(f"Each page is also Markdown, at its address with `{TWIN}` behind it. {site.copyright}".strip())
    alone: list[str] = []
    for entry in site.nav:
        rows = [_row(site, twins[page]) for page in entry.pages() if page not in site.not_in_book]
        if entry.page:
            alone += rows
        elif rows:
            parts.append(f"## {entry.title}\n\n" + "\n".join(rows))
    if alone:
        parts.insert(3 if site.description else 2, "## Pages\n\n" + "\n".join(alone))
    optional = [_row(site, twins[page]) for page in _pages(site.nav) if page in site.not_in_book]
    if has_data:
        address = f"{site.url}/{FOLDER}/{file_name(INDEX)}"
        optional.insert(0, f"- [Public data]({address}): Every record as JSON, with schemas.")
    if optional:
        parts.append("## Optional\n\n" + "\n".join(optional))
    return "\n\n".join(parts) + "\n"


def _pages(nav: tuple[Nav, ...]) -> Iterator[str]:
    for entry in nav:
        yield from entry.pages()


def _row(site: Site, twin: Twin) -> str:
    address = f"{site.url}/{page_url(twin.page, directory_urls=True)}{TWIN}"
    return f"- [{twin.title}]({address})" + (f": {twin.description}" if twin.description else "")


def _quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
