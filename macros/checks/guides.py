"""Rules about the pages of guides: each shows the parts of one guide, and together they show all of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from macros.calls import Call
from macros.catalog import Catalog
from macros.diagnostics import Diagnostic
from macros.models import Guide, Question
from macros.pages import Page
from macros.places import chapters_of

GUIDE_MACROS = {"objectives", "outline", "muddy_points", "questions"}
"""Macros that show a part of a guide."""


@dataclass(frozen=True)
class _Pages:
    """The pages of a guide: the one with its objectives, and its chapters, if it has any."""

    guide: Guide
    home: Page
    chapters: list[Page]

    def calls(self) -> Iterator[tuple[Page, Call]]:
        """Yield every macro call with its page."""
        return ((chapter, call) for chapter in self.chapters for call in chapter.calls)

    def at_home(self, what: str, fix: str) -> Diagnostic:
        """Return a problem at the guide's objectives."""
        first = next(call for call in self.home.calls if call.name == "objectives")
        return self.home.source.diagnostic(first.line, first.column, what, fix)


def guides_are_whole(catalog: Catalog, pages: Iterable[Page]) -> Iterator[Diagnostic]:
    """A guide has one first page; that page and its chapters show every part of it, and no part of another guide."""
    homes: dict[str, str] = {}
    for found in _guides(catalog, pages):
        name = str(found.guide.id)
        yield from _parts_of_others(catalog, found)
        if name in homes:
            yield found.at_home(f"'{name}' has a page already, {homes[name]}", "name this page's own guide")
        homes.setdefault(name, found.home.path)
        questions = [question for question in catalog.all(Question) if question.guide == name]
        yield from _objectives_not_tested(found, questions)
        yield from _parts_not_shown(found, has_questions=bool(questions))


def _guides(catalog: Catalog, pages: Iterable[Page]) -> Iterator[_Pages]:
    """Yield the pages of each guide. A page is that of the guide which its calls name most."""
    by_path = {page.path: page for page in pages}
    for page in by_path.values():
        if not any(call.name == "objectives" and len(call.args) == 1 for call in page.calls):
            continue
        chapters = [by_path[path] for path in chapters_of(page.path, by_path)]
        calls = [call for chapter in chapters for call in chapter.calls if call.name in GUIDE_MACROS and call.args]
        guide = catalog.find(Counter(str(call.args[0]) for call in calls).most_common(1)[0][0])
        if isinstance(guide, Guide):
            yield _Pages(guide, page, chapters)


def _parts_of_others(catalog: Catalog, found: _Pages) -> Iterator[Diagnostic]:
    """Yield a problem for each call that shows a part of another guide."""
    name = found.guide.id
    for page, call in found.calls():
        other = str(call.args[0]) if call.name in GUIDE_MACROS and call.args else name
        if other != name and isinstance(catalog.find(other), Guide):
            what = f"this is {'the' if page is found.home else 'a'} page of '{name}', not of '{other}'"
            yield page.source.diagnostic(*call.place(0), what, f'write {{$ {call.name}("{name}") $}}')


def _objectives_not_tested(found: _Pages, questions: Iterable[Question]) -> Iterator[Diagnostic]:
    """Yield a problem for each objective whose questions no call shows, if the calls name objectives."""
    named = [call.args[1:] for _, call in found.calls() if call.name == "questions"]
    shown = {objective for objectives in named for objective in objectives}
    if not named or not all(named) or not shown <= {objective.id for objective in found.guide.objectives}:
        return
    for objective in dict.fromkeys(str(question.objective) for question in questions):
        if objective not in shown:
            what = f"no page of '{found.guide.id}' shows the questions about its objective '{objective}'"
            yield found.at_home(what, f'add {{$ questions("{found.guide.id}", "{objective}") $}}')


def _parts_not_shown(found: _Pages, *, has_questions: bool) -> Iterator[Diagnostic]:
    """Yield a problem for each part of a guide that none of its pages shows."""
    shown = {call.name for _, call in found.calls()}
    where = "the page does not show" if len(found.chapters) == 1 else "neither the page nor a chapter of it shows"
    parts = {"outline": True, "questions": has_questions, "muddy_points": bool(found.guide.muddy_points)}
    for name in [name for name, is_there in parts.items() if is_there and name not in shown]:
        what = f"{where} the {name.replace('_', ' ')} of '{found.guide.id}'"
        yield found.at_home(what, f'add {{$ {name}("{found.guide.id}") $}}')
