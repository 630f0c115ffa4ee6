"""The real data and pages: no problem in them, and as much of everything as the guide promises."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from macros.diagnostics import as_text
from macros.models import Comparison, DecisionTree, Exam, Guide, Question, Scenario, Service, Term, Workflow
from macros.project import Project, read_project

ROOT = Path(__file__).parent.parent
GUIDE = "orchestrate-data-pipelines"


@pytest.fixture(scope="module")
def project() -> Project:
    found, problems = read_project(ROOT)
    assert not problems, "\n" + as_text(problems)
    return found


def calls(project: Project, macro: str) -> list[str]:
    """Return the arguments of all calls of a macro on the guide's pages."""
    pages = [page for page in project.pages if f"/{GUIDE}/" in page.path]
    return [str(argument) for page in pages for call in page.calls if call.name == macro for argument in call.args]


def test_the_other_subject_has_no_problems() -> None:
    _, problems = read_project(Path(__file__).parent / "other_subject")
    assert not problems, "\n" + as_text(problems)


def test_the_whole_exam_is_there(project: Project) -> None:
    exam = project.catalog.exam
    assert exam is not None
    assert [domain.weight for domain in exam.domains] == [34, 26, 22, 18]
    assert len(project.catalog.tasks) == 17


def test_every_service_of_the_exam_has_a_card(project: Project) -> None:
    listed = [service for service in project.catalog.all(Service) if service.in_exam != "no"]
    assert len(listed) >= 83


def test_services_say_when_to_choose_them(project: Project) -> None:
    for service in project.catalog.all(Service):
        if service.in_exam == "yes":
            assert service.choose, service.id
            assert service.avoid, service.id


def test_the_glossary(project: Project) -> None:
    terms = project.catalog.all(Term)
    assert len(terms) >= 120
    assert sum(term.example is not None for term in terms) >= 60


def test_the_guide_to_task_1_3(project: Project) -> None:
    guide = project.catalog.get(Guide, GUIDE)
    assert guide.task == "1.3"
    assert {number for number in project.catalog.skills if number.startswith("1.3.")} <= set(guide.skills)
    assert len(guide.muddy_points) >= 5


@pytest.mark.parametrize(
    ("macro", "least"),
    [("comparison", 5), ("decision_tree", 3), ("workflow", 4), ("scenario", 6), ("terms", 10), ("examples", 10)],
)
def test_what_the_guide_shows(project: Project, macro: str, least: int) -> None:
    shown = calls(project, macro)
    assert len(shown) == len(set(shown)) >= least


def test_the_guide_names_many_key_terms(project: Project) -> None:
    pages = [page for page in project.pages if f"/{GUIDE}/" in page.path]
    terms = {str(term.id) for term in project.catalog.all(Term)}
    named = {link.target for page in pages for link in page.links} | {
        *calls(project, "terms"),
        *calls(project, "examples"),
    }
    for name in (GUIDE, *calls(project, "scenario"), *calls(project, "comparison"), *calls(project, "decision_tree")):
        named |= {mention.target for mention in project.catalog.mentions[name]}
    questions = [q for q in project.catalog.all(Question) if q.guide == GUIDE]
    for question in questions:
        named |= {mention.target for mention in project.catalog.mentions[question.id]}
    assert len(terms & named) >= 40


def test_the_questions_of_the_guide(project: Project) -> None:
    questions = [question for question in project.catalog.all(Question) if question.guide == GUIDE]
    choosing = [question for question in questions if question.type in ("single", "multiple")]
    assert len(questions) >= 30
    assert len(choosing) >= 20
    assert {question.type for question in questions} == {"open", "single", "multiple"}
    assert all(len(option.reason) >= 20 for question in choosing for option in question.options)


def test_the_right_option_is_not_always_in_one_place(project: Project) -> None:
    places = [
        next(i for i, option in enumerate(question.options) if option.right)
        for question in project.catalog.all(Question)
        if question.type == "single"
    ]
    for place in set(places):
        assert places.count(place) <= 0.5 * len(places), f"too many right answers are option {place + 1}"


def test_a_full_exam_can_be_drawn_more_than_once(project: Project) -> None:
    """Each domain has at least 1.4 times the questions that an exam takes from it, so that two exams differ."""
    (exam,) = project.catalog.all(Exam)
    (seats,) = (int(re.findall(r"\d+", figure.value)[0]) for figure in exam.format if figure.counts == "questions")
    there = Counter(question.domain for question in project.catalog.all(Question) if question.type != "open")
    for domain in exam.domains:
        assert there[domain.number] >= 1.4 * seats * domain.weight / 100, domain.title


def test_the_right_option_is_not_always_the_longest(project: Project) -> None:
    singles = [question for question in project.catalog.all(Question) if question.type == "single"]
    longest = [max(question.options, key=lambda option: len(option.text)).right for question in singles]
    assert sum(longest) <= 0.25 * len(singles)  # of four options


def test_every_leaf_of_a_tree_of_the_guide_is_reached_by_somebody_or_explained(project: Project) -> None:
    for name in calls(project, "decision_tree"):
        tree = project.catalog.get(DecisionTree, name)
        walked = {str(s.walk.lands_on) for s in project.catalog.all(Scenario) if s.walk and s.walk.tree == name}
        assert walked or all(leaf.why for leaf in tree.leaves()), name


def test_workflows_of_the_guide_show_failures(project: Project) -> None:
    for name in calls(project, "workflow"):
        workflow = project.catalog.get(Workflow, name)
        outer = project.catalog.steps_of(workflow)
        steps = [*outer, *(inner for step in outer for inner in step.inside)]
        assert any(step.on_error or step.kind in ("fail", "choice") for step in steps), name


def test_comparisons_have_sources_for_each_cell(project: Project) -> None:
    for comparison in project.catalog.all(Comparison):
        for service in comparison.services:
            for criterion in comparison.criteria:
                assert project.catalog.cells[str(service), str(criterion)].source.startswith("https://")
