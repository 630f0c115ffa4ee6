"""A newcomer's way: change the data, read what the check says, do only that, and be done.

Each mistake is made in a copy of the real project. What its message says to do is done by hand here, beside it, and
nothing else; then the check has to pass.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from macros.commands import main

ROOT = Path(__file__).parent.parent

FIGURE = "    EventBridge tries to deliver an event for 24 hours"
TERMS, FACTS = "data/terms/orchestration.yml", "data/facts/eventbridge.yml"
URL = "https://docs.aws.amazon.com/x"
FACT = f"\n- id: eb-x\n  about: eventbridge\n  value: It is so.\n  source: {URL}\n  as_of: 2026-11\n"

NEW = """
- id: new-thing
  name: new thing
  definition: A new thing is a thing that is new.
"""


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    for folder in ("data", "docs"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    return tmp_path


def test_a_figure_is_mended_in_one_file(copy: Path) -> None:
    file = copy / FACTS
    text = file.read_text(encoding="utf-8")
    assert FIGURE in text
    file.write_text(text.replace(FIGURE, FIGURE.replace("24", "36")), encoding="utf-8")
    assert main(["--root", str(copy), "check"]) == 0


@pytest.mark.parametrize(
    ("path", "mistake", "message", "mended"),
    [
        (TERMS, NEW.replace("name:", "nmae:"), "unknown key 'nmae' (did you mean 'name'?)", NEW),
        (
            TERMS,
            NEW + "  services: [eventbrige]\n",
            "(did you mean 'eventbridge'?)",
            NEW + "  services: [eventbridge]\n",
        ),
        (TERMS, NEW + "  more: See [[dagg]].\n", "(did you mean 'dag'?)", NEW + "  more: See [[dag]].\n"),
        (TERMS, NEW + "  skills: [1.3.9]\n", "(the skills of task 1.3 are 1.3.1,", NEW + "  skills: [1.3.1]\n"),
        (TERMS, NEW + "  more: Note: this.\n", "(put the whole text in quotes)", NEW + "  more: 'Note: this.'\n"),
        (TERMS, NEW + "\tmore: This.\n", "(use spaces)", NEW + "  more: This.\n"),
        (TERMS, NEW.replace("id: new-thing", "id: dag"), "(choose another id)", NEW),
        (TERMS, NEW.replace("id: new-thing", "id: New_Thing"), "(use small letters, digits and single hyphens", NEW),
        (TERMS, NEW + "  more: It waits 15 minutes.\n", "(", NEW + "  more: It waits.\n"),
        (
            TERMS,
            "\n- id: new-thing\n  name: new thing\n",
            "(add it: one sentence that says what it is)",
            NEW,
        ),
        (
            FACTS,
            FACT.replace("https://", ""),
            "(copy it whole from the browser, with https://)",
            FACT,
        ),
        (
            FACTS,
            FACT.replace("2026-11", "Nov 2026"),
            "(write it as 2026-10 or 2026-10-05)",
            FACT,
        ),
    ],
    ids=[
        "key",
        "reference",
        "link",
        "skill",
        "colon",
        "tab",
        "id-taken",
        "id-form",
        "figure",
        "missing",
        "url",
        "date",
    ],
)
def test_a_mistake_is_mended_by_its_message_alone(
    copy: Path, path: str, mistake: str, message: str, mended: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = copy / path
    text = file.read_text(encoding="utf-8").rstrip() + "\n"
    file.write_text(text + mistake, encoding="utf-8")
    assert main(["--root", str(copy), "check"]) == 1
    said = capsys.readouterr().out
    blamed = [line for line in said.split("\n") if line.startswith("data/")]
    lines = len(text.split("\n"))
    assert all(line.startswith(f"{path}:") and int(line.split(":")[1]) >= lines for line in blamed), said
    assert message in said
    file.write_text(text + mended, encoding="utf-8")
    assert main(["--root", str(copy), "check"]) == 0
