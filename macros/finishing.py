"""A MkDocs hook: what a finished page loads, and what a browser may load for it.

Each page gets the scripts and styles that it has a use for, and a Content-Security-Policy: nothing from another site,
and no inline script but those that the theme itself wrote, known by their hashes. GitHub Pages lets nobody set
headers, so the policy is a tag. The edition that opens from a folder has none, since browsers do not agree on what
'self' is there; neither has `make serve`, whose reloading is an inline script.
"""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import PurePosixPath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

FOLDER = "assets/"

ASSETS: dict[str, tuple[str, ...]] = {
    "stylesheets/home.css": ('class="hero"', 'class="cards"'),
    "stylesheets/entries.css": (
        'class="service"',
        'class="service__more"',
        'class="term"',
        'class="terms"',
        'class="guides"',
        'class="scenario"',
        'class="examples"',
        'class="muddy"',
        'class="facts"',
        'class="outline"',
    ),
    "stylesheets/tables.css": ('class="comparison',),
    "stylesheets/drawing.css": ('class="drawing',),
    "stylesheets/samples.css": ('class="badge',),
    "javascripts/way.js": ('class="wizard"', " data-path="),
    "stylesheets/edits.css": ('class="edit"',),
    "javascripts/runs.js": (" data-path=",),
    "javascripts/menu.js": ("menu-button",),
    "stylesheets/questions.css": ('class="question"',),
    "javascripts/store.js": ('class="question"', 'class="trainer"'),
    "javascripts/questions.js": ('class="question"',),
    "javascripts/practice.js": ('class="questions"',),
    "javascripts/progress.js": ('class="questions"',),
    "javascripts/filter.js": ('class="filter"',),
    "javascripts/keeping.js": ("twin keeping",),
    "javascripts/exam-draw.js": ('class="exam"',),
    "javascripts/exam-result.js": ('class="exam"',),
    "javascripts/exam-clock.js": ('class="exam"',),
    "javascripts/exam.js": ('class="exam"',),
    "stylesheets/exam.css": ('class="exam"',),
    "javascripts/copying.js": ("<pre",),
    "javascripts/highlight.js": ('data-md-component="search"',),
    "javascripts/print.js": ('class="questions"',),
    "javascripts/terms.js": (' data-term="',),
    "stylesheets/terms.css": (' data-term="',),
    "javascripts/decide.js": ('class="wizard"',),
    "stylesheets/decide.css": ('class="wizard"',),
    "javascripts/compare.js": ('class="picker"',),
    "stylesheets/compare.css": ('class="picker"',),
    "javascripts/vendor/ts-fsrs-5.4.2.js": ('class="trainer"',),
    "javascripts/cards.js": ('class="trainer"',),
    "stylesheets/cards.css": ('class="trainer"',),
    "stylesheets/print.css": ("<body",),
}
"""Our scripts and the styles that few pages need, in the order of loading, each with what in a page calls for it."""

TAGS = {".js": '<script src="{url}" defer></script>', ".css": '<link rel="stylesheet" href="{url}">'}

INLINE_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*\btype=\"?application/json)[^>]*>(.*?)</script>", re.DOTALL)

CHARSET = '<meta charset="utf-8">'
"""The first line of a head; a policy counts for what stands behind it."""

POLICY = (
    "default-src 'self'; script-src 'self'{hashes}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "object-src 'none'; media-src 'none'; frame-src 'none'; base-uri 'none'; form-action 'self'"
)
"""Styles may be inline, since the theme sets widths and the like by `style` attributes, which no hash covers.

The default is 'self' and not 'none' for Firefox: it fetches the page of `<link rel="next">` ahead of time, which
nothing but the default can allow.
"""

_has_policy = True


def on_startup(*, command: str, **_: object) -> None:
    """Note whether a site is built to be published."""
    global _has_policy
    _has_policy = command == "build"


@event_priority(-100)  # after whatever else changes the page
def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    """Add the scripts and the policy."""
    wanted = [name for name, signs in ASSETS.items() if any(sign in output for sign in signs)]
    tags = "".join(
        TAGS[PurePosixPath(name).suffix].format(url=get_relative_url(FOLDER + name, page.url)) + "\n" for name in wanted
    )
    return _with_policy(output.replace("</head>", f"{tags}</head>", 1), config)


@event_priority(-100)
def on_post_template(output: str, *, template_name: str, config: MkDocsConfig) -> str:
    """Add the policy to the page for wrong addresses."""
    return _with_policy(output, config) if template_name.endswith(".html") else output


def _with_policy(html: str, config: MkDocsConfig) -> str:
    if not _has_policy or any(name.split("/")[-1] == "offline" for name in config.plugins):
        return html
    hashes = "".join(f" '{hash_source(script)}'" for script in dict.fromkeys(INLINE_SCRIPT.findall(html)))
    tag = f'<meta http-equiv="Content-Security-Policy" content="{POLICY.format(hashes=hashes)}">'
    return html.replace(CHARSET, f"{CHARSET}\n      {tag}", 1)


def hash_source(script: str) -> str:
    """Return how a policy names an inline script: by the hash of its text (CSP Level 3, section 2.3.1)."""
    return "sha256-" + b64encode(sha256(script.encode()).digest()).decode()
