"""The press: Typst source in, PDF out. The only module that knows Typst's compiler and the fonts."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from macros.publishing.files import PublishingError

HERE = Path(__file__).parent
LOOK = ("template.typ", "code.tmTheme")
STANDARDS = ["ua-1", "a-2a"]
"""PDF/UA-1: can be read aloud. PDF/A-2a: can be read in years to come."""

FONTS = ("Roboto", "Roboto Mono")


class Press:
    """Sets books; the fonts are read once."""

    def __init__(self) -> None:
        try:
            import fontpkg
            import pikepdf
            import typst
        except ImportError as error:
            raise PublishingError(f"the package '{error.name}' is not installed ('make pdf' installs it)") from None
        self._typst: Any = typst
        self._pikepdf: Any = pikepdf
        folders = [str(Path(str(fontpkg.path(name))).parent) for name in FONTS]
        self._fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=folders)

    def set(self, folder: Path, name: str, target: Path, time: int) -> int:
        """Set the manuscript `name` in a folder as PDF and return the number of its pages."""
        for file in LOOK:
            shutil.copy(HERE / file, folder / file)
        raw = self._compile(folder, name, time)
        with self._pikepdf.open(raw) as pdf:
            pages = len(pdf.pages)
            # Typst leaves thousands of small objects uncompressed; this halves the file.
            mode = self._pikepdf.ObjectStreamMode.generate
            pdf.save(target, object_stream_mode=mode, compress_streams=True, recompress_flate=True, deterministic_id=True)
        raw.unlink()
        return pages

    def _compile(self, folder: Path, name: str, time: int) -> Path:
        raw = folder / f"{name}.raw.pdf"
        try:
            self._typst.compile(
                str(folder / name),
                output=str(raw),
                root=str(folder),
                font_paths=self._fonts,
                pdf_standards=STANDARDS,
                timestamp=time,
            )
        except self._typst.TypstError as error:
            raise PublishingError(f"Typst refuses the book:\n{error.diagnostic or error.message}") from None
        return raw


Fits = Callable[[int], bool]


def most_that_fits(most: int, fits: Fits) -> int:
    """Return the largest number up to `most` that fits, by halving; 0 if nothing does."""
    least = 0
    while least < most:
        middle = (least + most + 1) // 2
        least, most = (middle, most) if fits(middle) else (least, middle - 1)
    return least
