"""The HTML of macros goes around Markdown, and arrives whole."""

from __future__ import annotations

import markdown
import pytest

from macros.project import BLOCK_MACROS, MACROS
from macros.rendering.stash import Stash
from tests.rendering.bread import bread, call, renderer


def converted(*outputs: str, around: str = "Before\n\n{}\n\nAfter") -> str:
    stash = Stash()
    text = "\n\n".join(around.format(stash.put(output)) for output in outputs)
    return markdown.markdown(text, extensions=[stash, "md_in_html", "attr_list", "tables", "abbr"])


HTML = """<div class="x">
<p>*a* **b** `c` [[d]] [e](f.md) & &amp; \\* <b>g</b></p>

    indented

# not a heading
</div>"""


def test_html_arrives_byte_by_byte() -> None:
    assert converted(HTML) == f"<p>Before</p>\n{HTML}\n<p>After</p>"


def test_headings_are_markdown() -> None:
    html = converted(f"## A *title* {{#its-id}}\n\n{HTML}\n\n### Another\n\n{HTML}")
    assert '<h2 id="its-id">A <em>title</em></h2>' in html
    assert "<h3>Another</h3>" in html
    assert html.count(HTML) == 2


def test_output_stands_where_its_call_stood_also_inside_html() -> None:
    assert converted("<p>x</p>", around='<div markdown="1">\n\n{}\n\n</div>') == "<div>\n<p>x</p>\n</div>"


def test_several_outputs_keep_their_order() -> None:
    html = converted("<p>one</p>", "<p>two</p>", "<p>one</p>", around="{}")
    assert html == "<p>one</p>\n<p>two</p>\n<p>one</p>"


@pytest.mark.parametrize("output", ["", "   ", "\n\n"])
def test_no_output_leaves_nothing(output: str) -> None:
    assert converted(output) == "<p>Before</p>\n<p>After</p>"


@pytest.mark.parametrize("name", sorted(BLOCK_MACROS))
def test_each_macro_arrives_as_it_was_written(name: str) -> None:
    for page in bread().pages:
        for made in page.calls:
            if made.name == name:
                output = call(renderer(page.path), name, *made.args)
                html = converted(output, around="{}")
                blocks = [
                    block for block in output.split("\n\n") if block.strip() and not block.lstrip().startswith("#")
                ]
                assert all(block.strip() in html for block in blocks)
                assert "\ue000" not in html


def test_what_stands_inside_a_line_is_not_stashed() -> None:
    assert set(MACROS) - BLOCK_MACROS == {"fact", "number_of", "number_of_checked", "newest_fact", "checked_against"}
