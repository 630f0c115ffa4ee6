"""Measures the book: time, memory and pages, for the guide as it is and for guides of as many pages as you say.

    .venv/bin/python tests/publishing/bench.py site/ 60 200

The larger guides are the guide's own pages over and over, with ids of their own. Where WeasyPrint is installed, it sets
the articles of the guide as it is too, for comparison. Pages of sites differ by a factor of ten, so words are counted:
the targets (10 s and 1 GB for 60 pages, 30 s for 200) were set for pages of about 1,200 words.
"""

from __future__ import annotations

import multiprocessing
import os
import re
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from macros.places import page_url  # noqa: E402
from macros.project import load_project  # noqa: E402
from macros.publishing.book.articles import Article, parse_article, words  # noqa: E402
from macros.publishing.book.markup import call, string  # noqa: E402
from macros.publishing.book.plan import whole_book  # noqa: E402
from macros.publishing.book.press import SOURCE, print_pdf  # noqa: E402
from macros.publishing.book.writing import Writer, chapter  # noqa: E402
from macros.publishing.site import read_site  # noqa: E402

PAPER = "@page { size: A4; margin: 20mm } body { font: 9.5pt sans-serif } .drawing__narrow, script { display: none }"


@dataclass(frozen=True)
class Measure:
    """What a piece of work took."""

    pages: int
    seconds: float
    """By the clock."""
    cpu: float
    """Seconds of all cores together."""
    memory: float
    """At most, in MB."""

    def __str__(self) -> str:
        return f"{self.seconds:.1f} s ({self.cpu:.1f} s of CPU), {self.memory:.0f} MB, {self.pages} pages"


def measured(work: Callable[[Path], int], folder: Path) -> Measure:
    """Run work in a process of its own, as `make pdf` does."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as apart:
        return apart.submit(_measure, work, folder).result()


def _measure(work: Callable[[Path], int], folder: Path) -> Measure:
    start, cpu = time.monotonic(), time.process_time()
    pages = work(folder)
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
    return Measure(pages, time.monotonic() - start, time.process_time() - cpu, memory)


def set_by_typst(folder: Path) -> int:
    """Set the manuscript of a folder; return the number of pages."""
    return print_pdf(folder, folder / "book.pdf", 0)


def set_by_weasyprint(folder: Path) -> int:
    """Set the articles of a folder, tagged like the book; return the number of pages."""
    import weasyprint

    document = weasyprint.HTML(str(folder / "book.html")).render()
    document.write_pdf(str(folder / "weasyprint.pdf"), pdf_variant="pdf/ua-1")
    return len(document.pages)


def main(built: Path, wanted: list[int]) -> None:
    """Set the guide, then the larger ones."""
    site = read_site(ROOT)
    writer, plan = Writer(load_project(ROOT), site, built, 0), whole_book(site)
    pages = [page for part in plan.parts for page in (part.index, *part.pages) if page]
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start", flush=True)
    for count in (len(pages), *wanted):
        with tempfile.TemporaryDirectory() as name:
            folder, start = Path(name), time.monotonic()
            articles = list(read_articles(writer, pages, count))
            total = sum(len(words(article.root).split()) for article in articles)
            start = time.monotonic()
            if count == len(pages):
                writer.write(plan, folder, lambda _line: None)
            else:
                write_larger(writer, articles, folder)
            written = time.monotonic() - start
            made = measured(set_by_typst, folder)
            size = (folder / "book.pdf").stat().st_size / 1e6
            print(f"{count} pages of the site, {total} words, {total // count} a page:")
            print(
                f"  written in {written:.1f} s, set in {made}, {size:.1f} MB; together {written + made.seconds:.1f} s"
            )
            print(f"  at 1,200 words a page, as many words are {total / 1200:.0f} pages", flush=True)
            if count == len(pages) and find_spec("weasyprint"):
                write_html(articles, folder)
                print(f"  WeasyPrint: {measured(set_by_weasyprint, folder)}", flush=True)


def read_articles(writer: Writer, pages: list[str], count: int) -> Iterator[Article]:
    """Yield as many articles as wanted: the guide's, repeated."""
    for number in range(count):
        page = pages[number % len(pages)]
        url = page_url(page, directory_urls=True)
        text = (writer.built / url / "index.html").read_text(encoding="utf-8")
        text = re.sub(r'\bid="([^"]+)"', rf'id="\1-{number}"', text)
        yield parse_article(f"{number}/{page}", url, text)


def write_larger(writer: Writer, articles: list[Article], folder: Path) -> None:
    """Write a book of these articles, each on a new page."""
    manuscript = writer.manuscript(folder)
    texts = []
    for article in articles:
        manuscript.open(article, shift=0, outlined=1, indexed=True)
        texts += [call("start-page", at=(string(article.title),)), chapter(manuscript)]
    plan = whole_book(writer.site)
    body = manuscript.anchors.settle("\n\n".join([*texts, *writer.back(manuscript, plan)]))
    (folder / SOURCE).write_text(writer.front(plan) + body, encoding="utf-8")


def write_html(articles: list[Article], folder: Path) -> None:
    """Write the articles as one page."""
    from lxml import html

    texts = [html.tostring(article.root, encoding="unicode") for article in articles]
    head = f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Guide</title><style>{PAPER}</style>'
    (folder / "book.html").write_text(head + "\n".join(texts), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), [int(count) for count in sys.argv[2:]] or [60, 200])
