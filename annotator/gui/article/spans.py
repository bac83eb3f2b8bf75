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
        self._asked: tuple[tuple[Span, ...], tuple[Span, ...]] = (spans, ())
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
        if self._asked[0] is not spans:
            self._asked = (spans, _unshared(self.all, spans))
        return self._asked[1]

    def _first_from(self, start: int) -> int:
        return bisect_left(self.all, start, key=_start)


def _unshared(before: tuple[Span, ...], after: tuple[Span, ...]) -> tuple[Span, ...]:
    shortest = min(len(before), len(after))
    head = _greatest(shortest, lambda low, high: before[low:high] == after[low:high])
    last, final = len(before), len(after)
    tail = _greatest(
        shortest - head,
        lambda low, high: before[last - high : last - low] == after[final - high : final - low],
    )
    return (*before[head : last - tail], *after[head : final - tail])


def _greatest(limit: int, same: Callable[[int, int], bool]) -> int:
    """How many are the same from the start, at most `limit`; `same(low, high)` compares a stretch.

    A few comparisons of stretches, which Python does at once, beat one comparison for each span.
    """
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if same(low, middle) else (low, middle - 1)
    return low


def _start(span: Span) -> int:
    return span.start


def _order(span: Span) -> Order:
    return span.order
