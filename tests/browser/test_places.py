"""Where pages are read from: a sub-path of a web server, a wrong address, a folder."""

from __future__ import annotations

import re
from pathlib import Path

from tests.browser.conftest import Opener


def test_wrong_address_shows_the_page_for_it(visiting: Opener) -> None:
    visit = visiting()
    page = visit.go("404.html")
    assert page.inner_text("h1") == "This page is not here"
    links = page.eval_on_selector_all("article a", "found => found.map(link => link.href)")
    for link in links:
        response = page.request.get(re.sub(r"^https?://[^/]+/", re.sub(r"[^/]+/$", "", visit.site.url), link))
        assert response.ok, link


def test_instant_navigation_is_off(visiting: Opener) -> None:
    visit = visiting("decide/")
    assert '"navigation.instant' not in visit.page.inner_text("#__config")


def test_pages_can_be_read_from_a_folder(visiting: Opener, built_site: Path) -> None:
    visit = visiting()
    for path in ("index.html", "decide/index.html", "practise/unit-1/index.html"):
        visit.page.goto((built_site / path).as_uri())
        assert visit.page.inner_text("h1")
        bar = "getComputedStyle(document.querySelector('.md-header')).backgroundColor"
        assert visit.page.evaluate(bar) == "rgb(18, 52, 77)"
    assert all(url.startswith(("file:", "data:", "blob:")) for url in visit.requests)
