from __future__ import annotations

from pathlib import Path

import pytest

from macros.catalog import Catalog, load
from macros.models import KINDS, Comparison, Exam, Fact, Service, Term

BREAD = Path(__file__).parent / "other_subject"


@pytest.fixture(scope="module")
def bread() -> Catalog:
    catalog, problems = load(BREAD / "data")
    assert problems == []
    return catalog


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        file = folder / "data" / name.replace("__", "/").replace("_", "-")
        file = file.with_name(f"{file.name}.yml")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder / "data"


TERM = "- id: {0}\n  name: {0}\n  definition: {1}\n"


# ---- loading


def test_the_second_data_set_holds_every_kind(bread: Catalog) -> None:
    assert {entry.record.kind for entry in bread.entries.values()} == set(KINDS)


def test_a_file_holds_one_record_or_a_list(tmp_path: Path) -> None:
    data = write(
        tmp_path, terms__a="id: a\nname: a\ndefinition: A.\n", terms__b=TERM.format("b", "B.") + TERM.format("c", "C.")
    )
    catalog, problems = load(data)
    assert problems == []
    assert [(name, entry.path, entry.line) for name, entry in catalog.entries.items()] == [
        ("a", (), 1),
        ("b", (0,), 1),
        ("c", (1,), 4),
    ]


def test_files_are_read_in_the_order_of_their_paths(tmp_path: Path) -> None:
    names = ["z", "a", "sub__a", "b"]
    data = write(tmp_path, **{f"terms__{n}": TERM.format(n.replace("__", "-"), "X.") for n in names})
    assert list(load(data)[0].entries) == ["a", "b", "sub-a", "z"]


def test_there_is_no_folder(tmp_path: Path) -> None:
    catalog, problems = load(tmp_path / "data")
    assert catalog.entries == {}
    assert [str(d) for d in problems] == ["data:1:1: the folder is missing (run this in the project's folder)"]


def test_hidden_files_and_notes_are_left_alone(tmp_path: Path) -> None:
    data = write(tmp_path, terms__a=TERM.format("a", "A."))
    (data / "terms" / ".a.yml.swp").write_text("x", encoding="utf-8")
    (data / "terms" / "README.md").write_text("x", encoding="utf-8")
    (data / "schemas").mkdir()
    (data / "schemas" / "term.schema.json").write_text("x", encoding="utf-8")
    assert load(data)[1] == []


def test_of_two_records_with_one_id_the_first_stays(tmp_path: Path) -> None:
    catalog, problems = load(write(tmp_path, terms__a=TERM.format("a", "First."), terms__b=TERM.format("a", "Second.")))
    assert catalog.get(Term, "a").definition == "First."
    assert [d.location.path for d in problems] == ["data/terms/b.yml"]


def test_ids_of_records_that_cannot_be_read_are_known(tmp_path: Path) -> None:
    data = write(tmp_path, terms__a="- id: a\n  name: 'a\n", facts__b="- id: b\n  about: c\n")
    catalog, _ = load(data)
    assert catalog.broken["a"] == "term"
    assert catalog.broken["b"] == "fact"
    assert not catalog.is_whole(Term)
    assert not catalog.is_whole(Fact)
    assert catalog.is_whole(Service)


# ---- asking


def test_get_and_find(bread: Catalog) -> None:
    assert bread.get(Term, "gluten").name == "gluten"
    assert bread.find("gluten") is bread.get(Term, "gluten")
    assert bread.find("cake") is None
    with pytest.raises(KeyError, match="'gluten' is a term, not a service"):
        bread.get(Service, "gluten")


def test_all(bread: Catalog) -> None:
    assert [service.id for service in bread.all(Service)] == ["sourdough", "instant-yeast", "poolish", "baking-soda"]


def test_the_exam_and_its_numbers(bread: Catalog) -> None:
    assert bread.exam is bread.all(Exam)[0]
    assert list(bread.skills) == ["1.1.1", "1.1.2", "1.2.1", "2.1.1"]
    assert list(bread.tasks) == ["1.1", "1.2", "2.1"]
    domain, task, skill = bread.skills["1.1.2"]
    assert (domain.number, task.number, skill.text) == (1, "1.1", "Tell whether a dough is ready")


def test_without_an_exam_there_are_no_skills() -> None:
    assert Catalog().exam is None
    assert Catalog().skills == {}
    assert Catalog().tasks == {}


def test_cells_and_facts(bread: Catalog) -> None:
    assert bread.cells["sourdough", "taste"].value == "sour, deep"
    comparison = bread.get(Comparison, "leavens")
    assert {(s, c) for s in comparison.services for c in comparison.criteria} <= set(bread.cells)
    assert [fact.id for fact in bread.facts_about["instant-yeast"]] == ["yeast-rise", "yeast-taste"]
    assert bread.facts_about.get("poolish") is None


# ---- the way back


def test_backlinks_are_the_mentions_turned_round(bread: Catalog) -> None:
    for name, mentions in bread.mentions.items():
        for mention in mentions:
            if mention.target in bread.entries and mention.target != name:
                assert bread.entries[name].record in bread.backlinks[mention.target]
    for target, records in bread.backlinks.items():
        assert target in bread.entries
        assert len(records) == len({record.id for record in records})
        for record in records:
            assert target in {mention.target for mention in bread.mentions[record.id]}


def test_backlinks_come_from_fields_and_from_texts(bread: Catalog) -> None:
    assert [record.id for record in bread.backlinks["fermentation"]] == ["sourdough", "gluten", "sunday-bread"]
    assert [record.id for record in bread.backlinks["choose-a-leaven"]] == ["sunday-bread", "q-bread-today"]


def test_a_mention_knows_where_it_stands_and_how_it_is_written(bread: Catalog) -> None:
    (mention,) = (m for m in bread.mentions["fermentation"] if m.target == "gluten")
    assert mention.where == ("definition",)
    assert mention.link == "[[gluten|a good net]]"


def test_coverage(bread: Catalog) -> None:
    assert set(bread.covering) <= set(bread.skills)
    assert [record.id for record in bread.covering["2.1.1"]] == ["bake-a-loaf", "bake-bread", "q-hot-oven"]
    assert "1.2.1" not in bread.covering


def test_values_come_from_everywhere(bread: Catalog) -> None:
    values = dict(bread.entries["q-bread-today"].values)
    assert values["options", 0, "right"] is True
    assert values["review", 1] == "choose-a-leaven"
    assert ("answer",) not in values
    assert dict(bread.entries["sunday-bread"].values)["walk", "answers", "time"] == "Tomorrow"
