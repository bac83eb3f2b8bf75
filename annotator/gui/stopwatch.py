"""The time of active work: a pause counts for half a minute at most."""

from collections.abc import Callable
from time import monotonic

_LONGEST_PAUSE = 30.0


class Stopwatch:
    """Counts seconds between signs of life."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._seconds = 0.0
        self._last: float | None = None

    def start(self) -> None:
        """Begin at nought."""
        self._seconds, self._last = 0.0, self._clock()

    def mark(self) -> None:
        """The user did something."""
        if self._last is not None:
            now = self._clock()
            self._seconds += min(now - self._last, _LONGEST_PAUSE)
            self._last = now

    def pause(self) -> None:
        """Count nothing until the next start."""
        self._seconds, self._last = 0.0, None

    def stop(self) -> float:
        """The seconds since the start, and begin at nought."""
        self.mark()
        seconds, self._seconds = self._seconds, 0.0
        return seconds
