"""How old facts are, always counted from a day that is given."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from macros.catalog import load
from macros.freshness import first_day, is_old, newest_day, old_facts, second_hand_facts, to_read_again
from macros.models import AsOf, Fact
from macros.project import Project
from tests.rendering.bread import bread, call, changed_project, renderer


def test_a_month_counts_from_its_first_day() -> None:
    assert first_day(AsOf("2026-10")) == date(2026, 10, 1)
    assert first_day(AsOf("2026-10-05")) == date(2026, 10, 5)


@pytest.mark.parametrize(
    ("read", "today", "old"),
    [
        ("2025-11-23", date(2026, 11, 23), False),
        ("2025-11-22", date(2026, 11, 23), True),
        ("2025-11", date(2026, 11, 1), False),
        ("2025-11", date(2026, 11, 2), True),
        ("2024-02-29", date(2025, 2, 28), False),
        ("2024-02-29", date(2025, 3, 1), True),
        ("2026-12", date(2026, 11, 23), False),
        ("2012-01", date(2026, 11, 23), True),
    ],
)
def test_older_than_a_year(read: str, today: date, old: bool) -> None:
    assert is_old(AsOf(read), today) is old


def test_pages_count_from_the_newest_fact() -> None:
    assert newest_day(bread().catalog) == date(2026, 10, 5)
    assert "2026-10-05" in call(renderer(), "newest_fact")


def fact(name: str, as_of: str, confidence: str = "high") -> str:
    return (
        f"\n- id: {name}\n  about: sourdough\n  value: Old news.\n"
        f"  source: https://bakers.example.org/{name}\n  as_of: {as_of}\n  confidence: {confidence}\n"
    )


@pytest.fixture
def project(tmp_path: Path) -> Project:
    more = fact("newer", "2025-09-30") + fact("oldest", "2023-01") + fact("just-a-year", "2025-10-05")
    return changed_project(tmp_path, {"data/facts/leavens.yml": more + fact("hearsay", "2026-02", "medium")})


def test_the_oldest_stand_first(project: Project) -> None:
    old = old_facts(project.catalog, date(2026, 10, 5))
    assert [str(found.id) for found in old] == ["oldest", "sourdough-loaf-price", "newer"]
    second_hand = [str(found.id) for found in second_hand_facts(project.catalog)]
    assert second_hand == ["sourdough-loaf-price", "hearsay", "sourdough-life"]


def test_the_page_lists_each_of_them_once(project: Project) -> None:
    page = call(renderer("reference/freshness.md", project), "freshness")
    old, _, second_hand = page.partition("## Second-hand")
    assert old.count("<li>") == 3
    assert "second-hand" in old  # it is both
    assert second_hand.count("<li>") == 2
    assert "oldest" not in second_hand


def test_a_guide_where_all_is_new_says_so(tmp_path: Path) -> None:
    change = {"data/facts/leavens.yml": ("2024-03-01", "2026-10-01")}
    page = call(renderer("reference/freshness.md", changed_project(tmp_path, {}, change)), "freshness")
    assert "{#older-than-a-year}\n\nNothing." in page


def test_other_records_than_facts_age_as_well() -> None:
    catalog = bread().catalog
    dated = [entry for entry in catalog.entries.values() for where, _ in entry.values if where[-1:] == ("as_of",)]
    assert any(not isinstance(entry.record, Fact) for entry in dated)
    found = list(to_read_again(catalog, date(2036, 1, 1)))
    assert len(found) == len(dated) + len(second_hand_facts(catalog))
    assert {problem.location.path for problem in found} > {"data/facts/leavens.yml"}


def test_a_guide_without_facts_has_no_newest_one(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    catalog, _ = load(tmp_path / "data")
    assert newest_day(catalog) is None
