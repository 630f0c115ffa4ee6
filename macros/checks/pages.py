"""Rules about pages: their macro calls, their links, their anchors, and figures that belong into the data."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping

from macros.calls import Call, placer
from macros.catalog import Catalog
from macros.checks import markup
from macros.checks.addresses import pages_live_on
from macros.checks.guides import guides_are_whole
from macros.checks.references import wrong_reference
from macros.checks.sources import find_figures
from macros.checks.texts import unfinished_link
from macros.diagnostics import Diagnostic, did_you_mean, shorten
from macros.models import KINDS, Fact, Guide, Model, Record, Sample, Service
from macros.pages import Page, paragraphs
from macros.places import Places, Showing, page_url

Signatures = Mapping[str, inspect.Signature]
KindsOf = Callable[[object], tuple[str, ...] | None]

SHOWN_ONLY_BY_OTHERS = {"case", "criterion", "exam", "redirect", "sdk"}
"""Kinds that need no place of their own: a criterion is a row of a table, a case a part of its sample."""


def check_pages(
    catalog: Catalog,
    pages: Iterable[Page],
    signatures: Signatures,
    block_macros: set[str],
    kinds_of: KindsOf,
    exists: Callable[[str], bool],
) -> Iterator[Diagnostic]:
    """Yield every problem of the pages.

    `kinds_of` says which kinds of record an argument's annotation stands for, `exists` whether a folder of pages has
    a file.
    """
    pages = list(pages)
    paths = {page.path for page in pages}
    for page in pages:
        for call in page.calls:
            signature = signatures.get(call.name)
            if signature is None:
                fix = did_you_mean(call.name, signatures, "the macros are " + ", ".join(sorted(signatures)))
                yield page.source.diagnostic(call.line, call.column, f"unknown macro '{call.name}'", fix)
                continue
            yield from calls_fit_their_macro(catalog, page, call, signature, kinds_of)
            yield from calls_stand_where_they_work(page, call, is_block=call.name in block_macros)
        yield from calls_name_files_of_samples(catalog, page)
        yield from links_lead_to_records(catalog, page)
        yield from figures_stand_in_data(page)
        yield from markup.html_is_harmless(page)
        yield from markup.attributes_are_harmless(page)
        yield from markup.markdown_is_whole(page, paths, exists)
        yield from markup.prose_is_written_out(page)
        yield from markup.calls_have_their_brackets(page, signatures)
    yield from guides_are_whole(catalog, pages)
    yield from addresses_differ(pages)
    yield from pages_live_on(catalog, pages)


def calls_fit_their_macro(
    catalog: Catalog, page: Page, call: Call, signature: inspect.Signature, kinds_of: KindsOf
) -> Iterator[Diagnostic]:
    """A call gives its macro as many values as it takes, each of the right sort."""
    parameters = list(signature.parameters.values())
    any_number = bool(parameters) and parameters[-1].kind is inspect.Parameter.VAR_POSITIONAL
    usage = f"write {{$ {call.name}({_usage(parameters, kinds_of)}) $}}"
    if call.kwargs:
        what = f"'{call.name}' takes its values without names, so no '{next(iter(call.kwargs))}='"
        yield page.source.diagnostic(call.line, call.column, what, usage)
        return
    if any_number and not call.args:
        yield page.source.diagnostic(call.line, call.column, f"'{call.name}' needs one value or more", usage)
        return
    if not any_number and len(call.args) != len(parameters):
        what = f"'{call.name}' takes {_values(len(parameters))}, not {len(call.args)}"
        yield page.source.diagnostic(call.line, call.column, what, usage)
        return
    is_right = True
    for number, value in enumerate(call.args):
        wanted = parameters[min(number, len(parameters) - 1)]
        wrong = _wrong_argument(catalog, call, value, wanted, usage, kinds_of)
        if wrong:
            is_right = False
            yield page.source.diagnostic(*call.place(number), *wrong)
    is_whole = catalog.is_whole(Fact) and catalog.is_whole(Service)
    if call.name == "contrast" and is_right and is_whole and not catalog.contrast(*call.args):
        what = f"no criterion tells '{call.args[0]}' and '{call.args[1]}' apart, so the table would be empty"
        fix = "add facts about both with the same 'criterion:' and different values, or take other services"
        yield page.source.diagnostic(call.line, call.column, what, fix)


def _values(number: int) -> str:
    return {0: "no value", 1: "one value", 2: "two values"}.get(number, f"{number} values")


def _usage(parameters: list[inspect.Parameter], kinds_of: KindsOf) -> str:
    """Return the values of a call as an example: "service-id", "service-id"."""
    words = []
    for parameter in parameters:
        kinds = kinds_of(parameter.annotation)
        word = f"{kinds[0]}-id" if kinds else parameter.name
        words.append("1" if parameter.annotation is int else f'"{word}"')
        if parameter.kind is parameter.VAR_POSITIONAL:
            words.append("...")
    return ", ".join(words)


def _wrong_argument(
    catalog: Catalog, call: Call, value: object, wanted: inspect.Parameter, usage: str, kinds_of: KindsOf
) -> tuple[str, str] | None:
    """Return what is wrong with a value that is given to a macro, and what to do."""
    kinds, name = kinds_of(wanted.annotation), wanted.name
    if type(value) is not (int if wanted.annotation is int else str):
        sort = "a number" if wanted.annotation is int else "text in quotes"
        return f"'{call.name}' wants {sort} here", usage
    if kinds is not None:
        wrong = wrong_reference(catalog, str(value), kinds)
        if not wrong and call.name == "examples" and not getattr(catalog.find(str(value)), "example", "broken"):
            return f"the term '{value}' has no example", "add 'example:' to it, or take it out here"
        return wrong
    if name == "category":
        categories = {str(service.category) for service in catalog.all(Service)}
        if value not in categories and catalog.is_whole(Service):
            fix = did_you_mean(str(value), categories, "the categories are " + ", ".join(sorted(categories)))
            return f"no service is in the category '{value}'", fix
    if name == "objective":
        guide = catalog.find(str(call.args[0]))
        known = [str(objective.id) for objective in guide.objectives] if isinstance(guide, Guide) else [str(value)]
        if str(value) not in known:
            fix = did_you_mean(str(value), known, "its objectives are " + ", ".join(known))
            return f"'{call.args[0]}' has no objective '{shorten(str(value))}'", fix
    if name == "kind" and value not in KINDS:
        return f"unknown kind '{value}'", did_you_mean(str(value), KINDS, "the kinds are " + ", ".join(KINDS))
    if name == "domain" and catalog.exam and value not in {domain.number for domain in catalog.exam.domains}:
        numbers = ", ".join(str(domain.number) for domain in catalog.exam.domains)
        return f"the exam has no domain {value}", f"the domains are {numbers}"
    return None


def calls_stand_where_they_work(page: Page, call: Call, *, is_block: bool) -> Iterator[Diagnostic]:
    """A macro runs inside code too, so none stands there; and one that writes blocks has its line to itself."""
    if call.is_in_code:
        what = f"the macro '{call.name}' stands in code or in the front matter; it would be run there too"
        yield page.source.diagnostic(
            call.line,
            call.column,
            what,
            "to show the call itself, write {@ raw @} before it and {@ endraw @} behind it",
        )
    elif is_block and not call.is_alone:
        what = f"'{call.name}' writes blocks, but it is indented or shares its line with something else"
        yield page.source.diagnostic(call.line, call.column, what, "put it alone on a line, without spaces before it")
    elif is_block and any(_is_text(page.source.line(n)) for n in (call.line - 1, call.last_line + 1)):
        what = f"'{call.name}' writes blocks, but it stands in a paragraph"
        yield page.source.diagnostic(call.line, call.column, what, "put an empty line before it and behind it")


def _is_text(line: str) -> bool:
    """Return whether a line would take the one above or below it into its paragraph."""
    return bool(line.strip()) and not line.startswith(("#", "<", "-->", "{@"))


def links_lead_to_records(catalog: Catalog, page: Page) -> Iterator[Diagnostic]:
    """A `[[...]]` on a page is whole and names a record that is there."""
    for link in page.links:
        wrong = wrong_reference(catalog, link.target, ()) if link.is_whole else unfinished_link()
        if wrong:
            yield page.source.diagnostic(link.line, link.column, *wrong)


def anchors_are_unique(
    pages: Iterable[Page], showings: Mapping[str, Showing], catalog: Catalog
) -> Iterator[Diagnostic]:
    """No page gives the same id to two things."""
    for page in pages:
        seen: dict[str, int] = {}
        for call in page.calls:
            showing = showings.get(call.name)
            for name in showing.records(catalog, call) if showing else ():
                record = catalog.find(name)
                if record is None or record.kind in ("guide", "exam"):
                    continue
                if name in seen:
                    what = f"'{name}' is shown on this page already, in line {seen[name]}"
                    yield page.source.diagnostic(call.line, call.column, what, "show a record once on a page")
                seen.setdefault(name, call.line)
        for heading in page.headings:
            if heading.anchor in seen:
                what = f"the heading's id, '{shorten(heading.anchor)}', is also in line {seen[heading.anchor]}"
                fix = "end the heading with another id, such as {#more-about-it}"
                yield page.source.diagnostic(heading.line, 1, what, fix)
            elif heading.is_explicit:  # Markdown numbers the ids that it makes itself
                seen[heading.anchor] = heading.line


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
        "fact": "facts()",
        "release": "changes()",
    }.get(record.kind, f'{record.kind.replace("-", "_")}("{record.id}")')
    return f"call {{$ {macro} $}} on a page"


def calls_name_files_of_samples(catalog: Catalog, page: Page) -> Iterator[Diagnostic]:
    """A call of `runs` names a file of its sample."""
    for call in page.calls:
        sample = catalog.find(str(call.args[0])) if call.name == "runs" and len(call.args) == 2 else None
        if isinstance(sample, Sample) and not sample.file(str(call.args[1])):
            names = [str(file.name) for file in sample.files]
            fix = did_you_mean(str(call.args[1]), names, "its files are " + ", ".join(names))
            yield page.source.diagnostic(*call.place(1), f"'{sample.id}' has no file '{call.args[1]}'", fix)


def figures_stand_in_data(page: Page) -> Iterator[Diagnostic]:
    """Prose holds no figure: a figure has a source and a date, so it stands in the data and is cited from there."""
    for first, paragraph in paragraphs(page.prose):
        place = placer(paragraph)
        for match in find_figures(paragraph):
            line, column = place(match.start())
            what = f"the figure '{shorten(match[0])}' stands in prose"
            fix = 'write it as a fact and cite that: {$ fact("its-id") $}'
            yield page.source.diagnostic(first + line - 1, column, what, fix)


def addresses_differ(pages: Iterable[Page]) -> Iterator[Diagnostic]:
    """No two pages become the same file of the site, on no kind of disk."""
    seen: dict[str, str] = {}
    for page in pages:
        address = page_url(page.path, directory_urls=True).casefold()
        if address in seen:
            what = f"the page has the same address as {seen[address]}"
            yield page.source.diagnostic(1, 1, what, "rename one of them")
        seen.setdefault(address, page.path)


def unused(catalog: Catalog) -> list[str]:
    """Return the ids of records that no other record names; they are on the site, but only in lists."""
    silent = {
        "redirect",
        "release",
        "exam",
        "sdk",
        "guide",
        "question",
        "fact",
        "comparison",
        "decision-tree",
        "workflow",
        "scenario",
        "sample",
        "case",
    }
    return [
        name
        for name, entry in catalog.entries.items()
        if entry.record.kind not in silent and name not in catalog.backlinks and isinstance(entry.record, Model)
    ]
