from __future__ import annotations

import re
from pathlib import Path

import jinja2
import pytest
import yaml

from macros.calls import DELIMITERS, Call
from macros.diagnostics import Diagnostic
from macros.pages import Page, load_pages, read_page
from macros.reading import Source

ROOT = Path(__file__).parent.parent


def read(text: str) -> tuple[Page, list[Diagnostic]]:
    return read_page("a.md", Source("docs/a.md", tuple(text.split("\n"))))


def page(text: str) -> Page:
    found, problems = read(text)
    assert problems == []
    return found


def call(text: str) -> Call:
    (found,) = page(text).calls
    return found


@pytest.mark.parametrize("config", ["mkdocs.yml", "tests/other_subject/mkdocs.yml"])
def test_the_brackets_are_those_of_mkdocs_yml(config: str) -> None:
    text = re.sub("!ENV ", "", (ROOT / config).read_text(encoding="utf-8"))
    plugins = yaml.safe_load(text)["plugins"]
    macros = plugins["macros"] if isinstance(plugins, dict) else next(p["macros"] for p in plugins if "macros" in p)
    assert {name: macros[f"j2_{name}"] for name in DELIMITERS} == DELIMITERS
    assert macros["on_error_fail"] is True


# ---- calls


@pytest.mark.parametrize(
    ("text", "args"),
    [
        ("{$ a() $}", ()),
        ('{$ a("b") $}', ("b",)),
        ("{$ a('b') $}", ("b",)),
        ('{$ a("b", "c",) $}', ("b", "c")),
        ('{$a("b")$}', ("b",)),
        ('{$- a("b") -$}', ("b",)),
        ('{$ a(\n  "b",\n  "c"\n) $}', ("b", "c")),
        ("{$ a(1) $}", (1,)),
        ('{$ a("it\'s") $}', ("it's",)),
        ('{$ a("b)") $}', ("b)",)),
        ("{$ a(b) $}", (None,)),
        ("{$ a(-1) $}", (None,)),
        ("{$ a(b(1, 2), 3) $}", (None, 3)),
        ("{$ a([1, 2]) $}", (None,)),
        ('{$ a("b" ~ "c") $}', (None,)),
        ("{$ a(true) $}", (None,)),
        ("{$ a(*b) $}", (None,)),
    ],
)
def test_arguments(text: str, args: tuple[object, ...]) -> None:
    found = call(text)
    assert (found.name, found.args, found.kwargs) == ("a", args, {})


def test_an_argument_with_a_name() -> None:
    found = call('{$ a("b", c="d", e=f) $}')
    assert (found.args, found.kwargs) == (("b",), {"c": "d", "e": None})


def test_places_of_calls_and_arguments() -> None:
    first, second, third = page('x {$ fact("a") $}, {$ fact("b") $}\n\n{$ terms("c",\n   "d") $}').calls
    assert (first.line, first.column, first.places) == (1, 6, ((1, 11),))
    assert (second.line, second.column, second.places) == (1, 23, ((1, 28),))
    assert (third.line, third.column, third.places) == (3, 4, ((3, 10), (4, 4)))
    assert third.place(1) == (4, 4)
    assert third.place(7) == (3, 4)


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("{$ a() $}", True),
        ("x\n{$ a() $}\ny", True),
        ("{$ a() $}  ", True),
        ('{$ a("b",\n"c") $}', True),
        (" {$ a() $}", False),
        ("x {$ a() $}", False),
        ("{$ a() $}.", False),
    ],
)
def test_a_call_alone_on_its_line(text: str, alone: bool) -> None:
    assert call(text).is_alone is alone


@pytest.mark.parametrize(
    ("text", "in_code"),
    [
        ("{$ a() $}", False),
        ("`x` {$ a() $} `y`", False),
        ("`{$ a() $}`", True),
        ("```\n{$ a() $}\n```", True),
        ("~~~~ text\n```\n{$ a() $}\n~~~~", True),
        ("```\n```\n{$ a() $}", False),
        ("---\ntitle: '{$ a() $}'\n---", True),
    ],
)
def test_a_call_in_code(text: str, in_code: bool) -> None:
    assert call(text).is_in_code is in_code


def test_raw_text_and_comments_call_nothing() -> None:
    found = page("{@ raw @}{$ a() $} {@ if @}{@ endraw @} {* {$ b() $} *} {{ ds }} {% if %}")
    assert found.calls == ()


@pytest.mark.parametrize(
    "text", ["{$ a $}", "{$ 1 $}", "{$ a() | b $}", "{$ a.b() $}", "{@ set a = 1 @}", "{$ a()() $}"]
)
def test_a_page_does_nothing_but_call_macros(text: str) -> None:
    _, problems = read(f"x\n\n{text}")
    assert [(d.location.line, d.location.column) for d in problems] == [(3, 1)]


def test_calls_are_those_that_jinja_makes() -> None:
    """What is read from the page and what runs are the same, in the same order, on every page of the guide."""
    for docs in (ROOT / "docs", Path(__file__).parent / "other_subject" / "docs"):
        for found in load_pages(docs)[0]:
            assert calls_made(found) == [(c.name, *c.args) for c in found.calls], found.path


def calls_made(found: Page) -> list[tuple[object, ...]]:
    """Render a page with macros that only note how they are called."""
    made: list[tuple[object, ...]] = []
    environment = jinja2.Environment(**DELIMITERS)  # type: ignore[arg-type]
    macros = {c.name: lambda *args, _name=c.name: made.append((_name, *args)) for c in found.calls}
    environment.from_string("\n".join(found.source.lines)).render(**macros)
    return made


# ---- links


def test_links_and_their_places() -> None:
    found = page("See [[a]] and\n[[b|the\nb]], not `[[c]]`.\n\n```\n[[d]]\n```\n\n- [[e]]")
    assert [(link.target, link.line, link.column) for link in found.links] == [("a", 1, 5), ("b", 2, 1), ("e", 9, 3)]


def test_the_words_of_a_link_do_not_run_over_the_end_of_a_paragraph() -> None:
    found = page("See [[a|the\n\nb]] and [[c]].")
    assert [(link.target, link.line, link.is_whole) for link in found.links] == [("", 1, False), ("c", 3, True)]


def test_front_matter_is_no_prose() -> None:
    found = page("---\ntitle: '5 days'\n---\n[[b]]\n\n---\n\n[[c]]")
    assert [link.target for link in found.links] == ["b", "c"]


def test_code_at_the_start_of_a_line_opens_no_block() -> None:
    assert [link.target for link in page("```a``` [[b]]\n[[c]]").links] == ["b", "c"]


def test_prose_keeps_its_columns() -> None:
    assert page("a `b` {$ c() $} d").prose == ((1, "a               d"),)


# ---- headings


@pytest.mark.parametrize(
    ("text", "anchor", "explicit"),
    [
        ("## Retry and Catch {#retry}", "retry", True),
        ("## Retry { .x #retry y=z }", "retry", True),
        ("### Retry, and `Catch`!", "retry-and", False),
        ("## Standard or  Express", "standard-or-express", False),
    ],
)
def test_headings(text: str, anchor: str, explicit: bool) -> None:
    (heading,) = page(text).headings
    assert (heading.anchor, heading.is_explicit) == (anchor, explicit)


# ---- folders


def test_pages_come_in_the_order_of_their_paths(tmp_path: Path) -> None:
    for name in ("b.md", "a/z.md", "a.md", "a/b/c.md", "notes.png"):
        file = tmp_path / "docs" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("x", encoding="utf-8")
    pages, problems = load_pages(tmp_path / "docs")
    assert [found.path for found in pages] == ["a.md", "a/b/c.md", "a/z.md", "b.md"]
    assert problems == []


def test_a_missing_folder(tmp_path: Path) -> None:
    pages, problems = load_pages(tmp_path / "docs")
    assert pages == []
    assert [str(d) for d in problems] == ["docs:1:1: the folder is missing (run this in the project's folder)"]
