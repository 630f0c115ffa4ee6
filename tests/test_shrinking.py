"""The hook that gives the site our scripts and styles without their comments and spaces."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from macros.shrinking import OTHERS, OURS, on_files, shrink

SCRIPT = """
/* What it is. */
;(() => {
  const url = "https://example.org/*/a" // an address is none
  /** @type {RegExp} */
  const pattern = /\\/\\*|"/g
  window.guide.say(`two  spaces ${url} // and no comment`, pattern)
})()
"""

STYLE = """
/* What it is. */
.a::before {
  content: "/* no  comment */";
  width: calc(100% - 2 * 1rem);
}

@media print {
  .a {
    color: black;
  }
}
"""


def test_a_script_says_the_same_in_fewer_bytes() -> None:
    short = shrink(SCRIPT, "script")
    assert len(short) < len(SCRIPT) * 0.7
    assert "What it is" not in short
    for kept in ("two  spaces https://example.org/*/a // and no comment", r'/\/\*|"/g', "window.guide.say"):
        assert kept in short


def test_a_style_says_the_same_in_fewer_bytes() -> None:
    short = shrink(STYLE, "style")
    assert short == '.a:before{content:"/* no  comment */";width:calc(100% - 2rem)}@media print{.a{color:#000}}'


@pytest.mark.parametrize("name", ["javascripts/vendor/minisearch-7.2.0.js", "javascripts/iframe-worker-shim.js"])
def test_what_is_not_ours_stays_as_it_is(name: str) -> None:
    assert {*Path(name).parts} & {*OTHERS}
    assert content(name) == (OURS / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["javascripts/workers/words.js", "javascripts/store.js", "stylesheets/guide.css"])
def test_what_is_ours_is_shorter(name: str) -> None:
    source = (OURS / name).read_text(encoding="utf-8")
    title = source.splitlines()[1 if source.startswith("/*\n") else 0].strip("/* ")
    assert title
    assert title not in content(name)
    assert 0.3 < len(content(name)) / len(source) < 0.85


def content(name: str) -> str:
    """Return what the site gets of a file."""
    config: Any = MkDocsConfig()
    file = File(f"assets/{name}", str(OURS.parent), "site", use_directory_urls=True)
    return next(iter(on_files(Files([file]), config=config))).content_string
