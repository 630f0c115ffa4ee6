"""Mistakes planted in the real data and pages: each must be reported in its file, at its line or next to it.

The places are random but always the same. Several mistakes are checked in one run, one in each file at most, so that
none of them hides another.
"""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from macros.diagnostics import Diagnostic
from macros.project import read_project

ROOT = Path(__file__).parent.parent
PLACES_FOR_EACH = 4
NEAR = 2

Lines = list[str]
Mutation = Callable[[Lines, int], tuple[Lines, int] | None]
"""Changes the lines at a place; returns the new lines and the position of the one to blame, or nothing if it cannot."""


def indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def block_end(lines: Lines, start: int) -> int:
    """Return the position behind a key and its value."""
    end = start + 1
    while end < len(lines) and (not lines[end].strip() or indent(lines[end]) > indent(lines[start])):
        end += 1
    return end


def parent(lines: Lines, at: int, pattern: str) -> int:
    """Return the position of the nearest line above that fits and stands further to the left."""
    return next(
        (i for i in range(at - 1, -1, -1) if indent(lines[i]) < indent(lines[at]) and re.match(pattern, lines[i])), at
    )


def replace(pattern: str, new: str) -> Mutation:
    def mutate(lines: Lines, at: int) -> tuple[Lines, int]:
        return [*lines[:at], re.sub(pattern, new, lines[at], count=1), *lines[at + 1 :]], at

    return mutate


def delete_key(lines: Lines, at: int) -> tuple[Lines, int]:
    """A missing key is reported where its record or its part begins."""
    return lines[:at] + lines[block_end(lines, at) :], parent(lines, at, r" *- ")


def duplicate_key(lines: Lines, at: int) -> tuple[Lines, int] | None:
    if block_end(lines, at) > at + 1 and lines[at + 1].strip():
        return None
    return [*lines[: at + 1], lines[at], *lines[at + 1 :]], at + 1


def misspell_item(lines: Lines, at: int) -> tuple[Lines, int] | None:
    above = parent(lines, at, r" *[a-z_]+:$")
    if not re.match(r" *(?:facts|see_also|services|review|criteria|related|prerequisites):$", lines[above]):
        return None
    return [*lines[:at], f"{lines[at]}-qqq", *lines[at + 1 :]], at


def in_prose(change: Mutation) -> Mutation:
    """Only outside of code and front matter."""

    def mutate(lines: Lines, at: int) -> tuple[Lines, int] | None:
        fences = sum(line.lstrip().startswith(("```", "---")) for line in lines[:at])
        return None if fences % 2 or "`" in lines[at] else change(lines, at)

    return mutate


MISTAKES: dict[str, tuple[str, str, Mutation]] = {
    "required key deleted": (
        r"data/(terms|services|facts|questions|comparisons)/",
        r"  (definition|summary|value|explanation|takeaway|stem): ",
        delete_key,
    ),
    "key misspelt": (
        r"data/",
        r" +(definition|reason|source|as_of|title|choice|question|why): ",
        replace(r"(\w+):", r"\1x:"),
    ),
    "reference misspelt in brackets": (
        r"data/",
        r" +(see_also|services|facts|review|related): \[[a-z]",
        replace(r"\[([\w-]+)", r"[\1-qqq"),
    ),
    "reference misspelt in a list": (r"data/", r" +- [a-z0-9-]+$", misspell_item),
    "key doubled": (
        r"data/",
        r" +(name|title|label|about|as_of|skill|type|guide|objective|service|right): \S",
        duplicate_key,
    ),
    "quote opened": (r"data/", r" +(name|title|label|short_name): [A-Za-z]", replace(": ", ': "')),
    "leaf removed": (r"data/decision-trees/", r" +choose:$", delete_key),
    "weight of too many percent": (r"data/exam/", r" +weight: ", replace("$", "9")),
    "reason dropped": (r"data/questions/", r" +reason:", delete_key),
    "date of no calendar": (r"data/facts/", r" +as_of: ", replace(r"as_of: .*", "as_of: 2026-02-30")),
    "form of evidence misspelt": (
        r"data/facts/",
        r" {6}(quote|max|min|enum|has|params): ",
        replace(r"(\w+):", r"\1x:"),
    ),
    "place of evidence cut": (r"data/facts/", r" +- at: ", replace(r"at: .*", "at: lambda")),
    "limit of evidence in words": (r"data/facts/", r" +(max|min): \d", replace(r": \d+", ": ten")),
    "address cut": (r"data/", r" +(source|docs): https", replace("https:/", "")),
    "tab": (r"data/", r" {4,}(id|label|text|right|service|to|skills): ", replace(r"^ +", "\t")),
    "link not closed": (r"data/", r" +[^:#]*\[\[[a-z-]+\]\][^\[\]]*$", replace(r"\]\]", "]")),
    "HTML": (r"data/(terms|services)/", r"    [A-Z][a-z]+ [^`:#]+$", replace("$", " <br>")),
    "true or false": (r"data/questions/", r" +right: ", replace("right: .*", "right: perhaps")),
    "arrow into the void": (r"data/workflows/", r" +- to: ", replace("$", "-qqq")),
    "word not on the list": (r"data/", r" +(type|kind|confidence): [a-z]", replace("$", "q")),
    "id with a capital": (r"data/", r"- id: [a-z]", replace("id: ", "id: X")),
    "unknown skill": (r"data/", r" +skills: \[['\"]?\d\.\d", replace(r"\d\.\d\.\d+", "9.9.9")),
    "macro misspelt": (r"docs/", r"\{\$ [a-z_]{6,}\(", replace(r"([a-z_]+)\(", r"\1q(")),
    "id in a call misspelt": (r"docs/guides/", r"\{\$ .*\"[a-z0-9-]+\"", replace(r'"\)', '-qqq")')),
    "link on a page misspelt": (r"docs/", r".*\[\[[a-z-]+", in_prose(replace(r"\[\[([a-z-]+)", r"[[\1-qqq"))),
    "figure in prose": (r"docs/", r"[A-Z][a-z]+ [^`]*\.$", in_prose(replace(r"$", " It takes 15 minutes."))),
    "call indented": (r"docs/", r"\{\$ (comparison|scenario|glossary|services|question_bank)\(", replace("^", "  ")),
}


def plant(chance: random.Random) -> Iterator[tuple[str, str, Lines, int]]:
    """Yield mistakes: the name, the file, its new lines and the position of the line to blame."""
    files = {
        file.relative_to(ROOT).as_posix(): file.read_text(encoding="utf-8").split("\n")
        for folder, suffix in (("data", "yml"), ("docs", "md"))
        for file in sorted((ROOT / folder).rglob(f"*.{suffix}"))
    }
    for name, (where, pattern, mutate) in MISTAKES.items():
        places = [
            (path, at)
            for path, lines in files.items()
            for at, line in enumerate(lines)
            if re.match(where, path) and re.match(pattern, line)
        ]
        chance.shuffle(places)
        planted = 0
        for path, at in places:
            changed = mutate(files[path], at)
            if changed:
                yield name, path, *changed
                planted += 1
            if planted == PLACES_FOR_EACH:
                break
        assert planted, f"no place for: {name}"


def rounds(mistakes: list[tuple[str, str, Lines, int]]) -> list[list[tuple[str, str, Lines, int]]]:
    """Share the mistakes out so that no round has two in one file. Without an exam, no skill can be wrong."""
    result: list[list[tuple[str, str, Lines, int]]] = []
    for mistake in mistakes:
        path, in_exam = mistake[1], mistake[1].startswith("data/exam/")
        for found in result:
            paths = {other[1] for other in found}
            if path not in paths and not in_exam and not any(other.startswith("data/exam/") for other in paths):
                found.append(mistake)
                break
        else:
            result.append([mistake])
    return result


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("planted")
    for folder in ("data", "docs"):
        shutil.copytree(ROOT / folder, root / folder)
    return root


def is_near(found: Diagnostic, path: str, line: int) -> bool:
    return found.location.path == path and abs(found.location.line - line) <= NEAR


def test_every_planted_mistake_is_reported_where_it_is(copy: Path) -> None:
    mistakes = list(plant(random.Random("bread")))
    assert len(mistakes) >= 60
    missed = []
    for found in rounds(mistakes):
        for _, path, lines, _ in found:
            (copy / path).write_text("\n".join(lines), encoding="utf-8")
        _, problems = read_project(copy)
        for name, path, lines, at in found:
            if not any(is_near(problem, path, at + 1) for problem in problems):
                said = [str(problem) for problem in problems if problem.location.path == path]
                missed.append(f"{name}: {path}:{at + 1}: {lines[at]}\n  said: {said}")
            shutil.copy(ROOT / path, copy / path)
    assert not missed, "\n".join(missed)
