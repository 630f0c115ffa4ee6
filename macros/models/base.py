"""What all records share."""

from __future__ import annotations

from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from macros.models.values import Id


class Model(BaseModel):
    """A frozen part of a record. Unknown keys are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Record(Model):
    """What stands in a file of `data/`: something with an id that others can refer to."""

    kind: ClassVar[str]
    folder: ClassVar[str]
    glob: ClassVar[str] = "**/*.yml"
    """Which files of the folder hold records of this kind."""

    id: Id
    """Its name for references and addresses: kebab-case, unique over all kinds, never reused."""

    @classmethod
    def paths(cls) -> str:
        """Return where its files are, for people: `terms/*.yml`."""
        return f"{cls.folder}/{cls.glob.removeprefix('**/')}"

    @property
    def title_text(self) -> str:
        """The words under which readers know the record."""
        return str(getattr(self, "name", None) or getattr(self, "title", None) or self.id)
