"""`make bench`: what the macros cost. CPU time, because it varies less than the clock on a shared machine.

1.  `macros check` on the real records.
2.  The site against the same site without macros. For the second one every macro call is replaced by its output,
    every `[[id]]` by the ordinary Markdown link that an author would write, with its attributes, and the list of terms
    stands at the end of the page as HTML. That build runs without the macros plugin and without this package. Both
    builds alternate, and the words of both sites must be the same. Each figure is the least of several rounds, since
    whatever else the machine does can only add to it. A third build has the plain pages and the hook `unsearched`,
    which has nothing to do with the macros: it tells what of the ratio the hook makes up for.
3.  A site of 100 pages: the real ones, then copies of all pages but indexes, in turn; and the same with copies of the
    two guides only, which are far longer than any other page.
"""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from html import unescape
from itertools import cycle, islice
from pathlib import Path

import jinja2

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from lxml import html  # noqa: E402
from mkdocs.config import load_config  # noqa: E402

from macros.calls import DELIMITERS  # noqa: E402
from macros.feeding import MARK, SENTENCE  # noqa: E402
from macros.models import LINK, Term  # noqa: E402
from macros.pages import Page  # noqa: E402
from macros.project import MACROS, Project, load_project  # noqa: E402
from macros.rendering.edits import edits_of  # noqa: E402
from macros.rendering.links import END, Links, RecordLinks, short_name  # noqa: E402
from macros.rendering.renderer import Renderer  # noqa: E402
from tests.site.building import copy_project, environment  # noqa: E402

ROUNDS = 7
TARGETS = {"check": 2.0, "ratio": 1.10, "pages": 5.0}


def cpu(arguments: Sequence[str], folder: Path) -> float:
    """Run Python in a folder and return the seconds of CPU that it took."""
    env = {name: value for name, value in environment().items() if name != "PYTHONDONTWRITEBYTECODE"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], cwd=folder, env=env, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def build(folder: Path) -> float:
    """Build a site and return the seconds of CPU."""
    return cpu(["-m", "mkdocs", "build", "--strict", "--quiet"], folder)


# ------------------------------------------------------------------------------------- without the macros


def expand(folder: Path, hooks: str = "") -> None:
    """Replace what the macros do on the pages of a project by its result, and take the macros and hooks out of it."""
    project = load_project(folder)
    links = Links(project.catalog, project.places)
    config = load_config(str(folder / "mkdocs.yml"))
    edits = edits_of(config.repo_url, config.edit_uri, Path(config.docs_dir).name)
    renderer = Renderer(project.catalog, links, edits)
    jinja = jinja2.Environment(**DELIMITERS, keep_trailing_newline=True)  # type: ignore[arg-type]
    jinja.globals.update({name: getattr(renderer, name) for name in MACROS})
    for page in project.pages:
        renderer.page = page.path
        file = folder / "docs" / page.path
        text = _written_links(page, project)
        expanded = jinja.from_string(text).render().replace(MARK, SENTENCE.format(url=""))
        file.write_text(f"{expanded}\n{_definitions(expanded, links)}", encoding="utf-8")
    configuration = folder / "mkdocs.yml"
    text = configuration.read_text(encoding="utf-8")
    text = re.sub(r"^  (?:- )?macros:\n(?:    .*\n)+", "", text, flags=re.MULTILINE)
    text = re.sub(r"^(?:hooks|watch):\n(?:  .*\n)+", "", text, flags=re.MULTILINE)
    configuration.write_text(text + hooks, encoding="utf-8")


def _written_links(page: Page, project: Project) -> str:
    """Return a page with its `[[id]]` written as ordinary links."""
    text = "\n".join(page.source.lines)
    shown = dict(page.prose)
    prose = "\n".join(shown.get(n, " " * len(line)) for n, line in enumerate(page.source.lines, 1))
    for match in reversed(list(LINK.finditer(prose))):
        record = project.catalog.entries[match["id"]].record
        place = project.places.homes[match["id"]]
        attributes = f'class="record record--{record.kind}"'
        if isinstance(record, Term):
            attributes += f' data-term="{record.id}" aria-describedby="definition-{record.id}"'
        written = f"[{match['text'] or short_name(record)}]({place.source}){{ {attributes} }}"
        text = text[: match.start()] + written + text[match.end() :]
    return text


def _definitions(text: str, links: Links) -> str:
    import markdown

    md = markdown.Markdown(extensions=[RecordLinks(links, on_page=True)])
    whole = text.rstrip("\n")
    return md.postprocessors["definitions"].run(f"{whole}<p>{END}</p>").removeprefix(whole)


def words(page: Path) -> list[str]:
    """Return the words of a page."""
    tree = html.document_fromstring(page.read_text(encoding="utf-8"))
    return unescape("".join(str(text) for text in tree.itertext())).split()


def differing(first: Path, second: Path) -> list[str]:
    """Return the pages that have other words in one site than in the other."""
    pages = sorted(file.relative_to(first) for file in first.rglob("*.html"))
    return [str(page) for page in pages if words(first / page) != words(second / page)]


# ---------------------------------------------------------------------------------------- a hundred pages


GUIDE_PAGE = re.compile(r"^\{\$ objectives\(.*\n", re.MULTILINE)


def grow(folder: Path, originals: Sequence[Path], total: int = 100) -> None:
    """Copy pages under other names until the project has so many."""
    docs = folder / "docs"
    missing = total - len(list(docs.rglob("*.md")))
    for number, original in enumerate(islice(cycle(originals), missing)):
        copy = docs / original.parent / f"zz-{number:02}.md"
        text = (docs / original).read_text(encoding="utf-8")
        copy.write_text(GUIDE_PAGE.sub("", text), encoding="utf-8")  # a guide has one page: the copy is no guide's
    with (folder / "mkdocs.yml").open("a", encoding="utf-8") as configuration:
        configuration.write("\nnot_in_nav: zz-*.md\n")


# --------------------------------------------------------------------------------------------------- main


def report(name: str, value: float, unit: str, target: float | None = None) -> None:
    """Print a line."""
    verdict = "" if target is None else f"   target {target:.2f}: {'met' if value <= target else 'MISSED'}"
    print(f"{name:<62}{value:6.2f} {unit}{verdict}", flush=True)


def main() -> None:
    """Measure and print."""
    print(f"Load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors (best measured below 1)")
    with tempfile.TemporaryDirectory() as temporary:
        top = Path(temporary)
        site = copy_project(top / "site")
        plain = copy_project(top / "plain")
        expand(plain)
        hooked = copy_project(top / "hooked")
        expand(hooked, "\nhooks: [macros/unsearched.py]\n")
        project = load_project(site)

        checks = [cpu(["-m", "macros", "check"], site) for _ in range(ROUNDS)]
        report(f"check of {len(project.catalog.entries)} records", min(checks), "s", TARGETS["check"])

        builds = [(build(site), build(plain), build(hooked)) for _ in range(ROUNDS)]
        with_macros, without, with_hook = (min(times) for times in zip(*builds, strict=True))
        report(f"site, {len(project.pages)} pages", with_macros, "s")
        report("the same pages without macros", without, "s")
        report("ratio", with_macros / without, " ", TARGETS["ratio"])
        report("the same pages without macros, with the hook 'unsearched'", with_hook, "s")
        report("ratio", with_macros / with_hook, " ")
        for page in differing(site / "site", plain / "site"):
            print(f"  these two differ: {page}")

        docs = site / "docs"
        everything = [f.relative_to(docs) for f in sorted(docs.rglob("*.md")) if f.name != "index.md"]
        guides = [f.relative_to(docs) for f in sorted(docs.glob("guides/*/*/*.md")) if f.name != "index.md"]
        for name, originals, target in (("all", everything, TARGETS["pages"]), ("the guides", guides, None)):
            folder = copy_project(top / name)
            grow(folder, originals)
            report(f"100 pages, copies of {name}", min(build(folder) for _ in range(3)), "s", target)


if __name__ == "__main__":
    main()
