"""Where a page marks a term: at its first use in each section, so that the text stays calm.

Between two headings the first link to a term stays, and later ones become the words that they are. What is folded
away has a first use of its own, unless the text before it in the same section has one already: nobody sees inside.
"""

from __future__ import annotations

import re

TOKEN = re.compile(
    r"(?P<heading></?h[1-6]\b)|(?P<opens><details\b)|(?P<closes></details>)"
    r'|<a (?=[^<>]*\bdata-term="(?P<term>[a-z0-9-]+)")[^<>]*>(?P<words>[^<]*)</a>'
)


def only_first_uses(html: str) -> str:
    """Return the HTML of a page in which a term is a link once in a section, and plain words after that."""
    seen = [set[str]()]
    """The terms of the section so far: outside, then inside of each open fold."""

    def token(match: re.Match[str]) -> str:
        if match["heading"]:
            seen[-1] = set()
        elif match["opens"]:
            seen.append(set(seen[-1]))
        elif match["closes"] and len(seen) > 1:
            seen.pop()
        elif match["term"] in seen[-1]:
            return match["words"]
        elif match["term"]:
            seen[-1].add(match["term"])
        return match[0]

    return TOKEN.sub(token, html)
