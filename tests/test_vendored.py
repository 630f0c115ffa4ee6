"""Libraries of others: the published files, unchanged, with their licenses."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

VENDOR = Path(__file__).parent.parent / "macros/theme/assets/javascripts/vendor"

PUBLISHED = {
    "ts-fsrs-5.4.2.umd.js": "59b7444121d0aae5bb969097ed95df38eff4a4f878e459703c63720f6b6a176b",
}
"""The SHA-256 of each file as its package has it; ours has one line more in front, which says what it is."""


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_library_is_the_published_file_under_a_line_that_names_its_license(name: str) -> None:
    first, rest = (VENDOR / name).read_bytes().split(b"\n", maxsplit=1)
    assert sha256(rest).hexdigest() == PUBLISHED[name]
    assert first.startswith(b"/*! ")
    assert b"License" in first


def test_every_library_is_recorded_and_has_its_license() -> None:
    files = {file.name for file in VENDOR.iterdir()}
    licenses = {name for name in files if name.endswith(".LICENSE")}
    assert files - licenses == set(PUBLISHED)
    assert {name.removesuffix(".LICENSE") for name in licenses} == {name.split(".umd")[0] for name in PUBLISHED}
