"""`make spell`: looks for misspelled words in every file of the project.

typos knows how words are misspelled and what the right ones are; `.typos.toml` says where to look. What records are
called is right by definition: the words of all names and aliases are added to its dictionary here, so that nobody
maintains a list of them.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from macros.catalog import Catalog, load  # noqa: E402
from macros.diagnostics import Diagnostic, Location, as_github, as_text  # noqa: E402
from macros.models import Service, Term  # noqa: E402

CONFIG = ".typos.toml"
WORD = re.compile(r"[^\W\d_]+")


def main(root: Path = ROOT) -> int:
    """Print every misspelled word with its place; return 1 if there is one."""
    catalog, _problems = load(root / "data")
    found = sorted(misspelled(root, names(catalog)))
    if found and os.environ.get("GITHUB_ACTIONS") == "true":
        print(as_github(found))
    print(as_text(found) if found else "No word is misspelled.")
    return 1 if found else 0


def names(catalog: Catalog) -> set[str]:
    """Return the words of which the names and aliases of services and terms are made."""
    called: list[str] = []
    for service in catalog.all(Service):
        called += [service.name, service.short_name, *service.aliases, *(old.name for old in service.former_names)]
    for term in catalog.all(Term):
        called += [term.name, *term.aliases]
    return {word for name in called for word in WORD.findall(name)}


def misspelled(root: Path, right: Iterable[str]) -> Iterator[Diagnostic]:
    """Yield each misspelled word of a project whose configuration lies in its folder, but for some words."""
    text = (root / CONFIG).read_text(encoding="utf-8")
    known = tomllib.loads(text)["default"]["extend-words"]
    words = sorted({word.lower() for word in right} - set(known))
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / CONFIG
        config.write_text(text + "".join(f'"{word}" = "{word}"\n' for word in words), encoding="utf-8")
        typos = str(Path(sys.executable).with_name("typos"))
        command = [typos, "--isolated", "--config", str(config), "--format", "json", "."]
        done = subprocess.run(command, cwd=root, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode not in (0, 2):
        raise RuntimeError(f"typos: {done.stdout}{done.stderr}")
    for line in done.stdout.splitlines():
        message = json.loads(line)
        if message["type"] == "typo":
            yield _problem(root, message)


def _problem(root: Path, message: dict[str, Any]) -> Diagnostic:
    path = Path(str(message["path"])).as_posix().removeprefix("./")
    fix = "did you mean " + " or ".join(f"'{word}'" for word in message["corrections"]) + "?"
    what = f"'{message['typo']}' is misspelled"
    if "line_num" not in message:
        return Diagnostic(Location(path, 1, 1), f"in the name of the file {what}", fix)
    number = message["line_num"]
    line = (root / path).read_bytes().split(b"\n")[number - 1]
    column = len(line[: message["byte_offset"]].decode(errors="replace")) + 1
    return Diagnostic(Location(path, number, column), what, fix, line.decode(errors="replace").rstrip("\r"))


if __name__ == "__main__":
    sys.exit(main())
