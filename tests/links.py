"""`make links`: asks whether the pages behind the addresses in records and pages are still there.

It needs the network and takes minutes, so no other word runs it. Each address is asked for once, those of one host one
after another. An address is a problem when the page is gone, or has moved for good; when its server is busy, broken or
lets no programs in, it cannot be told, and only a list says so. `tests/links.yml` excepts addresses, with reasons.
"""

from __future__ import annotations

import http.client
import os
import re
import sys
import time
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Literal
from urllib.parse import urldefrag, urljoin, urlsplit

import yaml

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from macros.catalog import load  # noqa: E402
from macros.diagnostics import Diagnostic, as_github, as_text  # noqa: E402
from macros.models import Url  # noqa: E402
from macros.pages import load_pages  # noqa: E402
from macros.reading import read_source  # noqa: E402

EXCEPTIONS = "tests/links.yml"
ON_PAGE = re.compile(r"https://[^\s<>\"'`)\]]+[^\s<>\"'`)\].,;:]")
HEADERS = {"User-Agent": "Mozilla/5.0 (compatible; study-guide-link-check)", "Accept": "text/html,*/*;q=0.8"}
GONE, MOVED = (404, 410), (301, 308)
MOST_MOVES = 8
HOSTS_AT_ONCE = 8
MOST_SILENT = 3
"""So many addresses of a host in a row may stay without any answer; the rest is then not asked for."""
SILENT = "the host did not answer for the addresses before"


@dataclass(frozen=True)
class Answer:
    """What came of an address."""

    state: Literal["there", "gone", "moved", "unclear"]
    detail: str = ""
    is_silence: bool = False
    """Whether no server answered at all."""


@dataclass(frozen=True)
class Patience:
    """How long to wait, in seconds."""

    timeout: float = 30
    between: float = 0.3
    """Between two questions to one host."""
    again: tuple[float, ...] = (5, 30)
    """Before each further try, when the server was busy or did not answer."""


class _NoMoves(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args: object, **_kwargs: object) -> None:
        """Follow nothing: `ask` wants to see each move."""


_opener = urllib.request.build_opener(_NoMoves)


def main(root: Path = ROOT, patience: Patience = Patience()) -> int:
    """Print what is wrong with the addresses of a project; return 1 if something is."""
    used = addresses(root)
    print(f"{len(used)} addresses on {len({urlsplit(url).netloc for url in used})} hosts ...", flush=True)
    answers = ask_all(used, patience)
    if answers and all(answer.is_silence or answer.detail == SILENT for answer in answers.values()):
        print("No server answered, so nothing can be told (is there a network?)", file=sys.stderr)
        return 1
    problems, unclear = judge(used, answers, read_exceptions(root))
    for url, detail in unclear:
        print(f"cannot be told: {url}: {detail}")
    if problems and os.environ.get("GITHUB_ACTIONS") == "true":
        print(as_github(problems))
    print(as_text(problems) if problems else "No page is gone.")
    return 1 if problems else 0


def addresses(root: Path) -> dict[str, Diagnostic]:
    """Return every address outside of the site without its fragment, with the first place that names it."""
    found: dict[str, Diagnostic] = {}
    catalog, _problems = load(root / "data")
    for entry in catalog.entries.values():
        for where, value in entry.values:
            if isinstance(value, Url):
                found.setdefault(urldefrag(value).url, entry.at(where, "the address", needle=value))
    pages, _problems = load_pages(root / "docs")
    for page in pages:
        for number, line in page.prose:
            for match in ON_PAGE.finditer(line):
                place = page.source.diagnostic(number, match.start() + 1, "the address")
                found.setdefault(urldefrag(match[0]).url, place)
    return found


def read_exceptions(root: Path) -> dict[str, tuple[str, Diagnostic]]:
    """Return the excepted addresses, each with its reason and its place."""
    source, _problems = read_source(root / EXCEPTIONS, root)
    found = {}
    for entry in yaml.safe_load("\n".join(source.lines)) or []:
        url, reason = str(entry["url"]), str(entry["reason"]).strip()
        number = next(n for n, line in enumerate(source.lines, 1) if url in line)
        place = source.diagnostic(number, source.lines[number - 1].index(url) + 1, "the exception")
        if not reason:
            raise ValueError(f"{place.location.path}:{number}: the exception has no reason")
        found[url] = (reason, place)
    return found


def judge(
    used: Mapping[str, Diagnostic], answers: Mapping[str, Answer], excepted: Mapping[str, tuple[str, Diagnostic]]
) -> tuple[list[Diagnostic], list[tuple[str, str]]]:
    """Return the problems, and the addresses of which nothing can be told with what was heard of them."""
    problems, unclear = [], []
    for url, answer in answers.items():
        if url in excepted:
            continue
        if answer.state == "gone":
            fix = f"find where it says so now, or except it in {EXCEPTIONS} with a reason"
            problems.append(_at(used[url], f"the page {url} is gone: {answer.detail}", fix))
        elif answer.state == "moved":
            problems.append(_at(used[url], f"the page {url} has moved", f"read it at {answer.detail} and write that"))
        elif answer.state == "unclear":
            unclear.append((url, answer.detail))
    for url, (_reason, place) in excepted.items():
        if url not in used:
            problems.append(_at(place, f"nothing names {url} any more", "delete the exception"))
        elif answers[url].state == "there":
            problems.append(_at(place, f"the page {url} answers like any other", "delete the exception"))
    return sorted(problems), sorted(unclear)


def _at(place: Diagnostic, what: str, fix: str) -> Diagnostic:
    return Diagnostic(place.location, what, fix, place.source)


# ----------------------------------------------------------------------------------------------- asking


def ask_all(urls: Iterable[str], patience: Patience) -> dict[str, Answer]:
    """Ask for each address: several hosts at once, each of them one question after another."""
    hosts: dict[str, list[str]] = defaultdict(list)
    for url in sorted(urls):
        hosts[urlsplit(url).netloc].append(url)
    with ThreadPoolExecutor(HOSTS_AT_ONCE) as pool:
        answers = pool.map(lambda urls: list(_ask_host(urls, patience)), hosts.values())
        return dict(chain.from_iterable(answers))


def _ask_host(urls: Iterable[str], patience: Patience) -> Iterator[tuple[str, Answer]]:
    """Yield each address of a host with what comes of it; a host that stays silent is soon left alone."""
    silent = 0
    for url in urls:
        if silent == MOST_SILENT:
            yield url, Answer("unclear", SILENT)
            continue
        answer = ask(url, patience)
        for pause in patience.again:
            if answer.state != "unclear" or answer.detail.startswith("403"):
                break
            time.sleep(pause)
            answer = ask(url, patience)
        silent = silent + 1 if answer.is_silence else 0
        yield url, answer
        time.sleep(patience.between)


def ask(url: str, patience: Patience) -> Answer:
    """Return what comes of an address. Moves are followed; one for good to another page counts."""
    at, for_good = url, True
    for _ in range(MOST_MOVES):
        status, target = _status(at, patience.timeout)
        if status in GONE:
            return Answer("gone", str(status))
        if status in (301, 302, 303, 307, 308) and target:
            for_good = for_good and status in MOVED
            at = urldefrag(urljoin(at, target)).url
            continue
        if status != 200:
            return Answer("unclear", f"{status}") if status else Answer("unclear", target, is_silence=True)
        is_other = _bare(at) != _bare(url)
        return Answer("moved", at) if is_other and for_good else Answer("there")
    return Answer("gone", "it leads in a circle")


def _bare(url: str) -> str:
    """Return an address without what makes no other page of it."""
    parts = urlsplit(url)
    return parts.netloc.removeprefix("www.") + parts.path.removesuffix("index.html").rstrip("/") + parts.query


def _status(url: str, timeout: float) -> tuple[int, str]:
    """Return the status and where it leads to; the status is 0 when nothing answered, with what is wrong.

    Some servers know no HEAD, so that a no is asked for once more as a reader would ask.
    """
    status, detail = 0, ""
    for method in ("HEAD", "GET"):
        request = urllib.request.Request(url, headers=HEADERS, method=method)
        try:
            with _opener.open(request, timeout=timeout) as response:
                return response.status, ""
        except urllib.error.HTTPError as error:
            status, detail = error.code, error.headers.get("Location") or ""
            error.close()
            if detail:
                return status, detail
        except (OSError, http.client.HTTPException, ValueError) as error:
            return 0, f"{type(error).__name__}: {getattr(error, 'reason', error)}"
    return status, detail


if __name__ == "__main__":
    sys.exit(main())
