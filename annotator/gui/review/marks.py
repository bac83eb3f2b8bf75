"""What is drawn over a text under review, as one value, found by position."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from annotator.adjudication.difference import Difference, Version
from annotator.core.span import Span
from annotator.core.text import Bounds

Drawn = tuple[int | None, int | None]
"""The annotators whose lines are drawn above and below the words."""


@dataclass(frozen=True, slots=True)
class ReviewMark:
    """A difference on the page, and whether it was decided."""

    difference: Difference
    decided: bool = False

    @property
    def pieces(self) -> tuple[Bounds, ...]:
        """The stretches any annotator marked there (code points), in reading order."""
        spans = (span for version in self.difference.versions for span in version.spans)
        return tuple(sorted({(span.start, span.end) for span in spans}))


class Places:
    """Things with bounds, in reading order, asked for a part of the text."""

    def __init__(self, bounds: Sequence[Bounds]) -> None:
        self._starts = [start for start, _ in bounds]
        self._reach = list(accumulate((end for _, end in bounds), max))
        self._ends = [end for _, end in bounds]

    def overlapping(self, start: int, end: int) -> Iterator[int]:
        """The numbers of the things that share a code point with `[start, end)`."""
        last = bisect_left(self._starts, end)
        for number in range(bisect_right(self._reach, start, hi=last), last):
            if self._ends[number] > start:
                yield number


@dataclass(frozen=True, slots=True)
class ReviewMarks:
    """Everything drawn over the text. `focused` is the key of a difference; `drawn` whose lines are seen."""

    agreed: tuple[Span, ...] = ()
    differences: tuple[ReviewMark, ...] = ()
    focused: str | None = None
    drawn: Drawn = (None, None)
    order: tuple[int, ...] = ()
    _agreed: list[Places] = field(default_factory=list, repr=False, compare=False)
    _found: list[Places] = field(default_factory=list, repr=False, compare=False)

    def agreed_in(self, start: int, end: int) -> Iterator[Span]:
        """The agreed spans in `[start, end)` (code points)."""
        if not self._agreed:
            self._agreed.append(Places([(span.start, span.end) for span in self.agreed]))
        return (self.agreed[n] for n in self._agreed[0].overlapping(start, end))

    def found_in(self, start: int, end: int) -> Iterator[ReviewMark]:
        """The differences in `[start, end)` (code points); those about the whole article are in none."""
        if not self._found:
            bounds = [(m.difference.start, m.difference.end) for m in self.differences]
            self._found.append(Places(bounds))
        return (self.differences[n] for n in self._found[0].overlapping(start, end))

    def at(self, offset: int) -> ReviewMark | None:
        """The difference with a piece at a code point, the shortest of several."""
        there = [
            (end - start, n, mark)
            for n, mark in enumerate(self.found_in(offset, offset + 1))
            for start, end in mark.pieces
            if start <= offset < end
        ]
        return min(there, key=lambda found: found[:2])[2] if there else None

    def place_of(self, version: Version) -> int:
        """The place of a version's annotator among those compared."""
        return self.order.index(version.annotator_id) if version.annotator_id in self.order else 0

    @property
    def mark(self) -> ReviewMark | None:
        """The mark that is focused."""
        return next((m for m in self.differences if m.difference.key == self.focused), None)
