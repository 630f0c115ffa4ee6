"""Pictures for Typst: inline drawings and image files, each once, under a name made from its content."""

from __future__ import annotations

import hashlib
import html
import re
from dataclasses import dataclass
from pathlib import Path

from macros.publishing.book.cutting import cut

FALLBACK = re.compile(r"var\(--[\w-]+\s*,\s*([^()]*)\)")
SIZE = re.compile(r'viewBox="[-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)"')
TALLEST = 1250.0
"""CSS pixels: a taller drawing would be scaled down on a page until its words cannot be read, so it is cut."""


def clean(source: str) -> str:
    """Return SVG as Typst wants it: it has no style sheet, so CSS variables give way to their fallbacks."""
    text = FALLBACK.sub(r"\1", source).replace("currentColor", "#263238")
    if "xmlns=" not in text[:300]:
        text = text.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
    return text


def described(source: str) -> str:
    """Return what a drawing says about itself: its title and its description."""
    told = [_element(source, "title"), _element(source, "desc")]
    return ". ".join(text.rstrip(".") for text in told if text)


def titled(source: str) -> str:
    """Return the title of a drawing, with a full stop unless it ends in a mark of its own."""
    title = _element(source, "title")
    return title if not title or title[-1] in ".?!" else f"{title}."


def _element(source: str, tag: str) -> str:
    match = re.search(rf"<{tag}\b[^>]*>(.*?)</{tag}>", source, re.DOTALL)
    return html.unescape(match[1]).strip() if match else ""


@dataclass(frozen=True)
class Picture:
    """A picture as the press needs it."""

    path: str
    """Relative to the folder of the manuscript."""
    alternative: str
    """What it shows, in words."""
    width: float = 0
    """Its natural size in CSS pixels; 0 if unknown."""
    height: float = 0


class Drawings:
    """Puts pictures into the folder of the manuscript."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "pictures").mkdir(parents=True, exist_ok=True)

    def parts(self, source: str) -> list[Picture]:
        """Return a drawing in as many parts as it needs pages."""
        parts = cut(clean(source), TALLEST)
        numbers = [f" (part {number} of {len(parts)})" if len(parts) > 1 else "" for number in range(1, len(parts) + 1)]
        return [self.svg(part, described(source) + number) for part, number in zip(parts, numbers, strict=True)]

    def svg(self, source: str, alternative: str) -> Picture:
        """Return a drawing."""
        text = clean(source)
        size = SIZE.search(text)
        width, height = (float(size[1]), float(size[2])) if size else (0.0, 0.0)
        return Picture(self._keep(text.encode(), ".svg"), alternative, width, height)

    def file(self, file: Path, alternative: str) -> Picture:
        """Return a picture that the site has as a file."""
        if file.suffix == ".svg":
            return self.svg(file.read_text(encoding="utf-8"), alternative)
        return Picture(self._keep(file.read_bytes(), file.suffix), alternative)

    def _keep(self, data: bytes, suffix: str) -> str:
        name = f"pictures/{hashlib.sha256(data).hexdigest()[:16]}{suffix}"
        (self.folder / name).write_bytes(data)
        return name
