"""Markdown twins: constructs one by one, every page of the built site, and llms.txt."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import markdown
import pytest
from lxml import html

from macros.models import Question, Workflow
from macros.project import Project, load_project
from macros.publishing.files import PublishingError
from macros.publishing.site import read_site
from macros.publishing.twins.files import LINK, make_twins, relink
from macros.publishing.twins.markdown import to_markdown
from tests.site.building import ROOT

FENCED = re.compile(r"^ *(`{3,}).*?^ *\1$", re.MULTILINE | re.DOTALL)
SKIPPED = (
    "self::*[contains(@class, 'letters') or contains(@class, 'screen-only') or contains(@class, 'wizard__link')]"
    " | self::*[@class='edit']"
    " | ancestor::section | .//svg"
)


def written(fragment: str) -> str:
    return to_markdown(html.fragment_fromstring(fragment, create_parent="div"), relink).removesuffix("\n")


@pytest.mark.parametrize(
    ("fragment", "text"),
    [
        ('<h2 id="a">Title<a class="headerlink" href="#a">¶</a></h2>', "## Title"),
        ("<p>One\n  <strong>two</strong>,<em> three </em>four</p>", "One **two**, *three* four"),
        ("<p>a * b _c_ snake_case [x] &lt;b&gt; `y`</p>", r"a \* b \_c\_ snake_case \[x\] \<b> \`y\`"),
        ("<p># no heading</p><p>1. no list</p><p>- nor this</p>", "\\# no heading\n\n\\1. no list\n\n\\- nor this"),
        ("<p><code>a`b</code> <code>`</code> <kbd>Esc</kbd></p>", "``a`b`` `` ` `` `Esc`"),
        ('<p><a href="../glossary/#dag">DAG</a></p>', "[DAG](../glossary/index.md#dag)"),
        ("<p>one<br>two</p>", "one  \ntwo"),
        ("<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>", "- a\n- b\n  - c"),
        ("<ul><li><p>a</p><p>b</p></li><li><p>c</p></li></ul>", "- a\n\n  b\n\n- c"),
        ('<ol start="3"><li>a</li><li value="7">b</li></ol>', "3. a\n7. b"),
        ('<ol type="A"><li>a</li><li>b</li></ol>', "- A. a\n- B. b"),
        (
            "<dl><dt>Price</dt><dd>free</dd><div><dt>Why?</dt><dd>So.</dd></div></dl>",
            "- **Price**: free\n- **Why?** So.",
        ),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b"),
        ("<hr>", "---"),
        (
            '<div class="language-python highlight"><pre><span></span><code>a = 1\n\nb = "```"\n</code></pre></div>',
            '````python\na = 1\n\nb = "```"\n````',
        ),
        (
            '<table><caption><span class="comparison__title">T.</span> Why.</caption><tr><td></td><th>x|y</th></tr>'
            "<tr><th>a</th><td><ul><li>b</li><li>c</li></ul></td></tr></table>",
            "**T.** Why.\n\n|  | x\\|y |\n| --- | --- |\n| a | b; c |",
        ),
        (
            '<figure class="drawing"><div class="drawing__wide">x</div><figcaption>What it shows</figcaption></figure>'
            '<details class="twin"><summary>As text</summary><ol><li>first</li></ol></details>',
            "What it shows\n\n1. first",
        ),
        (
            '<details class="question__answer"><summary>Show the answer</summary><p>Yes.</p></details>',
            "**Answer**\n\nYes.",
        ),
        ("<details><summary>More</summary>text</details>", "**More**\n\ntext"),
        ("<script>x()</script><p hidden>no</p><button>Go</button><svg><text>t</text></svg>", ""),
        ("<div>loose <b>words</b><p>p</p> tail<!-- c --></div>", "loose **words**\n\np\n\ntail"),
    ],
)
def test_a_construct_becomes_markdown(fragment: str, text: str) -> None:
    assert written(fragment) == text


@pytest.mark.parametrize(
    ("href", "twin"),
    [
        ("../glossary/#dag", "../glossary/index.md#dag"),
        ("../..", "../../index.md"),
        ("./", "index.md"),
        ("#here", "#here"),
        ("../assets/x.zip", "../assets/x.zip"),
        ("https://example.org/a/", "https://example.org/a/"),
        ("mailto:a@example.org", "mailto:a@example.org"),
    ],
)
def test_a_link_between_pages_leads_from_twin_to_twin(href: str, twin: str) -> None:
    assert relink(href) == twin


# ---------------------------------------------------------------------------------------- the built site


@pytest.fixture(scope="module")
def root(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a copy of the built site and its twins."""
    folder = tmp_path_factory.mktemp("twins")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    shutil.copytree(built_site, folder / "site")
    assert make_twins(folder, folder / "dist", lambda _line: None) == [folder / "site/llms.txt"]
    return folder


@pytest.fixture(scope="module")
def twins(root: Path) -> dict[str, str]:
    """Return the twins by the folder of their page."""
    site = root / "site"
    return {f.parent.relative_to(site).as_posix(): f.read_text(encoding="utf-8") for f in site.rglob("index.md")}


@pytest.fixture(scope="module")
def project() -> Project:
    return load_project(ROOT)


def body(twin: str) -> str:
    return twin.split("---\n", 2)[2]


def without_code(text: str) -> str:
    return re.sub(r"(`+)(?!`).+?(?<!`)\1(?!`)", "", FENCED.sub("", text))


@pytest.mark.site
def test_every_page_has_a_twin_and_says_so(root: Path, twins: dict[str, str]) -> None:
    pages = list((root / "site").rglob("index.html"))
    assert len(pages) == len(twins) > 40
    for page in pages:
        assert page.read_text(encoding="utf-8").split("</head>")[0].count(LINK) == 1
        assert page.with_name("index.md").is_file()


@pytest.mark.site
def test_a_twin_begins_with_what_it_is(twins: dict[str, str]) -> None:
    glossary = twins["glossary"]
    assert glossary.startswith('---\ntitle: "Glossary"\ndescription: "The words of data engineering')
    assert '\nurl: "https://aws-data-engineering-guide.github.io/guide/glossary/"\n---\n\n# Glossary\n' in glossary


@pytest.mark.site
def test_nothing_of_html_is_left(twins: dict[str, str]) -> None:
    for page, twin in twins.items():
        text = without_code(body(twin))
        assert not re.search(r"(?<!\\)<[a-z/!]", text), page
        assert not re.search(r"&(?:amp|lt|gt|quot|#\d+);", text), page
        for leftover in ("¶", "Show the answer", "Link to this result", "Not recorded", "\ue000", "\ue001"):
            assert leftover not in text, f"{page}: {leftover}"


@pytest.mark.site
def test_every_link_leads_to_a_file(root: Path, twins: dict[str, str]) -> None:
    count = 0
    for page, twin in twins.items():
        for href in re.findall(r"\]\((?!https?:)([^)#?]+)(?:#[^)]*)?\)", without_code(twin)):
            assert (root / "site" / page / href).is_file(), f"{page}: {href}"
            count += 1
    assert count > 2000


@pytest.mark.site
def test_tables_have_as_many_cells_in_each_row(twins: dict[str, str]) -> None:
    tables = 0
    for page, twin in twins.items():
        for block in re.findall(r"(?:^\|.*\n)+", FENCED.sub("", twin), re.MULTILINE):
            widths = {len(re.findall(r"(?<!\\)\|", row)) for row in block.splitlines()}
            assert len(widths) == 1, f"{page}: {block[:200]}"
            tables += 1
    assert tables > 40


@pytest.mark.site
def test_a_twin_says_what_its_page_says(root: Path, twins: dict[str, str]) -> None:
    """Every word of a term, question and workflow is there, in order, once Markdown is rendered again."""
    rendered = {page: words(markdown.markdown(body(twin), extensions=["tables"])) for page, twin in twins.items()}
    for page in ("glossary", "services/analytics", "guides/unit-1/orchestrate-data-pipelines/more-questions"):
        text = (root / "site" / page / "index.html").read_text(encoding="utf-8")
        article = html.document_fromstring(text).find(".//article")
        assert article is not None
        for element in article.iter("p", "h2", "h3"):
            if not element.xpath(SKIPPED):
                said = words(html.tostring(element, encoding="unicode", with_tail=False)).replace("¶", "")
                assert squeezed(said) in squeezed(rendered[page]), f"{page}: {said[:80]}"


def words(text: str) -> str:
    return " ".join(str(part) for part in html.fragment_fromstring(text, create_parent="div").itertext())


def squeezed(text: str) -> str:
    return re.sub(r"[\s()]+", "", text)


@pytest.mark.site
def test_drawings_are_there_as_text(twins: dict[str, str], project: Project) -> None:
    everything = "\n".join(twins.values())
    for workflow in project.catalog.all(Workflow):
        for step in workflow.steps:
            assert str(step.label) in everything.replace("\\", ""), f"{workflow.id}: {step.label}"


@pytest.mark.site
def test_every_option_has_its_letter_and_its_reason(twins: dict[str, str], project: Project) -> None:
    questions = [q for q in project.catalog.all(Question) if q.options]
    plain = "\n".join(twins.values())
    for number, letter in enumerate("ABCD"):
        asked = [question for question in questions if len(question.options) > number]
        rights = sum(1 for question in asked if question.options[number].right)
        assert plain.count(f"\n- {letter}. Right. ") >= rights > 0


@pytest.mark.site
def test_the_list_names_every_page_once(root: Path, twins: dict[str, str]) -> None:
    text = (root / "site/llms.txt").read_text(encoding="utf-8")
    site = read_site(ROOT)
    assert text.startswith(f"# {site.name}\n\n> {site.description}\n\nEach page is also Markdown")
    listed = re.findall(rf"\]\({re.escape(site.url)}/(.*?)/?index\.md\)", text)
    assert sorted(listed) == sorted(page.removeprefix(".") for page in twins)
    assert text.index("## Guides") < text.index("## Services") < text.index("## Optional")
    assert text.index("## Optional") < text.index("/data/v1/index.json")
    assert not re.search(r"\n{3}|: \n", text)


@pytest.mark.site
def test_a_second_run_changes_nothing(root: Path) -> None:
    def state() -> dict[Path, bytes]:
        return {
            file: file.read_bytes() for file in (root / "site").rglob("*") if file.suffix in (".html", ".md", ".txt")
        }

    before = state()
    make_twins(root, root / "dist", lambda _line: None)
    assert state() == before


def test_without_a_site_there_are_no_twins(tmp_path: Path) -> None:
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    with pytest.raises(PublishingError, match="there is no built site"):
        make_twins(tmp_path, tmp_path / "dist", lambda _line: None)
