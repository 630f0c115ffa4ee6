"""What `define_env` has read and made of a project, for the hooks that run later in the same build."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from macros.forwards import Forwards
from macros.project import Project
from macros.rendering.links import Links

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

VARIABLE = "handover"
"""The name among the variables of mkdocs-macros, which live as long as a build does."""


@dataclass(frozen=True, repr=False)
class Handover:
    """All of it.

    It has no `repr` of its own: mkdocs-macros writes each variable out for its log in every build, seen or not, and
    writing out a whole catalog takes longer than all else in a build.
    """

    project: Project
    links: Links
    forwards: Forwards

    @classmethod
    def of(cls, config: MkDocsConfig) -> Handover:
        """Return what was handed over in this build."""
        macros: Any = config.plugins["macros"]
        found: Handover = macros.variables[VARIABLE]
        return found
