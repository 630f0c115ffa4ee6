"""Trees and workflows by chance: nothing overlaps, nothing is cut off, and equal input gives equal bytes."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from macros.rendering.drawing import draw_flow, draw_tree
from tests.rendering.drawing.drawing_examples import TREE, chance_flow, chance_tree
from tests.rendering.drawing.drawing_reader import problems

ROOT = Path(__file__).resolve().parents[3]
WIDTHS = (680, 288)
SEEDS = range(60)


def draw_chance(seed: int, width: int) -> list[str]:
    return [
        draw_tree(chance_tree(seed), name="tree", title="Title", description="Description", width=width),
        draw_flow(chance_flow(seed), name="flow", title="Title", description="Description", width=width),
    ]


def digest(seeds: range) -> str:
    drawings = "".join(svg for seed in seeds for width in WIDTHS for svg in draw_chance(seed, width))
    return hashlib.sha256(drawings.encode()).hexdigest()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_overlaps_or_leaves_its_place(seed: int, width: int) -> None:
    for svg in draw_chance(seed, width):
        assert problems(svg) == []
        assert "\n" not in svg


def test_the_check_itself_finds_a_flaw() -> None:
    svg = draw_tree(TREE, name="tree", title="Title", description="Description", width=680)
    assert problems(svg) == []
    assert problems(svg.replace('x="1" y="1"', 'x="300" y="20"', 1)) != []


@pytest.mark.parametrize("hash_seed", ["1", "77"])
def test_equal_input_gives_equal_bytes_in_another_process(hash_seed: str) -> None:
    code = "from test_drawing_fuzz import digest; print(digest(range(12)))"
    path = os.pathsep.join([str(ROOT), str(Path(__file__).parent)])
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": path}
    run = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == digest(range(12))
