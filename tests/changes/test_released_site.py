"""Two releases of the second data set, and the site that is built of the second: on a server and from a folder."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import etree, html
from playwright.sync_api import Browser

from macros.commands import main
from macros.finishing import hash_source
from tests.changes.conftest import BREAD, git, without_history
from tests.site.building import build, copy_project

pytestmark = pytest.mark.site

ATOM = "{http://www.w3.org/2005/Atom}"
SITE = "https://bread.example.org/guide/"

HOOKS = """
hooks:
  - macros/serving.py
  - macros/forwarding.py
  - macros/feeding.py
  - macros/finishing.py
"""

OFFLINE = """INHERIT: mkdocs.yml
use_directory_urls: false
plugins:
  offline: {}
"""


def edit(root: Path, name: str, *changes: tuple[str, str]) -> None:
    file = root / name
    text = file.read_text(encoding="utf-8")
    for before, after in changes:
        assert before in text, before
        text = text.replace(before, after)
    file.write_text(text, encoding="utf-8")


def change_much(root: Path) -> None:
    """Rename a term and a page, move a service to another page, withdraw a question, and change a fact."""
    edit(root, "data/terms/dough.yml", ("- id: oven-spring\n", "- id: last-rise\n"))
    edit(root, "data/questions/dough.yml", ("oven-spring", "last-rise"))
    text = (root / "data/questions/dough.yml").read_text(encoding="utf-8")
    head, _, tail = text.partition("- id: q-dough-ready")
    (root / "data/questions/dough.yml").write_text(head + tail[tail.index("- id: q-hot-oven") :], encoding="utf-8")
    edit(
        root,
        "data/guides/raise-a-dough.yml",
        ("    - id: judge-dough\n      text: Tell whether a dough is ready for the oven.\n      skills: [1.1.2]\n", ""),
    )
    edit(
        root,
        "data/services/leavens.yml",
        (
            "  name: Poolish\n  short_name: Poolish\n  category: Living leavens",
            "  name: Poolish\n  short_name: Poolish\n  category: Chemical leavens",
        ),
    )
    edit(
        root,
        "data/facts/leavens.yml",
        (
            "  value: mild\n  source: https://bakers.example.org/yeast\n  as_of: 2026-10",
            "  value: very mild\n  source: https://bakers.example.org/yeast\n  as_of: 2026-11",
        ),
    )
    (root / "data/redirects").mkdir()
    (root / "data/redirects/first.yml").write_text(
        "# yaml-language-server: $schema=../schemas/redirect.schema.json\n"
        "- id: oven-spring\n  to: last-rise\n  since: 2026-11\n"
        "- id: q-dough-ready\n  to: gluten\n  since: 2026-11\n",
        encoding="utf-8",
    )
    (root / "docs/guides/raise-a-dough.md").rename(root / "docs/guides/let-it-rise.md")
    page = root / "docs/guides/let-it-rise.md"
    page.write_text(
        with_front_matter(page.read_text(encoding="utf-8"), "was: [guides/raise-a-dough.md]"), encoding="utf-8"
    )
    for other in (root / "docs").rglob("*.md"):
        text = other.read_text(encoding="utf-8")
        other.write_text(
            text.replace("(raise-a-dough.md", "(let-it-rise.md").replace(
                "(guides/raise-a-dough.md", "(guides/let-it-rise.md"
            ),
            encoding="utf-8",
        )


def with_front_matter(text: str, line: str) -> str:
    return text.replace("---\n", f"---\n{line}\n", 1) if text.startswith("---\n") else f"---\n{line}\n---\n{text}"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The second data set after two releases, with the hooks of the real site."""
    root = copy_project(tmp_path_factory.mktemp("released") / "bread", BREAD)
    without_history(root)
    config = (root / "mkdocs.yml").read_text(encoding="utf-8")
    for before, after in (("modules: [macros]", "module_name: macros"),):
        assert before in config
        config = config.replace(before, after)
    (root / "mkdocs.yml").write_text(config + HOOKS, encoding="utf-8")
    (root / "mkdocs.offline.yml").write_text(OFFLINE, encoding="utf-8")
    (root / "docs/reference/changes.md").write_text(
        "# What changed\n\nIn short. <!-- feed -->\n\n{$ changes() $}\n", encoding="utf-8"
    )
    git(root, "init", "--quiet", "--initial-branch=main")
    for version, day in (("0.1.0", "2026-11-01"), ("0.2.0", "2026-12-01")):
        if version == "0.2.0":
            change_much(root)
        assert main(["--root", str(root), "release", version, "--date", day]) == 0
        git(root, "add", "data", "docs")
        git(root, "commit", "--quiet", f"--message=Version {version}")
        git(root, "tag", f"v{version}")
    assert main(["--root", str(root), "check"]) == 0
    return root


@pytest.fixture(scope="module")
def site(project: Path) -> Path:
    return build(project, "--site-dir", "site")


@pytest.fixture(scope="module")
def folder(project: Path) -> Path:
    build(project, "--config-file", "mkdocs.offline.yml", "--site-dir", "folder")
    return project / "folder"


def page(site: Path, path: str) -> html.HtmlElement:
    return html.document_fromstring((site / path).read_text(encoding="utf-8"))


def found(tree: html.HtmlElement, path: str) -> list[html.HtmlElement]:
    result = tree.xpath(path)
    assert isinstance(result, list)
    return [element for element in result if isinstance(element, html.HtmlElement)]


# ------------------------------------------------------------------------------------- addresses of old


def test_the_old_anchor_of_a_renamed_record_stands_at_the_new_one(site: Path) -> None:
    (old,) = found(page(site, "glossary/index.html"), "//*[@id='oven-spring']")
    (heading,) = found(page(site, "glossary/index.html"), "//*[@id='last-rise']")
    assert old.getparent() is not None
    assert old in list(heading) or old.getparent().get("id") == heading.get("id")


def test_a_page_says_where_a_record_went(site: Path) -> None:
    (moved,) = found(page(site, "services/living-leavens/index.html"), "//aside//*[@id='poolish']/a")
    assert (moved.text, moved.get("href")) == ("Poolish", "../chemical-leavens/#poolish")
    (withdrawn,) = found(page(site, "practise/dough/index.html"), "//aside//*[@id='q-dough-ready']/a")
    assert withdrawn.get("href") == "../../glossary/#gluten"


def test_in_the_place_of_a_page_that_is_gone_stands_one_that_leads_on(site: Path) -> None:
    tree = page(site, "guides/raise-a-dough/index.html")
    (refresh,) = found(tree, "//noscript/meta[@http-equiv='refresh']")
    assert refresh.get("content") == "0; url=../let-it-rise/"
    assert found(tree, "//a[@href='../let-it-rise/']")
    assert found(tree, "//meta[@name='robots'][@content='noindex']")
    (policy,) = found(tree, "//meta[@http-equiv='Content-Security-Policy']")
    (script,) = found(tree, "//script")
    assert f"script-src '{hash_source(script.text or '')}'" in (policy.get("content") or "")
    assert "guides/raise-a-dough/" not in (site / "sitemap.xml").read_text(encoding="utf-8")


def test_every_published_address_leads_somewhere(project: Path, site: Path, folder: Path) -> None:
    from macros.places import page_url
    from macros.published import read_published

    published, _, problems = read_published(project / "data")
    assert not problems
    count = 0
    for built, directory_urls in ((site, True), (folder, False)):
        for name, entry in published.ids.items():
            for path in entry.pages:
                url = page_url(path, directory_urls=directory_urls)
                file = built / (f"{url}index.html" if directory_urls else url)
                assert file.exists(), path
                if entry.kind not in ("guide", "exam"):
                    ids = re.findall(r'\bid="([^"]*)"', file.read_text(encoding="utf-8"))
                    assert ids.count(name) == 1, f"{path}#{name}"
                count += 1
    assert count > 40


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("guides/raise-a-dough.html", "guides/let-it-rise.html"),
        ("guides/raise-a-dough.html#sunday-bread", "guides/let-it-rise.html#sunday-bread"),
    ],
)
def test_from_a_folder_too(old: str, new: str, folder: Path, browser: Browser) -> None:
    tab = browser.new_page()
    tab.goto(f"{folder.as_uri()}/{old}")
    tab.wait_for_url(f"{folder.as_uri()}/{new}")
    tab.close()


def test_without_a_script_too(folder: Path, browser: Browser) -> None:
    tab = browser.new_context(java_script_enabled=False).new_page()
    tab.goto(f"{folder.as_uri()}/guides/raise-a-dough.html")
    tab.wait_for_url(f"{folder.as_uri()}/guides/let-it-rise.html")
    tab.context.close()


# ---------------------------------------------------------------------------------- what changed, and when


def test_the_page_tells_of_both_releases(site: Path) -> None:
    tree = page(site, "reference/changes/index.html")
    titles = [heading.text_content().rstrip("¶") for heading in found(tree, "//article//h2")]
    assert titles == ["Version 0.2.0", "Version 0.1.0"]
    words = " ".join(" ".join(found(tree, "//article")[0].text_content().split()).split())
    assert "Term oven spring: id changed from oven-spring to last-rise; 2 uses updated" in words
    assert (
        "Service Instant yeast: Taste changed from “mild” to “very mild” (source bakers.example.org: yeast, read"
        in words
    )
    assert "Question q-dough-ready removed from 1.1.2; its addresses lead to gluten" in words
    assert "2026-11-01. The first edition: 2 guides, 4 services, 3 terms" in words


def test_entries_say_when_they_changed(site: Path) -> None:
    def day(path: str, name: str, label: str) -> list[str]:
        tree = page(site, path)
        (entry,) = found(tree, f"//*[@id='{name}']")
        block = entry.getnext() if entry.tag == "h2" else entry.getparent()
        assert block is not None
        return re.findall(rf"{label}\s*(\d{{4}}-\d\d-\d\d)", block.text_content())

    assert day("glossary/index.html", "last-rise", "Updated") == ["2026-12-01"]
    assert day("glossary/index.html", "gluten", "Updated") == []
    assert day("services/living-leavens/index.html", "instant-yeast", "Updated") == ["2026-12-01"]
    assert day("services/chemical-leavens/index.html", "baking-soda", "Updated") == []


def test_the_offline_edition_has_no_feed(folder: Path) -> None:
    assert not (folder / "feed.xml").exists()
    assert "feed" not in (folder / "reference/changes.html").read_text(encoding="utf-8").replace("feedback", "")


def test_pages_name_the_feed(site: Path) -> None:
    for path, way in (("index.html", ""), ("reference/changes/index.html", "../../")):
        (link,) = found(page(site, path), "//head/link[@type='application/atom+xml']")
        assert (link.get("rel"), link.get("href")) == ("alternate", f"{way}feed.xml")
    assert found(page(site, "reference/changes/index.html"), "//article//a[@href='../../feed.xml']")


def test_the_feed_keeps_the_rules_of_atom(site: Path) -> None:
    """RFC 4287: what a feed and an entry must have, once, and where they may not repeat."""
    feed = etree.parse(str(site / "feed.xml")).getroot()
    assert feed.tag == f"{ATOM}feed"

    def texts(element: etree._Element, name: str) -> list[str]:
        return [each.text or "" for each in element.findall(f"{ATOM}{name}")]

    def links(element: etree._Element) -> dict[str, str]:
        made = {str(link.get("rel")): str(link.get("href")) for link in element.findall(f"{ATOM}link")}
        assert len(made) == len(element.findall(f"{ATOM}link"))  # 4.1.1: one alternate of a type
        return made

    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 2
    ids = [*texts(feed, "id")]
    for element in (feed, *entries):
        for name in ("id", "title", "updated"):  # 4.1.1, 4.1.2: exactly one of each
            assert len(texts(element, name)) == 1, name
        (updated,) = texts(element, "updated")
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", updated)  # 3.3: RFC 3339, with its zone
        date.fromisoformat(updated[:10])
        assert all(urlsplit(url).scheme == "https" for url in links(element).values())
    assert [author.findtext(f"{ATOM}name") for author in feed.findall(f"{ATOM}author")] == ["How to bake bread"]
    assert links(feed) == {"self": f"{SITE}feed.xml", "alternate": f"{SITE}reference/changes/"}
    for entry in entries:
        ids += texts(entry, "id")
        (content,) = entry.findall(f"{ATOM}content")
        assert content.get("type") == "html"
        inside = html.fragment_fromstring(content.text or "", create_parent="div")
        assert not found(inside, ".//script | .//*[@style] | .//a[not(starts-with(@href, 'https://'))]")
        url = links(entry)["alternate"]
        assert url.startswith(f"{SITE}reference/changes/#release-")
        (anchor,) = found(page(site, "reference/changes/index.html"), f"//*[@id='{urlsplit(url).fragment}']")
        assert anchor.tag == "h2"
    assert len(set(ids)) == len(ids) == 3
    assert ids[1] == "tag:bread.example.org,2026:guide/release-0-2-0"  # 4.2.6: it never changes
    assert all(re.fullmatch(r"tag:[a-z.]+,\d{4}:[\w/-]+", name) for name in ids)
    assert texts(feed, "updated") == ["2026-12-01T00:00:00Z"]
