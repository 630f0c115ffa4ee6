"""The PDF files: they keep to the standards, every link leads somewhere, and all of the guide is in them."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from macros.project import Project, load_project
from macros.publishing.book import press
from macros.publishing.book.manuscript import Manuscript
from macros.publishing.book.plan import Plan
from macros.publishing.book.press import most_that_fits, print_pdf
from macros.publishing.book.writing import Writer, chapter
from macros.publishing.files import PublishingError
from macros.publishing.pdf import make_pdf
from macros.publishing.site import Site, read_site
from tests.publishing.reading_order import lonely_headings, pieces
from tests.publishing.walking import ROOT, kitchen_sink, manuscript, real_catalog
from tests.site.building import copy_project

pytestmark = pytest.mark.pdf

TIME = 1_795_000_000


@pytest.fixture(scope="module")
def site() -> Site:
    return read_site(ROOT)


@pytest.fixture(scope="module")
def project() -> Project:
    return load_project(ROOT)


@pytest.fixture(scope="module")
def files(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every PDF file of the project, by its name."""
    os.environ["SOURCE_DATE_EPOCH"] = str(TIME)
    try:
        made = make_pdf(ROOT, tmp_path_factory.mktemp("dist"), lambda _line: None, built=built_site)
    finally:
        del os.environ["SOURCE_DATE_EPOCH"]
    return {file.name: file for file in made}


@pytest.fixture(scope="module")
def book(files: dict[str, Path], site: Site) -> Iterator[Any]:
    """The whole guide, opened."""
    import pikepdf

    with pikepdf.open(files[f"{site.slug}.pdf"]) as pdf:
        yield pdf


def failures(file: Path) -> list[str]:
    """Return what page-validation has against a file."""
    import page

    data = file.read_bytes()
    profiles = (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A)
    found = [failure for profile in profiles for failure in page.validate_pdf(str(file), profile=profile).failures]
    return [str(failure.message) for failure in found if not _is_misread(failure, data)]


def _is_misread(failure: Any, data: bytes) -> bool:
    """Return whether it is only that a stream ends in a carriage return, which page-validation 0.11 misreads.

    It takes that byte for a part of the end of the line, though the stream's length is right: the line feed that
    follows is the end of the line. Drop this when page-validation knows.
    """
    if failure.rule_id != "PDFA2A-STREAM-LENGTH-001":
        return False
    position, opening = 0, re.compile(rb"/Length (\d+)\b.*?>>\nstream\n", re.DOTALL)
    while found := opening.search(data, position):
        position = found.end() + int(found[1])
        if not data.startswith(b"\nendstream", position):
            return False
    return b"\r\nendstream" in data


# ------------------------------------------------------------------------------- the page with everything


def set_sink(folder: Path, writer: Writer) -> Path:
    """Set the page with everything as a book of its own."""
    (folder / "book").mkdir()
    made: Manuscript = manuscript(folder, real_catalog())
    made.open(kitchen_sink(), shift=0, outlined=2, indexed=True)
    plan = Plan("sink", 'Everything: # * _ $ \\ "quoted"', "", (), is_whole=True)
    text = "\n\n".join([chapter(made), *writer.back(made, plan)])
    (folder / "book" / press.SOURCE).write_text(writer.front(plan) + made.anchors.settle(text), encoding="utf-8")
    print_pdf(folder / "book", folder / "sink.pdf", TIME)
    return folder / "sink.pdf"


def test_everything_can_be_set_to_the_standards(tmp_path: Path, project: Project, site: Site) -> None:
    import pikepdf

    file = set_sink(tmp_path, Writer(project, site, tmp_path, TIME))
    assert failures(file) == []
    with pikepdf.open(file) as pdf:
        assert str(pdf.docinfo["/Title"]) == 'Everything: # * _ $ \\ "quoted"'
        assert [str(item.title) for item in pdf.open_outline().root][1] == "Everything & more"


def test_the_press_says_what_typst_refuses(tmp_path: Path) -> None:
    (tmp_path / press.SOURCE).write_text('#link(label("nowhere"))[a]')
    with pytest.raises(PublishingError, match="nowhere"):
        print_pdf(tmp_path, tmp_path / "a.pdf", TIME)
    assert not (tmp_path / "a.pdf").exists()


def test_the_most_that_fits_is_found() -> None:
    assert most_that_fits(100, lambda number: number <= 37) == 37
    assert most_that_fits(100, lambda _number: True) == 100
    assert most_that_fits(100, lambda _number: False) == 0


# -------------------------------------------------------------------------------------------- the guide


def test_every_file_keeps_to_the_standards(files: dict[str, Path], site: Site) -> None:
    wanted = [f"{site.slug}{more}.pdf" for more in ("", "-cram-sheet", "-unit-1", "-unit-3")]
    assert sorted(files) == sorted(wanted)
    for file in files.values():
        assert failures(file) == [], file.name


def test_the_book_says_what_it_is(book: Any, site: Site) -> None:
    assert str(book.docinfo["/Title"]) == site.name
    assert str(book.Root.Lang).startswith(site.language)
    assert book.Root.MarkInfo.Marked
    assert book.Root.ViewerPreferences.DisplayDocTitle
    assert "2026-11-18" in str(book.open_metadata().get("xmp:CreateDate"))


def test_the_bookmarks_are_the_parts_of_the_book(book: Any, project: Project) -> None:
    with book.open_outline() as outline:
        titles = [str(item.title) for item in outline.root]
        guides = [str(child.title) for item in outline.root for child in item.children]
    for title in ("Contents", "Glossary", "Reference", "Answer key", "Sources", "Index of terms and services"):
        assert title in titles
    assert titles[-1] == "Cram sheet"
    for entry in project.catalog.entries.values():
        if entry.record.kind == "guide":
            assert entry.record.title_text in [*titles, *guides]


def test_every_link_leads_somewhere(files: dict[str, Path]) -> None:
    import pikepdf

    for name, file in files.items():
        with pikepdf.open(file) as pdf:
            pages = {page.objgen for page in pdf.pages}
            places = pikepdf.NameTree(pdf.Root.Names.Dests) if "/Names" in pdf.Root else {}
            inside = abroad = 0
            for page in pdf.pages:
                for note in page.get("/Annots", []):
                    if note.get("/Subtype") != "/Link":
                        continue
                    action = note.get("/A")
                    if action is not None and action.get("/S") == "/URI":
                        assert re.match(r"https://|mailto:", str(action.URI)), action.URI
                        abroad += 1
                        continue
                    target = note.get("/Dest") if action is None else action.get("/D")
                    assert target is not None
                    if isinstance(target, pikepdf.String):
                        target = places[str(target)]
                    where = target.D if isinstance(target, pikepdf.Dictionary) else target
                    assert where[0].objgen in pages
                    inside += 1
        assert (inside > 20 and abroad > 20) or "cram" in name, name


def test_no_heading_stands_alone(files: dict[str, Path], site: Site) -> None:
    import pikepdf

    for name, file in files.items():
        with pikepdf.open(file) as pdf:
            read = pieces(pdf)
        headings = {piece.heading for piece in read}
        assert len(headings) > (500 if name == f"{site.slug}.pdf" else 5)
        assert lonely_headings(read) == [], name


@pytest.mark.parametrize(
    ("between", "lonely"),
    [("", []), ("#pagebreak()", ["page 1: Alone"]), ("#colbreak()", ["page 1: Alone"])],
    ids=("text below", "text on the next page", "text in the next column"),
)
def test_a_heading_that_stands_alone_is_seen(tmp_path: Path, between: str, lonely: list[str]) -> None:
    import pikepdf
    import typst

    text = f"#set page(columns: 2)\n= First\nText.\n#v(9cm)\n= Alone\n{between}\nMore text.\n== Last\nText."
    (tmp_path / "a.typ").write_text(text)
    typst.compile(str(tmp_path / "a.typ"), output=str(tmp_path / "a.pdf"))
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        assert lonely_headings(pieces(pdf)) == lonely


def test_the_cram_sheet_is_two_pages(files: dict[str, Path], site: Site) -> None:
    import pikepdf

    with pikepdf.open(files[f"{site.slug}-cram-sheet.pdf"]) as pdf:
        assert len(pdf.pages) == 2


def test_the_same_state_gives_the_same_bytes(files: dict[str, Path], tmp_path: Path) -> None:
    """Made by the command, in another folder, time zone and locale, from a site that it builds for itself."""
    folder = copy_project(tmp_path / "a folder with blanks")
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(TIME), "TZ": "Asia/Kathmandu", "LC_ALL": "C"}
    command = [sys.executable, "-m", "macros", "--root", str(folder), "pdf"]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    for name, file in files.items():
        again = folder / "dist" / name
        assert hashlib.sha256(file.read_bytes()).hexdigest() == hashlib.sha256(again.read_bytes()).hexdigest(), name
        assert int(again.stat().st_mtime) == TIME
    shutil.rmtree(folder)
