"""The answer key: the answers in the order of their questions, each with the way back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from macros.publishing.book.markup import call, escape


@dataclass(frozen=True)
class Answer:
    """The answer to a question."""

    number: int
    """The number of question and answer in the book."""
    page: str
    """The title of the page that asks the question."""
    body: str
    """The answer as Typst."""


def answer_key(answers: Iterable[Answer]) -> str:
    """Return the answers under the titles of the pages that ask."""
    parts = []
    for page, group in groupby(answers, lambda answer: answer.page):
        parts.append(call("heading", escape(page), level=2))
        parts += [call("answer", answer.body, at=(str(answer.number),)) for answer in group]
    return "\n\n".join(parts)
