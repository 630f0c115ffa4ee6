"""What templates print, before they print it."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.catalog import Catalog
from macros.models import Comparison, DecisionTree, FactRef, Question, Scenario, Service, Workflow
from macros.rendering import views
from tests.rendering.bread import bread, changed_project


@pytest.fixture
def catalog() -> Catalog:
    return bread().catalog


def test_a_table_has_a_fact_in_each_cell(catalog: Catalog) -> None:
    table = views.table(catalog, catalog.get(Comparison, "leavens"))
    assert [str(service.id) for service in table.services] == ["instant-yeast", "sourdough"]
    assert [[str(cell.value) for cell in row.cells] for row in table.rows] == [
        ["60 minutes", "8 to 24 hours"],
        ["mild", "sour, deep"],
    ]


def test_exam_notes_are_numbered_through_the_table(catalog: Catalog) -> None:
    table = views.table(catalog, catalog.get(Comparison, "leavens"))
    assert [str(fact.id) for fact in table.noted] == ["yeast-rise"]


def test_a_contrast_has_the_services_in_the_order_of_the_call(catalog: Catalog) -> None:
    table = views.contrast(catalog, "sourdough", "instant-yeast")
    assert [str(service.id) for service in table.services] == ["sourdough", "instant-yeast"]
    assert table.title == "Sourdough or Instant yeast?"
    assert table.anchor == "sourdough-or-instant-yeast"
    assert [str(row.cells[0].about) for row in table.rows] == ["sourdough", "sourdough"]


def test_a_contrast_of_services_that_nothing_tells_apart_is_empty(catalog: Catalog) -> None:
    assert views.contrast(catalog, "sourdough", "sourdough").rows == ()
    assert views.contrast(catalog, "poolish", "baking-soda").rows == ()


def test_sources_stand_once_with_the_latest_day(catalog: Catalog) -> None:
    names = [FactRef(name) for name in ("yeast-taste", "yeast-rise", "sourdough-rise", "yeast-taste")]
    assert views.sources(catalog, names) == (
        views.Source("https://bakers.example.org/yeast", "bakers.example.org: yeast", "2026-10-05"),
        views.Source("https://bakers.example.org/sourdough", "bakers.example.org: sourdough", "2026-10"),
    )
    assert views.sources(catalog, ()) == ()


@pytest.mark.parametrize(
    ("url", "label"),
    [
        ("https://docs.example.org/guide/limits.html", "docs.example.org: limits"),
        ("https://www.example.org/guide/limits/", "example.org: limits"),
        ("https://www.example.org", "example.org"),
        ("https://example.org/", "example.org"),
        ("https://example.org/a/b.html?c=d#e", "example.org: b"),
        ("https://github.com/owner/project", "owner/project"),
        ("https://github.com/owner/project/blob/main/docs/limits.md", "owner/project limits.md"),
        ("https://github.com/owner", "github.com: owner"),
    ],
)
def test_source_labels(url: str, label: str) -> None:
    assert views.source_label(url) == label


def test_confusion_is_told_on_both_sides(catalog: Catalog) -> None:
    of_sourdough = views.confused_with(catalog, catalog.get(Service, "sourdough"))
    of_poolish = views.confused_with(catalog, catalog.get(Service, "poolish"))
    assert [str(pair.other.id) for pair in of_sourdough] == ["poolish"]
    assert [str(pair.other.id) for pair in of_poolish] == ["sourdough"]
    assert of_sourdough[0].difference == of_poolish[0].difference


def test_confused_pairs_stand_once_by_name(tmp_path: Path) -> None:
    more = """
- id: autolyse
  name: Autolyse
  short_name: Autolyse
  category: Living leavens
  summary: Flour and water that rest before kneading.
  docs: https://bakers.example.org/autolyse
  confused_with:
    - {service: poolish, difference: An autolyse has no yeast.}
"""
    catalog = changed_project(tmp_path, {"data/services/leavens.yml": more}).catalog
    pairs = [(str(pair.service.id), str(pair.other.id)) for pair in views.all_confused(catalog)]
    assert pairs == [("autolyse", "poolish"), ("sourdough", "poolish")]


def test_coverage_tells_a_guide_and_questions_for_each_skill(catalog: Catalog) -> None:
    rows = {
        str(row.skill.number): row
        for _domain, tasks in views.coverage(catalog)
        for _task, rows in tasks
        for row in rows
    }
    assert list(rows) == ["1.1.1", "1.1.2", "1.2.1", "2.1.1"]
    assert [row.is_covered for row in rows.values()] == [True, True, False, True]
    assert [str(record.id) for record in rows["1.1.1"].others] == ["leavens", "choose-a-leaven", "sunday-bread"]
    assert rows["1.2.1"].questions == 0


def test_a_skill_with_a_guide_but_no_question_is_not_covered(catalog: Catalog) -> None:
    skill = catalog.skills["1.1.1"][2]
    guide = catalog.entries["raise-a-dough"].record
    assert not views.Coverage(skill, (guide,), (), 0).is_covered
    assert not views.Coverage(skill, (), (guide,), 3).is_covered
    assert views.Coverage(skill, (guide,), (), 1).is_covered


def test_practice_has_the_questions_by_task_in_the_order_of_their_skills(catalog: Catalog) -> None:
    dough, oven = views.practice(catalog)
    assert (dough.domain.number, dough.questions, oven.questions) == (1, 2, 1)
    raising = dough.tasks[0]
    assert [str(question.id) for question in raising.questions] == ["q-bread-today", "q-dough-ready"]
    assert [(str(skill.number), number) for skill, number in raising.skills] == [("1.1.1", 1), ("1.1.2", 1)]
    tasks = [task for domain in (dough, oven) for task in domain.tasks]
    assert sum(len(task.questions) for task in tasks) == len(catalog.all(Question))
    empty = [task for task in tasks if not task.questions]
    assert all(task.skills == () for task in empty)
    assert empty, "the data have a task without questions"


def test_steps_are_numbered_in_reading_order_through_groups(catalog: Catalog) -> None:
    steps = views.numbered(catalog.get(Workflow, "bake-bread").steps)
    assert [(step.number, str(step.step.id)) for step in steps] == [
        (1, "order"),
        (2, "mix"),
        (3, "rest"),
        (4, "risen"),
        (5, "loaves"),
        (8, "sell"),
        (9, "throw-away"),
    ]
    assert [(inside.number, str(inside.step.id)) for inside in steps[4].inside] == [(6, "shape"), (7, "bake")]


def test_ways_name_the_step_that_they_lead_to(catalog: Catalog) -> None:
    steps = views.numbered(catalog.get(Workflow, "bake-bread").steps)
    assert [(way.label, way.number, way.title) for way in steps[1].ways] == [
        ("Then", 3, "Let it rest"),
        ("Lumps", 9, "Throw it away"),
    ]
    assert [(way.label, way.number) for way in steps[3].ways] == [("Yes", 5), ("Not yet", 3)]
    assert steps[6].ways == ()


def test_a_failure_without_words_says_that_it_is_one(tmp_path: Path) -> None:
    catalog = changed_project(tmp_path, {}, {"data/workflows/baking.yml": ("          label: Lumps\n", "")}).catalog
    assert views.numbered(catalog.get(Workflow, "bake-bread").steps)[1].ways[1].label == "On failure"


def test_the_path_of_a_scenario_ends_at_its_leaf(catalog: Catalog) -> None:
    path = views.path_to_leaf(catalog.get(DecisionTree, "choose-a-leaven"), catalog.get(Scenario, "sunday-bread"))
    assert [(question, str(answer.label)) for question, answer in path] == [
        ("When must the bread be ready?", "Tomorrow")
    ]
    assert path[-1][1].choose is not None


def test_a_longer_path_goes_through_every_question(tmp_path: Path) -> None:
    walk = "      time: Today\n      hour: No\n    lands_on: yeast\n"
    catalog = changed_project(
        tmp_path,
        {},
        {
            "data/scenarios/baking.yml": ("      time: Tomorrow\n    lands_on: starter\n", walk),
            "data/decision-trees/leavens.yml": ("service: instant-yeast", "service: sourdough"),
        },
    ).catalog
    path = views.path_to_leaf(catalog.get(DecisionTree, "choose-a-leaven"), catalog.get(Scenario, "sunday-bread"))
    assert [str(answer.label) for _question, answer in path] == ["Today", "No"]


@pytest.mark.parametrize(
    ("right", "letters"),
    [([0], "A"), ([2], "C"), ([0, 3], "A and D"), ([0, 1, 3], "A, B and D"), ([1, 2, 3, 4], "B, C, D and E")],
)
def test_the_letters_of_right_options(catalog: Catalog, right: list[int], letters: str) -> None:
    question = catalog.get(Question, "q-bread-today").model_dump(mode="json")
    question["options"] = [{"text": f"o{i}", "right": str(i in right).lower(), "reason": "r"} for i in range(5)]
    assert views.right_letters(Question.model_validate(question)) == letters


def test_a_leaf_has_the_scenarios_that_land_on_it(catalog: Catalog) -> None:
    tree = catalog.get(DecisionTree, "choose-a-leaven")
    landings = views.landings(catalog, tree)
    walking = [scenario for scenario in catalog.all(Scenario) if scenario.walk]
    assert landings == {str(scenario.walk.lands_on): (scenario,) for scenario in walking if scenario.walk}
    assert set(landings) == {"starter"}


def test_the_grid_has_what_two_services_share_and_gaps_where_one_says_nothing(tmp_path: Path) -> None:
    more = """
- {id: soda-rise, about: baking-soda, criterion: rising-time, value: none, source: https://a.example, as_of: 2026-10}
"""
    catalog = changed_project(tmp_path, {"data/facts/leavens.yml": more}).catalog
    grid = views.grid(catalog)
    assert sorted(str(service.id) for service in grid.services) == ["baking-soda", "instant-yeast", "sourdough"]
    assert {category for category, _ in grid.categories} == {"Living leavens", "Chemical leavens"}
    rows = {
        str(criterion.id): {str(s.id): str(c.value) if c else None for s, c in zip(grid.services, cells, strict=True)}
        for criterion, cells in grid.rows
    }
    assert rows == {
        "rising-time": {"baking-soda": "none", "instant-yeast": "60 minutes", "sourdough": "8 to 24 hours"},
        "taste": {"baking-soda": None, "instant-yeast": "mild", "sourdough": "sour, deep"},
    }


def test_a_criterion_of_one_service_is_not_in_the_grid(tmp_path: Path) -> None:
    more = """
- {id: soda-rise, about: baking-soda, criterion: price, value: low, source: https://x.example.org/, as_of: 2026-10}
"""
    criterion = "\n- {id: price, label: Price, question: What does it cost?}\n"
    project = changed_project(tmp_path, {"data/facts/leavens.yml": more, "data/criteria/leavens.yml": criterion})
    grid = views.grid(project.catalog)
    assert [str(criterion.id) for criterion, _ in grid.rows] == ["rising-time", "taste"]
    assert "baking-soda" not in [service.id for service in grid.services]


def hash_with(**changes: object) -> str:
    return views.content_hash(bread().catalog.get(Question, "q-dough-ready").model_copy(update=changes))


def test_the_hash_of_a_question_is_written_in_every_readers_browser_so_it_stays(catalog: Catalog) -> None:
    assert views.content_hash(catalog.get(Question, "q-dough-ready")) == "fb09ecc2"
    assert len({views.content_hash(question) for question in catalog.all(Question)}) == len(catalog.all(Question))


def test_the_hash_changes_with_what_is_asked_and_not_with_the_reasons(catalog: Catalog) -> None:
    question = catalog.get(Question, "q-dough-ready")
    first, *others = question.options
    same = views.content_hash(question)
    asked = [
        hash_with(stem="Which signs say that a dough is not ready? Choose two."),
        hash_with(options=(first.model_copy(update={"text": "It has grown"}), *others)),
        hash_with(options=(first.model_copy(update={"right": False}), *others)),
        hash_with(options=(*others, first)),
        hash_with(options=question.options[:2]),
    ]
    assert len({same, *asked}) == 6
    reasons = tuple(option.model_copy(update={"reason": "Said better."}) for option in question.options)
    assert hash_with(options=reasons, explanation="Said better.", review=(), facts=(), skill="2.1.1") == same


def test_the_first_sentence_of_a_docstring_is_one_line() -> None:
    assert views.first_sentence("One\n    thing. Another.\n\n    More.") == "One thing."
    assert views.first_sentence("One thing") == "One thing."
