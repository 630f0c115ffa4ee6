"""Workflows: exact drawings, and the cases at the edge."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from macros.rendering.drawing import Arrow, Flow, Step, draw_flow
from tests.rendering.drawing.drawing_examples import FLOW, LONG_WORDS, NESTED
from tests.rendering.drawing.drawing_reader import SVG, Rect, problems, read

FIXTURES = Path(__file__).parent / "fixtures"

ONE_STEP = Flow((Step("only", "task", "Load", "AWS Glue"),))
LOOP = Flow(
    (
        Step("a", "wait", "Wait 30 s"),
        Step("b", "task", "Ask"),
        Step("c", "choice", "Done?"),
        Step("d", "succeed", "End"),
    ),
    (Arrow("a", "b"), Arrow("b", "c"), Arrow("c", "d", "Yes"), Arrow("c", "a", "No"), Arrow("c", "b", "Ask again")),
)
FAN = Flow(
    (Step("c", "choice", "Which kind of file is it?"), *(Step(f"s{i}", "task", f"Load kind {i}") for i in range(8))),
    tuple(Arrow("c", f"s{i}", f"Kind {i} of the files") for i in range(8)),
)
LONG = Flow(
    (Step("a", "event", LONG_WORDS[0]), Step("b", "choice", LONG_WORDS[1], LONG_WORDS[0], LONG_WORDS[1], "x")),
    (Arrow("a", "b", LONG_WORDS[1]),),
)
BUS = Flow(
    (*(Step(f"s{i}", "task", f"Step {i}", href="x") for i in range(6)), Step("f", "fail", "Failed")),
    (
        *(Arrow(f"s{i}", f"s{i + 1}") for i in range(5)),
        *(Arrow(f"s{i}", "f", f"Error {i}", failure=True) for i in range(6)),
        *(Arrow(f"s{i}", "f", f"Stop {i}") for i in range(6)),
    ),
)
LEVELS = Flow(
    (
        Step("o", "parallel", "Outer", note="", inside=Flow((Step("m", "map", "Middle", inside=NESTED),))),
        Step("z", "parallel", "Alone", "AWS Step Functions"),
    ),
    (Arrow("o", "z", failure=True),),
)


def draw(flow: Flow, width: int = 680) -> str:
    return draw_flow(flow, name="f", title="Load", description="From a file to a table.", width=width)


@pytest.mark.parametrize("width", [680, 240])
@pytest.mark.parametrize(("name", "flow"), [("flow", FLOW), ("nested", NESTED)])
def test_the_drawing_is_this_one(name: str, flow: Flow, width: int, update_fixtures: bool) -> None:
    fixture = FIXTURES / f"{name}_{width}.svg"
    svg = draw(flow, width)
    if update_fixtures:
        fixture.write_text(svg, "utf-8")
    assert svg == fixture.read_text("utf-8")


@pytest.mark.parametrize("width", [680, 288])
@pytest.mark.parametrize(
    "flow",
    [ONE_STEP, LOOP, FAN, LONG, BUS, NESTED, LEVELS],
    ids=["one step", "loops", "eight answers", "long words", "many arrows to one step", "groups", "groups in groups"],
)
def test_edge_cases_are_drawn_without_a_flaw(flow: Flow, width: int) -> None:
    svg = draw(flow, width)
    assert problems(svg) == []
    assert read(svg).size.right <= width


def test_a_failure_is_told_by_dashes_and_words_not_by_color_alone() -> None:
    document = ET.fromstring(draw(NESTED))
    (line,) = document.iterfind(f".//{SVG}path[@class='drawing__line drawing__line--failure']")
    assert line.get("stroke-dasharray")
    (label,) = document.iterfind(f".//{SVG}text[@class='drawing__label drawing__label--failure']")
    assert "".join(label.itertext()) == "On failure"


@pytest.mark.parametrize("width", [680, 288])
def test_all_lines_of_one_kind_are_one_path(width: int) -> None:
    document = ET.fromstring(draw(BUS, width))
    paths = [path.get("class") for path in document.iter(f"{SVG}path")]
    assert paths.count("drawing__line") == 1
    assert paths.count("drawing__line drawing__line--failure") == 1


def every_arrow(flow: Flow) -> list[Arrow]:
    """Return the arrows of a flow and of those inside its steps."""
    return [*flow.arrows, *(arrow for step in flow.steps if step.inside for arrow in every_arrow(step.inside))]


@pytest.mark.parametrize("width", [680, 288])
@pytest.mark.parametrize("flow", [BUS, NESTED])
def test_every_arrow_has_its_whole_way_from_card_to_card(flow: Flow, width: int) -> None:
    """Also where arrows share a track: a script paints the ways that were taken."""
    svg = draw(flow, width)
    picture = read(svg)
    boxes = {box.name: box for box, _ in [*picture.cards, *picture.frames]}
    ways = ET.fromstring(svg).findall(f".//{SVG}path[@data-way]")
    assert sorted(way.attrib["data-way"] for way in ways) == sorted(f"{a.start} {a.end}" for a in every_arrow(flow))
    for way in ways:
        points = [(float(x), float(y)) for x, y in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", way.attrib["d"])]
        *line, tip, _, _ = points
        touched = [Rect(x - 1.5, y - 1.5, x + 1.5, y + 1.5) for x, y in (line[0], line[-1], tip)]
        start, end = (boxes[f"f-{key}"] for key in way.attrib["data-way"].split())
        assert end.meets(touched[-1], slack=0)
        assert any(start.meets(place, slack=0) for place in touched[:-1])  # a way back up is drawn from its end
        assert way.get("stroke") is None  # not painted


def test_groups_hold_their_steps_in_the_document_too() -> None:
    document = ET.fromstring(draw(NESTED, 288))
    (group,) = document.iterfind(f".//{SVG}g[@id='f-transform']")
    assert [part.attrib["id"] for part in group.iter(f"{SVG}g") if "id" in part.attrib] == [
        "f-transform",
        "f-orders",
        "f-each",
        "f-read",
        "f-write",
    ]


def test_a_card_grows_rather_than_break_a_common_word() -> None:
    long = Flow(tuple(Step(f"s{i}", "task", "Ask", note="DescribeStatement") for i in range(5)))
    document = ET.fromstring(draw(long, 900))
    assert {"".join(text.itertext()) for text in document.iter(f"{SVG}text")} == {"Ask", "DescribeStatement"}


def test_a_link_reads_well() -> None:
    labels = [link.get("aria-label") for link in ET.fromstring(draw(FLOW)).iter(f"{SVG}a")]
    assert labels == ["S3 event", "AWS Lambda: Check schema"]


@pytest.mark.parametrize(
    ("flow", "message"),
    [
        (Flow(()), "at least one step"),
        (Flow((Step("a", "task", "A"),), (Arrow("a", "a"),)), "leads to itself"),
        (Flow((Step("a", "task", "A"),), (Arrow("a", "b"),)), "names 'b'"),
        (Flow((Step("a", "task", "A"), Step("a", "task", "B"))), "'a' is used twice"),
        (Flow((Step("a", "map", "A", inside=Flow((Step("a", "task", "B"),))),)), "'a' is used twice"),
    ],
)
def test_a_flow_that_cannot_be_drawn_truthfully_is_refused(flow: Flow, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        draw(flow)
