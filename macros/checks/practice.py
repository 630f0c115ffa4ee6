"""Rules about questions and the objectives that they test."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.catalog import Catalog
from macros.diagnostics import Diagnostic, did_you_mean
from macros.models import Guide, Question

NUMBER_WORDS = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine"}

MOST_OPTIONS = 10


def answers_fit_the_type(catalog: Catalog) -> Iterator[Diagnostic]:
    """An open question has an answer; a single one has one right option; a multiple one has two or more."""
    for question in catalog.all(Question):
        entry = catalog.entries[question.id]
        right = sum(option.right for option in question.options)
        if question.type == "open":
            if question.options:
                yield entry.at(("options",), "an open question has no options", "set 'type: single'", key=True)
            if question.answer is None:
                yield entry.at(("type",), "an open question needs an answer", "add 'answer:'")
            continue
        if question.answer is not None:
            yield entry.at(("answer",), "the options hold the answer", "delete 'answer'", key=True)
        if len(question.options) < 3:
            what = f"a question to choose from needs three or more options, this one has {len(question.options)}"
            yield entry.at(("options",), what, "add options", key=True)
        elif len(question.options) > MOST_OPTIONS:
            what = f"a question has {MOST_OPTIONS} options at most, this one has {len(question.options)}"
            yield entry.at(("options",), what, "take some out", key=True)
        elif question.type == "single" and right != 1:
            yield entry.at(("options",), f"{right} options are right in a single question", "mark one", key=True)
        elif question.type == "multiple" and not 2 <= right < len(question.options):
            what = f"{right} of {len(question.options)} options are right in a multiple question"
            yield entry.at(("options",), what, "mark two or more, and leave one wrong", key=True)


def options_differ(catalog: Catalog) -> Iterator[Diagnostic]:
    """No option stands twice, and each has a reason of its own."""
    for question in catalog.all(Question):
        seen = set[tuple[str, str]]()
        for i, option in enumerate(question.options):
            for field, text in (("text", option.text), ("reason", option.reason)):
                words = (field, " ".join(re.findall(r"[^\s.,;]+", text.casefold())))
                if words in seen:
                    what = "the option stands twice" if field == "text" else "another option has the same reason"
                    yield catalog.entries[question.id].at(("options", i, field), what, "change one of them")
                seen.add(words)


def stems_say_how_many(catalog: Catalog) -> Iterator[Diagnostic]:
    """The stem of a multiple question says how many options to choose, and means it."""
    for question in catalog.all(Question):
        if question.type != "multiple":
            more = re.search(r"\b(?:choose|select|pick) (?:two|three|four|five)\b\W*$", question.stem, re.IGNORECASE)
            if more:
                what = f"the stem wants more than one option, but the question is '{question.type}'"
                fix = "set 'type: multiple', or take the words out"
                yield catalog.entries[question.id].at(("stem",), what, fix, needle=more[0])
            continue
        right = NUMBER_WORDS.get(sum(option.right for option in question.options), "")
        if not re.search(rf"\b(?:choose|select|pick|which) {right}\b", question.stem, re.IGNORECASE):
            what = f"the stem does not say to choose {right}"
            yield catalog.entries[question.id].at(("stem",), what, f"end it with 'Choose {right}.'")


def objectives_exist(catalog: Catalog) -> Iterator[Diagnostic]:
    """A question of a guide tests one of its objectives and one of its skills."""
    for question in catalog.all(Question):
        entry = catalog.entries[question.id]
        if question.guide is None:
            if question.objective:
                yield entry.at(("objective",), "an objective without its guide", "add 'guide:'", key=True)
            continue
        guide = catalog.find(str(question.guide))
        if not isinstance(guide, Guide):
            continue
        names = {str(objective.id) for objective in guide.objectives}
        if question.objective is None:
            yield entry.at(("guide",), "the question does not say what it tests", "add 'objective:'")
        elif question.objective not in names:
            fix = did_you_mean(str(question.objective), names, "one of " + ", ".join(sorted(names)))
            yield entry.at(("objective",), f"unknown objective '{question.objective}' of '{guide.id}'", fix)
        if question.skill not in guide.skills and question.skill in catalog.skills:
            fix = f"its skills are {', '.join(guide.skills)}; take one of them, or add this one to the guide"
            yield entry.at(("skill",), f"'{guide.id}' does not teach skill {question.skill}", fix)


def objectives_are_tested(catalog: Catalog) -> Iterator[Diagnostic]:
    """Each objective of a guide has a question that tests it."""
    if not catalog.is_whole(Question):
        return
    tested = {(str(q.guide), str(q.objective)) for q in catalog.all(Question)}
    for guide in catalog.all(Guide):
        names = {str(objective.id) for objective in guide.objectives}
        if any(about == guide.id and name not in names for about, name in tested):
            continue  # a question whose objective is misspelt is reported above
        for i, objective in enumerate(guide.objectives):
            if (str(guide.id), str(objective.id)) not in tested:
                what = f"no question tests the objective '{objective.id}'"
                fix = f"write one with 'guide: {guide.id}' and 'objective: {objective.id}'"
                yield catalog.entries[guide.id].at(("objectives", i, "id"), what, fix)
