"""veraPDF says yes to what the press sets, and the stage that asks it says no to what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.project import load_project
from macros.publishing.book.writing import Writer
from macros.publishing.site import read_site
from tests.publishing import verapdf
from tests.publishing.test_pdf import TIME, set_sink
from tests.publishing.walking import ROOT

pytestmark = pytest.mark.verapdf


def small(folder: Path, text: str, *, tags: bool) -> Path:
    """Set a few words without asking Typst to keep to a standard."""
    import typst

    (folder / "small.typ").write_text(text, encoding="utf-8")
    typst.compile(str(folder / "small.typ"), output=str(folder / "small.pdf"), pdf_tags=tags)
    return folder / "small.pdf"


def test_everything_that_the_site_can_show_is_compliant(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = set_sink(tmp_path, Writer(load_project(ROOT), read_site(ROOT), tmp_path, TIME))
    assert verapdf.main([str(file)]) == 0
    said = capsys.readouterr().out.splitlines()
    assert [line.partition(" (")[0] for line in said] == [
        f"{file}: PDF/UA-1: compliant",
        f"{file}: PDF/A-2a: compliant",
    ]
    assert all(verdict.checks > 1000 for verdict in verapdf.validate([file]))


def test_a_file_without_tags_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = small(
        tmp_path, '= Title\nSee #link("https://example.org")[there] and #link("https://example.com")[here].', tags=False
    )
    assert verapdf.main([str(file)]) == 1
    said = capsys.readouterr().out
    assert "PDF/UA-1 7.1-11, once: The logical structure of the conforming file" in said
    assert "PDF/UA-1 7.18.5-1, 2 times: Links shall be tagged" in said
    assert "PDF/A-2a 6.7.3.3-1, once: " in said
    assert "first: root/document[0]/pages[0]" in said


def test_a_picture_without_words_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>'
    )
    file = small(tmp_path, '#image("a.svg", width: 2cm)', tags=True)
    universal = next(verdict for verdict in verapdf.validate([file]) if verdict.flavour == "PDF/UA-1")
    assert "PDF/UA-1 7.3-1" in [failure.rule for failure in universal.failures]


def test_what_is_no_pdf_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\nhalf")
    assert verapdf.main([str(tmp_path / "a.pdf")]) == 1
    assert "a.pdf: cannot be read" in capsys.readouterr().out


def test_no_file_is_no_success() -> None:
    assert verapdf.main([]) == 1
