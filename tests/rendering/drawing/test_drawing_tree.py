"""Decision trees: exact drawings, and the cases at the edge."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from macros.rendering.drawing import TreeNode, draw_tree
from tests.rendering.drawing.drawing_examples import LONG_WORDS, TREE
from tests.rendering.drawing.drawing_reader import SVG, XLINK, problems, read

FIXTURES = Path(__file__).parent / "fixtures"


def draw(root: TreeNode, width: int = 680) -> str:
    return draw_tree(root, name="t", title="Choose", description="Questions that lead to one service.", width=width)


def chain(levels: int) -> TreeNode:
    """Multi-way questions, each below the first answer of the one before."""
    node = TreeNode("leaf", "Amazon S3", "Yes")
    for level in range(levels):
        siblings = (TreeNode(f"a{level}", "Amazon Aurora", "No"), TreeNode(f"b{level}", "Amazon RDS", "Perhaps"))
        node = TreeNode(f"q{level}", f"Question {level}?", "Yes", children=(node, *siblings))
    return node


@pytest.mark.parametrize("width", [680, 288])
def test_the_drawing_is_this_one(width: int, update_fixtures: bool) -> None:
    fixture = FIXTURES / f"tree_{width}.svg"
    svg = draw(TREE, width)
    if update_fixtures:
        fixture.write_text(svg, "utf-8")
    assert svg == fixture.read_text("utf-8")


def test_a_wide_tree_is_a_ladder_and_a_narrow_one_is_indented() -> None:
    wide, narrow = read(draw(TREE, 680)), read(draw(TREE, 288))
    assert wide.size.right <= 680
    assert narrow.size.right <= 288
    assert narrow.size.bottom > wide.size.bottom


def test_the_drawing_names_itself_and_its_parts() -> None:
    document = ET.fromstring(draw(TREE))
    assert document.get("role") == "group"
    assert document.get("aria-labelledby") == "t-t t-d"
    assert document.get("data-search-exclude") == ""
    assert document.findtext(f"{SVG}title[@id='t-t']") == "Choose"
    assert document.findtext(f"{SVG}desc[@id='t-d']") == "Questions that lead to one service."
    ids = [element.attrib["id"] for element in document.iter() if "id" in element.attrib]
    assert ids == ["t-t", "t-d", "t-one-target", "t-eventbridge", "t-python", "t-mwaa", "t-sfn"]


def test_a_link_reads_well_and_leaves_the_answer_outside() -> None:
    links = list(ET.fromstring(draw(TREE)).iter(f"{SVG}a"))
    assert [link.get("aria-label") for link in links] == [
        "Amazon EventBridge: Rules & Scheduler",
        "Amazon MWAA: DAGs in Python",
        "AWS Step Functions",
    ]
    assert all(link.get(f"{XLINK}href") and not link.get("href") for link in links)
    assert all("Yes" not in "".join(link.itertext()) for link in links)


@pytest.mark.parametrize("banned", ["<style", "<script", "<marker", "foreignObject", "url(#", " href=", "\n"])
def test_nothing_that_breaks_a_reader_is_used(banned: str) -> None:
    assert banned not in draw(TREE)


@pytest.mark.parametrize("width", [680, 288])
@pytest.mark.parametrize(
    "root",
    [
        TreeNode("only", "Amazon S3"),
        TreeNode("q", "Which one?", children=tuple(TreeNode(f"n{i}", f"Answer {i}", str(i)) for i in range(8))),
        chain(7),
        chain(12),
        TreeNode("q", LONG_WORDS[0], children=(TreeNode("a", LONG_WORDS[1], LONG_WORDS[0], LONG_WORDS[1], "x"),)),
        TreeNode("q", "Empty note?", children=(TreeNode("a", "Amazon S3", "Yes", ""), TreeNode("b", "None", ""))),
    ],
    ids=["one leaf", "eight answers", "seven levels", "twelve levels", "long words", "empty note"],
)
def test_edge_cases_are_drawn_without_a_flaw(root: TreeNode, width: int) -> None:
    svg = draw(root, width)
    assert problems(svg) == []
    assert read(svg).size.right <= width


def test_a_blank_note_leaves_no_trace() -> None:
    leaf = TreeNode("a", "Amazon S3", "Yes")
    blank = TreeNode("a", "Amazon S3", "Yes", "  ")
    assert draw(TreeNode("q", "Why?", children=(leaf,))) == draw(TreeNode("q", "Why?", children=(blank,)))


def test_a_key_used_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="'a' is used twice"):
        draw(TreeNode("q", "Why?", children=(TreeNode("a", "One", "1"), TreeNode("a", "Two", "2"))))
