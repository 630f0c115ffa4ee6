"""What the macros write: questions, services, decision trees in words, comparisons, worked examples."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros.publishing.book.answers import Answer
from macros.publishing.book.articles import Element, words
from macros.publishing.book.blocks import container, short_pairs
from macros.publishing.book.constructs import block, unknown
from macros.publishing.book.markup import call, escape, string

if TYPE_CHECKING:
    from macros.publishing.book.manuscript import Manuscript

block("div", "comparison", "service", "steps")(container)


# ------------------------------------------------------------------------------------------- questions


@block("article", "question")
def question(manuscript: Manuscript, element: Element) -> str:
    """Print a question where it is asked, once; its answer goes to the key at the end."""
    head = element.find("*[@class='question__head']")
    answer = element.find("details[@class='question__answer']")
    if head is None or answer is None:
        raise unknown(element, manuscript.article.page, "a question without heading or answer")
    name = head.get("id") or ""
    if manuscript.anchors.printed(name):
        return ""
    number = len(manuscript.answers) + 1
    manuscript.anchors.heading(manuscript.article.page, name)
    asked = [manuscript.walk(child) for child in element if child is not head and child is not answer]
    skill = head.find("span[@class='skills']")
    said = manuscript.blocks(answer, without=("summary",))
    manuscript.answers.append(Answer(number, manuscript.article.title, said))
    return call(
        "question",
        "\n\n".join(asked),
        at=(str(number), f"[{escape(words(skill)) if skill is not None else ''}]"),
        place=string(manuscript.anchors.printed(name) or ""),
        level=min(int(str(head.tag)[1]) + manuscript.shift, 6),
    )


@block("p", "question__right")
def right(manuscript: Manuscript, element: Element) -> str:
    """Print which options are right, or the answer to an open question."""
    return call("right-answer", manuscript.line(element))


# ------------------------------------------------------------------------------------ trees, workflows


@block("details", "twin")
def twin(manuscript: Manuscript, element: Element) -> str:
    """Print a drawing in words, below the drawing."""
    summary = element.find("summary")
    title = manuscript.line(summary) if summary is not None else ""
    return call("twin", title, manuscript.blocks(element, without=("summary",)))


@block("div", "wizard")
def wizard(manuscript: Manuscript, element: Element) -> str:
    """Print a decision tree as nested lists."""
    return _asked(manuscript, element)


def _asked(manuscript: Manuscript, element: Element) -> str:
    """Return the question in an element, and below it each answer with where it leads."""
    asked = element.find("p[@class='wizard__question']")
    answers = element.find("ul")
    if asked is None or answers is None:
        raise unknown(element, manuscript.article.page, "a branch of a tree without question or answers")
    text = manuscript.place(asked) + manuscript.line(asked)
    return text + "\n" + call("list", at=tuple(f"[{_led(manuscript, item)}]" for item in answers), tight=True)


def _led(manuscript: Manuscript, item: Element) -> str:
    """Return an answer with where it leads: a result or the next question."""
    details = item.find("details")
    summary = details.find("summary") if details is not None else None
    if details is None or summary is None:
        raise unknown(item, manuscript.article.page, "an answer of a tree that does not open")
    label = call("strong", manuscript.line(summary))
    result = details.find("div[@class='wizard__result']")
    if result is None:
        return f"{label}\\: {_asked(manuscript, details)}"
    said = [manuscript.walk(child) for child in result]
    return f"{label} → {manuscript.place(result)}{' '.join(text for text in said if text)}"


# --------------------------------------------------------------------------------- services, scenarios


@block("details", "service__facts")
def service_facts(manuscript: Manuscript, element: Element) -> str:
    """Print the facts about a service, a line each."""
    summary, facts = element.find("summary"), element.find("dl")
    if summary is None or facts is None:
        raise unknown(element, manuscript.article.page, "facts at a glance without a list")
    return call("label-line", manuscript.line(summary)) + "\n" + short_pairs(manuscript, facts)


@block("p", "scenario__choice")
def choice(manuscript: Manuscript, element: Element) -> str:
    """Print what a worked example chooses."""
    return call("right-answer", manuscript.line(element))


@block("p", "term__example")
def example(manuscript: Manuscript, element: Element) -> str:
    """Print the example of a term."""
    return call("example-line", manuscript.line(element))
