"""Measuring, wrapping, escaping, and the contrast of the colors."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from macros.rendering.drawing import TreeNode, draw_tree, palette
from macros.rendering.drawing.text import SMALL, TITLE, text_width, wrap
from tests.rendering.drawing.drawing_examples import LONG_WORDS
from tests.rendering.drawing.drawing_reader import SVG

STYLE_SHEETS = Path(__file__).resolve().parents[3] / "macros/theme/assets/stylesheets"
STYLE_SHEET = STYLE_SHEETS / "drawing.css"
SITE_SHEET = STYLE_SHEETS / "guide.css"


def test_bold_and_large_text_is_wider() -> None:
    assert text_width("Amazon Redshift", TITLE) > text_width("Amazon Redshift", SMALL) > 0


def test_an_unknown_script_gets_a_full_width() -> None:
    assert text_width("漢", TITLE) > text_width("W", TITLE)


def test_text_that_fits_stays_on_one_line() -> None:
    assert wrap("Amazon MWAA", 200, TITLE) == ("Amazon MWAA",)


def test_lines_are_even_rather_than_full() -> None:
    assert wrap("Must the workflow be Python code?", 200, TITLE) == ("Must the workflow", "be Python code?")


@pytest.mark.parametrize("text", ["", "  ", "\n"])
def test_blank_text_has_no_lines(text: str) -> None:
    assert wrap(text, 100, TITLE) == ()


@pytest.mark.parametrize("word", LONG_WORDS)
@pytest.mark.parametrize("width", [40, 90, 160])
def test_a_long_word_is_broken_and_no_letter_is_lost(word: str, width: float) -> None:
    lines = wrap(f"Attach {word} now", width, TITLE)
    assert all(text_width(line, TITLE) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == f"Attach{word}now"


def test_a_long_word_breaks_after_a_mark() -> None:
    assert wrap("arn:aws:states:eu-central-1", 120, TITLE)[0][-1] in ":-"


def test_a_camel_case_name_breaks_between_its_words() -> None:
    assert wrap("DescribeStatement", 90, TITLE) == ("Describe", "Statement")


def test_a_no_break_space_holds_words_together() -> None:
    assert wrap("Wait 30\u00a0seconds", 90, TITLE) == ("Wait", "30\u00a0seconds")


def test_special_characters_are_escaped_everywhere() -> None:
    nasty = "<b> & \"quotes\" 'n' ]]> \x0b"
    root = TreeNode(
        "q", nasty, children=(TreeNode("a", nasty, nasty, nasty, 'x?a=1&b="2"'), TreeNode("b", nasty, nasty))
    )
    svg = draw_tree(root, name="n", title=nasty, description=nasty, width=680)
    document = ET.fromstring(svg)
    assert document.findtext(f"{SVG}title") == "<b> & \"quotes\" 'n' ]]> "
    link = next(document.iter(f"{SVG}a"))
    assert link.get("{http://www.w3.org/1999/xlink}href") == 'x?a=1&b="2"'


# ------------------------------------------------------------------------------------------------- contrast
TEXT_PAIRS = [
    (palette.INK, palette.PAPER),
    (palette.INK, palette.BAND),
    (palette.INK, palette.FRAME),
    (palette.SOFT_INK, palette.PAPER),
    (palette.SOFT_INK, palette.FRAME),
    (palette.LINK, palette.PAPER),
    (palette.LINK, palette.FRAME),
    (palette.FAILURE, palette.PAPER),
    (palette.FAILURE, palette.FRAME),
]
LINE_PAIRS = [(line, ground) for line in (palette.LINE, palette.FAILURE) for ground in (palette.PAPER, palette.FRAME)]

Color = tuple[float, float, float]
#: The colors of Material 9 that a drawing uses where the site has none of its own.
MATERIAL: dict[str, dict[str, Color]] = {
    "default": {
        "default-fg-color": (33, 33, 33),
        "default-fg-color--light": (117, 117, 117),
        "default-bg-color": (255, 255, 255),
        "code-bg-color": (245, 245, 245),
    },
    "slate": {"code-bg-color": (39, 47, 53)},
}


@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_printed_words_have_enough_contrast(ink: str, ground: str) -> None:
    assert contrast(color(ink), color(ground)) >= 4.5


@pytest.mark.parametrize(("line", "ground"), LINE_PAIRS)
def test_printed_lines_have_enough_contrast(line: str, ground: str) -> None:
    assert contrast(color(line), color(ground)) >= 3


@pytest.mark.parametrize("scheme", MATERIAL)
def test_words_and_lines_on_the_screen_have_enough_contrast(scheme: str) -> None:
    colors = MATERIAL[scheme] | site_colors(scheme)
    ink = colors["default-fg-color"]
    failure = color(failure_color(scheme))
    for ground in (colors["default-bg-color"], colors["code-bg-color"]):
        assert contrast(ink, ground) >= 4.5
        assert contrast(mixed(ink, ground, float(style_value("fill-opacity"))), ground) >= 4.5
        assert contrast(colors["typeset-a-color"], ground) >= 4.5
        assert contrast(failure, ground) >= 4.5
        assert contrast(colors["default-fg-color--light"], ground) >= 3


def test_print_uses_the_colors_of_the_drawing_itself() -> None:
    printed = STYLE_SHEET.read_text("utf-8").split("@media print")[1]
    for name, value in {
        "paper": palette.PAPER,
        "band": palette.BAND,
        "frame": palette.FRAME,
        "line": palette.LINE,
        "ink": palette.INK,
        "link": palette.LINK,
        "failure": palette.FAILURE,
    }.items():
        assert f"--drawing-{name}: {value};" in printed


def test_every_class_of_a_drawing_has_a_rule() -> None:
    sheet = STYLE_SHEET.read_text("utf-8")
    for classes in palette.PAINT:
        assert f".{classes.split()[-1]}" in sheet


def color(code: str) -> Color:
    digits = code[1:] if len(code) == 7 else "".join(2 * digit for digit in code[1:])
    return (int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16))


def mixed(over: Color, under: Color, share: float) -> Color:
    """What a translucent color looks like."""
    red, green, blue = (share * above + (1 - share) * below for above, below in zip(over, under, strict=True))
    return (red, green, blue)


def site_colors(scheme: str) -> dict[str, Color]:
    """The colors that the site sets itself for a scheme."""
    rule = re.search(rf'\[data-md-color-scheme="{scheme}"\] \{{([^}}]+)\}}', SITE_SHEET.read_text("utf-8"))
    assert rule is not None
    return {name: color(code) for name, code in re.findall(r"--md-([\w-]+): (#[0-9a-f]{6});", rule[1])}


def contrast(one: Color, other: Color) -> float:
    """The contrast ratio of WCAG 2."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(rgb: Color) -> float:
    linear = [v / 255 / 12.92 if v / 255 <= 0.03928 else ((v / 255 + 0.055) / 1.055) ** 2.4 for v in rgb]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def style_value(name: str) -> str:
    found = re.search(rf"{name}: ([^;]+);", STYLE_SHEET.read_text("utf-8"))
    assert found is not None
    return str(found[1])


def failure_color(scheme: str) -> str:
    rules: list[tuple[str, str]] = re.findall(
        r"([^{}]+)\{\s*--drawing-failure: (#\w+);\s*\}", STYLE_SHEET.read_text("utf-8")
    )
    return next(value for selector, value in rules if ("slate" in selector) == (scheme == "slate"))
