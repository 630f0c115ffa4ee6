"""The walk from HTML to Typst: it knows every construct, keeps every word, and stops at what it does not know."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.project import Project, load_project
from macros.publishing.book.articles import Article, classes, resolve
from macros.publishing.book.constructs import BLOCKS, INLINE, SAME_ON_PAPER
from macros.publishing.book.manuscript import Manuscript
from macros.publishing.book.markup import call, escape, string
from macros.publishing.book.plan import unit_books, whole_book
from macros.publishing.book.writing import Writer, chapter
from macros.publishing.files import PublishingError
from macros.publishing.site import Site, read_site
from tests.publishing.walking import ROOT, kitchen_sink, manuscript, real_catalog, walked

# ------------------------------------------------------------------------------------------ text, calls


@pytest.mark.parametrize(
    ("text", "typst"),
    [
        ("a * b _ c", r"a \* b \_ c"),
        ("#let $x$ <y> @z", r"\#let \$x\$ \<y\> \@z"),
        ("1. one", r"1\. one"),
        ("in 2026.", r"in 2026\."),
        ("and ...", "and .\\.."),
        ('"quoted" -- not', r"\"quoted\" \-\- not"),
        ("bell\x07 and tab\t", "bell and tab\t"),
    ],
)
def test_text_stays_text(text: str, typst: str) -> None:
    assert escape(text) == typst


def test_strings_keep_quotes_and_lines() -> None:
    assert string('say "a\\b"\n\tc\r\n') == r'"say \"a\\b\"\n\tc\n"'


def test_a_call_ends_before_the_text_after_it() -> None:
    assert call("strong", "a") + "(b)" == "#strong[a];(b)"
    assert call("link", "a", at=('"b"',), on_top=True, size=None) == '#link("b", on-top: true, size: none)[a];'


# ------------------------------------------------------------------------------------------- constructs


def test_everything_has_a_place_on_the_page_with_everything() -> None:
    page = kitchen_sink()
    there = {(str(e.tag), name) for e in page.root.iter() if isinstance(e.tag, str) for name in ["", *classes(e)]}
    known = {*BLOCKS, *INLINE, *((tag, name) for tag, names in SAME_ON_PAPER.items() for name in names)}
    alike = {key for key in known if key[0] in ("div", "details") and key[1] in {"note", "abstract", "info", "tip"}}
    alike |= {(tag, kind) for tag in ("div", "details") for kind in ("success", "question", "warning", "failure")}
    alike |= {(tag, kind) for tag in ("div", "details") for kind in ("danger", "bug", "example", "quote")}
    records = {(tag, name) for tag, name in known if name.startswith("record--")}
    deep = {("h5", ""), ("h6", ""), ("a", "md-content__button")}
    assert sorted(known - there - alike - records - deep) == [("p", "not-yet")]  # its page is left out


def test_the_page_with_everything_is_walked(tmp_path: Path) -> None:
    book, page = manuscript(tmp_path, real_catalog()), kitchen_sink()
    book.open(page, shift=0, outlined=2, indexed=True)
    text = book.anchors.settle(chapter(book))

    # What only the screen needs is gone; what is folded there is open.
    for gone in (
        "Buttons stay",
        "A button",
        "screen()",
        "Link to this result",
        "Terms on this page",
        "Recorded",
        "Three tables",
        "¶",
        "↩",
    ):
        assert gone not in text
    for there in ("Open on paper", "First tab", "Second tab", "query.sql", "Facts at a glance"):
        assert there in text

    # A run goes from step to step; what was done to a file stays with its code.
    assert "Rest, 2 attempts → Bake" in text
    assert text.count("#kept[") == 2

    # Links lead into the book where it has the place, to the site where not, abroad with a source.
    assert '#link(label("everything.md#in-a-line"))[here]' in text
    assert '#link("https://example.org/guide/other/#there")[elsewhere on the site]' in text
    assert '#link("https://example.com/page?a=1&b=2")[abroad];#source-mark(' in text
    assert '#link("mailto:a@example.com")[by mail];' in text

    # Sources are numbered by address, and keep their days.
    assert book.sources.written().count("#source-entry") == 3
    assert 'url: "https://example.com/limits", read: "2026-10")' in book.sources.written()

    # The answer waits for the key, with a reason for every option; the question says where.
    assert "Because\\." not in text
    assert [answer.number for answer in book.answers] == [1]
    assert "Because" in book.answers[0].body
    assert "Since" in book.answers[0].body
    assert '#question(1, [Skill 1.3.1], place: "everything.md#question-one", level: 4)' in text

    # Drawings have words; one that is too tall comes in two parts, each with its own boxes.
    assert '"A drawing. Two boxes"' in text
    assert "(part 2 of 2)" in text
    pictures = [file.read_text() for file in sorted((tmp_path / "book" / "pictures").iterdir())]
    assert sum("Upper" in picture for picture in pictures) == 1
    assert sum("Lower" in picture for picture in pictures) == 1
    assert not any("var(" in picture or "currentColor" in picture for picture in pictures)

    # A wide table is stacked; a title that the heading above says is not said again.
    assert text.count("#stacked-table(") == 1
    assert text.count("#data-table(") == 2
    assert "Narrow" not in text
    assert "#strong[Wide]" in text
    assert "aligns: (right, left)" in text

    # Terms and services are noted for the index.
    assert "#index-entry(directed" not in text
    assert "directed acyclic graph" in book.index.written()


@pytest.mark.parametrize(
    ("html", "what"),
    [
        ("<p>a <marquee>b</marquee></p>", r"everything\.md: the book does not know <marquee> at .*p > marquee \"b\""),
        ("<div class='new'>x</div>", "the class 'new' of <div>"),
        ("<p class='sources'><a href='https://a.b'>a</a></p>", "sources of which some have no day"),
        ("<p><img src='a.png'></p>", "an image without alternative text"),
        ("<p><img src='a.png' alt='A'></p>", "the image 'a.png', which is not on the site"),
        ("<table><tr><td>1</td></tr></table>", "a table without one row of column headings"),
        ("<table><thead><tr><th>1</th></tr></thead><tbody><tr><td rowspan='2'>1</td></tr></tbody></table>", "over sev"),
        ("<p>a<sup><a class='footnote-ref' href='#fn:9'>9</a></sup></p>", "the footnote 'fn:9'"),
        ("<dl class='terms'><div class='odd'><dt>a</dt><dd>b</dd></div></dl>", "the class 'odd' of a pair"),
    ],
)
def test_what_nobody_knows_stops_the_book(html: str, what: str, tmp_path: Path) -> None:
    with pytest.raises(PublishingError, match=what):
        walked(html, tmp_path)


def test_marked_lines_of_code_are_found_with_and_without_spans(tmp_path: Path) -> None:
    code = 'a\n<span class="hll"><a id="x"></a><span>b</span>\n</span>c\n<span class="hll">d</span>'
    text = walked(f'<div class="language-json highlight"><pre><code>{code}</code></pre></div>', tmp_path)
    assert 'lang: "json", title: none, start: none, marked: (2, 4)' in text


def test_a_question_is_printed_once(tmp_path: Path) -> None:
    book, page = manuscript(tmp_path), kitchen_sink()
    for _ in range(2):
        book.open(page, shift=0, outlined=2, indexed=False)
        chapter(book)
    assert len(book.answers) == 1


def test_a_page_of_printed_questions_is_left_out(tmp_path: Path) -> None:
    book = manuscript(tmp_path)
    book.open(kitchen_sink(), shift=0, outlined=2, indexed=False)
    chapter(book)
    from tests.publishing.walking import article

    asked = "<article class='question'><h3 class='question__head' id='question-one'>Q</h3></article>"
    bank = f"<h1>Bank</h1><p>All.</p><h2 id='t'>Task</h2><div class='questions'>{asked}</div>"
    book.open(article(bank), shift=1, outlined=2, indexed=False)
    assert chapter(book) == ""
    book.open(article("<h1>Unit</h1><p class='not-yet'>None yet.</p>"), shift=1, outlined=2, indexed=False)
    assert chapter(book) == ""


def test_a_record_that_is_printed_is_only_pointed_to(tmp_path: Path) -> None:
    catalog = real_catalog()
    tree = next(name for name, entry in catalog.entries.items() if entry.record.kind == "decision-tree")
    from tests.publishing.walking import article

    book = manuscript(tmp_path, catalog)
    for _ in range(2):
        page = article(f"<h1>Decide</h1><p>All.</p><h2 id='{tree}'>Which?</h2><p>The tree.</p>")
        book.open(page, shift=0, outlined=2, indexed=False)
        text = chapter(book)
    assert f'#elsewhere("everything.md#{tree}", [Which?]);' in text
    assert "The tree" not in text


@pytest.mark.parametrize(
    ("href", "target"),
    [
        ("#a", ("guides/x/", "a")),
        ("../../glossary/#b", ("glossary/", "b")),
        ("../..", ("", "")),
        ("../y/", ("guides/y/", "")),
        ("../../picture.svg", ("picture.svg", "")),
    ],
)
def test_addresses_are_resolved_from_their_page(href: str, target: tuple[str, str]) -> None:
    assert resolve("guides/x/", href) == target


# ---------------------------------------------------------------------------------------- the whole site


@pytest.fixture(scope="module")
def project() -> Project:
    return load_project(ROOT)


@pytest.fixture(scope="module")
def site() -> Site:
    return read_site(ROOT)


def test_every_page_is_in_the_book_or_left_out_by_name(site: Site, project: Project) -> None:
    parts = whole_book(site).parts
    planned = [page for part in parts for page in (part.index, *part.pages) if page]
    assert sorted([*planned, *site.not_in_book]) == sorted(page.path for page in project.pages)


def test_there_is_a_book_for_each_unit_with_a_guide(site: Site, project: Project) -> None:
    books = unit_books(site, project.catalog, project.places)
    assert [plan.name for plan in books] == [f"{site.slug}-unit-1", f"{site.slug}-unit-3"]
    assert all(plan.parts[0].pages for plan in books)


@pytest.mark.site
def test_the_whole_site_can_be_walked(built_site: Path, site: Site, project: Project, tmp_path: Path) -> None:
    Writer(project, site, built_site, 0).write(whole_book(site), tmp_path, lambda _line: None)
    text = (tmp_path / "book.typ").read_text(encoding="utf-8")
    questions = [name for name, entry in project.catalog.entries.items() if entry.record.kind == "question"]
    assert text.count("#question(") == text.count("#answer(") == len(questions)
    for kind in ("term", "service", "comparison", "decision-tree", "workflow", "scenario"):
        records = [name for name, entry in project.catalog.entries.items() if entry.record.kind == kind]
        missing = [name for name in records if f'#{name}")' not in text]
        assert missing == [], kind


@pytest.mark.site
def test_all_pages_of_guides_are_in_the_index(
    built_site: Path, site: Site, project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: dict[str, bool] = {}
    real_open = Manuscript.open

    def note(book: Manuscript, article: Article, *, shift: int, outlined: int, indexed: bool) -> None:
        opened[article.page] = indexed
        real_open(book, article, shift=shift, outlined=outlined, indexed=indexed)

    monkeypatch.setattr(Manuscript, "open", note)
    for plan in (whole_book(site), *unit_books(site, project.catalog, project.places)):
        opened.clear()
        (tmp_path / plan.name).mkdir()
        Writer(project, site, built_site, 0).write(plan, tmp_path / plan.name, lambda _line: None)
        indexed = {page for page, is_indexed in opened.items() if is_indexed}
        assert indexed == {page for page in opened if page.count("/") > 2}  # guides/unit-1/<guide>/<chapter>.md
        assert len(indexed) > 5
