"""The site as publishing sees it: a few lines of mkdocs.yml, and a way to build it into a folder."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from macros.publishing.files import PublishingError


@dataclass(frozen=True)
class Nav:
    """An entry of the navigation: a page, or a section with entries of its own."""

    title: str
    """The title in the navigation; empty where the page gives its own."""
    page: str = ""
    """The page's source, like `guides/index.md`; empty for a section."""
    inside: tuple[Nav, ...] = ()

    def pages(self) -> Iterator[str]:
        """Yield the pages of the entry, in order."""
        if self.page:
            yield self.page
        for entry in self.inside:
            yield from entry.pages()


@dataclass(frozen=True)
class Site:
    """What mkdocs.yml says about the site."""

    name: str
    description: str
    url: str
    language: str
    copyright: str
    author: str
    nav: tuple[Nav, ...]
    not_in_book: tuple[str, ...]
    """Pages that the book leaves out because they only repeat, or only make sense on a screen."""

    @property
    def slug(self) -> str:
        """The start of the names of all files that are published."""
        return re.sub(r"[^a-z0-9]+", "-", self.name.lower()).strip("-")


class _Loader(yaml.SafeLoader):
    """Reads mkdocs.yml, in which `!ENV` and Python names may stand."""


def _environment_value(loader: yaml.SafeLoader, node: yaml.Node) -> Any:
    if isinstance(node, yaml.SequenceNode):
        *names, otherwise = loader.construct_sequence(node)
        return next((os.environ[str(name)] for name in names if str(name) in os.environ), otherwise)
    return os.environ.get(str(node.value))


_Loader.add_constructor("!ENV", _environment_value)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", lambda _loader, suffix, _node: suffix)


def read_site(root: Path) -> Site:
    """Return what mkdocs.yml says."""
    file = root / "mkdocs.yml"
    try:
        config = yaml.load(file.read_text(encoding="utf-8"), _Loader)
    except FileNotFoundError:
        raise PublishingError(f"{file} is missing (run this in the project's folder, or give --root)") from None
    return Site(
        name=config["site_name"],
        description=config.get("site_description") or "",
        url=(config.get("site_url") or "").rstrip("/"),
        language=config.get("theme", {}).get("language", "en"),
        copyright=config.get("copyright") or "",
        author=config.get("site_author") or "",
        nav=_nav(config.get("nav", [])),
        not_in_book=tuple(config.get("extra", {}).get("not_in_book", ())),
    )


def _nav(entries: list[Any]) -> tuple[Nav, ...]:
    """Return the navigation; an entry is a page, or a title with a page or with more entries."""
    found = []
    for entry in entries:
        title, inside = next(iter(entry.items())) if isinstance(entry, dict) else ("", entry)
        found.append(Nav(title, inside) if isinstance(inside, str) else Nav(title, "", _nav(inside)))
    return tuple(found)


def build_site(root: Path, target: Path, time: int, *, config: str = "mkdocs.yml") -> None:
    """Build the site into a folder with MkDocs, strictly; an error carries what MkDocs said."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", config, "--site-dir", str(target)]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(time), "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise PublishingError(f"{done.stdout}{done.stderr}\nthe site does not build (mend what stands above)")
