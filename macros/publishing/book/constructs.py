"""What the site is made of: every construct has a handler here, and what has none stops the walk.

A handler takes the manuscript and the element and returns Typst markup. It is registered for a tag, or for a tag with
a class. Classes that change nothing on paper are named too, so that a new one is noticed: it may matter.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from macros.publishing.book.articles import Element, classes, where
from macros.publishing.files import PublishingError

if TYPE_CHECKING:
    from macros.publishing.book.manuscript import Manuscript

Handler = Callable[["Manuscript", Element], str]

BLOCKS: dict[tuple[str, str], Handler] = {}
"""Handlers of blocks, by tag and class; the class is empty for the tag in general."""

INLINE: dict[tuple[str, str], Handler] = {}
"""Handlers of what stands in a line."""

SAME_ON_PAPER: dict[str, frozenset[str]] = {
    "a": frozenset({"record", "record--criterion", "record--exam", "record--fact", "record--question"})
    | {f"record--{kind}" for kind in ("comparison", "decision-tree", "guide", "sample", "scenario", "workflow")}
    | {"cards__title", "footnote-ref", "md-button", "md-button--primary"},
    "article": frozenset({"md-content__inner", "md-typeset"}),
    "b": frozenset(),
    "code": frozenset({"highlight"}),
    "dd": frozenset({"examples__example"}),
    "details": frozenset({"run"}),
    "div": frozenset(
        {
            "comparison--pairs",
            "comparison--list",
            "comparison--short",
            "coverage",
            "exam-note",
            "examples__pair",
            "inline",
            "end",
            "hero",
        }
    ),
    "figure": frozenset({"drawing", "drawing--tree", "drawing--workflow"}),
    "li": frozenset({"guides__ready", "guides__open", "question__right-option", "run__failed"})
    | {"question__wrong-option"}
    | {f"steps__{kind}" for kind in ("event", "choice", "wait", "parallel", "map", "succeed", "fail")},
    "ol": frozenset({"exam-notes", "outline", "question__options", "question__reasons", "scenario__walk"}),
    "p": frozenset({"hero__lead", "outline__topic", "prerequisites", "service__summary", "not-yet"})
    | {"question__stem", "question__explanation", "question__right", "wizard__example"},
    "pre": frozenset(),
    "section": frozenset(),
    "strong": frozenset({f"badge--{deed}" for deed in ("executed", "parsed", "checked")})
    | {f"badge--{end}" for end in ("succeeded", "failed", "timed-out", "matched", "not-matched")},
    "span": frozenset({"checked", "fact", "guides__number", "facts__note", "weight"}),
    "table": frozenset({"comparison__table"}),
    "tr": frozenset({"coverage__open"}),
    "ul": frozenset({"cards", "fact-list", "guides", "objectives", "service__avoid", "service__choose"})
    | {"sample__notice", "samples", "service__confused"},
}
"""Classes without a handler of their own."""


def block(tag: str, *names: str) -> Callable[[Handler], Handler]:
    """Register a handler of a block, for a tag or for some of its classes."""
    return _register(BLOCKS, tag, names)


def inline(tag: str, *names: str) -> Callable[[Handler], Handler]:
    """Register a handler of something in a line."""
    return _register(INLINE, tag, names)


def _register(table: dict[tuple[str, str], Handler], tag: str, names: tuple[str, ...]) -> Callable[[Handler], Handler]:
    def mark(handler: Handler) -> Handler:
        for name in names or ("",):
            table[tag, name] = handler
        return handler

    return mark


def is_inline(element: Element) -> bool:
    """Return whether an element stands in a line."""
    return any((element.tag, name) in INLINE for name in ["", *classes(element)])


def handler_of(element: Element, page: str) -> Handler:
    """Return what handles an element; an element or a class that nobody knows stops the book."""
    tag, names = str(element.tag), classes(element)
    for table in (INLINE, BLOCKS) if is_inline(element) else (BLOCKS,):
        handlers = [table[tag, name] for name in names if (tag, name) in table]
        known = SAME_ON_PAPER.get(tag, frozenset()) | {name for of, name in table if of == tag}
        strange = [name for name in names if name not in known and not name.startswith("language-")]
        if strange and not handlers_ignore(handlers):
            raise unknown(element, page, f"the class '{strange[0]}' of <{tag}>")
        if handlers:
            return handlers[0]
        if (tag, "") in table:
            return table[tag, ""]
    raise unknown(element, page, f"<{tag}>")


def handlers_ignore(handlers: list[Handler]) -> bool:
    """Return whether the element is left out anyway, so that its other classes do not matter."""
    return bool(handlers) and handlers[0] is leave_out


def leave_out(_manuscript: Manuscript, _element: Element) -> str:
    """Leave out what has no use on paper."""
    return ""


def unknown(element: Element, page: str, what: str) -> PublishingError:
    """Return the error about something that the book cannot print."""
    return PublishingError(
        f"{page}: the book does not know {what} at {where(element)} "
        "(add it to macros/publishing/book and to tests/publishing/kitchen_sink.html)"
    )
