"""Measures the book: time, memory and pages, for the guide as it is and for one of as many pages as you say.

    .venv/bin/python tests/publishing/bench.py site/ 200

The larger guide is the guide's own pages over and over, with ids of their own.
"""

from __future__ import annotations

import re
import resource
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from macros.project import load_project  # noqa: E402
from macros.publishing.book.plan import whole_book  # noqa: E402
from macros.publishing.book.press import SOURCE, print_apart  # noqa: E402
from macros.publishing.book.writing import Writer, chapter  # noqa: E402
from macros.publishing.site import read_site  # noqa: E402


def main(built: Path, wanted: int) -> None:
    """Set the guide, then the larger one."""
    site = read_site(ROOT)
    writer, plan = Writer(load_project(ROOT), site, built, 0), whole_book(site)
    pages = [page for part in plan.parts for page in (part.index, *part.pages) if page]
    for count in (len(pages), wanted):
        with tempfile.TemporaryDirectory() as name:
            folder, start = Path(name), time.monotonic()
            if count == len(pages):
                writer.write(plan, folder, lambda _line: None)
            else:
                write_larger(writer, pages, count, folder)
            written = time.monotonic()
            printed = print_apart(folder, folder / "book.pdf", 0)
            done = time.monotonic()
            memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
            size = (folder / "book.pdf").stat().st_size / 1e6
            print(
                f"{count} pages of the site: written in {written - start:.1f} s, set in {done - written:.1f} s "
                f"with {memory:.0f} MB: {printed} pages, {size:.1f} MB"
            )


def write_larger(writer: Writer, pages: list[str], count: int, folder: Path) -> None:
    """Write a book of `count` pages: the guide's, repeated."""
    from macros.places import page_url
    from macros.publishing.book.articles import parse_article

    manuscript = writer.manuscript(folder)
    texts = []
    for number in range(count):
        page = pages[number % len(pages)]
        url = page_url(page, directory_urls=True)
        text = (writer.built / url / "index.html").read_text(encoding="utf-8")
        text = re.sub(r'\bid="([^"]+)"', rf'id="\1-{number}"', text)
        manuscript.open(parse_article(f"{number}/{page}", url, text), shift=0, outlined=1, indexed=True)
        texts.append(chapter(manuscript))
    plan = whole_book(writer.site)
    body = manuscript.anchors.settle("\n\n".join([*texts, *writer.back(manuscript, plan)]))
    (folder / SOURCE).write_text(writer.front(plan) + body, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 200)
