"""`[[id]]` in records and on pages: the same words, and an address that fits the page."""

from __future__ import annotations

import re
from pathlib import Path

import markdown
import pytest

from macros.catalog import Catalog
from macros.models import Term, Text
from macros.places import Places
from macros.rendering.links import Links, RecordLinks, short_name
from tests.rendering.bread import bread, changed_project

GUIDE = "guides/raise-a-dough.md"


def links() -> Links:
    return Links(bread().catalog, bread().places)


def on_page(text: str, extensions: tuple[str, ...] = ()) -> str:
    """Return what Markdown makes of a page; MkDocs makes the addresses relative afterwards."""
    return markdown.markdown(text, extensions=[RecordLinks(links(), on_page=True), *extensions])


def without_definitions(html: str) -> str:
    return html.partition('\n<section class="definitions"')[0]


def hrefs(html: str) -> list[str]:
    return re.findall(r'href="([^"]*)"', html)


# ------------------------------------------------------------------------------------------------- in records


@pytest.mark.parametrize(
    ("page", "gluten", "sourdough"),
    [
        ("index.md", "glossary/#gluten", "services/living-leavens/#sourdough"),
        ("glossary.md", "#gluten", "../services/living-leavens/#sourdough"),
        ("services/index.md", "../glossary/#gluten", "living-leavens/#sourdough"),
        ("services/living-leavens.md", "../../glossary/#gluten", "#sourdough"),
        (GUIDE, "../../glossary/#gluten", "../../services/living-leavens/#sourdough"),
        ("a/b/c/d.md", "../../../../glossary/#gluten", "../../../../services/living-leavens/#sourdough"),
    ],
)
def test_a_record_links_from_each_page_to_the_home_of_another(page: str, gluten: str, sourdough: str) -> None:
    assert hrefs(links().html("[[gluten]] and [[sourdough]]", page)) == [gluten, sourdough]


def test_without_directory_urls_links_lead_to_files() -> None:
    made = Links(bread().catalog, bread().places, directory_urls=False)
    assert hrefs(made.html("[[gluten]] [[compare|x]]", "index.md"))[:1] == ["glossary.html#gluten"]
    assert made.url("gluten", GUIDE) == "../glossary.html#gluten"
    assert made.url("gluten", "glossary.md") == "#gluten"


def test_a_record_that_the_page_shows_is_linked_on_the_page() -> None:
    assert links().url("leavens", GUIDE) == "#leavens"
    assert links().url("leavens", "glossary.md") == "../compare/#leavens"


def test_a_guide_is_linked_by_its_page_alone() -> None:
    assert links().url("raise-a-dough", "index.md") == "guides/raise-a-dough/"
    assert links().url("bake-a-loaf", GUIDE) == "../bake-a-loaf/"
    assert links().url("raise-a-dough", GUIDE) == "./"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[gluten]]", "gluten"),
        ("[[gluten|The net]]", "The net"),
        ("[[fermentation]]", "rise"),  # the abbreviation of a term
        ("[[instant-yeast]]", "Instant yeast"),  # the short name of a service
        ("[[raise-a-dough]]", "Raise a dough"),
        ("[[leavens]]", "Yeast or sourdough"),
        ("[[choose-a-leaven]]", "What raises this dough?"),
        ("[[gluten|A & B < C]]", "A &amp; B &lt; C"),
        ("[[gluten|*no* `markdown` _here_]]", "*no* <code>markdown</code> _here_"),
        ("[[gluten|two\nlines]]", "two lines"),
    ],
)
def test_a_link_shows_the_words_or_the_name(text: str, words: str) -> None:
    for html in (links().html(text, "index.md"), without_definitions(on_page(text))):
        match = re.search(r"<a [^>]*>(.*?)</a>", html, re.DOTALL)
        assert match, html
        assert " ".join(match[1].split()) == words


def test_a_link_names_the_kind_and_a_term_brings_its_definition() -> None:
    term = links().html("[[gluten]]", "index.md")
    assert 'class="record record--term"' in term
    assert 'data-term="gluten"' in term
    assert 'aria-describedby="definition-gluten"' in term
    service = links().html("[[sourdough]]", "index.md")
    assert service == '<a class="record record--service" href="services/living-leavens/#sourdough">Sourdough</a>'


def test_on_its_own_page_a_term_needs_no_definition() -> None:
    assert links().html("[[gluten]]", "glossary.md") == '<a class="record record--term" href="#gluten">gluten</a>'


def test_a_definition_with_a_link_inside_is_plain_at_the_end_of_the_page() -> None:
    section = on_page("[[fermentation]]").partition("<section")[2]
    assert "so that a dough with a good net rises." in section
    assert "<a " not in section
    assert "[[" not in section


@pytest.mark.parametrize("text", ["`[[gluten]]`", "`` `[[gluten]]` ``", "x `a [[gluten]] b` y"])
def test_code_spans_are_left_alone(text: str) -> None:
    for html in (links().html(text, "index.md"), on_page(text)):
        assert "[[gluten]]" in html
        assert "<a " not in html


def test_code_blocks_are_left_alone() -> None:
    html = on_page("```\n[[gluten]]\n```\n\n    [[gluten]]\n", ("fenced_code",))
    assert html.count("[[gluten]]") == 2
    assert "<a " not in html


@pytest.mark.parametrize("text", ["[[no-such-thing]]", "[[no-such-thing|words]]"])
def test_an_unknown_record_leaves_the_words(text: str) -> None:
    for html in (links().html(text, "index.md"), on_page(text)):
        assert "<a " not in html
        assert "[[" not in html


def test_a_record_that_no_page_shows_leaves_the_words() -> None:
    made = Links(bread().catalog, Places())
    assert made.html("[[gluten]] and [[sourdough|a starter]]", "index.md") == "gluten and a starter"
    assert made.link("gluten", "index.md") == "gluten"
    assert made.unplaced("gluten") is None


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a & b < c > d", "a &amp; b &lt; c &gt; d"),
        ("AT&T", "AT&amp;T"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("*a* **b** `c`", "<em>a</em> <strong>b</strong> <code>c</code>"),
        ("`<b>` & `a && b`", "<code>&lt;b&gt;</code> &amp; <code>a &amp;&amp; b</code>"),
        ("snake_case_word", "snake_case_word"),
        ("1. is no list", "1. is no list"),
        ("# is no heading", "# is no heading"),
        ("- is *no* list", "- is <em>no</em> list"),
        ("> is *no* quote", "&gt; is <em>no</em> quote"),
        ("{{ ds }} and {% raw %}", "{{ ds }} and {% raw %}"),
        ("`{{ ds }}`", "<code>{{ ds }}</code>"),
        (r"\*stars\* and \[[gluten\]]", "*stars* and [[gluten]]"),
        ("arn:aws:*:*:x", "arn:aws:<em>:</em>:x"),
    ],
)
def test_inline_markdown_becomes_html_and_nothing_else_does(text: str, html: str) -> None:
    assert links().html(text, "index.md") == html


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("a & b < c", "a & b < c"),
        ("**b** `c < d` [[gluten]] [[gluten|The net]]", "b c < d gluten The net"),
        ("[[fermentation]] & `<tag>`", "rise & <tag>"),
        ("[[no-such-thing]]", "no-such-thing"),
    ],
)
def test_plain_text_has_no_marks(text: str, plain: str) -> None:
    assert links().plain(text) == plain


def test_records_render_the_same_after_other_pages() -> None:
    made = links()
    first = made.html("[[gluten]] `x`", GUIDE)
    made.html("[[gluten]] `x`", "index.md")
    assert made.html("[[gluten]] `x`", GUIDE) == first


# --------------------------------------------------------------------------------------------------- on pages


def test_a_page_links_by_the_source_so_that_mkdocs_checks_it() -> None:
    assert hrefs(without_definitions(on_page("[[gluten]] [[sourdough|x]] [[raise-a-dough]]"))) == [
        "/glossary.md#gluten",
        "/services/living-leavens.md#sourdough",
        "/guides/raise-a-dough.md",
    ]


def test_the_terms_of_a_page_are_defined_once_at_its_end_in_order() -> None:
    html = on_page("[[oven-spring]], [[gluten]], [[gluten|again]], [[fermentation]] and [[sourdough]]")
    section = html.partition('\n<section class="definitions"')[2]
    assert 'data-search-exclude=""' in section
    assert re.findall(r'<div id="definition-([\w-]+)"><dt>(.*?)</dt>', section) == [
        ("fermentation", "fermentation (rise)"),
        ("gluten", "gluten"),
        ("oven-spring", "oven spring"),
    ]
    assert "a good net rises.</dd>" in section
    assert section.endswith("</dl></section>")


def test_a_section_marks_a_term_once() -> None:
    html = on_page("[[gluten]], [[gluten|again]] and [[sourdough]], [[sourdough]]\n\n## Next\n\n[[gluten|new]]\n")
    assert html.count('data-term="gluten"') == 2
    assert ", again and <a " in html
    assert ">new</a>" in html
    assert html.count("record--service") == 2


def test_a_page_without_terms_has_no_list_of_them() -> None:
    assert on_page("[[sourdough]] and `[[gluten]]`").startswith("<p>")
    assert "definitions" not in on_page("[[sourdough]] and `[[gluten]]`")


def test_every_description_that_a_link_names_is_on_the_page() -> None:
    html = on_page("[[gluten]] and [[fermentation]]")
    assert set(re.findall(r'aria-describedby="([^"]+)"', html)) == set(re.findall(r' id="([^"]+)"', html))


def test_a_definition_with_special_characters_is_escaped(tmp_path: Path) -> None:
    strange = "\n- {id: strange, name: a & b, definition: 'It is `<b class=\"x\">` & 1 < 2.'}\n"
    project = changed_project(tmp_path, {"data/terms/dough.yml": strange})
    made = Links(project.catalog, project.places)
    html = markdown.markdown("[[strange]]", extensions=[RecordLinks(made, on_page=True)])
    assert "<dt>a &amp; b</dt><dd>It is &lt;b class=&quot;x&quot;&gt; &amp; 1 &lt; 2.</dd>" in html


def test_a_link_in_a_heading_stays_in_the_heading_and_the_list_at_the_end() -> None:
    html = on_page("# About [[gluten]]\n\nText.\n\n## And [[fermentation]]\n", ("toc",))
    assert html.count('<section class="definitions"') == 1
    assert "<section" not in html.partition("Text.")[0]
    md = markdown.Markdown(extensions=[RecordLinks(links(), on_page=True), "toc"])
    md.convert("# About [[gluten]]\n\nText.\n")
    assert "definitions" not in str(getattr(md, "toc_tokens", ""))
    assert getattr(md, "toc_tokens")[0]["name"] == "About gluten"  # noqa: B009


def test_links_work_in_lists_tables_and_emphasis() -> None:
    html = on_page("- [[gluten]]\n\n*see [[sourdough]]*\n\n| a |\n| --- |\n| [[leavens]] |\n", ("tables",))
    assert len(hrefs(without_definitions(html))) == 3


def test_markdown_links_are_left_alone() -> None:
    html = on_page("[a](b.md), [c][d] and [e]\n\n[d]: https://example.org\n[e]: f.md\n")
    assert hrefs(html) == ["b.md", "https://example.org", "f.md"]


# ---------------------------------------------------------------------------------------------------- helpers


def test_short_names() -> None:
    catalog: Catalog = bread().catalog
    assert short_name(catalog.get(Term, "fermentation")) == "rise"
    assert short_name(catalog.get(Term, "oven-spring")) == "oven spring"
    two = Term.model_validate({"id": "x", "name": "a (b) c", "definition": "D."})
    assert short_name(two) == "a (b) c"


def test_the_links_that_the_catalog_sees_are_those_that_are_made() -> None:
    texts = ("`[[gluten]]` [[gluten]]", "``[[a]] ` [[b]]`` [[gluten]]", "[[gluten|x\ny]]", "no link", "[[ gluten ]]")
    for text in texts:
        seen = [link["id"] for link in Text(text).links()]
        made = links().html(text, "index.md").count("<a ")
        assert made == sum(name in bread().catalog.entries for name in seen)
