"""Krippendorff's alphas for unitizing: how far annotators cut the same units out of one text.

`unitizing_alpha` is uα of Krippendorff, Mathet, Bouvry and Widlöcher, On the
reliability of unitizing textual continua: further developments, 2016: what is compared are the lengths in
which segments of two annotators meet. `UnitLengths` is the older αU of Krippendorff, On the reliability of
unitizing continuous data, 1995, as given in Content analysis, 2004, chapter 11: squared differences of the
units' ends. Lengths are in code points; several articles make one continuum, and no segment goes over the
end of an article.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from copy import deepcopy
from itertools import accumulate, combinations, pairwise

from annotator.agreement.chance import Pair
from annotator.agreement.sums import Numbers, divided
from annotator.agreement.tokens import NOTHING, joined
from annotator.core.span import Span
from annotator.core.text import Bounds

Segment = tuple[int, int, str]
"""Start, end and category of a stretch; the category of a gap is NOTHING."""


def segments(spans: Sequence[Span], length: int) -> list[Segment]:
    """A whole text of that length in segments: spans, and the gaps between them.

    Where spans overlap, a stretch has all their labels as its category.
    """
    if any(one.end > other.start for one, other in pairwise(spans)):
        return _flattened(spans, length)
    found, last = [], 0
    for span in spans:
        if span.start > last:
            found.append((last, span.start, NOTHING))
        found.append((span.start, span.end, span.label))
        last = span.end
    if last < length:
        found.append((last, length, NOTHING))
    return found


def _flattened(spans: Sequence[Span], length: int) -> list[Segment]:
    edges = sorted({0, length, *(s.start for s in spans), *(s.end for s in spans)})
    found: list[Segment] = []
    for start, end in pairwise(edges):
        category = NOTHING
        for span in spans:
            if span.start <= start and end <= span.end:
                category = joined(category, span.label) if category else span.label
        if found and category == found[-1][2] == NOTHING:
            found[-1] = (found[-1][0], end, NOTHING)
        else:
            found.append((start, end, category))
    return found


def meetings(first: Sequence[Segment], second: Sequence[Segment]) -> Counter[tuple[str, str]]:
    """Over how many code points each two categories meet in two cuts of one text."""
    found: Counter[tuple[str, str]] = Counter()
    here = there = 0
    while here < len(first) and there < len(second):
        one, other = first[here], second[there]
        end = min(one[1], other[1])
        found[one[2], other[2]] += end - max(one[0], other[0])
        here += one[1] == end
        there += other[1] == end
    return found


def loneliness(cut: Iterable[Segment]) -> Counter[str]:
    """What cannot be paired, by category: squared lengths of units, plain lengths of gaps.

    A point of a unit is not paired with its own unit, a point of a gap only not with itself.
    """
    found: Counter[str] = Counter()
    for start, end, category in cut:
        length = end - start
        found[category] += length * length if category else length
    return found


def unitizing_alpha(met: Mapping[Pair, Numbers], alone: Mapping[Hashable, Numbers]) -> Numbers:
    """uα from the lengths in which categories meet in ordered pairs of annotators, and from `loneliness`.

    With m annotators each meeting counts 1 / (m − 1) times. Not defined where all is one category.
    """
    zero = 0.0 * next(iter(met.values()))
    margins: dict[Hashable, Numbers] = {}
    for (one, _), length in met.items():
        margins[one] = margins.get(one, zero) + length
    total = sum(margins.values(), zero)
    same = sum((length for (one, other), length in met.items() if one == other), zero)
    pairs = total * total - sum(alone.values(), zero)
    by_chance = sum((m * m - alone.get(one, zero) for one, m in margins.items()), zero)
    return 1.0 - divided((total - same) * pairs, total * (pairs - by_chance))


class UnitLengths:
    """αU of one category, added up over the articles the same annotators worked on."""

    def __init__(self, annotators: int) -> None:
        self._annotators = annotators
        self._length = 0
        self._apart = 0
        self._units: Counter[int] = Counter()
        self._gaps: Counter[int] = Counter()

    def add(self, cuts: Sequence[Sequence[Bounds]], length: int) -> None:
        """One more text of that length: the units of each annotator in reading order, none overlapping."""
        self._length += length
        for units in cuts:
            self._units.update(end - start for start, end in units)
            self._gaps.update(_gaps(units, length))
        for first, second in combinations(cuts, 2):
            self._apart += _apart(first, second)

    def copy(self) -> "UnitLengths":
        """The same lengths, to add others to."""
        return deepcopy(self)

    def add_unmarked(self, length: int, times: int) -> None:
        """So many texts of that length in which nobody marked a unit."""
        self._length += length * times
        self._gaps[length] += self._annotators * times

    @property
    def observed(self) -> float:
        """The disagreement observed; 0 for a text of no length."""
        many = self._annotators
        return 2 * self._apart / (many * (many - 1) * self._length**2) if self._length else 0.0

    @property
    def expected(self) -> float:
        """The disagreement to be expected if units fell anywhere."""
        whole = self._annotators * self._length
        number = self._units.total()
        gaps = _Longer(self._gaps)
        total = 0.0
        for size, times in self._units.items():
            among = (number - 1) * (2 * size**3 - 3 * size**2 + size) / 3
            total += times * (among + size**2 * gaps.room(size))
        pairs = whole * (whole - 1) - sum(n * size * (size - 1) for size, n in self._units.items())
        return 2 * total / (self._length * pairs) if pairs else 0.0


def alpha_u(categories: Iterable[UnitLengths]) -> float | None:
    """αU over several categories: their disagreements are added up. None where nothing was expected."""
    many = list(categories)
    expected = sum(one.expected for one in many)
    return 1.0 - sum(one.observed for one in many) / expected if expected else None


def bounds_of(spans: Iterable[Span]) -> list[Bounds]:
    """The stretches that spans cover, in reading order, overlapping ones joined."""
    found: list[Bounds] = []
    for span in spans:
        if found and span.start < found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], span.end))
        else:
            found.append((span.start, span.end))
    return found


def _gaps(units: Sequence[Bounds], length: int) -> list[int]:
    gaps, last = [], 0
    for start, end in units:
        if start > last:
            gaps.append(start - last)
        last = end
    return [*gaps, length - last] if length > last else gaps


def _apart(first: Sequence[Bounds], second: Sequence[Bounds]) -> int:
    """Squared differences of the ends of units that meet, squared lengths of those that meet none."""
    # What both have meets nothing else, since no two units of one annotator overlap.
    both = set(first).intersection(second)
    ours, theirs = ([unit for unit in units if unit not in both] for units in (first, second))
    if not ours and not theirs:
        return 0
    starts, ends = [start for start, _ in theirs], [end for _, end in theirs]
    total = 0
    seen: set[int] = set()
    for start, end in ours:
        near = range(bisect_right(ends, start), bisect_left(starts, end))
        seen.update(near)
        total += sum((start - starts[n]) ** 2 + (end - ends[n]) ** 2 for n in near)
        total += 0 if near else (end - start) ** 2
    return total + sum((ends[n] - starts[n]) ** 2 for n in range(len(theirs)) if n not in seen)


class _Longer:
    """Asks how many places gaps have for a unit: Σ (gap − unit + 1) over the gaps that are long enough."""

    def __init__(self, gaps: Counter[int]) -> None:
        self._sizes = sorted(gaps)
        self._counts = [0, *accumulate(gaps[size] for size in self._sizes)]
        self._lengths = [0, *accumulate(size * gaps[size] for size in self._sizes)]

    def room(self, unit: int) -> int:
        place = bisect_left(self._sizes, unit)
        count = self._counts[-1] - self._counts[place]
        return self._lengths[-1] - self._lengths[place] - count * (unit - 1)
