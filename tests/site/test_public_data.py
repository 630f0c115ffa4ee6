"""The public data of the built site, and the examples of the page that explains it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from macros.models import KINDS
from macros.project import Project
from tests.site.building import ROOT
from tests.site.conftest import SUB_PATH, Site

ADDRESS = f"https://aws-data-engineering-guide.github.io{SUB_PATH}"
PAGE = ROOT / "docs/reference/data.md"


def example(language: str) -> str:
    """Return the block of code in a language that the page shows."""
    (code,) = re.findall(rf"^```{language}\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    return str(code)


@pytest.fixture(scope="module")
def data(site: Site) -> Path:
    return site.folder / "data/v1"


@pytest.fixture(scope="module")
def catalog(data: Path) -> dict[str, Any]:
    records: dict[str, Any] = json.loads((data / "catalog.json").read_text(encoding="utf-8"))["records"]
    return records


@pytest.fixture(scope="module")
def served(data: Path) -> Iterator[str]:
    """Serve the data, and return the address of the site."""
    handler = partial(Quiet, directory=str(data.parents[1]))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_args: object) -> None:
        """Say nothing."""


def test_every_file_fits_its_schema(data: Path) -> None:
    files = [file for file in sorted(data.glob("*.json")) if ".schema." not in file.name]
    assert len(files) == len(KINDS) + 2
    for file in files:
        value = json.loads(file.read_text(encoding="utf-8"))
        schema = json.loads((data / value["$schema"]).read_text(encoding="utf-8"))
        found = [f"{file.name} {e.json_path}: {e.message}" for e in Draft202012Validator(schema).iter_errors(value)]
        assert not found, found[:5]


def test_the_catalog_holds_every_record(catalog: dict[str, Any], project: Project) -> None:
    ids = {record["id"] for of_kind in catalog.values() for record in of_kind}
    assert ids == set(project.catalog.entries)


def test_every_url_leads_to_its_record(catalog: dict[str, Any], site: Site) -> None:
    found = 0
    for of_kind in catalog.values():
        for record in of_kind:
            if "url" in record:
                path, _, anchor = record["url"].partition("#")
                assert path.startswith(SUB_PATH)
                page = site.pages[f"{path.removeprefix(SUB_PATH)}index.html"]
                assert not anchor or anchor in page.ids, record["url"]
                found += 1
    assert found > 500


def test_plain_texts_hold_no_markup(catalog: dict[str, Any]) -> None:
    texts = [term["definition"]["text"] for term in catalog["term"]] + [f["value"]["text"] for f in catalog["fact"]]
    assert not [text for text in texts if "[[" in text or "**" in text]


def test_the_data_name_the_license_of_the_content(data: Path) -> None:
    index = json.loads((data / "index.json").read_text(encoding="utf-8"))
    assert index["license"]["id"] == "CC-BY-4.0"
    content = (ROOT / "LICENSE-CONTENT").read_text(encoding="utf-8")
    assert index["license"]["url"] in content
    assert index["site"] == ADDRESS


def test_the_page_links_every_file(site: Site, data: Path) -> None:
    page = site.pages["reference/data/index.html"]
    linked = {site.file(url, page.path).name for url in page.all("//article//a[contains(@href, 'data/v1/')]/@href")}
    assert linked == {file.name for file in data.iterdir()}


def test_the_record_on_the_page_is_one_of_them(catalog: dict[str, Any]) -> None:
    shown = json.loads(example("json"))
    (term,) = [term for term in catalog["term"] if term["id"] == shown["id"]]
    assert list(shown) == [field for field in term if field in shown]
    for field, value in shown.items():
        if isinstance(value, list):
            assert all(item in term[field] for item in value), field
        else:
            assert value == term[field]


def test_the_example_in_python_runs(served: str) -> None:
    code = example("python")
    assert ADDRESS in code
    done = subprocess.run(
        [sys.executable, "-c", code.replace(ADDRESS, served)],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONUTF8": "1"},
    )
    lines = done.stdout.splitlines()
    assert len(lines) > 5
    assert all(re.search(r" - .+ https://\S+ 20\d\d-\d\d", line) for line in lines)


def test_the_example_in_javascript_runs(served: str, tmp_path: Path) -> None:
    code = example("javascript")
    assert ADDRESS in code
    script = tmp_path / "example.mjs"
    script.write_text(code.replace(ADDRESS, served), encoding="utf-8")
    node = Path(sys.executable).with_name("node")
    done = subprocess.run([node, script], capture_output=True, text=True, check=True)
    stem, *options = done.stdout.strip().splitlines()
    assert stem
    assert len([line for line in options if line.endswith("(right)")]) == 1
