"""The pages ask no other site for anything."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest

from tests.site.conftest import Site

LOADED = (
    "//script/@src | //img/@src | //img/@srcset | //source/@src | //source/@srcset | //iframe/@src | //embed/@src"
    " | //object/@data | //video/@src | //audio/@src | //track/@src | //input/@src | //form/@action | //use/@href"
    " | //image/@href | //@*[name()='xlink:href'][parent::*[name()='image' or name()='use']] | //a/@ping"
    " | //link[not(@rel='canonical' or @rel='prev' or @rel='next' or @rel='edit')]/@href | //@background"
)

DORMANT = {
    # Material's bundle asks for these only where a page gives it reason to; the tests below check that none does.
    "https://unpkg.com/mermaid@11/dist/mermaid.min.js": "a page with an element of the class mermaid",
    "https://unpkg.com/resize-observer-polyfill": "a browser of before 2020 without ResizeObserver",
    "https://api.github.com/repos/${e}/${t}": "a page that shows the stars of its repository",
    "https://api.github.com/users/${e}": "a page that shows the stars of its repository",
    "https://${e}/api/v4/projects/${encodeURIComponent(t": "a page that shows the stars of its repository",
    # Never asked for: names in comments and licenses.
    "https://clipboardjs.com/": "a license",
    "https://github.com/open-spaced-repetition/fsrs4anki/issues/697": "a comment of ts-fsrs",
    "https://github.com/open-spaced-repetition/fsrs4anki/wiki/The-Algorithm#fsrs-5": "a comment of ts-fsrs",
    "https://github.com/open-spaced-repetition/ts-fsrs/issues/98#issuecomment-2241923194": "a comment of ts-fsrs",
}


def test_pages_load_nothing_from_elsewhere(site: Site) -> None:
    for page in site.pages.values():
        for url in page.all(LOADED):
            parts = urlsplit(url)
            assert not parts.netloc, f"{page.path}: {url}"
            assert parts.scheme in ("", "data"), f"{page.path}: {url}"
        assert not page.all("//link[@rel='preconnect' or @rel='dns-prefetch' or @rel='prefetch']/@href"), page.path
        assert not page.all("//meta[@http-equiv='refresh']/@content"), page.path
        assert not page.elements("//base"), page.path


@pytest.mark.parametrize("pattern", [r"url\(\s*['\"]?(?!data:|#)([^)'\"]+)", r"@import\s+[^;]+"])
def test_styles_load_nothing(site: Site, pattern: str) -> None:
    for file in site.folder.rglob("*.css"):
        assert not re.findall(pattern, file.read_text(encoding="utf-8")), file.name
    for page in site.pages.values():
        for style in [*page.all("//style/text()"), *page.all("//@style")]:
            assert not re.findall(pattern, style), page.path


def test_scripts_name_no_other_site_but_those_that_are_known_and_dormant(site: Site) -> None:
    found: set[str] = set()
    for file in (site.folder / "assets").rglob("*.js"):
        found.update(re.findall(r"""(?:https?:)?//[a-z$][^\s"'`)<>]+""", _code(file.read_text(encoding="utf-8"))))
    named = {url for url in found if re.match(r"https?:", url)}
    assert named <= DORMANT.keys()


def _code(text: str) -> str:
    """Return a script without its comments, as far as they stand on lines of their own."""
    text = re.sub(r"^\s*/\*.*?\*/", "", text, flags=re.DOTALL | re.MULTILINE)
    text = re.sub(r"^\s*//.*", "", text, flags=re.MULTILINE)
    return text.partition("//# sourceMappingURL")[0]


def test_scripts_inside_pages_name_no_other_site(site: Site) -> None:
    for page in site.pages.values():
        for script in page.all("//script[not(@src)]/text()"):
            assert not re.search(r"https?://", script), page.path


def test_no_page_wakes_what_is_dormant(site: Site) -> None:
    for page in site.pages.values():
        assert not page.elements("//*[contains(concat(' ', @class, ' '), ' mermaid ')]"), page.path
        assert not page.elements("//*[@data-md-component='source']"), page.path
        assert not page.elements("//iframe"), page.path


def test_pages_carry_no_tracking(site: Site) -> None:
    for page in site.pages.values():
        for word in ("googletagmanager", "google-analytics", "googleapis", "gstatic", "unpkg", "jsdelivr", "cdnjs"):
            assert word not in page.text, f"{page.path}: {word}"
