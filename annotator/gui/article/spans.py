"""Spans in reading order, asked quickly however many there are: by place, by neighbour, for what changed.

All offsets are code points, half-open.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator

from annotator.core.span import Span

Order = tuple[int, int, str, str, int]


class Spans:
    """A tuple of spans in reading order, with answers that do not walk through all of it."""

    def __init__(self, spans: tuple[Span, ...] = (), before: "Spans | None" = None) -> None:
        self.all = spans
        # Of spans much like those before only the new ones are measured: a bound is all that is needed.
        known = before.longest if before is not None else 0
        new = spans if before is None else before.changed_to(spans)
        self.longest: int = max(known, max([span.end - span.start for span in new], default=0))

    def __len__(self) -> int:
        return len(self.all)

    def overlapping(self, start: int, end: int) -> Iterator[Span]:
        """The spans that share a code point with `[start, end)`."""
        near = self.starting_within(start - self.longest, end)
        return (span for span in near if span.end > start)

    def starting_within(self, start: int, end: int) -> tuple[Span, ...]:
        """The spans that begin in `[start, end)`."""
        return self.all[self._first_from(start) : self._first_from(end)]

    def holds(self, span: Span) -> bool:
        """Whether a span is one of these."""
        place = bisect_left(self.all, span.order, key=_order)
        return place < len(self.all) and self.all[place] == span

    def after(self, order: Order) -> Span | None:
        """The first span behind a place in the order."""
        place = bisect_right(self.all, order, key=_order)
        return self.all[place] if place < len(self.all) else None

    def before(self, order: Order) -> Span | None:
        """The last span before a place in the order."""
        place = bisect_left(self.all, order, key=_order)
        return self.all[place - 1] if place > 0 else None

    def changed_to(self, spans: tuple[Span, ...]) -> tuple[Span, ...]:
        """What these and others do not share: all between their common beginning and common end."""
        if spans is self.all:
            return ()
        shortest = min(len(self.all), len(spans))
        head = _greatest(shortest, lambda n: self.all[:n] == spans[:n])
        rest = shortest - head
        tail = _greatest(rest, lambda n: n == 0 or self.all[-n:] == spans[-n:])
        return (*self.all[head : len(self.all) - tail], *spans[head : len(spans) - tail])

    def _first_from(self, start: int) -> int:
        return bisect_left(self.all, start, key=_start)


def _greatest(limit: int, holds: Callable[[int], bool]) -> int:
    """The greatest number up to a limit that holds, when all smaller ones do.

    A few comparisons of whole tuples, which Python does at once, beat one comparison for each span.
    """
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if holds(middle) else (low, middle - 1)
    return low


def _start(span: Span) -> int:
    return span.start


def _order(span: Span) -> Order:
    return span.order
