"""Which links to a term stay: the first one in each section, and in what is folded away."""

from __future__ import annotations

import pytest

from macros.rendering.first_uses import only_first_uses


def term(name: str, words: str = "word") -> str:
    return f'<a aria-describedby="definition-{name}" class="record" data-term="{name}" href="x#{name}">{words}</a>'


A, B = term("a", "A"), term("b", "B")


@pytest.mark.parametrize(
    ("html", "result"),
    [
        (f"<p>{A} {A}</p>", f"<p>{A} A</p>"),
        (f"<p>{A} {B}</p><ul><li>{B} {A}</li></ul>", f"<p>{A} {B}</p><ul><li>B A</li></ul>"),
        (f"<p>{A}</p><h2>{A}</h2><p>{A} {A}</p>", f"<p>{A}</p><h2>{A}</h2><p>{A} A</p>"),
        (f"<h6 id='x'>x</h6>{A}<hr>{A}<h3>y</h3>{A}", f"<h6 id='x'>x</h6>{A}<hr>A<h3>y</h3>{A}"),
        ('<a href="#a">A</a> <a href="#a">A</a>', '<a href="#a">A</a> <a href="#a">A</a>'),
        (term("a", "x &amp; y") * 2, term("a", "x &amp; y") + "x &amp; y"),
    ],
)
def test_a_section_marks_a_term_once(html: str, result: str) -> None:
    assert only_first_uses(html) == result


@pytest.mark.parametrize(
    ("html", "result"),
    [
        (f"{A}<details>{A}</details>{A}", f"{A}<details>A</details>A"),
        (f"<details>{A}{A}</details>{A}", f"<details>{A}A</details>{A}"),
        (f"<details>{A}<details>{A}{B}</details>{B}</details>", f"<details>{A}<details>A{B}</details>{B}</details>"),
        (f"<details>{A}</details><details>{A}</details>", f"<details>{A}</details><details>{A}</details>"),
        (f"{A}</details>{A}", f"{A}</details>A"),
    ],
)
def test_what_is_folded_away_has_first_uses_of_its_own(html: str, result: str) -> None:
    assert only_first_uses(html) == result
