"""Each record on the site leads to its line in the data."""

from __future__ import annotations

import re

from tests.site.building import ROOT
from tests.site.conftest import Site

FILES = "https://github.com/aws-data-engineering-guide/guide/edit/main/"


def test_edit_links_lead_to_the_line_of_a_record(site: Site) -> None:
    links = {url for page in site.pages.values() for url in page.all("//a[starts-with(@aria-label, 'Edit ')]/@href")}
    edits = sorted(url for url in links if url.startswith(FILES + "data/"))
    kinds = {url.removeprefix(FILES).split("/")[1] for url in edits}
    assert kinds == {"terms", "questions", "facts", "decision-trees", "services", "samples", "scenarios", "workflows"}
    files: dict[str, list[str]] = {}
    for url in edits:
        path, _, line = url.removeprefix(FILES).partition("#L")
        lines = files.setdefault(path, (ROOT / path).read_text(encoding="utf-8").split("\n"))
        assert re.match(r"(- )?id: ", lines[int(line) - 1]), url


def test_suggestions_open_a_form_that_names_the_record(site: Site) -> None:
    form = (ROOT / ".github/ISSUE_TEMPLATE/change-record.yml").read_text(encoding="utf-8")
    assert "\n    id: id\n" in form
    (url,) = site.pages["glossary/index.html"].all("//a[@aria-label='Suggest a change to the term DAG']/@href")
    assert url.endswith("/issues/new?template=change-record.yml&id=dag")
