"""Writing a book: its parts walked page by page, then what the walk gathered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from macros.models import Guide, Term
from macros.places import chapters_of, page_url
from macros.project import Project
from macros.publishing.book.answers import answer_key
from macros.publishing.book.articles import Article, Element, classes, read_article, words
from macros.publishing.book.manuscript import Manuscript
from macros.publishing.book.markup import call, escape, string
from macros.publishing.book.plan import Part, Plan
from macros.publishing.book.press import SOURCE
from macros.publishing.files import Say, day
from macros.publishing.site import Site
from macros.rendering.links import Links

FINDABLE = ("comparison", "decision-tree", "workflow", "scenario")
"""Kinds that guides show in place: an index page then only says on which page they are printed."""


DENSE = ("fact-list", "term")
"""Classes of what people look up and do not read through: it is set in two columns of small type."""


@dataclass
class Writer:
    """Writes books about one built site."""

    project: Project
    site: Site
    built: Path
    """The folder of the built site."""
    time: int

    def manuscript(self, folder: Path) -> Manuscript:
        """Return a new manuscript, to be written into a folder."""
        pages = {page_url(page.path, directory_urls=True): page.path for page in self.project.pages}
        return Manuscript(self.project.catalog, pages, self.built, folder, self.site.url)

    def write(self, plan: Plan, folder: Path, say: Say, last: str = "") -> None:
        """Write a book for the press; `last` is Typst for its last pages."""
        manuscript = self.manuscript(folder)
        body: list[str] = []
        for part in plan.parts:
            body += self._part(manuscript, part, say, on_new_page=not (body and _is_short(body[-1])))
        body += self.back(manuscript, plan)
        text = manuscript.anchors.settle("\n\n".join([*body, last]))
        (folder / SOURCE).write_text(self.front(plan) + text + "\n", encoding="utf-8")

    def front(self, plan: Plan, *, cover: bool = True) -> str:
        """Return the start of a book: its look, cover and contents."""
        date = datetime.fromtimestamp(self.time, UTC)
        title = f"{plan.title}: {plan.subtitle}" if plan.subtitle else plan.title
        lines = [
            '#import "template.typ": *',
            f"#show: base.with(title: {string(title)}, description: {string(self.site.description)}, "
            f"author: {string(self.site.author)}, language: {string(self.site.language)}, "
            f"date: datetime(year: {date.year}, month: {date.month}, day: {date.day}))",
        ]
        if cover:
            line = f"State of {day(self.time)} · {self.site.copyright}"
            told = (plan.title, plan.subtitle, self.site.description, line)
            lines += [f"#cover({', '.join(string(text) for text in told)})", '#contents("Contents")']
        return "\n".join(lines) + "\n\n"

    # --------------------------------------------------------------------------------------------- parts

    def _part(self, manuscript: Manuscript, part: Part, say: Say, *, on_new_page: bool) -> list[str]:
        """Return a part, or nothing if all it holds is printed before."""
        say(f"writing {part.title or part.index}")
        homes = {self.project.places.homes[str(g.id)].page for g in self.project.catalog.all(Guide)}
        listed = [page for entry in self.site.nav for page in entry.pages()]
        guides = {page for home in homes for page in chapters_of(home, listed)}
        written: list[str] = []
        if part.index:
            article = read_article(self.built, part.index)
            manuscript.open(article, shift=0, outlined=2, indexed=part.index in guides)
            written.append(chapter(manuscript))
        title = part.title or (article.title if part.index else "")
        for page in part.pages:
            article, is_guide = read_article(self.built, page), page in guides
            manuscript.open(article, shift=1, outlined=3 if is_guide else 2, indexed=is_guide)
            text = chapter(manuscript)
            if text:
                first = not any(written)
                written += [
                    call("start-page", at=(string(article.title),), on_new_page=page in homes and not first),
                    text,
                ]
        if not any(written):
            return []
        if not part.index:
            written.insert(0, call("heading", escape(title), level=1))
        start = call("start-part", at=(string(title),), on_new_page=on_new_page)
        return ["\n\n".join([start, *(text for text in written if text)])]

    def back(self, manuscript: Manuscript, plan: Plan) -> list[str]:
        """Return the parts that the walk has gathered: answers, terms, sources, index."""
        parts = [("Answer key", answer_key(manuscript.answers))]
        if not plan.is_whole:
            parts.append(("Terms", self._terms(manuscript, plan)))
        parts.append(("Sources", call("source-list", manuscript.sources.written()) if len(manuscript.sources) else ""))
        parts.append(("Index of terms and services", call("index-list", manuscript.index.written())))
        return [
            "\n\n".join([call("start-part", at=(string(title),)), call("heading", escape(title), level=1), text])
            for title, text in parts
            if text
        ]

    def _terms(self, manuscript: Manuscript, plan: Plan) -> str:
        """Return the definitions of the terms that the pages of a part of the guide use."""
        links = Links(self.project.catalog, self.project.places)
        articles = [read_article(self.built, page) for part in plan.parts for page in part.pages]
        used = {a.get("data-term") or "" for article in articles for a in article.root.iter("a")}
        terms = [term for term in self.project.catalog.all(Term) if term.id in used]
        items = []
        for term in sorted(terms, key=lambda term: term.name.casefold()):
            place = manuscript.anchors.place(self.project.places.homes[str(term.id)].page, str(term.id))
            items.append(f"terms.item([{place}{escape(term.name)}], [{escape(links.plain(term.definition))}])")
        return call("terms", at=tuple(items), tight=False) if items else ""


# ----------------------------------------------------------------------------------------------- chapters


def chapter(manuscript: Manuscript) -> str:
    """Return the current page; nothing if all it holds is printed before."""
    sections = _sections(manuscript.article)
    kept = [section for section in sections[1:] if not _repeats(manuscript, section)]
    if (sections[1:] and not kept) or any("not-yet" in classes(element) for element in sections[0]):
        return ""
    first = _walked(manuscript, sections[0])
    rest = [_elsewhere(manuscript, section) or _walked(manuscript, section) for section in kept]
    text = "\n\n".join(text for text in rest if text)
    is_dense = any(set(DENSE) & set(classes(element)) for section in kept for element in section)
    return "\n\n".join(part for part in (first, call("dense", text) if is_dense else text) if part)


def _is_short(part: str) -> bool:
    """Return whether a part only points to other pages: the next one then begins on the same page."""
    return "#elsewhere(" in part and part.count("#heading(") == 1


def _sections(article: Article) -> list[list[Element]]:
    """Return the elements of an article by its headings of the second level; the first list stands before them."""
    sections: list[list[Element]] = [[]]
    for element in article.root:
        if element.tag == "h2":
            sections.append([])
        if isinstance(element.tag, str):
            sections[-1].append(element)
    return sections


def _repeats(manuscript: Manuscript, section: Iterable[Element]) -> bool:
    """Return whether a section holds nothing but questions that are printed before."""
    inside = [element for element in section if element.tag != "h2" and "definitions" not in classes(element)]
    asked = [e.get("id") or "" for element in inside for e in element.iter() if "question__head" in classes(e)]
    return (
        bool(inside)
        and all("questions" in classes(element) for element in inside)
        and all(manuscript.anchors.printed(name) for name in asked)
    )


def _elsewhere(manuscript: Manuscript, section: list[Element]) -> str:
    """Return the line that says where a record is printed, if a page before this one shows it."""
    head = section[0]
    name = head.get("id") or ""
    label, record = manuscript.anchors.printed(name), manuscript.catalog.find(name)
    if head.tag != "h2" or not label or record is None or record.kind not in FINDABLE:
        return ""
    return call("elsewhere", at=(string(label), f"[{escape(words(head, skip=('headerlink',)))}]"))


def _walked(manuscript: Manuscript, section: Iterable[Element]) -> str:
    return "\n\n".join(text for text in (manuscript.walk(element) for element in section) if text)
