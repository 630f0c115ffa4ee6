"""Sets the scene of a case, and looks afterwards at what came of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from botocore.response import StreamingBody

from macros.models import Case
from tests.samples.fakes import Fakes, fake_mistakes
from tests.samples.handlers import ENTRY, Handler, function_name, load_module
from tests.samples.interpreter import offline
from tests.samples.runner import Target
from tests.samples.world import World, contains, make_call


@contextmanager
def scene(target: Target, case: Case) -> Iterator[World]:
    """Yield the world of a case, with all that was there before; what must be there afterwards is looked up at the end.

    Raises an AssertionError that says what is wrong with the case, or missing afterwards.
    """
    wrong = [mistake for fake in case.fakes for mistake in fake_mistakes(fake)]
    assert not wrong, f"{case.id}: {'; '.join(wrong)}"
    world = World(fakes=Fakes(case.fakes))
    with offline(world):
        world.handlers = load_handlers(target)
        with world.fakes.asleep():
            for given in case.given:
                make_call(str(given.call), json.loads(given.input))
        world.schedule(case.later)
        yield world
        assert not world.mistakes, f"{case.id}: {'; '.join(world.mistakes)}"
        way = ", ".join(f"{entered.name} ({entered.error or 'ok'})" for entered in world.entered)
        unserved = sorted(world.fakes.unserved)
        assert not unserved, f"{case.id}: nobody asked the fakes of {unserved}; the way was: {way}"
        with world.fakes.asleep():
            _look(case)


def load_handlers(target: Target) -> Mapping[str, Handler]:
    """Return the Lambda handlers of a sample by the names of their functions."""
    files = [str(file.name) for file in target.sample.files if file.kind == "function"]
    return {function_name(name): getattr(load_module(target.folder / name), ENTRY) for name in files}


def _look(case: Case) -> None:
    for then in case.then:
        found = plain(make_call(str(then.call), json.loads(then.input)))
        wanted = json.loads(then.gives)
        assert contains(found, wanted), f"{case.id}: {then.call} gives {json.dumps(found)}, not {json.dumps(wanted)}"


def plain(value: Any) -> Any:
    """Return an answer of the SDK as JSON has it: streams and bytes as text, times as ISO writes them."""
    if isinstance(value, StreamingBody):
        return value.read().decode()
    if isinstance(value, bytes):
        return value.decode()
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value
