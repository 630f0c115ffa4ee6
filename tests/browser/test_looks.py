"""What the eye needs: colors that can be told apart, and a page that stands still while it loads."""

from __future__ import annotations

import pytest

from tests.browser.conftest import NARROW, WIDE, Opener

GUIDE = "guides/unit-1/orchestrate-data-pipelines"

CONTRASTS = """pairs => {
    const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
    const style = getComputedStyle(document.body);
    const light = value => {
        canvas.fillStyle = value;
        canvas.fillRect(0, 0, 1, 1);
        const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).map(part => part / 255)
            .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    return pairs.map(pair => {
        const values = pair.map(name => style.getPropertyValue(name).trim());
        if (!values[0] || !values[1]) throw new Error(`no such color: ${pair}`);
        const paper = light(values[1]), ink = light(values[0]);
        return (Math.max(paper, ink) + 0.05) / (Math.min(paper, ink) + 0.05);
    });
}"""

PAPERS = ["--md-default-bg-color", "--guide-soft"]
INKS = [
    "--md-default-fg-color",
    "--md-typeset-a-color",
    "--md-accent-fg-color",
    "--guide-muted",
    "--guide-right",
    "--guide-wrong",
    "--drawing-failure",
]
PAIRS = [(ink, paper) for ink in INKS for paper in PAPERS] + [
    ("--md-primary-bg-color", "--md-primary-fg-color"),
    ("--md-default-fg-color", "--guide-note"),
    ("--guide-muted", "--guide-note"),
    ("--md-default-fg-color", "--md-code-bg-color"),
]

SHIFT = """() => new Promise(done => {
    let sum = 0;
    new PerformanceObserver(list => list.getEntries().forEach(entry => { sum += entry.value; }))
        .observe({type: 'layout-shift', buffered: true});
    setTimeout(() => done(sum), 500);
})"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colors_have_contrast(visiting: Opener, scheme: str) -> None:
    page = visiting("decide/", scheme=scheme).page
    found: list[float] = page.evaluate(CONTRASTS, PAIRS)
    assert {pair: contrast for pair, contrast in zip(PAIRS, found, strict=True) if contrast < 4.5} == {}


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("path", ["", f"{GUIDE}/", f"{GUIDE}/choose/"])
def test_nothing_moves_while_loading(visiting: Opener, path: str, width: int) -> None:
    visit = visiting(path, width=width)
    visit.has_started()
    assert visit.page.evaluate(SHIFT) < 0.02
