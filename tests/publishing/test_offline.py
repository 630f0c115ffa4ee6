"""The offline edition: it works from `file://`, asks nobody for anything, and its bytes repeat."""

from __future__ import annotations

import os
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html
from playwright.sync_api import Browser, Page

from macros.publishing import files
from macros.publishing.downloads import add_downloads
from macros.publishing.files import PublishingError, source_time, whole
from macros.publishing.offline import make_offline, write_zip
from tests.browser.searching import misses

ROOT = Path(__file__).resolve().parents[2]
NOON = 1_800_000_000


def test_a_zip_has_the_same_bytes_whenever_and_wherever_it_is_packed(tmp_path: Path) -> None:
    zips = []
    for name, mode in (("here", 0o644), ("there", 0o600)):
        folder = tmp_path / name
        (folder / "sub").mkdir(parents=True)
        for file in ("b.txt", "a.txt", "sub/c.txt"):
            (folder / file).write_text(file)
            (folder / file).chmod(mode)
        write_zip(folder, tmp_path / f"{name}.zip", "guide/", NOON)
        zips.append((tmp_path / f"{name}.zip").read_bytes())
    assert zips[0] == zips[1]
    names = zipfile.ZipFile(tmp_path / "here.zip").namelist()
    assert names == ["guide/a.txt", "guide/b.txt", "guide/sub/c.txt"]


def test_a_time_before_zip_files_is_their_first_day(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a").write_text("a")
    write_zip(tmp_path / "in", tmp_path / "a.zip", "", 0)
    assert zipfile.ZipFile(tmp_path / "a.zip").infolist()[0].date_time == (1980, 1, 1, 0, 0, 0)


def test_an_error_leaves_what_was_there(tmp_path: Path) -> None:
    target = tmp_path / "book.pdf"
    target.write_text("old")

    def fail() -> None:
        with whole(target, NOON) as beside:
            beside.write_text("half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert [file.name for file in tmp_path.iterdir()] == ["book.pdf"]
    assert target.read_text() == "old"


def test_the_time_is_the_one_that_is_given() -> None:
    assert source_time(ROOT, {"SOURCE_DATE_EPOCH": "12"}) == 12
    with pytest.raises(PublishingError, match="give seconds"):
        source_time(ROOT, {"SOURCE_DATE_EPOCH": "yesterday"})


def test_without_git_the_time_is_the_newest_day_of_a_fact(tmp_path: Path) -> None:
    (tmp_path / "data").symlink_to(ROOT / "data")
    assert source_time(tmp_path, {}) < time.time()
    assert files.day(source_time(tmp_path, {})) >= "2026-10-01"


def test_downloads_are_listed_where_the_page_has_a_place(tmp_path: Path) -> None:
    book = tmp_path / "book.pdf"
    book.write_bytes(b"x" * 2_400_000)
    os.utime(book, (NOON, NOON))
    page = tmp_path / "site" / "reference" / "downloads.html"
    page.parent.mkdir(parents=True)
    page.write_text("<p>a</p><!-- files -->none<!-- end of files --><p>b</p>")
    assert add_downloads(tmp_path / "site", [(book, "The <book>"), (tmp_path / "missing.pdf", "No")]) == [page]
    text = page.read_text()
    assert '<a href="../downloads/book.pdf" download>The &lt;book&gt;</a>' in text
    assert "2.4 MB" in text
    assert "2027-01-15" in text
    assert "none" not in text
    assert (tmp_path / "site" / "downloads" / "book.pdf").read_bytes() == book.read_bytes()


# ------------------------------------------------------------------------------------ the edition itself


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The offline edition, unpacked."""
    folder = tmp_path_factory.mktemp("offline")
    [file] = make_offline(ROOT, folder / "dist", lambda _line: None)
    zipfile.ZipFile(file).extractall(folder / "unpacked")
    return next((folder / "unpacked").iterdir())


@pytest.fixture(scope="module")
def asked() -> list[str]:
    """The addresses that the browser has asked for."""
    return []


@pytest.fixture(scope="module")
def page(asked: list[str], browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.on("request", lambda request: asked.append(request.url))
    yield context.new_page()
    context.close()


@pytest.mark.site
def test_the_start_stands_at_the_top_of_one_folder(edition: Path) -> None:
    assert (edition / "index.html").exists()
    assert not list(edition.rglob("*.map"))
    assert not list(edition.rglob("sitemap*"))


@pytest.mark.site
def test_every_link_leads_to_a_file(edition: Path) -> None:
    broken = []
    for page in edition.rglob("*.html"):
        for element in html.fromstring(page.read_text(encoding="utf-8")).iter("a", "link", "script", "img"):
            link = element.get("href") or element.get("src") or ""
            path = unquote(urlsplit(link).path)
            if not urlsplit(link).scheme and path and not (page.parent / path).is_file():
                broken.append(f"{page.relative_to(edition)}: {link}")
    assert broken == []


@pytest.mark.site
@pytest.mark.browser
def test_reading_searching_and_drawings_work_from_a_file(edition: Path, page: Page, asked: list[str]) -> None:
    page.goto((edition / "index.html").as_uri())

    # Search finds a term, and its result opens.
    page.keyboard.press("/")
    page.keyboard.type("DAG")
    page.wait_for_selector(".md-search-result__item")
    assert "DAG" in page.locator(".md-search-result__item").first.inner_text()
    page.locator(".md-search-result__item a").first.click()
    page.wait_for_url("**/*.html?h=*")
    assert page.locator("h1").count() == 1

    # Nothing of the search is loaded before somebody searches, and every golden query leads to its place.
    page.goto((edition / "glossary.html").as_uri())
    page.wait_for_load_state("networkidle")
    asked.clear()
    page.reload()
    assert not [address for address in asked if "search_index" in address or "minisearch" in address]
    page.click(".md-search__input")
    assert misses(page, f"{edition.as_uri()}/") == {}

    # A link of the first page leads to a page, and its drawings are seen.
    page.goto((edition / "index.html").as_uri())
    page.locator("article a[href*='unit-1']").first.click()
    page.wait_for_url("**/unit-1/**/index.html*")
    page.locator("a[href*='choose.html']").first.click()
    page.wait_for_url("**/choose.html*")
    drawing = page.locator(".drawing__wide svg").first
    box = drawing.bounding_box()
    assert box
    assert box["width"] > 300

    # Nothing was asked of anybody else.
    assert [address for address in asked if not address.startswith("file:")] == []


@pytest.mark.site
@pytest.mark.browser
def test_answers_are_kept_and_filtered_from_a_file(edition: Path, page: Page, asked: list[str]) -> None:
    page.goto((edition / "practise" / "index.html").as_uri())
    page.get_by_label("Kind").select_option("single")
    card = page.locator(".question >> visible=true").first
    card.locator(".choices label").first.click()
    card.get_by_role("button", name="Check").click()
    verdict = card.locator("p.question__verdict").inner_text()
    assert verdict.startswith(("Right.", "Not right."))
    assert page.url.endswith("index.html?type=single")

    # It is there after a reload, and on the page of the unit.
    page.reload()
    assert page.get_by_label("Kind").input_value() == "single"
    assert card.locator("p.question__verdict").inner_text() == verdict
    name = card.get_attribute("aria-labelledby")
    page.goto((edition / "practise" / f"unit-{card.get_attribute('data-domain')}.html").as_uri())
    assert page.locator(f"[aria-labelledby={name}] p.question__verdict").inner_text() == verdict
    assert [address for address in asked if not address.startswith(("file:", "blob:", "data:"))] == []


def test_cards_and_exams_work_from_a_file_and_are_kept(edition: Path, page: Page, asked: list[str]) -> None:
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))

    # A flash card is answered, and after a reload it is another one's turn.
    page.goto((edition / "practise" / "cards.html").as_uri())
    question = page.inner_text(".trainer__front")
    page.click(".trainer button:has-text('Show the answer')")
    page.click(".trainer button:has-text('Easy')")
    page.reload()
    assert page.inner_text(".trainer__front") not in ("", question)

    # An exam is begun from a friend's address, goes on after a reload, and ends with a result.
    page.goto((edition / "practise" / "exam.html").as_uri() + "#seed=friend")
    page.click("text=Start the exam")
    page.click(".choices label >> nth=0")
    page.click(".exam__buttons >> text=Next")
    page.reload()
    assert page.inner_text(".exam__view h2").startswith("Question 2 of")
    page.click("text=Review and submit")
    page.click("text=Submit the exam")
    page.click("text=Submit all the same")
    assert page.inner_text(".exam__view h2").startswith("Result:")
    page.click("text=To the start")
    assert page.inner_text(".exam__view h2").startswith("Exam ")

    assert complaints == []
    assert [address for address in asked if not address.startswith("file:")] == []
