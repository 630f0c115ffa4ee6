"""Samples as their template prints them: files with colored code, cases with what happened in them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name

from macros.catalog import Catalog
from macros.models import Case, Sample, SampleFile
from macros.models.samples import FakeAnswer
from macros.recordings import FileRecord, Run
from macros.rendering.views import NumberedStep

LANGUAGES = {".json": "json", ".py": "python", ".sql": "sql", ".yaml": "yaml", ".txt": "text"}
"""The languages of code, by the endings of files."""

DEEDS = {"executed": "Executed", "parsed": "Parsed", "checked": "Checked"}
"""What was done to a file, as a badge says it."""

ENDS = {
    "succeeded": "Succeeded",
    "failed": "Failed",
    "timed-out": "Timed out",
    "matched": "Matched",
    "not-matched": "Not matched",
}
"""How a run ended, in words."""

BLANK = re.compile(r'<span class="w">(\s*)</span>')
"""Blanks need no color; in a JSON file they are a fifth of the bytes."""

LEADING_HASH = re.compile(r"^#", re.MULTILINE)
"""What `stash` would take for a heading."""


@dataclass(frozen=True)
class ShownRun:
    """A case and what happened in it."""

    case: Case
    run: Run
    input: Markup | None
    output: Markup | None
    fakes: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    """What answered in place of the real one: its answers, each with how often."""
    path: str
    """The ids of the steps entered, for highlighting them in the drawing."""
    minutes: str
    """How long it waited in all, in words; empty if it did not."""

    @property
    def end(self) -> str:
        """How it ended, in words."""
        return ENDS[self.run.status]


@dataclass(frozen=True)
class ShownFile:
    """A file with its code and what was seen of it."""

    drawing: str
    """The name of its drawing, part of the ids in it."""
    file: SampleFile
    record: FileRecord
    code: Markup
    badges: tuple[tuple[str, str, str], ...]
    """The deeds: their names, their words, and what each means."""
    runs: tuple[ShownRun, ...]

    @property
    def anchor(self) -> str:
        """Its anchor: the name of the file without its ending."""
        return f"file-{self.file.name.partition('.')[0]}"


@dataclass(frozen=True)
class Drawn:
    """The drawing of a file and its steps in words."""

    shown: ShownFile
    wide: Markup
    narrow: Markup
    steps: tuple[NumberedStep, ...]

    @property
    def caption(self) -> str:
        """Where the drawing comes from."""
        return f"Drawn from `{self.shown.file.name}`."


def deeds(files: tuple[ShownFile, ...]) -> list[str]:
    """Return what was done to some files, the strongest deed first."""
    done = {deed for shown in files for deed, _, _ in shown.badges}
    return [deed for deed in DEEDS if deed in done]


def shown_files(catalog: Catalog, sample: Sample) -> tuple[ShownFile, ...]:
    """Return the files of a sample as a page shows them."""
    seen = catalog.seen[str(sample.id)]
    return tuple(
        _shown_file(catalog, str(sample.id), file, seen.files[file.name], "\n".join(seen.sources[file.name].lines))
        for file in sample.files
    )


def _shown_file(catalog: Catalog, sample: str, file: SampleFile, record: FileRecord, text: str) -> ShownFile:
    ending = file.name[file.name.rfind(".") :]
    return ShownFile(
        f"{sample}-{file.name.partition('.')[0]}",
        file,
        record,
        code(text, LANGUAGES.get(ending, "text"), str(file.name)),
        tuple((v.deed, f"{DEEDS[v.deed]}: {v.by}", v.what) for v in record.verdicts),
        tuple(_shown_run(catalog.get(Case, run.case), run) for run in record.runs),
    )


def _shown_run(case: Case, run: Run) -> ShownRun:
    return ShownRun(
        case,
        run,
        code(case.input, "json") if case.input else None,
        code(json.dumps(run.output, indent=2, ensure_ascii=False), "json") if run.output is not None else None,
        tuple((str(fake.of), tuple(map(_answer, fake.answers))) for fake in case.fakes),
        " ".join(dict.fromkeys(visit.step for visit in run.visits)),
        duration(sum(wait.seconds for wait in run.waits)),
    )


def _answer(answer: FakeAnswer) -> tuple[str, str]:
    """Return what a fake answers, an error or a result, and how often in words."""
    often = {1: "", 2: " twice", "always": " from then on"}.get(answer.times, f" {answer.times} times")
    return str(answer.error) if answer.error else " ".join(str(answer.gives).split()), often


def duration(seconds: float) -> str:
    """Return a time in the largest units that say it exactly: "10 minutes", "1 minute 30 seconds"."""
    parts = []
    for size, unit in ((86400, "day"), (3600, "hour"), (60, "minute")):
        number, seconds = divmod(seconds, size)
        if number:
            parts.append(f"{number:.0f} {unit}{'' if number == 1 else 's'}")
    if seconds:
        parts.append(f"{seconds:g} second{'' if seconds == 1 else 's'}")
    return " ".join(parts)


@cache
def code(text: str, language: str, name: str = "") -> Markup:
    """Return code as the theme shows that of pages: colored, with its file's name above it."""
    formatter = HtmlFormatter(nowrap=True)
    lines = highlight(text.rstrip("\n") + "\n", get_lexer_by_name(language), formatter)
    lines = LEADING_HASH.sub("&#35;", BLANK.sub(r"\1", lines))
    title = f'<span class="filename">{name}</span>' if name else ""
    return Markup(
        f'<div class="language-{language} highlight">{title}<pre><span></span><code>{lines}</code></pre></div>'
    )
