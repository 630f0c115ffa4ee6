"""Every page of the site, as a reader's program sees it."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import html

from tests.site.building import ROOT
from tests.site.conftest import SUB_PATH, Page, Site

LINKS = "//a/@href | //a/@*[name()='xlink:href'] | //link/@href | //script/@src | //img/@src | //image/@href"
EDIT = "https://github.com/aws-data-engineering-guide/guide/edit/main/docs/"


def test_there_is_a_page_for_each_page_of_docs(site: Site) -> None:
    for file in (ROOT / "docs").rglob("*.md"):
        assert site.page_of(file.relative_to(ROOT / "docs").as_posix())
    assert len(site.pages) == len(list((ROOT / "docs").rglob("*.md"))) + 1  # and the page for wrong addresses


def test_every_address_inside_the_site_leads_somewhere(site: Site) -> None:
    broken = set()
    for page in site.pages.values():
        for url in page.all(LINKS):
            parts = urlsplit(url)
            if parts.scheme or parts.netloc:
                continue
            target = site.file(url, page.path)
            if not target.is_file():
                broken.add(f"{page.path}: {url}")
                continue
            path = target.relative_to(site.folder.resolve()).as_posix()
            if parts.fragment and path in site.pages and unquote(parts.fragment) not in site.pages[path].ids:
                broken.add(f"{page.path}: {url} (no such anchor)")
    assert not broken


def test_every_address_outside_is_https(site: Site) -> None:
    for page in site.pages.values():
        for url in page.all(LINKS):
            parts = urlsplit(url)
            assert parts.scheme in ("", "https"), f"{page.path}: {url}"
            assert parts.scheme or not parts.netloc, f"{page.path}: {url} takes the scheme of the page"


def test_ids_are_unique_on_each_page(site: Site) -> None:
    for page in site.pages.values():
        twice = [name for name, count in Counter(page.ids).items() if count > 1]
        assert not twice, page.path


def test_what_names_another_element_names_one_that_is_there(site: Site) -> None:
    attributes = ("aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "for", "headers", "list")
    for page in site.pages.values():
        known = set(page.ids)
        for attribute in attributes:
            for value in page.all(f"//article//@{attribute}"):
                assert set(value.split()) <= known, f"{page.path}: {attribute}={value}"


def test_every_page_says_what_it_is(site: Site) -> None:
    titles, descriptions = Counter[str](), Counter[str]()
    for page in site.pages.values():
        assert page.all("/html/@lang") == ["en"], page.path
        (title,) = page.all("//head/title/text()")
        titles[title] += 1
        (heading,) = page.elements("//h1")
        assert heading.text_content().strip(), page.path
        (description,) = page.all("//head/meta[@name='description']/@content")
        assert 30 <= len(description) <= 250, f"{page.path}: {description}"
        if page.path != "404.html":
            descriptions[description] += 1
    assert max(titles.values()) == 1, titles.most_common(3)
    assert max(descriptions.values()) == 1, descriptions.most_common(3)


def test_headings_do_not_skip_levels(site: Site) -> None:
    for page in site.pages.values():
        found = page.elements("//article//*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5 or self::h6]")
        levels = [int(str(heading.tag)[1]) for heading in found]
        if page.path != "404.html":
            assert levels[0] == 1, page.path
        for (above, below), heading in zip(pairwise(levels), found[1:], strict=True):
            assert below <= above + 1, f"{page.path}: h{below} '{heading.text_content()}' follows h{above}"


def _name(element: html.HtmlElement, page: Page) -> str:
    names = [element.get(name) or "" for name in ("aria-label", "title", "alt")]
    for name in (element.get("aria-labelledby") or "").split():
        names += [found.text_content() for found in page.elements(f"//*[@id='{name}']")]
    return " ".join(names).strip()


def test_pictures_have_names_or_are_decoration(site: Site) -> None:
    for page in site.pages.values():
        for image in page.elements("//img"):
            assert image.get("alt") is not None, f"{page.path}: {html.tostring(image)[:100]!r}"
        for drawing in page.elements("//*[name()='svg'][@role or contains(@class, 'drawing')]"):
            assert _name(drawing, page), f"{page.path}: {html.tostring(drawing)[:200]!r}"


def test_every_link_and_button_has_a_name(site: Site) -> None:
    for page in site.pages.values():
        for element in page.elements("//a[@href] | //button | //summary"):
            inside = " ".join(_name(child, page) for child in element.iter() if isinstance(child, html.HtmlElement))
            assert element.text_content().strip() or inside.strip(), f"{page.path}: {html.tostring(element)[:200]!r}"


def test_tables_say_what_their_cells_belong_to(site: Site) -> None:
    for page in site.pages.values():
        for table in page.elements("//article//table[@role='table']"):
            assert table.xpath("./caption[normalize-space()]"), page.path
            assert table.xpath(".//th[@scope='col']"), page.path
            assert not table.xpath(".//th[not(@scope)]"), page.path


def test_the_page_for_wrong_addresses_works_from_any_folder(site: Site) -> None:
    page = site.pages["404.html"]
    addresses = [url for url in page.all(LINKS) if not urlsplit(url).scheme and not url.startswith("#")]
    assert addresses
    assert all(url.startswith(SUB_PATH) for url in addresses)
    assert "This page is not here" in page.text


def test_other_pages_work_under_any_path(site: Site) -> None:
    for page in site.pages.values():
        if page.path != "404.html":
            assert not [url for url in page.all(LINKS) if url.startswith("/")], page.path


def test_edit_links_lead_to_the_page_of_docs(site: Site) -> None:
    for page in site.pages.values():
        links = page.all("//a[@rel='edit']/@href")
        if page.path != "404.html":
            (link,) = links
            assert link.startswith(EDIT), page.path
            source = link.removeprefix(EDIT)
            assert (ROOT / "docs" / source).is_file()
            assert site.page_of(source) is page


def test_the_sitemap_lists_every_page_once(site: Site) -> None:
    text = (site.folder / "sitemap.xml").read_text(encoding="utf-8")
    listed = re.findall(r"<loc>(.*?)</loc>", text)
    base = "https://aws-data-engineering-guide.github.io" + SUB_PATH
    wanted = {base + path.removesuffix("index.html") for path in site.pages if path != "404.html"}
    assert sorted(listed) == sorted(wanted)
    for page in site.pages.values():
        if page.path != "404.html":
            assert page.all("//link[@rel='canonical']/@href") == [base + page.path.removesuffix("index.html")]


def test_nothing_is_left_of_what_the_pages_were_made_from(site: Site) -> None:
    for page in site.pages.values():
        article = "".join(element.text_content() for element in page.elements("//article"))
        code = "".join(element.text_content() for element in page.elements("//article//code"))
        for leftover in ("{$", "$}", "[[", "]]", "\ue000", "\ue001", "Undefined"):
            assert article.count(leftover) == code.count(leftover), f"{page.path}: {leftover!r}"
        assert 'href="record:' not in page.text, page.path


def test_no_file_of_the_project_slips_into_the_site(site: Site) -> None:
    allowed = {".html", ".css", ".js", ".json", ".map", ".png", ".svg", ".xml", ".gz", ".txt"}
    taken = {file.name for file in (ROOT / "data" / "samples").glob("*/*")}
    found = [file for file in site.folder.rglob("*") if file.is_file() and file.suffix not in allowed]
    strangers = [file for file in found if file.name not in taken or file.parent.parent != site.folder / "samples"]
    assert not strangers
    assert not [file for file in site.folder.rglob(".*") if file.is_file()]
    assert not list(Path(site.folder).rglob("__pycache__"))
