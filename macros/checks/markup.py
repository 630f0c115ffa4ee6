"""Rules about the Markdown and HTML of pages: nothing runs, nothing comes from elsewhere, nothing is left open.

Markdown hands HTML on as it is. So a page holds only tags and attributes that say how a text is to be read.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from macros.calls import placer, without_calls
from macros.checks.texts import marks_in_link, slips
from macros.diagnostics import Diagnostic, shorten
from macros.models import CODE_SPAN, LINK
from macros.pages import Page, paragraphs


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


BLOCKS = _words("""
    article aside blockquote caption dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li
    nav ol p pre section summary table tbody td tfoot th thead tr ul
""")
"""Tags inside which Markdown reads nothing, unless they have the attribute `markdown`."""

INLINE = _words("""
    a abbr b bdi br cite code del dfn em i img ins kbd mark q s samp small span strong sub sup time u
    var wbr
""")
EMPTY = frozenset(["br", "hr", "img", "wbr"])
ENDS_BY_ITSELF = _words("""
    dd dt li p tbody td tfoot th thead tr
""")

ATTRIBUTES = _words("""
    align alt cite class colspan data-search-exclude datetime dir height href id lang loading markdown
    name open reversed role rowspan scope src start title type value width
""")

TAG = re.compile(
    r"<!--(?P<comment>.*?)(?:-->|\Z)|<(?P<odd>[!?])[^<>]*>?"
    r"|<(?P<end>/?)(?P<name>[A-Za-z][\w:.-]*)(?P<rest>(?:[^<>\"']|\"[^\"]{0,500}\"|'[^']{0,500}'){0,1000})(?P<close>>?)",
    re.DOTALL,
)
ATTRIBUTE = re.compile(r"([^\s\"'<>/=]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")
BRACES = re.compile(r"\{.*\}")
KEY = re.compile(r"([^\s\"'{}=:]+)\s*=")

WAY = re.compile(
    r"\]\(\s*(?P<url><[^<>\n]*>|[^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*)(?:\s+(?:\"[^\"\n]*\"|'[^'\n]*'))?\s*\)"
)
IMAGE = re.compile(r"!\[(?P<words>[^\[\]]*)(?=\]\()")
DEFINITION = re.compile(r"\[(?!\^)(?P<name>[^\[\]]+)\]:\s*(?P<url>\S+)")

PARAGRAPH_END = re.compile(r"\n[ \t]*\n")
AUTOLINK = re.compile(r"<(?:(?:https?|mailto):|[\w.+-]+@)")

TAKE_OUT = "take it out, or put code in backticks or a code block"


@dataclass
class _Area:
    """A part of a page that Markdown does not read: a comment, a tag, or what stands inside a tag."""

    kind: str
    start: int
    end: int


@dataclass
class _Scan:
    """What was found on a page: problems by their place in its text, and the areas of HTML."""

    problems: list[tuple[int, str, str]] = field(default_factory=list)
    areas: list[_Area] = field(default_factory=list)
    covered: int = 0
    """Where the last comment or tag ends."""

    def cover(self, kind: str, match: re.Match[str]) -> None:
        self.areas.append(_Area(kind, match.start(), match.end()))
        self.covered = max(self.covered, match.end())

    def report(self, start: int, what: str, fix: str) -> None:
        self.problems.append((start, what, fix))


def html_is_harmless(page: Page) -> Iterator[Diagnostic]:
    """A page has plain tags with plain attributes, each with its end, and asks no other site for anything."""
    text, prose = _texts(page)
    place = placer(text)
    scan = _scan(text, prose)
    for start, what, fix in scan.problems:
        yield page.source.diagnostic(*place(start), what, fix)
    offsets = [0, *(match.end() for match in re.finditer("\n", text))]
    for call in page.calls:
        area = _area(scan, offsets[call.line - 1] + call.column - 1)
        if area in ("comment", "tag") or (area == "inside" and call.is_alone):
            what = f"the macro '{call.name}' stands inside {_AREAS[area]}"
            yield page.source.diagnostic(call.line, call.column, what, "put it outside, between empty lines")
    for link in page.links:
        if _area(scan, offsets[link.line - 1] + link.column - 1) == "inside":
            what = "a link inside HTML is shown as it is written"
            fix = "write Markdown in place of the tag, or add 'markdown' to it, as in <div markdown>"
            yield page.source.diagnostic(link.line, link.column, what, fix)


_AREAS = {"comment": "a comment, where it runs too", "tag": "a tag", "inside": "HTML, where it is lost"}


def _area(scan: _Scan, offset: int) -> str:
    return next((area.kind for area in scan.areas if area.start <= offset < area.end), "")


def _texts(page: Page) -> tuple[str, str]:
    """Return the text of a page without code blocks and calls, and the same without code spans.

    Markdown pairs backticks by the paragraph, and we by the line: only what is code to both is taken for code.
    """
    lines, prose = [""] * len(page.source.lines), [""] * len(page.source.lines)
    for number, line in page.prose:
        lines[number - 1] = page.source.line(number)
        prose[number - 1] = line
    text, blanked = without_calls("\n".join(lines)), "\n".join(prose)

    def blank(span: re.Match[str]) -> str:
        return span[0] if re.search(r"\n\s*\n", span[0]) else blanked[span.start() : span.end()]

    return text, CODE_SPAN.sub(blank, text)


def _scan(text: str, prose: str) -> _Scan:
    """Find the tags of a page.

    Markdown and browsers do not agree on what a comment or a tag with odd quotes swallows. So each `<` is looked at,
    also inside of those.
    """
    scan = _Scan()
    opened: list[tuple[str, int, bool]] = []  # name, place, and whether Markdown reads nothing inside
    shadow = 0  # where the paragraph of the last block ends: Markdown may take all of it for HTML
    for less_than in re.finditer("<", text):
        start = less_than.start()
        match = TAG.match(text, start)
        if match is None or (prose[start] != "<" and start >= shadow and not any(raw for _, _, raw in opened)):
            continue
        if match["name"] and match["name"].lower() in BLOCKS:
            behind = PARAGRAPH_END.search(text, match.end())
            shadow = behind.start() if behind else len(text)
        is_inside = start < scan.covered
        if match["comment"] is not None:
            _comment(scan, match)
        elif match["odd"]:
            scan.report(start, f"'{shorten(match[0])}' may not stand on a page", TAKE_OUT)
        elif not match["close"]:
            if "=" in match["rest"] or match["name"].lower() in BLOCKS:
                scan.report(start, f"the tag '<{shorten(match['name'])}' never ends", "end it with >, or take it out")
        else:
            _tag(scan, opened, match, is_inside=is_inside)
    for name, start, raw in opened:
        if name not in ENDS_BY_ITSELF:
            scan.report(start, f"<{name}> is opened here and never closed", f"write </{name}> behind what it holds")
        if raw:
            scan.areas.append(_Area("inside", start, len(text)))
    return scan


def _comment(scan: _Scan, match: re.Match[str]) -> None:
    scan.cover("comment", match)
    if not match[0].endswith("-->"):
        scan.report(match.start(), "the comment that begins here never ends", "end it with -->")
    elif match["comment"].startswith((">", "->")) or "--" in match["comment"]:
        scan.report(match.start(), "browsers end this comment early", "write no -- inside it")


def _tag(scan: _Scan, opened: list[tuple[str, int, bool]], match: re.Match[str], *, is_inside: bool) -> None:
    name, start = match["name"].lower(), match.start()
    scan.cover("tag", match)
    if name not in BLOCKS | INLINE:
        if not match["end"] and not AUTOLINK.match(match[0]):
            scan.report(start, f"<{shorten(name)}> may not stand on a page", TAKE_OUT)
    elif match["end"]:
        if not is_inside:
            _close(scan, opened, name, start)
    else:
        names = _attributes(scan, start, match["rest"])
        if name not in EMPTY and not is_inside:
            opened.append((name, start, name in BLOCKS and "markdown" not in names))


def _close(scan: _Scan, opened: list[tuple[str, int, bool]], name: str, start: int) -> None:
    if name not in [other for other, _, _ in opened]:
        scan.report(start, f"</{name}> closes nothing", f"take it out, or write <{name}> before what it holds")
        return
    while opened:
        other, begin, raw = opened.pop()
        if raw:
            scan.areas.append(_Area("inside", begin, start))
        if other == name:
            return
        if other not in ENDS_BY_ITSELF:
            scan.report(begin, f"<{other}> is opened here and not closed before </{name}>", f"write </{other}>")


def _attributes(scan: _Scan, start: int, rest: str) -> set[str]:
    """Report the attributes of a tag that may not stand on a page; return the names of all."""
    names = set()
    for match in ATTRIBUTE.finditer(rest):
        name, value = match[1].lower(), html.unescape((match[2] or "").strip("\"'"))
        names.add(name)
        wrong = _wrong_attribute(name, value)
        if wrong:
            scan.report(start, *wrong)
    return names


def _wrong_attribute(name: str, value: str) -> tuple[str, str] | None:
    if name not in ATTRIBUTES and not name.startswith("aria-"):
        return f"the attribute '{shorten(name)}' may not stand on a page", "take it out"
    if name in ("href", "src", "cite"):
        wrong = wrong_address(value, is_shown=name == "src")
        if not wrong and value and not re.match(r"#|https:|mailto:", value):
            return f"nobody checks where '{shorten(value)}' leads, or makes it relative", "write it in Markdown"
        return wrong
    if name == "class" and "mermaid" in value.split():
        return "'mermaid' loads a script from another site", "write a workflow or a decision tree in data/"
    return None


def wrong_address(url: str, *, is_shown: bool = False) -> tuple[str, str] | None:
    """Return what is wrong with the address of a link, or of something that the page itself shows."""
    bare = re.sub(r"[\x00-\x20]", "", url)
    scheme = re.match(r"[A-Za-z][\w+.-]*:", bare)
    if is_shown and (scheme or bare.startswith("//") or "\\" in bare):
        what = f"'{shorten(url)}' is asked for from another site whenever somebody reads the page"
        return what, "put the file into docs/ and write its path"
    if (scheme and scheme[0].lower() not in ("https:", "mailto:")) or bare.startswith("//") or "\\" in bare:
        return f"'{shorten(url)}' is no address that a page may lead to", "write https://..., or the path of a page"
    return None


def markdown_is_whole(page: Page, paths: set[str], exists: Callable[[str], bool]) -> Iterator[Diagnostic]:
    """Links and pictures are written to their ends and lead somewhere; what opens, ends."""
    _, prose = _texts(page)
    place = placer(prose)
    problems: list[tuple[int, str, str]] = []
    defined = {match["name"].casefold() for match in DEFINITION.finditer(prose)}
    pictures = {match.end(): match for match in IMAGE.finditer(prose)}
    for match in re.finditer(r"!\[(?!\[)", prose):
        if not IMAGE.match(prose, match.start()):
            problems.append((match.start(), "a picture that is not whole", "write ![what it shows](picture.svg)"))
    for match in re.finditer(r"\]\(", prose):
        way, picture = WAY.match(prose, match.start()), pictures.get(match.start())
        if not way or not way["url"].strip("<>"):
            problems.append((match.start(), "the address that begins here is not whole", "write [words](page.md)"))
            continue
        url = way["url"].strip("<>")
        if picture and not picture["words"].strip():
            what = "the picture has no words for those who cannot see it"
            problems.append((picture.start(), what, "write ![what it shows](...)"))
        wrong = wrong_address(url, is_shown=picture is not None) or _leads_nowhere(page.path, url, paths, exists)
        if wrong:
            problems.append((match.start() + 2, *wrong))
    for match in DEFINITION.finditer(prose):
        wrong = wrong_address(match["url"].strip("<>"))
        if wrong:
            problems.append((match.start("url"), *wrong))
    for match in re.finditer(r"(?<!\])\]\[(?P<name>[^\[\]]+)\]", LINK.sub(lambda m: " " * len(m[0]), prose)):
        if match["name"].casefold() not in defined:
            what = f"no line says where '[{shorten(match['name'])}]' leads"
            problems.append((match.start(), what, "write [words](page.md)"))
    for start, what, fix in problems:
        yield page.source.diagnostic(*place(start), what, fix)


def _leads_nowhere(page: str, url: str, paths: set[str], exists: Callable[[str], bool]) -> tuple[str, str] | None:
    """Return what is wrong with the path of a link from a page to another one. MkDocs looks at the anchors."""
    path = re.split(r"[?#]", url)[0]
    if not path or re.match(r"[a-z]+:", path):
        return None
    folder = posixpath.dirname(page)
    target = posixpath.normpath(path.lstrip("/") if path.startswith("/") else posixpath.join(folder, path))
    if target in paths or (posixpath.splitext(target)[1] not in ("", ".md") and exists(target)):
        return None
    same_name = sorted(p for p in paths if posixpath.basename(p) == posixpath.basename(target))
    near = [p for p in (f"{target}.md", f"{target}/index.md") if p in paths] or same_name
    fix = f"write '{posixpath.relpath(near[0], folder or '.')}'" if near else "write the path of a file in docs/"
    return f"there is no file '{shorten(path)}'", fix


def attributes_are_harmless(page: Page) -> Iterator[Diagnostic]:
    """Attributes in braces, which Markdown gives to what stands before them, follow the rules for those of tags."""
    for number, line in page.prose:
        braces = BRACES.search(line)
        if not braces:
            continue
        found = [(key.start(), _wrong_attribute(key[1].lower(), "")) for key in KEY.finditer(braces[0])]
        if ".mermaid" in braces[0]:
            found.append((0, _wrong_attribute("class", "mermaid")))
        for start, wrong in found:
            if wrong:
                yield page.source.diagnostic(number, braces.start() + start + 1, *wrong)


def prose_is_written_out(page: Page) -> Iterator[Diagnostic]:
    """Nothing in a page's Markdown is left open or still to be written."""
    _, prose = _texts(page)
    if not prose.strip() and not page.calls:
        yield page.source.diagnostic(1, 1, "the page is empty", "write it, or delete the file")
    for first, paragraph in paragraphs(tuple(enumerate(prose.split("\n"), 1))):
        place = placer(paragraph)
        found = list(slips(paragraph, on_page=True))
        for match in LINK.finditer(paragraph):
            if re.search(r"[*_]{2}|\|", match["text"] or ""):
                found.append((match.start(), *marks_in_link(match[0])))
            elif "|" in match[0] and paragraph[paragraph.rfind("\n", 0, match.start()) + 1 :].lstrip().startswith("|"):
                what = "the '|' of this link ends the cell of the table"
                found.append((match.start(), what, "write [[id]], or put the table into data/"))
        for start, what, fix in found:
            line, column = place(start)
            yield page.source.diagnostic(first + line - 1, column, what, fix)


def calls_have_their_brackets(page: Page, names: Iterable[str]) -> Iterator[Diagnostic]:
    """The name of a macro with values behind it stands between the brackets of a call, not shown as it is."""
    call = re.compile(rf"(?<![\w.])(?:{'|'.join(map(re.escape, names))})\((?:[\"'“”\d]|\))")
    for number, line in page.prose:
        for match in call.finditer(line) if "{$" not in line else ():  # a call that is not whole, reported already
            what = f"'{match[0][: match[0].index('(')]}' is not between the brackets of a macro call"
            yield page.source.diagnostic(number, match.start() + 1, what, 'write {$ name("id") $}')
