"""The press: Typst source in, PDF out. The only module that knows Typst's compiler and the fonts."""

from __future__ import annotations

import multiprocessing
import shutil
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from macros.publishing.files import PublishingError

HERE = Path(__file__).parent
LOOK = ("template.typ", "code.tmTheme")
FONTS = ("Roboto", "Roboto Mono")
SOURCE = "book.typ"


def require() -> None:
    """Raise an error now, rather than after a minute of work, if a package of the press is missing."""
    try:
        import fontpkg  # noqa: F401  only to see whether they are there
        import pikepdf  # noqa: F401
        import typst  # noqa: F401
    except ImportError as error:
        raise PublishingError(f"the package '{error.name}' is not installed ('make pdf' installs it)") from None


def print_pdf(folder: Path, target: Path, time: int) -> int:
    """Set the manuscript in a folder as PDF and return the number of its pages."""
    import pikepdf

    for file in LOOK:
        shutil.copy(HERE / file, folder / file)
    raw = folder / "raw.pdf"
    _compile(folder, raw, time)
    with pikepdf.open(raw) as pdf:
        pages = len(pdf.pages)
        # Typst leaves thousands of small objects uncompressed; this halves the file.
        mode = pikepdf.ObjectStreamMode.generate
        pdf.save(target, object_stream_mode=mode, compress_streams=True, deterministic_id=True)
    raw.unlink()
    return pages


def print_apart(folder: Path, target: Path, time: int) -> int:
    """Do the same in a process of its own: Typst keeps what it read, and books one after the other would add up."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as apart:
        return apart.submit(print_pdf, folder, target, time).result()


def _compile(folder: Path, target: Path, time: int) -> None:
    import fontpkg
    import typst

    folders = [str(Path(str(fontpkg.path(name))).parent) for name in FONTS]
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=folders)
    try:
        typst.compile(
            str(folder / SOURCE),
            output=str(target),
            root=str(folder),
            font_paths=fonts,
            pdf_standards=["ua-1", "a-2a"],  # it can be read aloud, and in years to come
            timestamp=time,
        )
    except typst.TypstError as error:
        raise PublishingError(f"Typst refuses the book:\n{error.diagnostic or error.message}") from None


Fits = Callable[[int], bool]


def most_that_fits(most: int, fits: Fits) -> int:
    """Return the largest number up to `most` that fits, by halving; 0 if nothing does."""
    least = 0
    while least < most:
        middle = (least + most + 1) // 2
        least, most = (middle, most) if fits(middle) else (least, middle - 1)
    return least
