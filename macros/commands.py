"""The commands of `python -m macros`. They read, print and write; what they say comes from the layers below."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from macros.authoring.adding import Addition, add
from macros.authoring.asking import Interview
from macros.authoring.flags import add_kinds, draft_of, missing_flags
from macros.authoring.formatting import formatted
from macros.authoring.forms import FOLDER, issue_forms
from macros.authoring.from_form import FormError, from_form
from macros.catalog import load, titles_of
from macros.checks.files import SCHEMAS, schema_line
from macros.checks.pages import unused
from macros.diagnostics import FORMATS
from macros.freshness import to_read_again
from macros.models import KINDS
from macros.project import read_project
from macros.reading import read_source
from macros.saving import save
from macros.schemas import IDS, ids_schema, json_schema, with_field_reference

ROOT = Path(__file__).resolve().parent.parent

WRITING = {"generate", "format", "new", "from-issue", "release"}
"""The commands that write into a project; they would leave their files in any folder."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return 0 when all is well, 1 when something is wrong with the project, 2 with the command."""
    parser = argparse.ArgumentParser(prog="python -m macros", description="Check, write and publish the guide.")
    parser.add_argument("--root", type=Path, default=ROOT, help="the project's folder (default: this one)")
    commands = parser.add_subparsers(dest="command", required=True)
    checking = commands.add_parser("check", help="report every problem in data/ and docs/")
    checking.add_argument("--format", choices=FORMATS, default=None, help="text, github or json")
    commands.add_parser("generate", help="write what is generated: schemas, issue forms, field reference")
    ageing = commands.add_parser("fresh", help="list what was read more than a year ago or second-hand")
    ageing.add_argument("--today", type=_day, default=None, help="count from this day, like 2026-11-22")
    comparing = commands.add_parser("diff", help="say in words what changed between two states of the guide")
    comparing.add_argument("base", nargs="?", default="main", help="a git revision or a folder (default: main)")
    comparing.add_argument("head", nargs="?", default="", help="the later state (default: the files as they are)")
    comparing.add_argument("--format", choices=("text", "markdown"), default="text")
    releasing = commands.add_parser("release", help="write down what a release changes, and which ids it publishes")
    releasing.add_argument("version", help="the version, like 0.2.0")
    releasing.add_argument("--date", default="", help="the day of the release (default: today)")
    releasing.add_argument("--base", help="what to compare with (default: the tag of the release before)")
    noting = commands.add_parser("notes", help="print what a release changed, as Markdown")
    noting.add_argument("version", nargs="?", help="the version (default: the newest)")
    commands.add_parser("format", help="order the keys, wrap the texts and sort the lists of data/")
    writing = commands.add_parser("new", help="write a new record: asks for its fields in a terminal, or takes flags")
    add_kinds(writing)
    reading = commands.add_parser("from-issue", help="write the record that a filled issue form asks for")
    reading.add_argument("form", type=Path, metavar="FILE", help="the text of the issue, as GitHub shows it to edit")
    commands.add_parser("pdf", help="write the book, its units and the cram sheet into dist/")
    commands.add_parser("deck", help="write the flash cards for Anki into dist/")
    commands.add_parser("offline", help="write the edition that opens from a folder into dist/")
    commands.add_parser("downloads", help="put the files of dist/ on the Downloads page of the built site")
    commands.add_parser("twins", help="put a Markdown twin beside each page of the built site, and llms.txt")
    options = parser.parse_args(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal of few characters must not stop a report half-way
    if options.command in WRITING and not (options.root / "data").is_dir():
        what = f"{options.root} has no folder data/ (run this in the project's folder, or give --root)"
        print(f"{options.command}: {what}", file=sys.stderr)
        return 1
    try:
        return _run(options)
    except OSError as error:
        if not error.filename:
            raise
        fix = "check who may write there, and the space that is left"
        print(f"{options.command}: {error.filename}: {error.strerror} ({fix})", file=sys.stderr)
        return 1


def _run(options: argparse.Namespace) -> int:
    """Run the command that was asked for."""
    if options.command == "check":
        return check(options.root.resolve(), options.format)
    if options.command == "fresh":
        return fresh(options.root.resolve(), options.today or date.today())
    if options.command == "diff":
        return diff(options.root.resolve(), options.base, options.head, options.format)
    if options.command == "release":
        return release(options.root.resolve(), options.version, options.date, options.base)
    if options.command == "notes":
        return notes(options.root.resolve(), options.version)
    if options.command in ("pdf", "deck", "offline", "downloads", "twins"):
        return publish(options.command, options.root.resolve())
    if options.command == "new":
        return new(options.root.resolve(), options)
    if options.command == "format":
        return format_data(options.root.resolve())
    if options.command == "from-issue":
        return from_issue(options.root.resolve(), options.form)
    return generate(options.root.resolve())


def check(root: Path, format_name: str | None) -> int:
    """Print every problem of the data and the pages; on GitHub also as annotations."""
    project, problems = read_project(root)
    if format_name is None:
        format_name = "text"
        if problems and os.environ.get("GITHUB_ACTIONS") == "true":
            print(FORMATS["github"](problems))
    if problems or format_name != "text":
        print(FORMATS[format_name](problems))
        return 1 if problems else 0
    lonely = unused(project.catalog)
    if lonely:
        print("Named by no other record (fine, but is it needed?): " + ", ".join(lonely))
    print(f"{len(project.catalog.entries)} records, {len(project.pages)} pages: no problems.")
    return 0


def fresh(root: Path, today: date) -> int:
    """Print what is to be read again: older than a year on that day, or second-hand. No other command fails for age."""
    catalog, problems = load(root / "data")
    if problems:
        print(FORMATS["text"](problems))
        return 1
    found = sorted(to_read_again(catalog, today))
    if found:
        print(FORMATS["text"](found))
        return 1
    print(f"Nothing is older than a year on {today}, and nothing is second-hand.")
    return 0


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is not a day (write it as 2026-11-22)") from None


def generate(root: Path) -> int:
    """Write the schemas, the issue forms, the first line of each data file, and the reference in CONTRIBUTING.md."""
    for kind in KINDS.values():
        _write(root / SCHEMAS / f"{kind.kind}.schema.json", json_schema(kind))
        for file in sorted((root / "data" / kind.folder).glob(kind.glob)):
            try:
                lines = file.read_text(encoding="utf-8-sig").split("\n")
            except (OSError, UnicodeDecodeError):
                continue  # `check` reports it
            wanted = schema_line(file.relative_to(root).as_posix(), kind)
            if lines[0].startswith("# yaml-language-server:"):
                lines[0] = wanted
            else:
                lines.insert(0, wanted)
            _write(file, "\n".join(lines))
    for name, text in issue_forms().items() if (root / FOLDER).is_dir() else ():
        _write(root / FOLDER / name, text)
    _write(root / SCHEMAS / IDS, ids_schema(titles_of(load(root / "data")[0])))
    contributing = root / "CONTRIBUTING.md"
    if contributing.exists():
        _write(contributing, with_field_reference(contributing.read_text(encoding="utf-8")))
    return 0


def diff(root: Path, base: str, head: str, format_name: str) -> int:
    """Print in words what changed between two states, each a git revision, a folder, or the files as they are."""
    from macros.changes.comparing import compare
    from macros.changes.report import report
    from macros.changes.snapshots import ChangesError, folder_of, read_snapshot

    try:
        with folder_of(root, base, before=head) as earlier, folder_of(root, head) as later:
            changes = compare(read_snapshot(earlier, base), read_snapshot(later, head or "this folder"))
    except ChangesError as error:
        print(f"diff: {error}", file=sys.stderr)
        return 1
    print(report(changes, format_name))
    return 0


def release(root: Path, version: str, day: str, base: str | None) -> int:
    """Write the record of a release and the list of all that is published into data/releases/."""
    from macros.changes.releasing import make_release
    from macros.changes.snapshots import ChangesError

    try:
        files = make_release(root, version, day or date.today().isoformat(), base)
    except ChangesError as error:
        print(f"release: {error}", file=sys.stderr)
        return 1
    for path, text in files.texts.items():
        _write(root / path, text)
    print(f"{version}: {files.changes} changes. Commit data/releases/, then tag the commit v{version}.")
    return 0


def notes(root: Path, version: str | None) -> int:
    """Print the notes of a release as Markdown."""
    from macros.catalog import load
    from macros.changes import releasing
    from macros.changes.snapshots import ChangesError

    try:
        print(releasing.notes(load(root / "data")[0], version), end="")
    except ChangesError as error:
        print(f"notes: {error}", file=sys.stderr)
        return 1
    return 0


def format_data(root: Path) -> int:
    """Bring every data file that can be read into its format; the others are for `check` to report."""
    for kind in KINDS.values():
        for file in sorted((root / "data" / kind.folder).glob(kind.glob)):
            source, problems = read_source(file, root)
            if not problems:
                text = "\n".join(source.lines)
                _write(file, formatted(text, kind))
    return 0


def new(root: Path, options: argparse.Namespace) -> int:
    """Write a new record where it belongs; return 1, and write nothing, if the check has something against it."""
    draft, big_idea, wrong = draft_of(options)
    lacking = missing_flags(draft, big_idea)
    project, _ = read_project(root)
    if wrong or (lacking and not sys.stdin.isatty()):
        head = f"new {options.kind}: nothing was written"
        print("\n  ".join([f"{head}; mend these flags:", *wrong]) if wrong else head, file=sys.stderr)
        if lacking:
            print("\n  ".join(["these flags are missing:", *lacking]), file=sys.stderr)
        return 2
    if lacking:
        interview = Interview(project.catalog, input, print)
        try:
            interview.fill(draft)
            big_idea = interview.page_text(draft.kind, big_idea)
        except (EOFError, KeyboardInterrupt):
            print("\nnothing was written", file=sys.stderr)
            return 1
    addition = add(root, project, draft, date.today(), file=options.data_file, big_idea=big_idea)
    return _write_checked(addition, f"{draft.kind.kind} '{draft.values['id']}'")


def from_issue(root: Path, form: Path) -> int:
    """Write the record that a filled form asks for; return 1, and write nothing, if the check is against it."""
    try:
        text = form.read_text(encoding="utf-8")
        addition, name = from_form(root, read_project(root)[0], text, date.today())
    except OSError as error:
        print(
            f"from-issue: {form} cannot be read: {error.strerror} (name a file with the text of the issue)",
            file=sys.stderr,
        )
        return 1
    except UnicodeDecodeError:
        print(f"from-issue: {form} is not UTF-8 text (save the text of the issue as UTF-8)", file=sys.stderr)
        return 1
    except FormError as error:
        print(f"from-issue: nothing was written; {error}", file=sys.stderr)
        return 1
    return _write_checked(addition, name)


def _write_checked(addition: Addition, name: str) -> int:
    """Write files, or say what the check has against them."""
    if addition.problems:
        print(FORMATS["text"](addition.problems))
        print("Nothing was written. The lines are those that the files would have.", file=sys.stderr)
        return 1
    for written in addition.write():
        print(f"wrote {written.relative_to(addition.root)}")
    print(f"The {name} passes the check.")
    return 0


def publish(deed: str, root: Path) -> int:
    """Write what is published into dist/, or put it on the built site, saying how far it is."""
    from macros.publishing.files import PublishingError, size

    try:
        make = _maker(deed)
        files = make(root, root / "dist", lambda line: _say(f"{deed}: {line} ..."))
    except ImportError as error:
        _say("")
        print(f"{deed}: the package '{error.name}' is not installed ('make {deed}' installs it)", file=sys.stderr)
        return 1
    except PublishingError as error:
        _say("")
        print(f"{deed}: {error}", file=sys.stderr)
        return 1
    _say("")
    for file in files:
        print(f"{file.relative_to(root)}: {size(file)}")
    return 0


def _maker(deed: str) -> Callable[[Path, Path, Callable[[str], None]], list[Path]]:
    """Import only what a deed needs: the book and the deck need packages that nothing else does."""
    if deed == "pdf":
        from macros.publishing.pdf import make_pdf

        return make_pdf
    if deed == "deck":
        from macros.publishing.deck import make_deck

        return make_deck
    if deed == "twins":
        from macros.publishing.twins.files import make_twins

        return make_twins
    from macros.publishing.offline import list_downloads, make_offline

    return make_offline if deed == "offline" else list_downloads


def _say(line: str) -> None:
    """Show how far the work is: on a terminal in one line, which the next one replaces."""
    if sys.stderr.isatty():
        print(f"\r\x1b[K{line}", end="", file=sys.stderr, flush=True)
    elif line:
        print(line, file=sys.stderr)


def _write(file: Path, text: str) -> None:
    """Write a file if its text changed, and say so."""
    for written in save({file: text}):
        print(f"wrote {written}", file=sys.stderr)
