"""Rules about pages: their macro calls, their links, their anchors, and figures that belong into the data."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from macros.catalog import Catalog
from macros.checks.references import wrong_reference
from macros.checks.sources import find_figure
from macros.diagnostics import Diagnostic, did_you_mean
from macros.models import KINDS, Model, Record
from macros.pages import Call, Page
from macros.places import Places, Showing

Signatures = Mapping[str, inspect.Signature]
KindsOf = Callable[[object], tuple[str, ...] | None]

SHOWN_ONLY_BY_OTHERS = {"criterion", "exam"}
"""Kinds that need no place of their own: a criterion is a row of a table."""


def check_pages(
    catalog: Catalog, pages: Iterable[Page], signatures: Signatures, block_macros: set[str], kinds_of: KindsOf
) -> Iterator[Diagnostic]:
    """Yield every problem of the pages. `kinds_of` says which kinds of record an argument's annotation stands for."""
    for page in pages:
        for call in page.calls:
            yield from calls_fit_their_macro(catalog, page, call, signatures, kinds_of)
            if call.name in block_macros:
                yield from block_macros_stand_alone(page, call)
        yield from links_lead_to_records(catalog, page)
        yield from figures_stand_in_data(page)


def calls_fit_their_macro(
    catalog: Catalog, page: Page, call: Call, signatures: Signatures, kinds_of: KindsOf
) -> Iterator[Diagnostic]:
    """A call names a macro that is there and gives it arguments that it takes."""
    signature = signatures.get(call.name)
    if signature is None:
        fix = did_you_mean(call.name, signatures, "the macros are " + ", ".join(sorted(signatures)))
        yield page.source.diagnostic(call.line, call.column, f"unknown macro '{call.name}'", fix)
        return
    usage = f"write {{$ {call.name}{_usage(signature)} $}}"
    try:
        bound = signature.bind(*call.args, **call.kwargs)
    except TypeError as error:
        yield page.source.diagnostic(call.line, call.column, f"{call.name}: {error}", usage)
        return
    for name, value in bound.arguments.items():
        annotation = signature.parameters[name].annotation
        for argument in value if isinstance(value, tuple) else (value,):
            yield from _argument(catalog, page, call, name, argument, annotation, usage, kinds_of)


def _usage(signature: inspect.Signature) -> str:
    names = [
        f"{p.name} ..." if p.kind is p.VAR_POSITIONAL else f"{p.name}" if p.annotation is int else f'"{p.name}"'
        for p in signature.parameters.values()
    ]
    return f"({', '.join(names)})"


def _argument(
    catalog: Catalog,
    page: Page,
    call: Call,
    name: str,
    value: object,
    annotation: object,
    usage: str,
    kinds_of: KindsOf,
) -> Iterator[Diagnostic]:
    kinds = kinds_of(annotation)
    wanted = int if annotation is int else str
    column = page.source.line(call.line).find(f'"{value}"', call.column) + 2 if value is not None else 0
    column = column if column > 1 else call.column
    if not isinstance(value, wanted):
        what = f"{call.name}: {name} must be {'a number' if wanted is int else 'text in quotes'}"
        yield page.source.diagnostic(call.line, call.column, what, usage)
    elif kinds is not None and (wrong := wrong_reference(catalog, str(value), kinds)):
        yield page.source.diagnostic(call.line, column, *wrong)
    elif name == "category":
        categories = {str(r.category) for r in catalog.all(KINDS["service"])}  # type: ignore[attr-defined]
        if value not in categories:
            yield page.source.diagnostic(
                call.line, column, f"no service is in the category '{value}'", did_you_mean(str(value), categories)
            )
    elif name == "kind" and value not in KINDS:
        fix = did_you_mean(str(value), KINDS, "one of " + ", ".join(KINDS))
        yield page.source.diagnostic(call.line, column, f"unknown kind '{value}'", fix)
    elif name == "domain" and catalog.exam and value not in {d.number for d in catalog.exam.domains}:
        yield page.source.diagnostic(call.line, call.column, f"the exam has no domain {value}", "see data/exam/")
    elif call.name == "examples" and (term := catalog.find(str(value))) and not getattr(term, "example", None):
        yield page.source.diagnostic(call.line, column, f"the term '{value}' has no example", "add 'example:' to it")


def block_macros_stand_alone(page: Page, call: Call) -> Iterator[Diagnostic]:
    """A macro that writes blocks stands alone on its line, at its start: its output is several lines long."""
    line = page.source.line(call.line)
    if not re.fullmatch(r"\{\$.*\$\}\s*", line):
        what = f"'{call.name}' writes blocks and shares its line with something else, or is indented"
        yield page.source.diagnostic(call.line, call.column, what, "put it alone on a line, without spaces before it")


def links_lead_to_records(catalog: Catalog, page: Page) -> Iterator[Diagnostic]:
    """A `[[...]]` on a page names a record that is there."""
    for link in page.links:
        wrong = wrong_reference(catalog, link.target, ())
        if wrong:
            yield page.source.diagnostic(link.line, link.column, *wrong)


def anchors_are_unique(
    pages: Iterable[Page], showings: Mapping[str, Showing], catalog: Catalog
) -> Iterator[Diagnostic]:
    """No page gives the same id to two things."""
    for page in pages:
        seen: dict[str, int] = {}
        places = [(h.anchor, h.line, 1, "heading") for h in page.headings]
        for call in page.calls:
            showing = showings.get(call.name)
            for name in showing.records(catalog, call) if showing else ():
                record = catalog.find(name)
                if record and record.kind not in ("guide", "exam"):
                    places.append((name, call.line, call.column, record.kind.replace("-", " ")))
        for anchor, line, column, _ in sorted(places, key=lambda place: place[1:3]):
            if anchor in seen:
                what = f"the id '{anchor}' is on this page already, from line {seen[anchor]}"
                yield page.source.diagnostic(line, column, what, "show it once, or give the heading another id")
            else:
                seen[anchor] = line


def records_are_shown(catalog: Catalog, places: Places) -> Iterator[Diagnostic]:
    """Every record is shown on some page, so that nothing that somebody wrote is lost."""
    for name, entry in catalog.entries.items():
        if name not in places.homes and entry.record.kind not in SHOWN_ONLY_BY_OTHERS:
            what = f"no page shows the {entry.record.kind.replace('-', ' ')} '{name}'"
            yield entry.at(("id",), what, _how_to_show(entry.record))


def _how_to_show(record: Record) -> str:
    macro = {
        "guide": f'objectives("{record.id}")',
        "service": f'services("{getattr(record, "category", "")}")',
        "term": "glossary()",
        "question": f"question_bank({str(getattr(record, 'skill', '1'))[:1]})",
        "fact": "freshness()",
    }.get(record.kind, f'{record.kind.replace("-", "_")}("{record.id}")')
    return f"call {{$ {macro} $}} on a page"


def figures_stand_in_data(page: Page) -> Iterator[Diagnostic]:
    """Prose holds no figure: a figure has a source and a date, so it stands in the data and is cited from there."""
    for number, line in page.prose:
        figure = find_figure(line)
        if figure:
            what = f"the figure '{figure}' stands in prose"
            yield page.source.diagnostic(number, line.find(figure) + 1, what, 'cite it: {$ fact("its-id") $}')


def unused(catalog: Catalog) -> list[str]:
    """Return the ids of records that no other record names; they are on the site, but only in lists."""
    silent = {"exam", "guide", "question", "fact", "comparison", "decision-tree", "workflow", "scenario"}
    return [
        name
        for name, entry in catalog.entries.items()
        if entry.record.kind not in silent and name not in catalog.backlinks and isinstance(entry.record, Model)
    ]
