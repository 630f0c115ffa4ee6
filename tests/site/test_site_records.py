"""Every record stands on the site, at its address."""

from __future__ import annotations

from macros.models import DecisionTree, Exam, Fact
from macros.places import relative_url
from macros.project import Project
from tests.site.conftest import Site


def test_every_record_has_its_anchor_at_its_home(project: Project, site: Site) -> None:
    for name, place in project.places.homes.items():
        page = site.page_of(place.page)
        if place.anchor and project.catalog.entries[name].record.kind != "exam":
            assert page.ids.count(place.anchor) == 1, f"{place.page}#{place.anchor}"


def test_every_kind_but_criteria_has_homes(project: Project) -> None:
    homeless = {name for name in project.catalog.entries if name not in project.places.homes}
    assert {project.catalog.entries[name].record.kind for name in homeless} <= {"criterion", "sdk"}


def test_every_guide_is_a_page_of_its_own(project: Project, site: Site) -> None:
    places = {str(name): place for name, place in project.places.homes.items()}
    guides = [name for name in project.catalog.entries if project.catalog.entries[name].record.kind == "guide"]
    assert len({places[name].page for name in guides}) == len(guides)
    for name in guides:
        assert not places[name].anchor
        (heading,) = site.page_of(places[name].page).elements("//h1")
        assert heading.text_content().strip().rstrip("¶") == project.catalog.entries[name].record.title_text


def test_every_result_of_a_decision_tree_has_an_address(project: Project, site: Site) -> None:
    for tree in project.catalog.all(DecisionTree):
        ids = site.page_of(project.places.homes[str(tree.id)].page).ids
        for leaf in tree.leaves():
            assert ids.count(f"{tree.id}-{leaf.id}") == 1
        for ask in tree.asks():
            assert ids.count(f"{tree.id}-{ask.id}") == 1


def test_every_skill_has_an_address(project: Project, site: Site) -> None:
    (exam,) = project.catalog.all(Exam)
    ids = site.page_of(project.places.homes[str(exam.id)].page).ids
    for number in project.catalog.skills:
        assert ids.count(f"skill-{number.replace('.', '-')}") == 1


def test_every_source_is_linked_where_the_facts_are_listed(project: Project, site: Site) -> None:
    facts = project.catalog.all(Fact)
    page = site.page_of(project.places.homes[str(facts[0].id)].page)
    links = set(page.all("//article//a/@href"))
    assert {str(fact.source) for fact in facts} <= links


def test_addresses_from_everywhere_lead_home(project: Project, site: Site) -> None:
    homes = {place.page: place for place in project.places.homes.values()}
    for page in project.pages:
        for other, place in homes.items():
            found = site.file(relative_url(place, page.path), site.page_of(page.path).path)
            assert found == site.folder.resolve() / site.page_of(other).path, f"{page.path}: {other}"
