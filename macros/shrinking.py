"""A MkDocs hook: the site gets our scripts and styles as a minifier writes them.

The words for people stay in the sources, and readers load a quarter less of them. Nothing is bundled: each page still
loads only the small files that it has a use for, by the names of their sources.
"""

from __future__ import annotations

from pathlib import Path

import minify_html
from mkdocs.structure.files import File, Files

OURS = Path(__file__).parent / "theme" / "assets"
OTHERS = ("vendor", "iframe-worker-shim.js")
"""What in that folder is not ours, and stays byte for byte what was vendored."""

TAGS = {".js": "script", ".css": "style"}


def on_files(files: Files, **_: object) -> Files:
    """Replace the text of each script and style of ours."""
    for file in files:
        if _is_ours(file):
            file.content_string = shrink(file.content_string, TAGS[Path(file.src_uri).suffix])
    return files


def _is_ours(file: File) -> bool:
    source = Path(file.abs_src_path or "")
    return source.is_relative_to(OURS) and source.suffix in TAGS and not {*source.parts} & {*OTHERS}


def shrink(text: str, tag: str) -> str:
    """Return the same script or style in fewer bytes; `tag` is the element of HTML that would hold it."""
    start, end = f"<{tag}>", f"</{tag}>"
    short: str = minify_html.minify(start + text + end, minify_js=True, minify_css=True)
    return short.removeprefix(start).removesuffix(end)
