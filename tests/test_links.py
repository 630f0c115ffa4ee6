"""`make links`, against a server of this machine: what is there, gone, moved, and what cannot be told."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from macros.diagnostics import Diagnostic, Location
from tests import links
from tests.links import Answer, Patience, addresses, ask, ask_all, judge, read_exceptions

QUICK = Patience(timeout=2, between=0, again=(0, 0))
asked = Counter[str]()

ANSWERS: dict[str, tuple[int, str]] = {
    "/there": (200, ""),
    "/gone": (404, ""),
    "/removed": (410, ""),
    "/moved": (301, "/there"),
    "/moved-to-nothing": (301, "/gone"),
    "/today-elsewhere": (302, "/there"),
    "/first-today-then-moved": (302, "/moved"),
    "/folder": (301, "/folder/"),
    "/folder/": (200, ""),
    "/circle": (301, "/circle"),
    "/closed": (403, ""),
    "/broken": (500, ""),
}


class Pages(BaseHTTPRequestHandler):
    def do_HEAD(self) -> None:
        """Answer as the table says; a few pages have moods."""
        asked[f"{self.command} {self.path}"] += 1
        status, target = ANSWERS.get(self.path, (404, ""))
        if self.path == "/no-head":
            status = 405 if self.command == "HEAD" else 200
        if self.path == "/busy":
            status = 429 if asked["HEAD /busy"] < 3 else 200
        self.send_response(status)
        if target:
            self.send_header("Location", target)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD  # noqa: N815

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Pages) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize(
    ("path", "state"),
    [
        ("/there", "there"),
        ("/no-head", "there"),
        ("/today-elsewhere", "there"),
        ("/first-today-then-moved", "there"),
        ("/folder", "there"),
        ("/gone", "gone"),
        ("/removed", "gone"),
        ("/moved-to-nothing", "gone"),
        ("/circle", "gone"),
        ("/moved", "moved"),
        ("/closed", "unclear"),
        ("/broken", "unclear"),
    ],
)
def test_an_address_is_what_its_server_says(base: str, path: str, state: str) -> None:
    assert ask(base + path, QUICK).state == state


def test_a_move_says_where_to(base: str) -> None:
    assert ask(f"{base}/moved", QUICK) == Answer("moved", f"{base}/there")


def test_a_server_that_is_not_there_cannot_be_told() -> None:
    assert ask("http://127.0.0.1:1/", QUICK).state == "unclear"


def test_a_busy_server_is_asked_again(base: str) -> None:
    asked.clear()
    assert ask_all([f"{base}/busy"], QUICK) == {f"{base}/busy": Answer("there")}
    assert asked["HEAD /busy"] == 3


def test_who_lets_no_programs_in_is_not_asked_again(base: str) -> None:
    asked.clear()
    assert ask_all([f"{base}/closed"], QUICK)[f"{base}/closed"].state == "unclear"
    assert asked["HEAD /closed"] == 1


def place(path: str, line: int) -> Diagnostic:
    return Diagnostic(Location(path, line, 1), "")


def test_problems_stand_where_the_address_stands() -> None:
    used = {url: place("data/x.yml", n) for n, url in enumerate(("a", "b", "c", "d"), 1)}
    answers = {
        "a": Answer("there"),
        "b": Answer("gone", "404"),
        "c": Answer("moved", "e"),
        "d": Answer("unclear", "500"),
    }
    problems, unclear = judge(used, answers, {})
    assert [str(problem) for problem in problems] == [
        "data/x.yml:2:1: the page b is gone: 404 "
        "(find where it says so now, or except it in tests/links.yml with a reason)",
        "data/x.yml:3:1: the page c has moved (read it at e and write that)",
    ]
    assert unclear == [("d", "500")]


def test_an_exception_counts_while_it_is_needed() -> None:
    used = {"a": place("data/x.yml", 1), "b": place("data/x.yml", 2)}
    answers = {"a": Answer("gone", "404"), "b": Answer("there")}
    excepted = {url: ("why", place("tests/links.yml", n)) for n, url in enumerate(("a", "b", "c"), 1)}
    problems, _ = judge(used, answers, excepted)
    assert [str(problem) for problem in problems] == [
        "tests/links.yml:2:1: the page b answers like any other (delete the exception)",
        "tests/links.yml:3:1: nothing names c any more (delete the exception)",
    ]


def exceptions(folder: Path, text: str) -> Path:
    file = folder / "tests/links.yml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return folder


def test_an_exception_has_a_reason_and_a_place(tmp_path: Path) -> None:
    root = exceptions(tmp_path, "# Why.\n- url: https://example.org/a\n  reason: It asks for a sign-in.\n")
    ((url, (reason, where)),) = read_exceptions(root).items()
    assert (url, reason, where.location.line) == ("https://example.org/a", "It asks for a sign-in.", 2)
    with pytest.raises(ValueError, match=r"links\.yml:1: the exception has no reason"):
        read_exceptions(exceptions(tmp_path, "- {url: https://example.org/a, reason: ''}\n"))


def test_the_exceptions_of_the_project_are_addresses_that_it_names() -> None:
    assert set(read_exceptions(links.ROOT)) <= set(addresses(links.ROOT))


def test_every_address_of_records_and_pages_is_asked_for() -> None:
    found = addresses(links.ROOT)
    assert len(found) > 300
    assert not [url for url in found if "#" in url]
    assert "https://creativecommons.org/licenses/by/4.0/" in found  # from a page
    for url, where in found.items():
        assert url.split("?")[0][:40] in where.source, (url, where)


def test_it_reports_and_fails(
    base: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    root = exceptions(tmp_path, "[]\n")
    used = {f"{base}{path}": place("docs/a.md", n) for n, path in enumerate(("/there", "/gone", "/broken"), 1)}
    monkeypatch.setattr(links, "addresses", lambda _root: used)
    assert links.main(root, QUICK) == 1
    said = capsys.readouterr().out
    assert "3 addresses on 1 hosts" in said
    assert f"docs/a.md:2:1: the page {base}/gone is gone: 404" in said
    assert f"cannot be told: {base}/broken: 500" in said
    monkeypatch.setattr(links, "addresses", lambda _root: {f"{base}/there": place("docs/a.md", 1)})
    assert links.main(root, QUICK) == 0


def test_a_host_that_stays_silent_is_soon_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []

    def silence(url: str, _patience: Patience) -> Answer:
        tried.append(url)
        return Answer("unclear", "URLError: nothing", is_silence=True)

    monkeypatch.setattr(links, "ask", silence)
    answers = ask_all([f"https://example.org/{n}" for n in range(9)], QUICK)
    assert [answer.state for answer in answers.values()] == ["unclear"] * 9
    assert len(tried) == links.MOST_SILENT * (1 + len(QUICK.again))


def test_without_a_network_it_says_so_and_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    used = {f"http://127.0.0.1:1/{n}": place("docs/a.md", n + 1) for n in range(5)}
    monkeypatch.setattr(links, "addresses", lambda _root: used)
    assert links.main(exceptions(tmp_path, "[]\n"), QUICK) == 1
    told = capsys.readouterr()
    assert told.err == "No server answered, so nothing can be told (is there a network?)\n"
    assert "No page is gone" not in told.out
