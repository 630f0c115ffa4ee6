"""A manuscript for tests: the kitchen sink, or a few lines of HTML, walked with a small catalog."""

from __future__ import annotations

from pathlib import Path

from macros.catalog import Catalog, load
from macros.publishing.book.articles import Article, parse_article
from macros.publishing.book.manuscript import Manuscript

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PAGES = {"everything/": "everything.md", "other/": "other.md", "glossary/": "glossary.md", "services/": "services.md"}
SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9" fill="#123"/></svg>'


def manuscript(folder: Path, catalog: Catalog | None = None) -> Manuscript:
    """Return a manuscript of a site with one picture."""
    (folder / "picture.svg").write_text(SQUARE)
    return Manuscript(catalog or Catalog(), PAGES, folder, folder / "book", "https://example.org/guide")


def real_catalog() -> Catalog:
    """Return the catalog of the project."""
    return load(ROOT / "data")[0]


def kitchen_sink() -> Article:
    """Return the page with everything on it."""
    return article((HERE / "kitchen_sink.html").read_text(encoding="utf-8"))


def article(text: str) -> Article:
    """Return a page; text without an article becomes one."""
    whole = text if "md-content__inner" in text else f'<article class="md-content__inner">{text}</article>'
    return parse_article("everything.md", "everything/", whole)


def walked(text: str, folder: Path) -> str:
    """Return a few lines of HTML as Typst."""
    book = manuscript(folder)
    page = article(text)
    book.open(page, shift=0, outlined=2, indexed=True)
    return book.anchors.settle(book.blocks(page.root))
