"""The code stands in layers: a module imports only what stands below it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "macros"

LAYERS = (
    "diagnostics",
    "saving",
    "reading",
    "models",
    "schemas",
    "validation",
    "recordings",
    "published",
    "catalog",
    "calls",
    "pages",
    "places",
    "forwards",
    "feed",
    "search_index",
    "freshness",
    "public_data",
    "checks",
    "rendering",
    "project",
    "changes",
    "authoring",
    "publishing",
    "handover",
    "__init__",
    "exporting",
    "finishing",
    "feeding",
    "forwarding",
    "searching",
    "unsearched",
    "sampling",
    "shrinking",
    "serving",
    "commands",
    "__main__",
)
"""From the lowest to the highest."""

FILES = sorted(PACKAGE.rglob("*.py"))
DRAWING = PACKAGE / "rendering" / "drawing"


def imports(file: Path) -> Iterator[str]:
    """Yield the full names of the modules and things that a file imports, wherever in it."""
    here = ["macros", *file.relative_to(PACKAGE).with_suffix("").parts[:-1]]
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = here[: len(here) + 1 - node.level] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{module}.{alias.name}" for alias in node.names)


def layer(file: Path) -> str:
    return file.relative_to(PACKAGE).with_suffix("").parts[0]


def imports_any(file: Path, *modules: str) -> list[str]:
    return [name for name in imports(file) if any(name == m or name.startswith(f"{m}.") for m in modules)]


def name_of(file: Path) -> str:
    return file.relative_to(PACKAGE).as_posix()


def test_every_module_has_its_layer() -> None:
    assert {layer(file) for file in FILES} == set(LAYERS)


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_imports_go_down(file: Path) -> None:
    mine = LAYERS.index(layer(file))
    for name in imports(file):
        parts = name.split(".")
        if parts[0] == "macros":
            assert len(parts) > 1, f"{name_of(file)} imports the whole package"
            assert LAYERS.index(parts[1]) <= mine, f"{name_of(file)} imports {name}, which stands above it"


def test_the_architecture_names_all_layers_from_the_highest_to_the_lowest() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").partition("\n## Layers\n")[2].partition("\n## ")[0]
    cells = re.findall(r"^\| [^|]*\| (`[^|]+) \|", text, re.MULTILINE)
    told = [name for cell in cells for name in re.findall(r"`([^`]+)`", cell)]
    layers = dict.fromkeys(name.split("/")[0].removesuffix(".py") for name in told)
    assert list(layers) == list(reversed(LAYERS))
    parts = {name_of(f) for folder in ("checks", "rendering") for f in (PACKAGE / folder).glob("*.py")}
    assert {name for name in parts if not name.endswith("__init__.py")} == {
        name for name in told if name.startswith(("checks/", "rendering/")) and name.endswith(".py")
    }


def test_checks_and_rendering_do_not_know_each_other() -> None:
    for one, other in (("checks", "rendering"), ("rendering", "checks")):
        assert not any(imports_any(file, f"macros.{other}") for file in FILES if layer(file) == one)


def test_only_the_adapters_know_mkdocs() -> None:
    adapters = {
        "__init__.py",
        "handover.py",
        "serving.py",
        "shrinking.py",
        "sampling.py",
        "unsearched.py",
        "searching.py",
        "finishing.py",
        "exporting.py",
        "forwarding.py",
        "feeding.py",
    }
    assert {name_of(file) for file in FILES if imports_any(file, "mkdocs")} == adapters


def test_only_calls_and_rendering_know_jinja() -> None:
    users = {layer(file) for file in FILES if imports_any(file, "jinja2", "markupsafe")}
    assert users <= {"calls", "rendering", "publishing"}
    assert not any(imports_any(file, "jinja2") for file in FILES if layer(file) not in ("calls", "rendering"))


def test_only_reading_and_its_users_know_yaml() -> None:
    users = {layer(file) for file in FILES if imports_any(file, "yaml")}
    assert users <= {"reading", "pages", "publishing", "authoring"}


@pytest.mark.parametrize("file", sorted(DRAWING.rglob("*.py")), ids=name_of)
def test_drawing_knows_nothing_but_itself(file: Path) -> None:
    assert all(name.startswith("macros.rendering.drawing") for name in imports_any(file, "macros"))


@pytest.mark.parametrize("file", sorted((PACKAGE / "rendering").rglob("*.py")), ids=name_of)
def test_rendering_depends_on_nothing_but_its_arguments(file: Path) -> None:
    banned = {"os", "time", "datetime", "random", "secrets", "uuid", "subprocess", "socket", "urllib.request", "locale"}
    if name_of(file) == "rendering/renderer.py":
        banned -= {"os"}  # asks only whether Jinja may keep compiled templates beside their sources
    assert imports_any(file, *banned) == []


@pytest.mark.parametrize("file", [f for f in FILES if layer(f) not in ("publishing", "serving")], ids=name_of)
def test_no_module_asks_the_network(file: Path) -> None:
    assert imports_any(file, "socket", "ssl", "http", "urllib.request", "requests", "httpx") == []
