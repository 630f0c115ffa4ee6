"""A real Chromium before the built site, which is served under a sub-path as on GitHub Pages."""

from __future__ import annotations

import contextlib
import http.server
import posixpath
import threading
import urllib.parse
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page

PREFIX = "/guide/"
WIDE, NARROW = 1280, 320


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@dataclass(frozen=True)
class Site:
    """The built site and where it is served."""

    folder: Path
    url: str

    @property
    def pages(self) -> list[str]:
        """Return the address of every page from the top of the site, the page for wrong addresses last."""
        found = sorted(file.parent.relative_to(self.folder).as_posix() for file in self.folder.rglob("index.html"))
        return ["" if folder == "." else f"{folder}/" for folder in found] + ["404.html"]


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder under a sub-path, with the site's own page for wrong addresses."""

    def translate_path(self, path: str) -> str:
        path = posixpath.normpath(urllib.parse.unquote(urllib.parse.urlsplit(path).path)) + "/" * path.endswith("/")
        return super().translate_path("/" + path.removeprefix(PREFIX) if path.startswith(PREFIX) else "/no/such/page")

    def log_message(self, format: str, *args: Any) -> None:
        del format, args


@pytest.fixture(scope="session")
def site(built_site: Path) -> Iterator[Site]:
    """Serve the built site."""

    def handler(*args: Any) -> _Handler:
        return _Handler(*args, directory=str(built_site))

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Site(built_site, f"http://127.0.0.1:{server.server_port}{PREFIX}")
        server.shutdown()


@dataclass
class Visit:
    """An open page, with what it asked for and complained about."""

    page: Page
    site: Site
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        self.page.on("console", self._listen)

    def _listen(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"{message.type}: {message.text}")

    def go(self, path: str) -> Page:
        """Open a page of the site."""
        self.page.goto(self.site.url + path)
        return self.page

    def has_started(self) -> None:
        """Wait until the theme's script has run."""
        self.page.wait_for_function("document.documentElement.classList.contains('js')")


Opener = Callable[..., Visit]


@pytest.fixture(scope="session")
def open_page(browser: Browser, site: Site) -> Iterator[Opener]:
    """Return a function that opens a page: `open_page("decide/", width=320, scheme="dark", script=False)`."""
    contexts: dict[tuple[int, str, bool], BrowserContext] = {}

    def opened(
        path: str | None = None,
        *,
        width: int = WIDE,
        scheme: Any = "light",
        script: bool = True,
    ) -> Visit:
        key = (width, scheme, script)
        if key not in contexts:
            contexts[key] = browser.new_context(
                viewport={"width": width, "height": 900},
                color_scheme=scheme,
                java_script_enabled=script,
                reduced_motion="reduce",
            )
        visit = Visit(contexts[key].new_page(), site)
        if path is not None:
            visit.go(path)
        return visit

    yield opened
    for context in contexts.values():
        with contextlib.suppress(Exception):
            context.close()


@pytest.fixture
def visiting(open_page: Opener) -> Iterator[Opener]:
    """Return the function that opens pages; after the test, close them and forget what they kept in the browser."""
    visits: list[Visit] = []

    def opened(*args: Any, **kwargs: Any) -> Visit:
        visits.append(open_page(*args, **kwargs))
        return visits[-1]

    yield opened
    for visit in visits:
        with contextlib.suppress(Error):  # a page that never went anywhere has no storage
            visit.page.evaluate("localStorage.clear()")
        visit.page.close()
