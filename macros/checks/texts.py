"""Rules about the words in records: inline Markdown and links to records, nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.catalog import Catalog, Entry
from macros.diagnostics import Diagnostic, shorten
from macros.models import LINK, unfinished_links
from macros.reading import ValuePath

HTML = re.compile(r"</?[A-Za-z][\w-]*(?:[\s/][^<>]*)?>|<[!?][^<>]*|&(?:#\w+|[A-Za-z]\w+);")

ADDRESS = r"https://[^\s()<>\"']+(?:\([^\s()]*\)[^\s()<>\"']*)*"
PAGE_LINK = re.compile(rf"\]\((?!{ADDRESS}(?: +\"[^\"]*\")?\))[^()\s]*\)?")

ATTRIBUTES = re.compile(r"\{:?\s*(?:[#.][\w-]+|[\w:-]+\s*=)[^{}]*\}")
BLOCK = re.compile(r"\n\s*(?:\n|[-*+>|] ?|\d+\. |#{1,6} |`{3}|~{3})|^(?:[-*+>]|#{1,6}) (?!\d)|^\|.*\|$|^`{3}")

PLAIN = {"name", "title", "short_name", "category", "aliases", "code", "version", "sdk"}
"""Fields that stand in links, headings and lists as they are."""

LONGEST = {"label": 80, "short_name": 60} | dict.fromkeys(PLAIN - {"short_name"}, 120)
"""The most characters of what stands in a box, a heading or a column."""

WORD = re.compile(r"[^\W_]")
SUSPICIOUS = re.compile(r"[\[\]`*{<|#>\n-]|TO|TB|FIX|orem")
"""What nearly no text holds, and every text with a slip does."""

WRITE_LINK = "write [words](https://...)"

MARK = re.compile(r"(?<![\\`])`+|(?<![\\*/])\*\*(?![*/])")

SLIPS: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile(r"\b(?:TODO|TBD|FIXME)\b|\b[Ll]orem ipsum\b"), "is not written yet", "write it"),
    (re.compile(r"\] +\((?:https?:|[\w/.-]+\.md\b)[^\s()]*\)?"), "is no link: there is a space in it", WRITE_LINK),
    (re.compile(r"\([^()\n]*\)\[https?:[^\s\]]*\]?"), "has its brackets the wrong way round", WRITE_LINK),
    (re.compile(r"(?<!!)\[\s*\]\([^()\s]*\)?"), "is a link without words", WRITE_LINK),
    (re.compile(r"<(?:http|ftp):[^<>\s]*>"), "is an address without https", WRITE_LINK),
)
"""What goes wrong in Markdown, what to say of it, and what to do."""

CALL = re.compile(r"\{[$@] *\w+ *\([^(){}]*\)? *[$@]?\}?"), "is a macro call, and none runs here", "write words"


def texts_hold_no_html(catalog: Catalog) -> Iterator[Diagnostic]:
    """A text holds no HTML: readers would see its tags. What looks like one stands in a code span."""
    for entry, where, text in _texts(catalog, "<", "&"):
        for match in HTML.finditer(text):
            what = f"'{shorten(match[0])}' is HTML, and texts hold none"
            fix = "write Markdown, such as **bold**, or the sign itself; put code in backticks"
            yield entry.at(where, what, fix, needle=match[0])


def links_are_whole(catalog: Catalog) -> Iterator[Diagnostic]:
    """A `[[` begins a link that is written to its end, and a `]]` ends one."""
    for entry, where, text in _texts(catalog, "[["):
        for start in unfinished_links(text):
            yield entry.at(where, *unfinished_link(), needle=_word(text, start))
        for match in LINK.finditer(text):
            if re.search(r"[*_]{2}|\|", match["text"] or ""):
                yield entry.at(where, *marks_in_link(match[0]), needle=match[0])


def unfinished_link() -> tuple[str, str]:
    """Return what is wrong with a link that does not end, and what to do."""
    return "the link that begins here is not whole", "write [[id]] or [[id|words to show]]"


def marks_in_link(link: str) -> tuple[str, str]:
    """Return what is wrong with a link whose words are not plain, and what to do."""
    return f"the words of '{shorten(link)}' are shown as they are", "write plain words; for bold, write **[[id]]**"


def texts_link_records(catalog: Catalog) -> Iterator[Diagnostic]:
    """A text links records by their ids and other sites with https: the address of a page breaks on other pages."""
    for entry, where, text in _texts(catalog, "]("):
        for match in PAGE_LINK.finditer(text):
            what = f"the link '{shorten(match[0][1:])}' does not lead to another site"
            fix = "link a record: [[id]] or [[id|words to show]]"
            if match[0].startswith("](https://"):
                what, fix = f"the address '{shorten(match[0][2:])}' is not whole", "end it with ), with no space in it"
            yield entry.at(where, what, fix, needle=match[0])


def texts_hold_no_pictures(catalog: Catalog) -> Iterator[Diagnostic]:
    """A text holds no picture, which another site would have to send, and no attribute of HTML."""
    for entry, where, text in _texts(catalog, "![", "{"):
        for match in re.finditer(r"!\[(?!\[[^\[\]]*\]\](?![(\[]))[^\]\n]*\]?", text):
            what = f"'{shorten(match[0])}' is a picture, and texts hold none"
            yield entry.at(where, what, "say it in words, or link the page that shows it", needle=match[0])
        for match in ATTRIBUTES.finditer(text):
            what = f"'{shorten(match[0])}' looks like attributes, and texts hold none"
            yield entry.at(where, what, "take it out, or put code in backticks", needle=match[0])


def texts_are_written_out(catalog: Catalog) -> Iterator[Diagnostic]:
    """A text is one paragraph of words, with Markdown that is written to its end."""
    for entry, where, text in _texts(catalog, ""):
        if not WORD.search(text) and not text.isspace() and "aliases" not in where:
            yield entry.at(where, f"'{shorten(text)}' says nothing", "write some words")
        if not SUSPICIOUS.search(text):
            continue
        for start, what, fix in slips(text):
            yield entry.at(where, what, fix, needle=_word(text, start))
        for match in re.finditer(r"\]\[[^\[\]]*\]|\[\^[^\[\]]*\]", LINK.sub(_blank, text)):
            what = f"'{shorten(match[0])}' names an address that texts have no place for"
            yield entry.at(where, what, "write [words](https://...) or [[id]]", needle=match[0])
        block = BLOCK.search(text)
        if block:
            fix = "write sentences; in front of lines of text write '>-'"
            yield entry.at(where, "a text is one paragraph, without lists, tables or headings", fix)


def slips(text: str, *, on_page: bool = False) -> Iterator[tuple[int, str, str]]:
    """Yield where Markdown goes wrong in a paragraph whose code is blanked out: the place, what, and what to do."""
    for pattern, what, fix in SLIPS if on_page else (*SLIPS, CALL):
        for match in pattern.finditer(text):
            yield match.start(), f"'{shorten(match[0])}' {what}", fix
    open_marks: dict[str, int] = {}
    for match in MARK.finditer(text):
        if open_marks.pop(match[0], None) is None:
            open_marks[match[0]] = match.start()
    for mark, start in open_marks.items():
        what = "two stars begin bold and nothing ends it" if mark == "**" else "a backtick has no other one"
        yield start, what, "write a second one, or put code in backticks"
    for match in re.finditer(r"(?<!\])\]\](?!\])", LINK.sub(_blank, text)):
        if "[[" not in text[: match.start()] or not list(unfinished_links(text)):
            yield match.start(), "a ']]' ends no link", "write [[id]] or [[id|words to show]]"


def _word(text: str, start: int) -> str:
    """Return the word that begins at a place of a text, or the beginning of a long one."""
    return text[start : start + 40].split()[0]


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def names_are_plain(catalog: Catalog) -> Iterator[Diagnostic]:
    """A name or a title is shown as it is, on one line, where there is little room."""
    for entry in catalog.entries.values():
        for where, value, _ in entry.texts:
            field = next((str(key) for key in reversed(where) if isinstance(key, str)), "")
            if field not in LONGEST:
                continue
            marks = r"\[\[|\]\(" if field == "title" else r"\*\*|`|\[\[|\]\("
            mark = re.search(marks, value) if field in PLAIN else None
            if mark:
                what = f"'{field}' is shown as it is, with its '{mark[0]}'"
                yield entry.at(where, what, "write plain words", needle=mark[0])
            elif "\n" in value:
                yield entry.at(where, f"'{field}' runs over several lines", "write it on one line, without '|'")
            elif len(value) > LONGEST[field]:
                what = f"'{field}' has {len(value)} characters, and there is room for {LONGEST[field]}"
                yield entry.at(where, what, "say it shorter")


def _texts(catalog: Catalog, *signs: str) -> Iterator[tuple[Entry, ValuePath, str]]:
    """Yield every text of every record that holds one of these signs, its code spans blanked out."""
    for entry in catalog.entries.values():
        for where, _, text in entry.texts:
            for sign in signs:
                if sign in text:
                    yield entry, where, text
                    break
