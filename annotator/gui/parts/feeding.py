"""Showing the first of many results at once: an iterator is read in short slices between events."""

from collections.abc import Callable, Iterator
from itertools import islice
from time import perf_counter
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QTimer

from annotator.core.errors import AnnotatorError

_T = TypeVar("_T")

# Half a frame at 60 Hz, so that keys and scrolling never wait for a search.
_SLICE_SECONDS = 0.008
_AT_ONCE = 32


class Feeder(QObject, Generic[_T]):
    """Hands on what an iterator yields, batch by batch; starting anew drops what was being read."""

    def __init__(
        self,
        batch: Callable[[list[_T]], None],
        finished: Callable[[], None],
        failed: Callable[[str], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._batch, self._finished, self._failed = batch, finished, failed
        self._source: Iterator[_T] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._read)

    @property
    def running(self) -> bool:
        """Whether more may come."""
        return self._source is not None

    def start(self, source: Iterator[_T]) -> None:
        """Reads another iterator, the first slice of it now."""
        self._source = source
        self._timer.start()
        self._read()

    def stop(self) -> None:
        """Reads no further."""
        self._timer.stop()
        self._source = None

    def _read(self) -> None:
        source, until = self._source, perf_counter() + _SLICE_SECONDS
        found: list[_T] = []
        ended = False
        try:
            while source is not None and not ended and perf_counter() < until:
                some = list(islice(source, _AT_ONCE))
                found += some
                ended = len(some) < _AT_ONCE
        except AnnotatorError as error:
            self.stop()
            self._failed(str(error))
            return
        if found:
            self._batch(found)
        if ended:
            self.stop()
            self._finished()
