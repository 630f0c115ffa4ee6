"""Terms of the field."""

from __future__ import annotations

from macros.models.base import Record
from macros.models.values import FactRef, Reference, ServiceRef, SkillNumbers, Text


class Term(Record):
    """A word of the field, with its definition."""

    kind = "term"
    folder = "terms"

    name: Text
    """The term as it is written in a sentence, with its abbreviation in brackets: `directed acyclic graph (DAG)`."""
    definition: Text
    """One sentence that says what it is."""
    aliases: tuple[Text, ...] = ()
    """Other words for it, abbreviations, plurals that search should find."""
    more: Text | None = None
    """What else is worth knowing."""
    example: Text | None = None
    """A concrete case."""
    see_also: tuple[Reference, ...] = ()
    """Terms and services that go with it."""
    services: tuple[ServiceRef, ...] = ()
    """Services in which it matters."""
    skills: SkillNumbers = ()
    """Skills of the exam for which one needs it."""
    facts: tuple[FactRef, ...] = ()
    """The facts behind figures in the text."""
