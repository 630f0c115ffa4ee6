"""The SDK: the machine-readable models that facts are checked against."""

from __future__ import annotations

from macros.models.base import Record
from macros.models.values import AsOf, Text, Url


class Sdk(Record):
    """The package whose models are the evidence of facts, in the version that `make facts` reads."""

    kind = "sdk"
    folder = "sdk"

    name: Text
    """Its full name."""
    version: Text
    """The version that the evidence was last compared with. A test compares it with the one that is installed."""
    released: AsOf
    """The day on which that version came out: the day for which the evidence speaks."""
    source: Url
    """The page of that version."""
