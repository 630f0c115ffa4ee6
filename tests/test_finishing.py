"""The hook that gives pages their scripts and their Content-Security-Policy."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from macros import finishing

CONFIG: Any = SimpleNamespace(plugins={"material/search": None})
OFFLINE: Any = SimpleNamespace(plugins={"material/offline": None})


def page(url: str) -> Any:
    return SimpleNamespace(url=url)


def html(head: str = "", body: str = "") -> str:
    return f'<html><head>\n<meta charset="utf-8">{head}</head><body>{body}</body></html>'


@pytest.fixture(autouse=True)
def publishing() -> None:
    finishing.on_startup(command="build", dirty=False)


@pytest.mark.parametrize(("url", "src"), [("", ""), ("decide/", "../"), ("guides/unit-1/x/", "../../../")])
def test_a_page_loads_the_scripts_that_it_calls_for(monkeypatch: pytest.MonkeyPatch, url: str, src: str) -> None:
    assets = {"a/one.js": ('class="one"',), "a/two.js": ("other", 'class="two"'), "a/two.css": ('class="two"',)}
    monkeypatch.setattr(finishing, "ASSETS", assets)
    output = finishing.on_post_page(html(body='<p class="two">'), page=page(url), config=CONFIG)
    script, style = f'<script src="{src}assets/a/two.js" defer></script>', f'href="{src}assets/a/two.css">'
    assert f'{script}\n<link rel="stylesheet" {style}\n</head>' in output
    assert "one.js" not in output


def test_the_policy_names_inline_scripts_by_their_hash() -> None:
    # The example of CSP Level 3, section 2.3.1: the hash of `doSomething();`
    body = "<script>doSomething();</script><script src='x.js'></script><script type=\"application/json\">{}</script>"
    output = finishing.on_post_page(html(body=body * 2), page=page(""), config=CONFIG)
    assert output.count("'sha256-RFWPLDbv2BY+rCkDzsE+0fr8ylGr2R2faWMhq4lfEQc='") == 1
    assert output.count("sha256-") == 1
    assert output.index("<meta charset") < output.index("Content-Security-Policy") < output.index("<script")


def test_the_policy_names_nothing_but_the_site_itself() -> None:
    output = finishing.on_post_page(html(), page=page(""), config=CONFIG)
    policy = output.split('content="')[1].split('"')[0]
    sources = {source for part in policy.split(";") for source in part.split()[1:]}
    assert sources == {"'self'", "'none'", "'unsafe-inline'", "data:"}
    assert "script-src 'self';" in policy
    assert all(f"{kind} 'none'" in policy for kind in ("object-src", "frame-src", "base-uri"))


def test_the_page_for_wrong_addresses_has_a_policy_too() -> None:
    assert "http-equiv" in finishing.on_post_template(html(), template_name="404.html", config=CONFIG)
    assert finishing.on_post_template("<urlset/>", template_name="sitemap.xml", config=CONFIG) == "<urlset/>"


def test_neither_a_folder_nor_make_serve_has_a_policy() -> None:
    assert "http-equiv" not in finishing.on_post_page(html(), page=page(""), config=OFFLINE)
    finishing.on_startup(command="serve", dirty=False)
    assert "http-equiv" not in finishing.on_post_page(html(), page=page(""), config=CONFIG)
