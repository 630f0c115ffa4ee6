"""What makes a method of the Renderer a macro, and what a macro shows on its page."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, TypeVar

from macros.calls import Call
from macros.catalog import Catalog
from macros.models import (
    Case,
    Comparison,
    DecisionTree,
    Exam,
    Fact,
    Question,
    Record,
    Reference,
    Release,
    Service,
    Term,
)
from macros.places import Showing, Shown

F = TypeVar("F", bound=Callable[..., object])


def macro(shows: Shown | None = None, *, is_index: bool = False, inline: bool = False) -> Callable[[F], F]:
    """Make a method a macro. `shows` says which records a call shows under their own anchors."""

    def mark(method: F) -> F:
        method.__dict__["macro"] = Showing(shows or (lambda _catalog, _call: ()), is_index)
        method.__dict__["inline"] = inline
        return method

    return mark


def macros_of(renderer: type) -> dict[str, Callable[..., Any]]:
    """Return the macros of a Renderer by name, in the order in which they are written."""
    return {name: method for name, method in vars(renderer).items() if hasattr(method, "macro")}


def showing_of(method: Callable[..., Any]) -> Showing:
    """Return what a macro shows."""
    showing: Showing = method.__dict__["macro"]
    return showing


def is_inline(method: Callable[..., Any]) -> bool:
    """Return whether a macro stands inside a sentence; the others write blocks."""
    return bool(method.__dict__["inline"])


def signature(method: Callable[..., Any]) -> inspect.Signature:
    """Return the arguments of a macro without `self`, their annotations resolved."""
    full = inspect.signature(method, eval_str=True)
    return full.replace(parameters=[p for p in full.parameters.values() if p.name != "self"])


def kinds_of(annotation: object) -> tuple[str, ...] | None:
    """Return the kinds of record that an argument may name; nothing for an argument that is no reference."""
    if isinstance(annotation, type) and issubclass(annotation, Reference):
        return annotation.kinds
    return None


# What calls show. An argument that is not a constant shows nothing here; the page checks report it.


def named(_catalog: Catalog, call: Call) -> list[str]:
    """Show the records that the arguments name."""
    return [str(argument) for argument in call.args if argument is not None]


def every(*kinds: type[Record]) -> Shown:
    """Show all records of some kinds."""

    def shown(catalog: Catalog, _call: Call) -> list[str]:
        return [str(record.id) for kind in kinds for record in catalog.all(kind)]

    return shown


def sample_with_cases(catalog: Catalog, call: Call) -> list[str]:
    """Show the sample that the call names, and its cases."""
    return [*named(catalog, call), *(str(case.id) for case in catalog.all(Case) if case.sample in call.args)]


def services_of_category(catalog: Catalog, call: Call) -> list[str]:
    """Show the services of the category that the call names."""
    return [str(s.id) for s in catalog.all(Service) if s.category in call.args]


def questions_of_guide(catalog: Catalog, call: Call) -> list[str]:
    """Show the questions of the guide that the call names, or those about the objectives named behind it."""
    guide, *objectives = call.args or (None,)
    questions = [q for q in catalog.all(Question) if q.guide == guide]
    return [str(q.id) for q in questions if not objectives or q.objective in objectives]


def questions_of_domain(catalog: Catalog, call: Call) -> list[str]:
    """Show the questions whose skill belongs to the domain that the call names."""
    return [str(q.id) for q in catalog.all(Question) if q.domain in call.args]


every_comparison = every(Comparison)
every_decision_tree = every(DecisionTree)
every_fact = every(Fact)
every_question = every(Question)
every_release = every(Release)
every_term = every(Term)
the_exam = every(Exam)
