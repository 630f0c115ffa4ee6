"""Makes a comment of the file that an untrusted workflow left: `python3 comment.py archive.zip > comment.md`.

Whoever opens a pull request decides what is in the archive. So it is data and nothing else: one file of a known name
and a limited size is read, and what is written can only be read: it mentions nobody, refers to nothing, shows no
picture, hides no address behind other words, and holds no HTML. A character that is not seen (U+200B) stands wherever
one of these would begin; so the words look as they were written, inside of code as well.
"""

from __future__ import annotations

import re
import sys
import unicodedata
import zipfile
from pathlib import Path

FILE = "data-diff.md"
"""The one file that is read."""

MOST_BYTES = 1_000_000
MOST_CHARACTERS = 60_000
"""GitHub takes comments of up to 65,536 characters."""

MARK = "<!-- data-diff -->"
"""The first line of the comment, by which the next run finds it."""

STOP = "\u200b"

BEGINNINGS = (
    re.compile(r"[<&@]"),  # HTML, entities (which may spell an @), mentions
    re.compile(r"\](?=[(\[:])"),  # links and pictures whose address is hidden, and definitions of such addresses
    re.compile(r"#(?=\d)|\bGH-(?=\d)", re.IGNORECASE),  # issues: they would show a reference to this pull request
    re.compile(r"\bhttps?:(?=//(?:www\.)?github\.com\b)", re.IGNORECASE),  # the same by their address
)


def main(archive: Path) -> None:
    """Write the comment about an archive to the standard output."""
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a stream of text
    print(comment(read(archive)))


def read(archive: Path) -> str:
    """Return the text in an archive, or raise a ValueError."""
    try:
        with zipfile.ZipFile(archive) as opened, opened.open(FILE) as file:
            content = file.read(MOST_BYTES + 1)
    except (KeyError, zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise ValueError(f"the archive holds no file '{FILE}' that can be read: {error}") from None
    if len(content) > MOST_BYTES:
        raise ValueError(f"the file '{FILE}' is longer than {MOST_BYTES} bytes")
    return content.decode("utf-8", errors="replace")


def comment(text: str) -> str:
    """Return the whole comment for a text."""
    harmless = "\n".join(map(_harmless, text.splitlines())).strip()
    if len(harmless) > MOST_CHARACTERS:
        whole_lines = harmless[:MOST_CHARACTERS].rpartition("\n")[0] or harmless[:MOST_CHARACTERS]
        harmless = f"{whole_lines}\n\nThere is more: see the artifact `data-diff` of the run."
    return f"{MARK}\n## What changes in the data\n\n{harmless or 'Nothing.'}"


def _harmless(line: str) -> str:
    line = "".join(c for c in line if c == "\t" or unicodedata.category(c) not in ("Cc", "Cf", "Co", "Cs"))
    for beginning in BEGINNINGS:
        line = beginning.sub(lambda match: match[0] + STOP, line)
    return line


if __name__ == "__main__":
    main(Path(sys.argv[1]))
