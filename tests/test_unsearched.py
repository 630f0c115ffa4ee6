"""The hook that keeps from the search what it leaves out anyway."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from macros.unsearched import on_page_content, on_post_page

PAGE: Any = SimpleNamespace(file=SimpleNamespace(src_uri="page.md"))
OFF = 'data-search-exclude=""'


@pytest.mark.parametrize(
    ("html", "seen"),
    [
        ("<p>All of it.</p>", "<p>All of it.</p>"),
        (f"<p>a</p><svg {OFF}><path/></svg><p>b</p>", "<p>a</p><!--unsearched 0--><p>b</p>"),
        (f'<div class="x" {OFF}><div>a</div><div><div>b</div></div></div>c', "<!--unsearched 0-->c"),
        (f"<div {OFF}>a<svg {OFF}></svg></div><p {OFF}>b</p>c", "<!--unsearched 0--><!--unsearched 1-->c"),
        (f"<h2 {OFF}>Letter</h2><p>a</p>", f"<h2 {OFF}>Letter</h2><p>a</p>"),  # leaves out what stands under it
        (f"<details\n  id='x' {OFF}>a</details >b", "<!--unsearched 0-->b"),
        (f"<dd {OFF}>a<ddx></ddx></dd>b", "<!--unsearched 0-->b"),
        (f"<p {OFF}>never closed", "<!--unsearched 0-->never closed"),
        ('<p>a <a class="source" href="x">2026</a></p>', "<p>a <!--unsearched 0--></p>"),
        ('<p class="sources">a</p><p class="sources2">b</p>', '<!--unsearched 0--><p class="sources2">b</p>'),
        ("<tr><th>Former</th><td>Today</td></tr>", "<tr><th>Former</th>\x1f<td>Today</td>\x1f</tr>"),
    ],
)
def test_what_is_left_out_is_away_and_comes_back(html: str, seen: str) -> None:
    assert on_page_content(html, page=PAGE) == seen
    assert on_post_page(f"<html>{seen}</html>", page=PAGE) == f"<html>{html}</html>"


def test_each_page_gets_its_own_back() -> None:
    other: Any = SimpleNamespace(file=SimpleNamespace(src_uri="other.md"))
    one, two = on_page_content(f"<b {OFF}>1</b>", page=PAGE), on_page_content(f"<b {OFF}>2</b>", page=other)
    assert on_post_page(two, page=other) == f"<b {OFF}>2</b>"
    assert on_post_page(one, page=PAGE) == f"<b {OFF}>1</b>"
