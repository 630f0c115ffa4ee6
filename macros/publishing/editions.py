"""The files that are published: their names, what each is called on the Downloads page, and which of them are there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from macros.catalog import load
from macros.models import Guide
from macros.publishing.site import Site, read_site

BOOK, CRAM_SHEET, DECK, OFFLINE = (
    "The whole guide as a book (PDF)",
    "The cram sheet, two pages (PDF)",
    "The flash cards for Anki (apkg)",
    "The offline edition (zip)",
)


@dataclass(frozen=True)
class Editions:
    """The files of one state of the guide that are there."""

    files: tuple[tuple[Path, str], ...]
    of_another_state: tuple[str, ...]


def names(root: Path, site: Site) -> list[tuple[str, str]]:
    """Return the name of every file that can be published, with a few words about it."""
    catalog, _problems = load(root / "data")
    units = {str(guide.task).partition(".")[0] for guide in catalog.all(Guide)}
    titles = {str(domain.number): domain.title for domain in (catalog.exam.domains if catalog.exam else ())}
    return [
        (f"{site.slug}.pdf", BOOK),
        *((f"{site.slug}-unit-{unit}.pdf", f"Unit {unit}: {titles[unit]} (PDF)") for unit in sorted(units)),
        (f"{site.slug}-cram-sheet.pdf", CRAM_SHEET),
        (f"{site.slug}.apkg", DECK),
        (f"{site.slug}-offline.zip", OFFLINE),
    ]


def editions(root: Path, dist: Path, time: int, *, with_zip: bool = False) -> Editions:
    """Return the files in `dist`; those whose time is not that of the edition were made from something else."""
    there = [(dist / name, words) for name, words in names(root, read_site(root)) if (dist / name).exists()]
    wanted = [(file, words) for file, words in there if with_zip or file.suffix != ".zip"]
    same = [(file, words) for file, words in wanted if int(file.stat().st_mtime) == time]
    return Editions(tuple(same), tuple(file.name for file, words in wanted if (file, words) not in same))
