"""A clock that only moves when somebody waits, so that a test of three days takes none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


class OutOfTimeError(BaseException):
    """A limit of time was reached. Not an `Exception`: code between the wait and the limit must not swallow it."""

    def __init__(self, limit: object) -> None:
        super().__init__()
        self.limit = limit


@dataclass
class Clock:
    """Seconds since the start, limits that may be reached, and what others do meanwhile."""

    now: float = 0
    due: list[tuple[float, Callable[[], None]]] = field(default_factory=list)
    """What happens at which second, in order."""
    _limits: list[tuple[float, object]] = field(default_factory=list)

    @contextmanager
    def limit(self, seconds: float | None) -> Iterator[object]:
        """Let every wait inside end with an OutOfTimeError after so many seconds. Yields the limit's token."""
        token = object()
        if seconds is not None:
            self._limits.append((self.now + seconds, token))
        try:
            yield token
        finally:
            if seconds is not None:
                self._limits.pop()

    def wait(self, seconds: float) -> None:
        """Let time pass, with all that is due meanwhile."""
        end = self.now + seconds
        while self.due and self.due[0][0] <= self._until(end):
            self._move(self.due[0][0])
            self.due.pop(0)[1]()
        self._move(end)

    def wait_for(self, happened: Callable[[], bool]) -> None:
        """Let time pass until something has happened; raise when a limit is reached, or when it never will."""
        while not happened():
            if self.due and self.due[0][0] <= self._until(self.due[0][0]):
                self._move(self.due[0][0])
                self.due.pop(0)[1]()
            elif self._limits:
                self._move(min(self._limits, key=lambda limit: limit[0])[0], or_equal=True)
            else:
                raise NeverError

    def _until(self, end: float) -> float:
        return min([end, *(at for at, _ in self._limits)])

    def _move(self, end: float, *, or_equal: bool = False) -> None:
        first = min(self._limits, key=lambda limit: limit[0], default=None)
        if first and (end > first[0] or (or_equal and end >= first[0])):
            self.now = first[0]
            raise OutOfTimeError(first[1])
        self.now = max(self.now, end)


class NeverError(Exception):
    """Something is waited for that nothing will bring."""
