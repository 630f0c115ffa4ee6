from __future__ import annotations

import random
from pathlib import Path

import pytest

from macros.authoring.formatting import formatted, meaning, natural
from macros.models import KINDS, Guide, Question, Record, Term

ROOT = Path(__file__).parent.parent.parent
FILES = [
    (kind, file)
    for root in (ROOT, ROOT / "tests/other_subject")
    for kind in KINDS.values()
    for file in sorted((root / "data" / kind.folder).glob(kind.glob))
]

MESSY = """\
# yaml-language-server: $schema=../schemas/term.schema.json

# About graphs.
- definition: >-
    A graph without a way back. LONG
  # remark on the name
  name: graph (G)
  skills: [1.2.10, "1.2.9"] # two
  id: graph

  skillz: kept where it is


# About trees.
- id: tree
  facts:
    - b
    # remark on a
    - a
  skills:
    - 3.1.1
    # remark on 1.3.1
    - 1.3.1

  more: |
    # no remark
    a  b
  name: tree
# The end.
"""

NEAT = """\
# yaml-language-server: $schema=../schemas/term.schema.json

# About graphs.
- id: graph

  # remark on the name
  name: graph (G)
  definition: >-
    A graph without a way back. word word word word word word word word word word word word word word word
    word word word word word word word word word word
  skills: ["1.2.9", 1.2.10] # two
  skillz: kept where it is


# About trees.
- id: tree
  name: tree
  more: |
    # no remark
    a  b
  skills:
    # remark on 1.3.1
    - 1.3.1
    - 3.1.1

  facts:
    - b
    # remark on a
    - a
# The end.
"""


def test_keys_lists_and_texts_are_ordered_and_remarks_go_with_them() -> None:
    assert formatted(MESSY.replace("LONG", " ".join(["word"] * 25)), Term) == NEAT
    assert formatted(NEAT, Term) == NEAT


@pytest.mark.parametrize(("kind", "file"), FILES, ids=lambda v: v.stem if isinstance(v, Path) else v.kind)
def test_the_data_keeps_its_meaning_and_its_format(kind: type[Record], file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    once = formatted(text, kind)
    assert meaning(once, kind) == meaning(text, kind) is not None
    assert formatted(once, kind) == once
    assert sorted(line.strip() for line in once.split("\n") if line.lstrip().startswith("#")) == sorted(
        line.strip() for line in text.split("\n") if line.lstrip().startswith("#")
    )


def shuffled(text: str, dice: random.Random) -> str:
    """Return a file of records with keys, remarks and empty lines thrown about: each record's keys in another order."""
    head, *records = text.split("\n- ")
    messy = [head]
    for record in records:
        keys: list[str] = []
        for line in f"  {record}".split("\n"):
            if line.startswith("  ") and line[2:3].isalpha():
                keys.append(line)
            else:
                keys[-1] += f"\n{line}"
        keys = [key.rstrip() for key in keys]
        dice.shuffle(keys)
        for i in range(len(keys)):
            if i and dice.random() < 0.2:
                keys[i] = f"  # remark {dice.random()}\n{keys[i]}"
            if dice.random() < 0.1:
                keys[i] += "\n"
        messy.append("\n".join(keys)[2:] + "\n" * dice.randrange(3))
    return "\n- ".join(messy)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(
    ("kind", "name"),
    [(Term, "terms/orchestration"), (Question, "questions/monitoring"), (Guide, "guides/orchestrate-data-pipelines")],
)
def test_whatever_the_order_the_same_comes_out(kind: type[Record], name: str, seed: int) -> None:
    text = (ROOT / f"data/{name}.yml").read_text(encoding="utf-8")
    messy = shuffled(text, random.Random(seed))
    assert messy != text
    once = formatted(messy, kind)
    assert meaning(once, kind) == meaning(messy, kind) == meaning(text, kind)
    assert formatted(once, kind) == once
    remarks = [line for line in messy.split("\n") if line.lstrip().startswith("# remark")]
    assert sorted(remarks) == sorted(line for line in once.split("\n") if line.lstrip().startswith("# remark"))
    bare = [line for line in once.split("\n") if line.strip() and "# remark" not in line]
    assert bare == [line for line in formatted(text, kind).split("\n") if line.strip()]


@pytest.mark.parametrize(
    "text",
    [
        "- id: [\n",
        "- id: a\n  id: b\n",
        "- id: &x a\n",
        "",
        "\n",
        "- a\n- b\n",
        "[]\n",
        "- {name: b, id: a}\n",
        "text\n",
    ],
)
def test_what_cannot_be_formatted_stays_as_it_is(text: str) -> None:
    assert formatted(text, Term).rstrip() == text.rstrip()


def test_numbers_sort_as_numbers() -> None:
    assert sorted(["1.2.10", "1.10.1", "1.2.9"], key=natural) == ["1.2.9", "1.2.10", "1.10.1"]
