"""New records by command, on a copy of the real project."""

from __future__ import annotations

import builtins
import io
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from macros.authoring.forms import CHANGE, FOLDER, FORMS, PROMISE, fields_of, filled, issue_forms
from macros.commands import main
from macros.models import Question, Record, Term

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    for folder in ("data", "docs"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    return tmp_path


def run(root: Path, *arguments: str) -> int:
    return main(["--root", str(root), *arguments])


TERM = ("new", "term", "--name", "backpressure (BP)", "--definition", "Backpressure slows producers down.")
OPTIONS = (
    "{text: A Glue workflow, right: true, reason: Its nodes are jobs and crawlers.}",
    "text: A state machine\nright: false\nreason: It waits: but a crawler has to be polled.",
    "- text: Three schedules\n  right: false\n  reason: A clock does not know\n  when the crawler is done.",
)
QUESTION = (
    *("new", "question", "--type", "single", "--skill", "1.3.1", "--guide", "orchestrate-data-pipelines"),
    *(
        "--objective",
        "choose-orchestrator",
        "--stem",
        "A crawler must end before a job. Which way needs the LEAST setup?",
    ),
    *("--options", *OPTIONS, "--explanation", "Only jobs: [[glue-workflows]].", "--review", "glue-workflows"),
)
SERVICE = (
    *("new", "service", "--name", "Amazon Timestream", "--short-name", "Timestream", "--category", "Database"),
    *("--summary", "A database for values over time.", "--docs", "https://docs.aws.amazon.com/timestream/"),
    *("--in-exam", "no", "--choose", "Rows have a time: they are measurements."),
)
FACT = (
    "new",
    "fact",
    "--about",
    "sqs",
    "--value",
    "One queue, one consumer.",
    "--source",
    "https://docs.aws.amazon.com/x/",
)
TREE = (
    *("new", "tree", "--title", "Which store", "--description", "Choose a store.", "--skills", "2.1.1", "--start"),
    "{question: What is it?, answers: [{label: Files, choose: {service: s3, why: It holds files.}}, "
    "{label: Rows, choose: {service: rds, why: It holds rows.}}]}",
)
SCENARIO = (
    *("new", "scenario", "--title", "Wait for two files", "--requirement", "Start when both are there."),
    *("--choice", "step-functions", "--reasons", "It waits.", "--skills", "1.3.1"),
    *("--why-not", "service: mwaa\nreason: Too heavy."),
)
SOURCE = "https://docs.aws.amazon.com/x/"
CELLS = [
    f"about: {service}\ncriterion: {criterion}\nvalue: {service} and {criterion}\nsource: {SOURCE}"
    for service in ("sqs", "sns")
    for criterion in ("log-home", "log-language")
]
COMPARISON = (
    *("new", "comparison", "--title", "Queue or topic", "--takeaway", "A queue has one reader."),
    *("--services", "sqs", "sns", "--criteria", "log-home", "log-language", "--cells", *CELLS),
)
GUIDE = (
    *("new", "guide", "--title", "Pick a data store", "--summary", "How to pick a store.", "--task", "2.1"),
    *("--skills", "2.1.1", "--objectives", "text: Choose a data store.\nskills: 2.1.1", "--outline"),
    *(
        "{topic: Stores, points: [Ask how the data is read.]}",
        "--big-idea",
        "A library and a warehouse.",
        "--questions",
    ),
    "{type: open, skill: 2.1.1, objective: choose-data-store, stem: How?, answer: By use., "
    "explanation: Ask., review: [s3]}",
)


@pytest.mark.parametrize(
    ("arguments", "written"),
    [
        (TERM, {"data/terms/orchestration.yml": "\n- id: backpressure\n  name: backpressure (BP)\n"}),
        (
            QUESTION,
            {"data/questions/orchestration.yml": "\n      reason: 'It waits: but a crawler has to be polled.'\n"},
        ),
        (SERVICE, {"data/services/database.yml": "\n  choose:\n    - 'Rows have a time: they are measurements.'\n"}),
        (FACT, {"data/facts/sqs.yml": "\n- id: sqs-one-queue-one-consumer\n  about: sqs\n"}),
        (TREE, {"data/decision-trees/orchestration.yml": "\n          id: rds\n          service: rds\n"}),
        (
            SCENARIO,
            {
                "data/scenarios/orchestration.yml": "\n  why_not:\n    - service: mwaa\n      reason: Too heavy.\n",
                "docs/guides/unit-1/orchestrate-data-pipelines/examples.md": '\n{$ scenario("wait-for-two-files") $}\n',
            },
        ),
        (
            COMPARISON,
            {
                "data/comparisons/monitoring.yml": "- id: queue-or-topic\n",
                "data/facts/cells-orchestration.yml": "- id: cell-sns-log-home\n",
            },
        ),
        (
            GUIDE,
            {
                "data/guides/pick-a-data-store.yml": "# yaml-language-server: $schema=../schemas/guide.schema.json\n",
                "data/questions/pick-a-data-store.yml": "\n  objective: choose-data-store\n",
                "docs/guides/unit-2/pick-a-data-store/index.md": "\n## The big idea\n\nA library and a warehouse.\n",
                "mkdocs.yml": "- Pick a data store:\n              - guides/unit-2/pick-a-data-store/index.md\n",
            },
        ),
    ],
    ids=["term", "question", "service", "fact", "tree", "scenario", "comparison", "guide"],
)
def test_a_new_record_is_written_where_it_belongs_and_passes(
    copy: Path, arguments: tuple[str, ...], written: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    run(copy, "format")
    before = {file: file.read_text(encoding="utf-8") for file in copy.rglob("*") if file.is_file()}
    assert run(copy, *arguments) == 0, capsys.readouterr()
    said = capsys.readouterr().out
    for path, part in written.items():
        assert f"wrote {path}\n" in said
        assert part in (copy / path).read_text(encoding="utf-8")
    after = {file: file.read_text(encoding="utf-8") for file in copy.rglob("*") if file.is_file()}
    changed = {file for file, text in after.items() if before.get(file) != text}
    assert {file.relative_to(copy).as_posix() for file in changed} >= set(written)
    for file in changed & set(before):  # lines are added, none is lost
        rest = iter(after[file].split("\n"))
        assert all(line in rest for line in before[file].rstrip("\n").split("\n")), file
    assert run(copy, "check") == 0
    assert run(copy, "format") == 0
    assert all(file.read_text(encoding="utf-8") == after[file] for file in changed), "new records are in the format"


def test_without_a_terminal_every_missing_flag_is_named(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(copy, "new", "question", "--type", "open") == 2
    said = capsys.readouterr().err
    assert "nothing was written" in said
    assert [line.split(":")[0].strip() for line in said.split("\n")[2:] if line] == [
        "--skill",
        "--stem",
        "--explanation",
        "--review",
    ]


def test_what_the_check_is_against_is_not_written(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (copy / "data/terms/orchestration.yml").read_text(encoding="utf-8")
    assert run(copy, *TERM, "--services", "s4", "--see-also", "state-machin") == 1
    output = capsys.readouterr()
    assert "unknown record 'state-machin' (did you mean 'state-machine'?)" in output.out
    assert "Nothing was written." in output.err
    assert (copy / "data/terms/orchestration.yml").read_text(encoding="utf-8") == before


def test_problems_that_were_there_before_do_not_stand_in_the_way(copy: Path) -> None:
    (copy / "docs/index.md").write_text("# Home\n\n[[nothing]]\n", encoding="utf-8")
    assert run(copy, *TERM) == 0


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Lines that somebody types at a terminal."""
    lines: list[str] = []

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    def read(_prompt: str) -> str:
        if not lines:
            raise EOFError
        return lines.pop(0)

    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr(builtins, "input", read)
    yield lines
    assert lines == []


def test_in_a_terminal_it_asks_and_says_at_once_what_does_not_fit(
    copy: Path, typed: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    typed += [
        "",
        "backpressure",
        "Backpressure slows producers down.",
        "push back",
        "",
        "",
        "",
        "queu",
        "",
        "lamda",
        "lambda, sqs",
    ]
    typed += ["1.9.9", "1.1.9", ""]
    monkeypatch.setattr("macros.commands.input", builtins.input, raising=False)
    assert run(copy, "new", "term") == 0
    said = capsys.readouterr().out
    assert "This one is needed." in said
    assert "did you mean 'lambda'?" in said
    assert "the exam has no skill 1.9.9" in said
    text = next(
        file for file in (copy / "data/terms").iterdir() if "- id: backpressure" in file.read_text(encoding="utf-8")
    )
    assert "services: [lambda, sqs]\n  skills: [1.1.9]" in text.read_text(encoding="utf-8")


def test_who_leaves_the_terminal_has_written_nothing(copy: Path, typed: list[str]) -> None:
    typed += ["backpressure"]
    assert run(copy, "new", "term") == 1
    assert run(copy, "check") == 0


# ---- issue forms


@pytest.mark.parametrize("name", issue_forms())
def test_the_forms_are_current(name: str) -> None:
    assert (ROOT / FOLDER / name).read_text(encoding="utf-8") == issue_forms()[name], "run 'make fix'"


def test_there_is_no_form_that_is_not_made() -> None:
    assert {file.name for file in (ROOT / FOLDER).iterdir()} == {*issue_forms(), "config.yml"}


@pytest.mark.parametrize("kind", FORMS, ids=lambda kind: kind.kind)
def test_a_form_asks_for_all_that_is_required(kind: type[Record]) -> None:
    fields = fields_of(kind)
    required = {name for name, info in kind.model_fields.items() if info.is_required()} - {"id"}
    assert {field.name for field in fields if field.is_required} == required
    assert len({field.label for field in fields}) == len(fields)


def body(kind: type[Record], **texts: str) -> str:
    """Return the text of an issue, as GitHub makes it of a filled form."""
    parts = [f"### {field.label}\n\n{texts.get(field.name, '_No response_')}\n" for field in fields_of(kind)]
    return "\n".join([*parts, f"### Origin\n\n- [X] {PROMISE}\n"])


def test_a_filled_form_becomes_a_record(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    issue = copy / "issue.md"
    texts = {
        "type": "single",
        "skill": "1.3.1",
        "guide": "orchestrate-data-pipelines",
        "objective": "choose-orchestrator",
        "stem": "A crawler must end before a job: which way\nneeds the LEAST setup?",
        "options": "\n".join(f"- {option.strip('- ')}" if "\n" in option else f"- {option}" for option in OPTIONS[1:])
        + "\n- text: A Glue workflow\n  right: true\n  reason: Jobs # and crawlers.",
        "explanation": "Only jobs: [[glue-workflows]].\n\n### Not a heading of the form\n\nMore.",
        "review": "[[glue-workflows]], choose-orchestrator",
    }
    issue.write_text(body(Question, **texts).replace("\n", "\r\n"), encoding="utf-8")
    assert run(copy, "from-issue", str(issue)) == 0, capsys.readouterr()
    text = (copy / "data/questions/orchestration.yml").read_text(encoding="utf-8")
    assert "  review:\n    - glue-workflows\n    - choose-orchestrator\n" in text
    assert "reason: 'Jobs # and crawlers.'" in text
    assert run(copy, "check") == 0


def change(name: str, field: str, value: str) -> str:
    return (
        f"### Record\n\n{name}\n\n### Field\n\n{field}\n\n### What is wrong\n\nIt is old.\n\n"
        f"### What it should say\n\n{value}\n\n"
        f"### Source\n\n{SOURCE}\n\n### Read on\n\n2026-11-20\n\n### Origin\n\n- [X] {PROMISE}\n"
    )


@pytest.mark.parametrize(
    ("name", "field", "value", "part"),
    [
        (
            "eb-retry",
            "_No response_",
            "Events are tried again for 24 hours.",
            "  value: Events are tried again for 24 hours.\n",
        ),
        ("eb-retry", "exam_note", "Older questions say less.", "  exam_note: Older questions say less.\n"),
        ("dag", "example", "One task after the other.", "  example: One task after the other.\n  see_also: [task"),
        ("dag", "aliases", "DAGs\ngraphs of tasks", "  aliases: [DAGs, graphs of tasks]\n"),
        ("s3", "name", "Amazon Simple Storage", "- id: s3\n  name: Amazon Simple Storage\n"),
    ],
)
def test_a_suggestion_changes_its_field_and_nothing_else(
    copy: Path, name: str, field: str, value: str, part: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {file: file.read_text(encoding="utf-8") for file in (copy / "data").rglob("*.yml")}
    issue = copy / "issue.md"
    issue.write_text(change(name, field, value), encoding="utf-8")
    assert run(copy, "from-issue", str(issue)) == 0, capsys.readouterr()
    (file,) = [file for file, text in before.items() if file.read_text(encoding="utf-8") != text]
    after = file.read_text(encoding="utf-8")
    assert part in after
    old = [line for line in before[file].split("\n") if line not in after.split("\n")]
    assert len(old) <= 4


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Hello", "these are not the headings of a form (save the whole text of the issue"),
        (change("state-machin", "name", "x"), "unknown record 'state-machin' (did you mean 'state-machine'?)"),
        (change("dag", "exmple", "x"), "a term has no field 'exmple' that can change (did you mean 'example'?)"),
        (body(Term, name="A thing"), "'definition' is missing"),
    ],
)
def test_a_form_that_does_not_say_enough_is_explained(
    copy: Path, text: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    issue = copy / "issue.md"
    issue.write_text(text, encoding="utf-8")
    assert run(copy, "from-issue", str(issue)) == 1
    output = capsys.readouterr()
    assert message in output.out + output.err
    assert "othing was written" in output.err


def test_the_form_for_changes_is_the_one_that_pages_open() -> None:
    assert CHANGE in issue_forms()
    assert filled(change("dag", "name", "x")) == (
        None,
        {"id": "dag", "field": "name", "says": "It is old.", "value": "x", "source": SOURCE, "as_of": "2026-11-20"},
    )


def test_the_new_guide_builds(copy: Path) -> None:
    assert run(copy, *GUIDE) == 0
    for name in ("macros", "mkdocs.offline.yml"):
        (copy / name).symlink_to(ROOT / name)
    command = ["-m", "mkdocs", "build", "--quiet", "--strict", "--config-file", str(copy / "mkdocs.yml")]
    done = subprocess.run([sys.executable, *command], cwd=copy, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (copy / "site/guides/unit-2/pick-a-data-store/index.html").exists()
