"""The cram sheet: decision trees in a few lines, pairs that are easily confused, figures that decide. Two pages."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from lxml import html

from macros.catalog import Catalog
from macros.models import Ask, DecisionTree, Fact, Service
from macros.publishing.book.articles import Article
from macros.publishing.book.markup import call, escape
from macros.rendering.links import Links
from macros.rendering.views import Confused, all_confused

if TYPE_CHECKING:
    from macros.publishing.book.manuscript import Manuscript

PAGES = 2
HOME = "index.md"
FIGURE = re.compile(
    r"\b\d[\d,.]*(?: ?%| (?:[KMGT]i?B|minutes?|hours?|days?|weeks?|months?|years?|seconds?|times|events|vCPUs)\b)"
    r"|\b\d{1,3}(?:,\d{3})+\b|(?<=[Uu]p to )\d+\b|(?<=at most )\d+\b"
)
"""A number that somebody has to know: with its unit, a large one, or a limit."""
SHORT = 190
"""Characters: a longer fact is no line of a cram sheet."""


class CramSheet:
    """Chooses what stands on the sheet; what records name most often comes first."""

    def __init__(self, manuscript: Manuscript, links: Links) -> None:
        self.manuscript, self.links = manuscript, links
        self.catalog: Catalog = manuscript.catalog
        root = html.fragment_fromstring("<article></article>")
        manuscript.open(Article(HOME, "", root), shift=0, outlined=1, indexed=False)
        self.pairs = sorted(all_confused(self.catalog), key=lambda pair: -self._weight(pair))
        self.figures = sorted(filter(_is_figure, self.catalog.all(Fact)), key=lambda fact: -self._named(str(fact.id)))

    def __len__(self) -> int:
        """Return how many lines there are to choose from."""
        return len(self.pairs) + len(self.figures)

    def write(self, lines: int) -> str:
        """Return the sheet with the trees and that many lines of pairs and figures, in equal shares."""
        share = lines / max(len(self), 1)
        pairs = self.pairs[: round(len(self.pairs) * share)]
        figures = self.figures[: lines - len(pairs)]
        parts = [call("cram-heading", "Which one? The trees")]
        for tree in self.catalog.all(DecisionTree):
            parts += [call("cram-heading", escape(tree.title), level=3), self._asked(tree.start)]
        if pairs:
            parts.append(call("cram-heading", "Easily confused"))
            parts += [self._pair(pair) for pair in sorted(pairs, key=lambda pair: pair.service.short_name.casefold())]
        if figures:
            parts.append(call("cram-heading", "Figures that decide"))
            by_service = defaultdict(list)
            for fact in figures:
                by_service[self.catalog.get(Service, fact.about).short_name].append(fact)
            for name in sorted(by_service, key=str.casefold):
                parts += [self._figure(fact) for fact in by_service[name]]
        return "#cram-sheet[\n" + "\n".join(parts) + "\n]"

    def _asked(self, ask: Ask) -> str:
        answers = []
        for answer in ask.answers:
            label = call("emph", self._plain(answer.label))
            if answer.ask:
                answers.append(f"[{label}\\: {self._asked(answer.ask)}]")
            elif answer.choose:
                service = self.catalog.get(Service, answer.choose.service)
                chosen = call("strong", self._plain(answer.choose.label or service.short_name))
                answers.append(f"[{label} → {chosen}]")
        return self._plain(ask.question) + "\n" + call("list", at=tuple(answers), tight=True)

    def _pair(self, pair: Confused) -> str:
        names = call("strong", f"{escape(pair.service.short_name)} or {escape(pair.other.short_name)}:")
        return call("cram-line", f"{names} {self._plain(pair.difference)}")

    def _figure(self, fact: Fact) -> str:
        return call("cram-line", self._plain(fact.value, strong=FIGURE))

    def _plain(self, text: str, strong: re.Pattern[str] | None = None) -> str:
        """Return inline Markdown with its code and emphasis, links as their words; what matches in bold."""
        written = str(self.links.html(text, HOME))
        if strong:
            parts = re.split(r"(<code>.*?</code>|<[^>]+>)", written)
            written = "".join(p if p.startswith("<") else strong.sub(r"<b>\g<0></b>", p) for p in parts)
        root = html.fragment_fromstring(f"<span>{written}</span>")
        for link in list(root.iter("a")):
            link.drop_tag()
        return self.manuscript.text(root)

    def _named(self, name: str) -> int:
        return len(self.catalog.backlinks.get(name, ()))

    def _weight(self, pair: Confused) -> int:
        """Return how much the guide has to say about the less treated one of a pair."""
        return min(self._named(str(pair.service.id)), self._named(str(pair.other.id)))


def _is_figure(fact: Fact) -> bool:
    return not fact.criterion and len(fact.value) <= SHORT and bool(re.search(r"\b\d", fact.value))
