"""Which spans or quotes of several annotators are about the same thing: groups with at most one of each.

What equals is together first; the rest is joined one-to-one where it shares text, so that as many as possible
are joined, then as many as possible of one label, then over as much text as possible.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from typing import Generic, TypeVar

from annotator.core.pairing import best_pairs
from annotator.core.text import Bounds

T = TypeVar("T")
Content = tuple[Bounds, ...]

# Each is worth more than all that the next can add up to in a text of a million characters.
_SHARED = 1 << 40
_LABEL = 1 << 80
_PAIR = 1 << 100


def grouped(
    many: Sequence[Sequence[T]],
    content: Callable[[T], Content],
    label: Callable[[T], str] = lambda _item: "",
) -> list[tuple[T | None, ...]]:
    """The items of each annotator in groups, in reading order.

    `content` gives the bounds of an item (code points, in reading order), `label` what it is called. The
    groups do not depend on the order in which the annotators are given.
    """
    grouping = _Grouping(content, label)
    keys = [[(content(item), label(item)) for item in items] for items in many]
    for who in sorted(range(len(many)), key=lambda n: (sorted(keys[n]), n)):
        grouping.join(who, many[who])
    groups = [tuple(g.get(n) for n in range(len(many))) for g in grouping.groups]
    return sorted(groups, key=lambda g: min((content(i), label(i)) for i in g if i is not None))


def shared(lefts: Sequence[Content], rights: Sequence[Content]) -> Counter[tuple[int, int]]:
    """How many code points each left item shares with each right one, where any."""
    bounds = sorted((start, end, n) for n, item in enumerate(rights) for start, end in item)
    starts = [start for start, _, _ in bounds]
    reach = list(accumulate((end for _, end, _ in bounds), max))
    found: Counter[tuple[int, int]] = Counter()
    for n, item in enumerate(lefts):
        for start, end in item:
            last = bisect_left(starts, end)
            for place in range(bisect_right(reach, start, hi=last), last):
                first, past, other = bounds[place]
                if past > start:
                    found[n, other] += min(end, past) - max(start, first)
    return found


class _Grouping(Generic[T]):
    """Groups under way, joined by one annotator after the other."""

    def __init__(self, content: Callable[[T], Content], label: Callable[[T], str]) -> None:
        self.groups: list[dict[int, T]] = []
        self._content, self._label = content, label
        self._known: dict[tuple[Content, str], dict[int, T]] = {}

    def join(self, who: int, items: Sequence[T]) -> None:
        """Put what an annotator has where it belongs, or in groups of its own."""
        rest = [item for item in items if not self._joins_equal(who, item)]
        free = [group for group in self.groups if who not in group]
        taken: set[int] = set()
        for place, n in best_pairs(dict(self._weights(free, rest))):
            self._put(free[place], who, rest[n])
            taken.add(n)
        for n, item in enumerate(rest):
            if n not in taken:
                self.groups.append({})
                self._put(self.groups[-1], who, item)

    def _joins_equal(self, who: int, item: T) -> bool:
        group = self._known.get((self._content(item), self._label(item)))
        if group is None or who in group:
            return False
        group[who] = item
        return True

    def _put(self, group: dict[int, T], who: int, item: T) -> None:
        group[who] = item
        self._known.setdefault((self._content(item), self._label(item)), group)

    def _weights(
        self, groups: list[dict[int, T]], items: list[T]
    ) -> Iterator[tuple[tuple[int, int], int]]:
        members = [(n, item) for n, group in enumerate(groups) for item in group.values()]
        here = [self._content(item) for item in items]
        there = [self._content(item) for _, item in members]
        best: dict[tuple[int, int], int] = {}
        for (place, n), common in shared(there, here).items():
            group, member = members[place]
            same = self._label(member) == self._label(items[n])
            far = _distance(there[place], here[n])
            weight = _PAIR + same * _LABEL + common * _SHARED - far
            best[group, n] = max(best.get((group, n), 0), weight)
        yield from best.items()


def _distance(one: Content, other: Content) -> int:
    """How far two items' outer bounds are apart."""
    return abs(one[0][0] - other[0][0]) + abs(one[-1][1] - other[-1][1])
