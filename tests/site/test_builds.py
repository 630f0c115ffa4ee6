"""Builds that must give the same bytes, and builds that must fail and leave everything as it was."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.site.building import ROOT, build, copy_project, environment, mkdocs

BREAD = ROOT / "tests" / "other_subject"
EPOCH = "1767225600"  # 2026-01-01


def hashes(site: Path) -> dict[str, str]:
    """Return the hash of every file of a site."""
    return {
        file.relative_to(site).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(site.rglob("*"))
        if file.is_file()
    }


# ----------------------------------------------------------------------------------------------- the same bytes


def test_two_builds_are_the_same_byte_by_byte(tmp_path: Path) -> None:
    here = copy_project(tmp_path / "one")
    there = copy_project(tmp_path / "quite" / "another place" / "two")
    for file in sorted(there.rglob("*"), reverse=True):  # other times, made in another order
        os.utime(file, (1_000_000_000, 1_000_000_000))
    one = {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": EPOCH}
    other = {"TZ": "Pacific/Kiritimati", "LC_ALL": "de_DE.UTF-8", "PYTHONHASHSEED": "2", "SOURCE_DATE_EPOCH": EPOCH}
    with ThreadPoolExecutor() as pool:
        first = pool.submit(build, here, env=one, umask=0o022)
        second = pool.submit(build, there, env=other, umask=0o077)
        sites = first.result(), second.result()
    assert hashes(sites[0]) == hashes(sites[1])
    assert len(hashes(sites[0])) > 50


def test_what_the_search_does_not_read_comes_back(tmp_path: Path) -> None:
    """Without the hook `unsearched` the pages are the same; only the search index is larger."""
    project = copy_project(tmp_path / "project")
    sites = (
        build(project, "--site-dir", "with", env={"SOURCE_DATE_EPOCH": EPOCH}).with_name("with"),
        project / "without",
    )
    config = project / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    assert "  - macros/unsearched.py\n" in text
    config.write_text(text.replace("  - macros/unsearched.py\n", ""), encoding="utf-8")
    build(project, "--site-dir", "without", env={"SOURCE_DATE_EPOCH": EPOCH})
    index = "search/search_index.json"
    found = [hashes(site) for site in sites]
    assert found[0].pop(index) != found[1].pop(index)
    assert found[0] == found[1]
    assert (sites[0] / index).stat().st_size < (sites[1] / index).stat().st_size
    assert 'data-search-exclude=""' in (sites[0] / "decide" / "index.html").read_text(encoding="utf-8")


def test_a_site_names_neither_the_machine_nor_the_folder(built_site: Path) -> None:
    secrets = [str(built_site.parent).encode(), str(Path.home()).encode() + b"/", str(ROOT).encode()]
    for file in built_site.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            assert not [secret for secret in secrets if secret in content], file


# --------------------------------------------------------------------------------------------- another subject


def test_the_second_data_set_builds_with_the_same_macros(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "bread", BREAD)
    site = build(project, env={"PYTHONPATH": str(project)})
    guide = (site / "guides/raise-a-dough/index.html").read_text(encoding="utf-8")
    assert "From flour to bread" in guide
    assert "AWS" not in "".join(file.read_text(encoding="utf-8") for file in site.rglob("*.html"))


def test_the_second_data_set_builds_where_it_stands(tmp_path: Path) -> None:
    config = BREAD / "mkdocs.yml"
    done = mkdocs(ROOT, "--config-file", str(config), "--site-dir", str(tmp_path / "site"))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "site" / "index.html").exists()


# ------------------------------------------------------------------------------------------------ the commands


def test_the_console_script_builds_as_well(tmp_path: Path) -> None:
    project = bread(tmp_path)
    script = Path(sys.executable).with_name("mkdocs")
    done = subprocess.run(
        [script, "build", "--strict"],
        cwd=project,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (project / "site" / "index.html").exists()


def test_it_builds_from_another_folder(tmp_path: Path) -> None:
    project = bread(tmp_path)
    done = mkdocs(tmp_path, "--config-file", str(project / "mkdocs.yml"))
    assert done.returncode == 0, done.stderr
    assert (project / "site" / "index.html").exists()


# ----------------------------------------------------------------------------------------------- what must fail


def bread(folder: Path) -> Path:
    """Copy the second data set, its macros where the real project has them: beside mkdocs.yml."""
    project = copy_project(folder / "bread", BREAD)
    config = project / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    lines = ["    module_name: macros" if "modules: [macros]" in line else line for line in text.split("\n")]
    config.write_text("\n".join([*lines, "hooks: [macros/serving.py]", ""]), encoding="utf-8")
    return project


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the second data set with a built site."""
    project = bread(tmp_path_factory.mktemp("good"))
    build(project)
    return project


BREAKAGES = {
    "a misspelt reference": (
        ("data/terms/dough.yml", "see_also: [fermentation,", "see_also: [fermentatoin,"),
        "data/terms/dough.yml:8:14: unknown",
    ),
    "broken YAML": (
        ("data/terms/dough.yml", "- id: gluten\n", "- id: gluten: x\n"),
        "data/terms/dough.yml:2:13: ",
    ),
    "a missing field": (
        ("data/terms/dough.yml", "  definition: Gluten is the net of protein that holds a dough together.\n", ""),
        "data/terms/dough.yml:2:3: ",
    ),
    "an unknown macro": (
        ("docs/glossary.md", "{$ glossary() $}", "{$ glosary() $}"),
        "docs/glossary.md:3:4: unknown macro 'glosary'",
    ),
    "an unknown variable": (
        ("docs/glossary.md", "{$ glossary() $}", "{$ glossary() $}\n\n{$ nothing $}"),
        "docs/glossary.md:5:1: ",
    ),
    "an open bracket": (
        ("docs/glossary.md", "{$ glossary() $}", "{$ glossary() }"),
        "docs/glossary.md:3:1: ",
    ),
    "a link to no record": (
        ("docs/glossary.md", "# Glossary", "# Glossary\n\nSee [[glutne]]."),
        "docs/glossary.md:3:5: unknown record 'glutne'",
    ),
    "a macro with a bug": (
        (
            "macros/rendering/renderer.py",
            'return self._print("confused_pairs"',
            'return 1 / 0 or self._print("confused_pairs"',
        ),
        "docs/compare/easily-confused.md:3:4: the macro 'confused_pairs' failed: ZeroDivisionError",
    ),
    "a template with a bug": (
        ("macros/rendering/templates/renamed.html", "{{ former.name }}", "{{ former.nmae }}"),  # misspelled
        "docs/reference/renamed.md:3:4: the macro 'renamed' failed: UndefinedError",
    ),
    "a template that cannot be read": (
        ("macros/rendering/templates/renamed.html", "{% endfor %}", "{% endfro %}"),
        "docs/reference/renamed.md:3:4: the macro 'renamed' failed: TemplateSyntaxError",
    ),
}


@pytest.mark.parametrize("name", BREAKAGES)
def test_a_build_that_fails_says_where_and_leaves_the_earlier_site(good: Path, tmp_path: Path, name: str) -> None:
    (file, old, new), said = BREAKAGES[name]
    project = tmp_path / "project"
    shutil.copytree(good, project, ignore=shutil.ignore_patterns("__pycache__"))
    text = (project / file).read_text(encoding="utf-8")
    assert old in text
    (project / file).write_text(text.replace(old, new), encoding="utf-8")
    before = hashes(project / "site")

    done = mkdocs(project)

    assert done.returncode != 0
    assert said in done.stderr, done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert hashes(project / "site") == before


def test_a_first_build_that_fails_leaves_no_site(tmp_path: Path) -> None:
    project = bread(tmp_path)
    (project / "docs/glossary.md").write_text("# Glossary\n", encoding="utf-8")
    done = mkdocs(project)
    assert done.returncode != 0
    assert "no page shows the term 'oven-spring'" in done.stderr
    assert not (project / "site").exists()


@pytest.mark.parametrize("link", ["no-such-page.md", "living-leavens.md#no-such-anchor"])
def test_a_broken_link_to_a_page_fails_the_build_and_leaves_the_earlier_site(
    good: Path, tmp_path: Path, link: str
) -> None:
    project = tmp_path / "project"
    shutil.copytree(good, project, ignore=shutil.ignore_patterns("__pycache__"))
    before = hashes(project / "site")
    (project / "docs/services/index.md").write_text(f"# Leavens\n\n[broken]({link})\n", encoding="utf-8")
    done = mkdocs(project)
    assert done.returncode != 0
    assert "services/index.md" in done.stderr
    assert link in done.stderr
    assert "Traceback" not in done.stderr
    assert hashes(project / "site") == before
    assert [file.name for file in project.iterdir() if file.name.startswith(".")] == []


def test_a_good_build_replaces_the_earlier_site(good: Path, tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(good, project, ignore=shutil.ignore_patterns("__pycache__"))
    (project / "site" / "old.html").write_text("old", encoding="utf-8")
    before = hashes(project / "site")
    build(project, env={"SOURCE_DATE_EPOCH": EPOCH})
    assert not (project / "site" / "old.html").exists()
    assert hashes(project / "site").keys() == before.keys() - {"old.html"}
    assert [file.name for file in project.iterdir() if file.name.startswith(".")] == []


def test_an_anchor_that_only_a_macro_writes_is_a_good_target(good: Path, tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(good, project, ignore=shutil.ignore_patterns("__pycache__"))
    page = project / "docs/services/index.md"
    page.write_text(
        "# Leavens\n\n[x](../glossary.md#gluten) [y](../decide.md#choose-a-leaven-soda)\n", encoding="utf-8"
    )
    done = mkdocs(project)
    assert done.returncode == 0, done.stderr
