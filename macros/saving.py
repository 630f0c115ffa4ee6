"""Writing files so that none is ever half-written."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def save(files: Mapping[Path, str]) -> list[Path]:
    """Write texts where they differ from what is there; return the files that were written.

    All of them are written beside their targets before the first is renamed: a full disk leaves everything as it was.
    """
    beside: dict[Path, Path] = {}
    try:
        for file, text in files.items():
            if file.exists() and file.read_bytes() == text.encode():
                continue
            file.parent.mkdir(parents=True, exist_ok=True)
            beside[file] = file.with_name(f".{file.name}.new")
            beside[file].write_text(text, encoding="utf-8", newline="\n")
    except OSError:
        for new in beside.values():
            new.unlink(missing_ok=True)
        raise
    for file, new in beside.items():
        new.replace(file)
    return list(beside)
