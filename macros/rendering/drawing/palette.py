"""The colors of a drawing on white paper.

They stand on every element, for a reader without the site's style sheet (a PDF engine, a feed reader). In a
browser `drawing.css` replaces each of them, by class, with the colors of the page's scheme.
"""

from __future__ import annotations

from typing import Final

PAPER: Final = "#fff"
BAND: Final = "#eceff1"
FRAME: Final = "#f5f7f8"
LINE: Final = "#546e7a"
INK: Final = "#263238"
SOFT_INK: Final = "#455a64"
LINK: Final = "#303f9f"
FAILURE: Final = "#b71c1c"

#: CSS class -> presentation attributes.
PAINT: Final[dict[str, str]] = {
    "drawing__box": f'fill="{PAPER}" stroke="{LINE}" stroke-width="1.2"',
    "drawing__target": 'fill="none" pointer-events="all"',
    "drawing__band": f'fill="{BAND}"',
    "drawing__mark": f'fill="{LINK}"',
    "drawing__frame": f'fill="{FRAME}" stroke="{LINE}" stroke-width="1" stroke-dasharray="1 3" stroke-linecap="round"',
    "drawing__line": f'fill="none" stroke="{LINE}" stroke-width="1.4"',
    "drawing__line drawing__line--failure": (
        f'fill="none" stroke="{FAILURE}" stroke-width="1.6" stroke-dasharray="5 3"'
    ),
    "drawing__head": f'fill="{LINE}"',
    "drawing__head drawing__head--failure": f'fill="{FAILURE}"',
    "drawing__icon": (
        f'fill="none" stroke="{SOFT_INK}" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"'
    ),
    "drawing__title": f'fill="{INK}"',
    "drawing__title drawing__title--link": f'fill="{LINK}"',
    "drawing__small": f'fill="{SOFT_INK}"',
    "drawing__answer": f'fill="{INK}"',
    "drawing__label": f'fill="{INK}"',
    "drawing__label drawing__label--failure": f'fill="{FAILURE}"',
}


def paint(classes: str) -> str:
    """The attributes of an element: its classes, and its colors on paper."""
    return f'class="{classes}" {PAINT[classes]}'
