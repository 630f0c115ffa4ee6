"""Pictures for Typst: inline drawings and image files, each once, under a name made from its content."""

from __future__ import annotations

import hashlib
import html
import re
from dataclasses import dataclass
from pathlib import Path

FALLBACK = re.compile(r"var\(--[\w-]+\s*,\s*([^()]*)\)")
SIZE = re.compile(r'viewBox="[-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)"')


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

    def svg(self, source: str, alternative: str = "") -> Picture:
        """Return a drawing, its CSS variables replaced by their fallbacks: Typst draws SVG without a style sheet."""
        text = FALLBACK.sub(r"\1", source).replace("currentColor", "#263238")
        if "xmlns=" not in text[:300]:
            text = text.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
        told = [re.search(rf"<{tag}\b[^>]*>(.*?)</{tag}>", text, re.DOTALL) for tag in ("title", "desc")]
        said = ". ".join(html.unescape(match[1]).strip().rstrip(".") for match in told if match)
        size = SIZE.search(text)
        width, height = (float(size[1]), float(size[2])) if size else (0.0, 0.0)
        return Picture(self._keep(text.encode(), ".svg"), alternative or said, width, height)

    def file(self, file: Path, alternative: str) -> Picture:
        """Return a picture that the site has as a file."""
        if file.suffix == ".svg":
            return self.svg(file.read_text(encoding="utf-8"), alternative)
        return Picture(self._keep(file.read_bytes(), file.suffix), alternative)

    def _keep(self, data: bytes, suffix: str) -> str:
        name = f"pictures/{hashlib.sha256(data).hexdigest()[:16]}{suffix}"
        (self.folder / name).write_bytes(data)
        return name
