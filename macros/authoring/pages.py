"""What a new record needs outside `data/`: a guide its page and its place in the navigation, a scenario its call."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from macros.catalog import Catalog
from macros.models import Guide, Scenario
from macros.places import Places

BIG_IDEA = "big_idea"
"""What only the page of a guide has: its text for the section of that name."""

BIG_IDEA_PURPOSE = "What carries the guide, as Markdown: one picture in a few sentences. It goes to the guide's page."


def guide_files(root: Path, catalog: Catalog, values: dict[str, Any], big_idea: str) -> dict[str, str]:
    """Return the page of a new guide and the configuration with the page in its navigation."""
    name, number = str(values["id"]), str(values["task"]).partition(".")[0]
    path = f"guides/unit-{number}/{name}/index.md"
    files = {f"docs/{path}": _guide_page(values, big_idea)}
    config = root / "mkdocs.yml"
    text = config.read_text(encoding="utf-8") if config.exists() else ""
    if re.search(r"^nav:", text, re.MULTILINE):
        titles = {str(domain.number): str(domain.title) for domain in (catalog.exam.domains if catalog.exam else ())}
        files["mkdocs.yml"] = _with_guide(text, number, titles.get(number, ""), str(values["title"]), path)
    return files


def _guide_page(values: dict[str, Any], big_idea: str) -> str:
    name, title, summary = str(values["id"]), str(values["title"]), " ".join(str(values["summary"]).split())
    parts = [
        f"---\ntitle: {_yaml(title)}\ndescription: {_yaml(_without_links(summary))}\n---",
        summary,
        f'## What you will be able to do\n\n{{$ objectives("{name}") $}}',
        f"## The big idea\n\n{big_idea.strip()}",
        f'## Outline\n\n{{$ outline("{name}") $}}',
    ]
    if values.get("muddy_points"):
        parts.append(f'## Muddy points\n\n{{$ muddy_points("{name}") $}}')
    parts.append(f'## Checkpoint questions\n\n{{$ questions("{name}") $}}')
    return "\n\n".join(parts) + "\n"


def _without_links(text: str) -> str:
    return re.sub(r"\[\[([^\[\]|]*)(?:\|([^\[\]]*))?\]\]", lambda link: link[2] or link[1], text)


def _yaml(text: str) -> str:
    """Return a text in double quotes, as JSON and YAML both write it."""
    return json.dumps(text, ensure_ascii=False)


def _with_guide(config: str, number: str, unit: str, title: str, path: str) -> str:
    """Return the configuration with a guide in the navigation: last in its unit, which is added where it belongs."""
    lines = config.split("\n")
    top = next((i for i, line in enumerate(lines) if re.match(r" +- guides/index\.md$", line)), None)
    if top is None:
        end = next(i for i, line in enumerate(lines) if line == "nav:") + 1
        lines.insert(_end(lines, end, 1), f"  - {_plain(title)}: {path}")
        return "\n".join(lines)
    indent = len(lines[top]) - len(lines[top].lstrip())
    entry = [f"{' ' * (indent + 4)}- {_plain(title)}:", f"{' ' * (indent + 8)}- {path}"]
    end = _end(lines, top + 1, indent)
    units = [
        (i, int(match[1]))
        for i in range(top + 1, end)
        if (match := re.match(rf" {{{indent}}}- [\"']?Unit (\d+)", lines[i]))
    ]
    mine = next((i for i, n in units if n == int(number)), None)
    if mine is not None:
        at = _end(lines, mine + 1, indent + 1)
    else:
        at = next((i for i, n in units if n > int(number)), end)
        entry.insert(0, f"{' ' * indent}- {_yaml(f'Unit {number}: {unit}')}:")
    lines[at:at] = entry
    return "\n".join(lines)


def _plain(title: str) -> str:
    return title if re.fullmatch(r"\w[\w ,.'()-]*", title) else _yaml(title)


def _end(lines: list[str], start: int, indent: int) -> int:
    """Return the first line from a start on that stands further to the left than a block's indentation."""
    for i in range(start, len(lines)):
        if lines[i].strip() and len(lines[i]) - len(lines[i].lstrip()) < indent:
            return i
    return len(lines)


def scenario_files(root: Path, catalog: Catalog, places: Places, values: dict[str, Any]) -> dict[str, str]:
    """Return the page with the scenarios of the nearest guide, with a call that shows the new one, if there is one."""
    pages: dict[str, set[str]] = {}
    for name, place in places.homes.items():
        record = catalog.find(name)
        if isinstance(record, Scenario):
            pages.setdefault(place.page, set()).update(map(str, record.skills))
    wanted = set(values.get("skills", []))
    if not pages:
        return {}
    page = min(pages, key=lambda path: (-len(wanted & pages[path]), path))
    file = root / "docs" / page
    lines = file.read_text(encoding="utf-8").split("\n")
    last = max(i for i, line in enumerate(lines) if re.match(r"\{\$ scenario\(", line))
    lines[last + 1 : last + 1] = ["", f'{{$ scenario("{values["id"]}") $}}']
    return {f"docs/{page}": "\n".join(lines)}


def needs_big_idea(kind: type[object]) -> bool:
    """Return whether a record of the kind has a page that wants prose."""
    return kind is Guide
