"""`make pdf`: the whole guide, each unit and the cram sheet as PDF, from the built site."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from macros.project import load_project
from macros.publishing.book import press
from macros.publishing.book.cram import PAGES, CramSheet
from macros.publishing.book.markup import call, string
from macros.publishing.book.plan import Plan, unit_books, whole_book
from macros.publishing.book.writing import Writer
from macros.publishing.files import Say, source_time, whole
from macros.publishing.site import build_site, read_site
from macros.rendering.links import Links

CRAM_TITLE = "Cram sheet"


def make_pdf(root: Path, dist: Path, say: Say, *, built: Path | None = None) -> list[Path]:
    """Write every PDF file into `dist` and return them. Without a built site, it builds one for itself."""
    press.require()
    site, time, project = read_site(root), source_time(root), load_project(root)
    with tempfile.TemporaryDirectory(prefix="book-") as name:
        work = Path(name)
        if built is None:
            say("building the site")
            built = work / "site"
            build_site(root, built, time)
        writer = Writer(project, site, built, time)
        cram_file, cram_sheet = _cram_sheet(writer, work / "cram", dist / f"{site.slug}-cram-sheet.pdf", say)
        files = [cram_file]
        for plan in [whole_book(site), *unit_books(site, project.catalog, project.places)]:
            folder = work / plan.name
            folder.mkdir()
            writer.write(plan, folder, say, cram_sheet if plan.is_whole else "")
            say(f"setting {plan.name}.pdf")
            files.append(_set(folder, dist / f"{plan.name}.pdf", time, press.print_apart))
    return sorted(files)


def _set(folder: Path, target: Path, time: int, set_book: Callable[[Path, Path, int], int]) -> Path:
    with whole(target, time) as beside:
        set_book(folder, beside, time)
    return target


def _cram_sheet(writer: Writer, folder: Path, target: Path, say: Say) -> tuple[Path, str]:
    """Write the cram sheet with as much as fits on its pages; return the file, and the sheet for the book."""
    folder.mkdir()
    manuscript = writer.manuscript(folder)
    sheet = CramSheet(manuscript, Links(writer.project.catalog, writer.project.places))
    plan = Plan(target.stem, writer.site.name, CRAM_TITLE, (), is_whole=False)
    head = "\n".join([call("start-part", at=(string(CRAM_TITLE),)), call("heading", CRAM_TITLE, level=1)]) + "\n\n"

    def fits(lines: int) -> bool:
        text = writer.front(plan, cover=False) + head + sheet.write(lines) + "\n"
        (folder / press.SOURCE).write_text(text, encoding="utf-8")
        return press.print_pdf(folder, folder / "try.pdf", writer.time) <= PAGES

    say(f"choosing what fits on the {CRAM_TITLE.lower()}")
    lines = press.most_that_fits(len(sheet), fits)
    fits(lines)
    return _set(folder, target, writer.time, press.print_pdf), head + sheet.write(lines)
