"""Time passes only when somebody waits, and limits hold."""

from __future__ import annotations

import pytest

from tests.samples.clock import Clock, NeverError, OutOfTimeError


def test_waits_add_up_and_what_is_due_happens_at_its_second() -> None:
    clock, seen = Clock(), list[float]()
    clock.due = [(5, lambda: seen.append(clock.now)), (12, lambda: seen.append(clock.now))]
    clock.wait(10)
    assert (clock.now, seen) == (10, [5])
    clock.wait(10)
    assert (clock.now, seen) == (20, [5, 12])


def test_the_innermost_limit_that_comes_first_ends_a_wait() -> None:
    clock = Clock()
    with clock.limit(100) as outer, clock.limit(30) as inner:
        with pytest.raises(OutOfTimeError) as error:
            clock.wait(60)
        assert error.value.limit is inner
        assert clock.now == 30
    with clock.limit(5), clock.limit(None), pytest.raises(OutOfTimeError):
        clock.wait(6)
    assert outer is not inner


def test_a_wait_that_ends_with_the_limit_is_in_time() -> None:
    clock = Clock()
    with clock.limit(30):
        clock.wait(30)
    assert clock.now == 30


def test_it_waits_for_something_until_a_limit() -> None:
    clock, seen = Clock(), list[int]()
    clock.due = [(7, lambda: seen.append(1))]
    with clock.limit(100):
        clock.wait_for(lambda: bool(seen))
        assert clock.now == 7
        with pytest.raises(OutOfTimeError):
            clock.wait_for(lambda: len(seen) > 1)
    assert clock.now == 100


def test_waiting_for_what_never_comes_is_told() -> None:
    with pytest.raises(NeverError):
        Clock().wait_for(lambda: False)
