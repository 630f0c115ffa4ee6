"""What each macro writes. A fixture is a page's worth of reading: the call, and the HTML that takes its place.

The data are those of `tests/other_subject`. Drawings have fixtures of their own, so here they are cut to one line.
After a change of a template run `pytest tests/rendering --update-fixtures` and read the diff.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.diagnostics import DataError
from macros.pages import read_page
from macros.project import BLOCK_MACROS, MACROS, load_project, render_calls
from macros.reading import Source
from macros.rendering.edits import Edits
from macros.rendering.links import Links
from macros.rendering.renderer import TEMPLATES, Renderer
from tests.rendering.bread import bread, call, changed_bread, changed_project, problems, renderer

FIXTURES = Path(__file__).parent / "fixtures"
CASE = re.compile(
    r"On the page `(?P<page>[^`]+)` the call\n\n```\n(?P<call>.*?)\n```\n\nbecomes\n\n"
    r"````html\n(?P<output>.*?)\n?````$",
    re.DOTALL | re.MULTILINE,
)
DRAWING = re.compile(r'<svg [^>]*aria-labelledby="([\w-]+)-t .*?</svg>', re.DOTALL)

SHARED_TEMPLATES = {
    "contrast": "comparison",
    "comparisons": "comparison",
    "decision_trees": "decision_tree",
    "services": "service",
    "number_of": None,  # a number
    "number_of_checked": None,
    "newest_fact": None,  # a day
}
"""Macros that print the template of another macro, or none."""


def written(source: str, page: str) -> str:
    """Return what a call writes on a page."""
    read, found = read_page(page, Source(page, (source,)))
    assert not found
    (made,) = read.calls
    return DRAWING.sub(r"<svg>drawing \1</svg>", call(renderer(page), made.name, *made.args))


@pytest.mark.parametrize("fixture", sorted(FIXTURES.glob("*.md")), ids=lambda file: file.stem)
def test_a_macro_writes_what_its_fixture_shows(fixture: Path, update_fixtures: bool) -> None:
    text = fixture.read_text(encoding="utf-8")
    assert CASE.search(text), "the fixture shows no call"

    def as_written_now(match: re.Match[str]) -> str:
        output = written(match["call"], match["page"])
        return match[0][: match.start("output") - match.start()] + f"{output}\n````"

    now = CASE.sub(as_written_now, text)
    if update_fixtures:
        fixture.write_text(now, encoding="utf-8")
        text = now
    assert now == text


@pytest.mark.parametrize("name", MACROS)
def test_every_macro_has_a_docstring_a_template_and_a_fixture(name: str) -> None:
    assert (MACROS[name].__doc__ or "").strip().endswith(".")
    template = SHARED_TEMPLATES.get(name, name)
    assert template is None or (TEMPLATES / f"{template}.html").exists()
    fixture = (FIXTURES / f"{name}.md").read_text(encoding="utf-8")
    assert f"{{$ {name}(" in fixture, "the fixture shows no call of its macro"


def test_every_template_and_every_fixture_belongs_to_a_macro() -> None:
    assert {file.stem for file in TEMPLATES.glob("[!_]*.html")} | {"service"} <= set(MACROS) | {"service"}
    assert {file.stem for file in FIXTURES.glob("*.md")} == set(MACROS)


@pytest.mark.parametrize("name", MACROS)
def test_the_same_call_writes_the_same_bytes(name: str) -> None:
    for match in CASE.finditer((FIXTURES / f"{name}.md").read_text(encoding="utf-8")):
        assert written(match["call"], match["page"]) == written(match["call"], match["page"])


@pytest.mark.parametrize("name", MACROS)
def test_a_fixture_holds_no_leftovers_of_templates(name: str) -> None:
    text = (FIXTURES / f"{name}.md").read_text(encoding="utf-8")
    outputs = "\n".join(match["output"] for match in CASE.finditer(text))
    for leftover in ("{{", "{%", "None", "Undefined", "[[", "]]", "record:", "&amp;amp;", "<p></p>", "<ul>\n</ul>"):
        assert leftover not in outputs


# ------------------------------------------------------------------------------------------- special characters

STRANGE_TERM = r"""
- id: strange
  name: a & b < c
  aliases: ['3 > 2 < 4', 'x & y "z"']
  definition: 'Strange is `<b>` & 1 < 2, {{ ds }} and {% raw %}, **bold** and `[[gluten]]`.'
  example: '`{"a": "<tag>"}` & more'
"""


def strange(folder: Path, page: str) -> Renderer:
    return renderer(page, changed_project(folder, {"data/terms/dough.yml": STRANGE_TERM}))


@pytest.mark.parametrize("page", ["guides/raise-a-dough.md", "glossary.md"])
def test_special_characters_are_escaped_once(tmp_path: Path, page: str) -> None:
    macros = strange(tmp_path, page)
    for output in (call(macros, "terms", "strange"), call(macros, "examples", "strange"), macros.glossary()):
        assert "a &amp; b &lt; c" in output
        assert "<code>&lt;b&gt;</code> &amp; 1 &lt; 2, {{ ds }} and {% raw %}, <strong>bold</strong>" in output
        assert "<code>[[gluten]]</code>" in output
        assert "&amp;lt;" not in output
    assert "Also: 3 &gt; 2 &lt; 4, x &amp; y &#34;z&#34;." in macros.glossary()
    assert '<code>{"a": "&lt;tag&gt;"}</code> &amp; more' in call(macros, "examples", "strange")


def test_a_title_with_special_characters_is_a_plain_markdown_heading(tmp_path: Path) -> None:
    project = changed_project(
        tmp_path,
        {},
        {"data/comparisons/leavens.yml": ("title: Yeast or sourdough", "title: 'Yeast & *wild* yeast #1 `<b>`'")},
    )
    output = renderer("compare/index.md", project).comparisons()
    assert output.startswith("## Yeast &amp; <em>wild</em> yeast #1 <code>&lt;b&gt;</code> {#leavens}\n")


# -------------------------------------------------------------------------------------------------- empty lists


def test_a_guide_without_muddy_points_has_an_empty_list() -> None:
    assert call(renderer("guides/bake-a-loaf.md"), "muddy_points", "bake-a-loaf") == '<dl class="muddy">\n</dl>'


def test_a_service_with_nothing_but_its_duties_has_no_empty_lists() -> None:
    soda = renderer("services/chemical-leavens.md").services("Chemical leavens")
    assert "<ul" not in soda
    assert "Also called" not in soda
    assert "Formerly" not in soda
    assert "<dl>\n</dl>" not in soda


def test_a_term_alone_has_no_empty_lines_for_what_it_lacks() -> None:
    entry = renderer("glossary.md").glossary().partition('id="oven-spring"')[2].partition("</div>")[0]
    assert "See also" not in entry
    assert "Also:" not in entry
    assert "Example" not in entry
    assert "Source" not in entry


def test_a_domain_without_questions_says_so(tmp_path: Path) -> None:
    domain = """
  - number: 3
    title: Sale
    weight: 10
    tasks:
      - number: '3.1'
        title: Sell a loaf
        skills:
          - number: 3.1.1
            text: Name a price
"""
    project = changed_project(
        tmp_path, {"data/exam/bread.yml": domain}, {"data/exam/bread.yml": ("weight: 70", "weight: 60")}
    )
    macros = renderer("index.md", project)
    assert "Unit 3: Sale. No questions yet." in macros.progress()
    assert "Sale" not in macros.practice()
    assert macros.question_bank(3) == '<p class="not-yet">This unit has no questions yet.</p>'
    assert "Task 3.1" in macros.coverage()
    assert macros.coverage().count("Not covered yet") == 2  # this one and shaping a loaf
    assert "No guide yet." in macros.guides()


# -------------------------------------------------------------------------------------------------- questions


def question(name: str) -> str:
    text = renderer("practise/dough.md").question_bank(1) + renderer("practise/oven.md").question_bank(2)
    return text.partition(f'aria-labelledby="{name}"')[2].partition("</article>")[0]


def test_a_question_with_one_right_option_names_its_letter_and_reasons() -> None:
    single = question("q-bread-today")
    assert "Right answer: <strong>A</strong>" in single
    assert single.count("Right.</span>") == 1
    assert single.count("Wrong.</span>") == 2


def test_a_question_with_several_right_options_names_all_letters() -> None:
    multiple = question("q-dough-ready")
    assert "Right answers: <strong>A and B</strong>" in multiple
    assert multiple.count("Right.</span>") == 2


def test_an_open_question_has_an_answer_and_no_options() -> None:
    open_question = question("q-hot-oven")
    assert "It keeps heat, and gives it to the loaf at once." in open_question
    assert "<ol" not in open_question


@pytest.mark.parametrize("name", ["q-bread-today", "q-dough-ready", "q-hot-oven"])
def test_reasons_and_answers_stay_closed_and_out_of_the_search(name: str) -> None:
    shown, _, hidden = question(name).partition("<details")
    assert 'data-search-exclude=""' in hidden.partition(">")[0]
    assert "Take away." not in shown
    assert "Take away." in hidden
    assert hidden.count("</details>") == 1


# ---------------------------------------------------------------------------------------- drawings and contrasts


def test_the_steps_inside_a_group_stand_inside_its_step() -> None:
    text = written('{$ workflow("bake-bread") $}', "guides/raise-a-dough.md")
    group = text.partition("<strong>For each loaf</strong>")[2]
    inside = group.partition("<ol>")[2].partition("</ol>")[0]
    assert "<strong>Shape it</strong>" in inside
    assert "<strong>Bake it</strong>" in inside
    assert "<strong>Sell it</strong>" not in inside
    assert [int(n) for n in re.findall(r'<li value="(\d+)"', text)] == [1, 2, 3, 4, 5, 6, 7, 8, 9]


def test_drawings_link_from_the_page_that_shows_them() -> None:
    on_guide = call(renderer("guides/raise-a-dough.md"), "decision_tree", "choose-a-leaven")
    on_index = renderer("decide.md").decision_trees()
    assert 'href="../../services/living-leavens/#sourdough"' in on_guide
    assert 'href="../services/living-leavens/#sourdough"' in on_index
    assert "record:" not in on_guide + on_index


def test_a_drawing_comes_in_two_widths_with_ids_of_their_own() -> None:
    output = renderer("decide.md").decision_trees()
    ids = re.findall(r' id="([^"]+)"', output)
    assert len(ids) == len(set(ids))
    assert output.count("<svg") == 2


def test_a_contrast_leaves_out_what_is_the_same(tmp_path: Path) -> None:
    project = changed_project(tmp_path, {}, {"data/facts/leavens.yml": ("value: mild", "value: Sour, deep")})
    output = call(renderer("guides/raise-a-dough.md", project), "contrast", "instant-yeast", "sourdough")
    assert "Rising time" in output
    assert "Taste" not in output


def test_a_contrast_tells_the_difference_that_either_record_names(tmp_path: Path) -> None:
    facts = """
- id: poolish-taste
  about: poolish
  criterion: taste
  value: round
  source: https://bakers.example.org/poolish
  as_of: 2026-10
"""
    project = changed_project(tmp_path, {"data/facts/leavens.yml": facts})
    for pair in (("poolish", "sourdough"), ("sourdough", "poolish")):
        assert "a starter lives on." in call(renderer("index.md", project), "contrast", *pair)


@pytest.mark.parametrize("pair", ['"instant-yeast", "baking-soda"', '"sourdough", "sourdough"'])
def test_a_contrast_of_nothing_is_a_problem_of_the_page(tmp_path: Path, pair: str) -> None:
    (problem,) = problems(tmp_path, {"docs/guides/bake-a-loaf.md": f"\n{{$ contrast({pair}) $}}\n"})
    first, second = pair.replace('"', "'").split(", ")
    assert str(problem).startswith(f"docs/guides/bake-a-loaf.md:14:4: no criterion tells {first} and {second} apart")


# --------------------------------------------------------------------------------------------------- all of them


def test_all_calls_of_all_pages_are_rendered() -> None:
    project = bread()
    outputs = render_calls(project, Links(project.catalog, project.places), Edits())
    assert {name for _page, name, _args in outputs} == set(MACROS)
    assert len(outputs) == sum(len(page.calls) for page in project.pages)


def test_a_bug_in_a_macro_is_told_with_the_place_of_the_call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_self: Renderer, _guide: str) -> str:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(Renderer, "outline", fail)
    project = load_project(changed_bread(tmp_path, {}))
    with pytest.raises(DataError) as caught:
        render_calls(project, Links(project.catalog, project.places), Edits())
    places = [str(diagnostic).partition(" (")[0] for diagnostic in caught.value.diagnostics]
    assert places == [
        "docs/guides/bake-a-loaf.md:10:4: the macro 'outline' failed: ZeroDivisionError: division by zero",
        "docs/guides/raise-a-dough.md:28:4: the macro 'outline' failed: ZeroDivisionError: division by zero",
    ]


# --------------------------------------------------------------------------------------------------- evidence


def test_a_text_says_how_many_of_its_facts_were_checked(tmp_path: Path) -> None:
    change = {"data/guides/raise-a-dough.yml": ("[yeast-rise]", "[yeast-rise, yeast-taste]")}
    project = changed_project(tmp_path, {}, change)
    said = call(renderer("guides/raise-a-dough.md", project), "outline", "raise-a-dough")
    assert '1 of 2 facts checked against the SDK of <time datetime="2026-10-20">2026-10-20</time>' in said


def test_evidence_in_words(tmp_path: Path) -> None:
    evidence = """
  evidence:
    - at: yeast.Dough
      params: [restMinutes]
    - at: yeast.Dough.restMinutes
      min: 1
    - at: yeast.Kind
      has: [DRY, '<FRESH>']
"""
    change = {
        "data/facts/leavens.yml": ("  as_of: 2024-03-01\n  confidence: medium\n", f"  as_of: 2024-03-01{evidence}")
    }
    said = call(renderer("reference/facts.md", changed_project(tmp_path, {}, change)), "facts")
    assert (
        "<code>yeast.Dough</code> has <code>restMinutes</code>; <code>yeast.Dough.restMinutes</code> at least 1;"
        " <code>yeast.Kind</code> has <code>DRY</code> and <code>&lt;FRESH&gt;</code></span>"
    ) in said


def test_contributing_names_every_macro_as_the_code_does() -> None:
    text = (Path(__file__).parents[2] / "CONTRIBUTING.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| `(\w+)\(.*?\)` \| (.*) \|$", text, re.MULTILINE)
    assert told == [(name, str(method.__doc__).partition("\n")[0]) for name, method in MACROS.items()]
    inline = re.search(r"^A macro call stands alone on its line, except (.*?), which stand", text, re.M | re.S)
    assert inline
    assert set(re.findall(r"`(\w+)`", inline[1])) == set(MACROS) - BLOCK_MACROS
