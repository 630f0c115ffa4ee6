"""The Downloads page of a built site: puts the files beside it and lists them with size and date.

Pages are rendered from the records alone and cannot know a file's size. So the page says between two comments how to
get the files, and this step, which has them, writes their list there instead.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from html import escape
from pathlib import Path

from macros.publishing.files import PublishingError, day, size

FOLDER = "downloads"
PLACE = re.compile(r"<!-- files -->.*?<!-- end of files -->", re.DOTALL)


def add_downloads(site: Path, files: Iterable[tuple[Path, str]]) -> list[Path]:
    """Copy files into a built site and list them, each with a few words, wherever a page has the place for it.

    Return the pages that list them.
    """
    listed = [(file, words) for file, words in files if file.exists()]
    if not listed:
        return []
    (site / FOLDER).mkdir(exist_ok=True)
    for file, _words in listed:
        shutil.copy2(file, site / FOLDER / file.name)
    pages = []
    for page in sorted(site.rglob("*.html")):
        text = page.read_text(encoding="utf-8")
        if PLACE.search(text):
            way = "../" * len(page.relative_to(site).parent.parts)
            table = _table(listed, way)
            before, after = PLACE.split(text, maxsplit=1)
            page.write_text(before + table + after, encoding="utf-8", newline="\n")
            pages.append(page)
    if not pages:
        raise PublishingError("no page has a place for the downloads (write <!-- files --> <!-- end of files -->)")
    return pages


def _table(files: list[tuple[Path, str]], way: str) -> str:
    rows = "".join(
        f'<tr role="row"><th role="rowheader" scope="row"><a href="{way}{FOLDER}/{escape(file.name)}" download>'
        f'{escape(words)}</a></th><td role="cell" data-label="Size">{size(file)}</td>'
        f'<td role="cell" data-label="State of"><time>{day(int(file.stat().st_mtime))}</time></td></tr>\n'
        for file, words in files
    )
    return (
        '<div class="comparison comparison--list">\n<table role="table">\n'
        '<caption><span class="comparison__title">The files, with the day of the change they were made from</span>'
        '</caption>\n<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">File</th>'
        '<th role="columnheader" scope="col">Size</th><th role="columnheader" scope="col">State of</th></tr></thead>\n'
        f'<tbody role="rowgroup">\n{rows}</tbody>\n</table>\n</div>'
    )
