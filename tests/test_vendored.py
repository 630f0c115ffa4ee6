"""Files of others are unchanged: each is the one whose hash was noted when it was taken, and has its license."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
VENDOR = ROOT / "macros" / "theme" / "assets" / "javascripts" / "vendor"

PUBLISHED = {
    "ts-fsrs-5.4.2.js": "59b7444121d0aae5bb969097ed95df38eff4a4f878e459703c63720f6b6a176b",
    "minisearch-7.2.0.js": "03c27931eb603af1d3358579e9885eafdb6a2f5fa9929557b3e77d7e99d06d03",
}
"""The SHA-256 of each file as its package publishes it, which is all but our first line."""


@pytest.mark.parametrize(("name", "digest"), PUBLISHED.items())
def test_a_file_is_as_published(name: str, digest: str) -> None:
    first, _, rest = (VENDOR / name).read_bytes().partition(b"\n")
    package, _, version = name.removesuffix(".js").removesuffix(".min").rpartition("-")
    assert f"{package} {version}, ".encode() in first
    assert sha256(rest).hexdigest() == digest


def test_every_file_is_noted_and_has_its_license() -> None:
    files = {file.name for file in VENDOR.iterdir() if file.suffix == ".js"}
    assert files == set(PUBLISHED)
    licenses = {f"{name.rpartition('-')[0]}-LICENSE.txt" for name in files}
    assert {file.name for file in VENDOR.iterdir()} == files | licenses
    table = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    assert all(f"vendor/{name}`" in table for name in files)
