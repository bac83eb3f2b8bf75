"""Which spans of two annotations are the same, and the scores that follow.

Strict: same bounds, same label. Overlap: same label and at least one shared code point, one-to-one, the
same spans first, then the longest overlap; MUC's partial credit (Chinchor and Sundheim, MUC-5, 1993)
without the halves.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from annotator.core.span import Span

Pair = tuple[Span, Span]


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of matched, predicted and gold spans, and what follows from them (0 where undefined)."""

    matched: int = 0
    predicted: int = 0
    gold: int = 0

    @property
    def p(self) -> float:
        """Precision."""
        return self.matched / self.predicted if self.predicted else 0.0

    @property
    def r(self) -> float:
        """Recall."""
        return self.matched / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.p * self.r / (self.p + self.r) if self.p + self.r else 0.0


@dataclass(frozen=True, slots=True)
class Scores:
    """Micro-averaged scores over articles, by kind of match (`strict`, `overlap`) and by label.

    `articles_exact` counts the articles without a single difference.
    """

    articles: int
    articles_exact: int
    micro: dict[str, Score]
    labels: dict[str, dict[str, Score]]


def strict_pairs(gold: Iterable[Span], predicted: Iterable[Span]) -> list[Pair]:
    """Spans with the same layer, label, start and end."""
    by_key = {span.key: span for span in predicted}
    return [(span, by_key[span.key]) for span in gold if span.key in by_key]


def overlap_pairs(
    gold: Sequence[Span], predicted: Sequence[Span], same: list[Pair] | None = None
) -> list[Pair]:
    """Spans of one label that share text, one-to-one: the same ones first, then the longest overlap.

    Ties go to the pair whose bounds differ least, then to the first in reading order. `same` are the strict
    pairs where they are known.
    """
    same = strict_pairs(gold, predicted) if same is None else same
    first, second = _rest(gold, predicted, same)
    candidates = sorted(
        (-shared, _apart(first[i], second[j]), i, j)
        for shared, i, j in _meeting(first, second)
        if first[i].label == second[j].label
    )
    return same + [(first[i], second[j]) for *_, i, j in _one_to_one(candidates)]


def boundary_pairs(
    gold: Sequence[Span], predicted: Sequence[Span], same: list[Pair] | None = None
) -> list[Pair]:
    """Spans that share text, whatever their labels, one-to-one.

    The same spans come first, then those of the same bounds, then the longest overlap. Ties go to the pair
    whose bounds differ least, then to the same label, then to reading order. `same` are the strict pairs
    where they are known.
    """
    same = strict_pairs(gold, predicted) if same is None else same
    first, second = _rest(gold, predicted, same)
    candidates = []
    for shared, i, j in _meeting(first, second):
        apart, labels = _apart(first[i], second[j]), (first[i].label, second[j].label)
        candidates.append((apart > 0, -shared, apart, labels[0] != labels[1], i, j))
    candidates.sort()
    return same + [(first[i], second[j]) for *_, i, j in _one_to_one(candidates)]


def scores(
    articles: Iterable[tuple[Sequence[Span], Sequence[Span]]], labels: Iterable[str]
) -> Scores:
    """The scores of (gold, predicted) spans per article; spans of other labels do not count."""
    counted = sorted(set(labels))
    totals: dict[str, Counter[str]] = {
        kind: Counter() for kind in ("gold", "predicted", "strict", "overlap")
    }
    number = exact = 0
    for gold, predicted in articles:
        g, p = _counted(gold, counted), _counted(predicted, counted)
        totals["gold"].update(span.label for span in g)
        totals["predicted"].update(span.label for span in p)
        totals["strict"].update(span.label for span, _ in strict_pairs(g, p))
        totals["overlap"].update(span.label for span, _ in overlap_pairs(g, p))
        number += 1
        exact += {span.key for span in g} == {span.key for span in p}
    by_label = {label: _by_kind(totals, [label]) for label in counted}
    return Scores(number, exact, _by_kind(totals, counted), by_label)


def _by_kind(totals: dict[str, Counter[str]], labels: list[str]) -> dict[str, Score]:
    def total(kind: str) -> int:
        return sum(totals[kind][label] for label in labels)

    return {
        kind: Score(total(kind), total("predicted"), total("gold"))
        for kind in ("strict", "overlap")
    }


def _counted(spans: Iterable[Span], labels: list[str]) -> list[Span]:
    return list({span.key: span for span in spans if span.label in labels}.values())


def _ordered(spans: Iterable[Span]) -> list[Span]:
    return sorted(spans, key=lambda span: (span.start, span.end, span.label))


def _meeting(gold: list[Span], predicted: list[Span]) -> Iterator[tuple[int, int, int]]:
    """How much text is shared, and by which two; both sides come by start, so few have to be looked at."""
    starts = [span.start for span in predicted]
    reach = list(accumulate((span.end for span in predicted), max))
    for i, g in enumerate(gold):
        last = bisect_left(starts, g.end)
        for j in range(bisect_right(reach, g.start, hi=last), last):
            p = predicted[j]
            shared = min(g.end, p.end) - max(g.start, p.start)
            if shared > 0 and g.layer == p.layer:
                yield shared, i, j


def _apart(one: Span, other: Span) -> int:
    return abs(one.start - other.start) + abs(one.end - other.end)


def _rest(
    gold: Iterable[Span], predicted: Iterable[Span], same: list[Pair]
) -> tuple[list[Span], list[Span]]:
    taken = {span.key for span, _ in same}
    first = [span for span in gold if span.key not in taken]
    return _ordered(first), _ordered(span for span in predicted if span.key not in taken)


def _one_to_one(candidates: Iterable[tuple[int, ...]]) -> Iterator[tuple[int, ...]]:
    """The candidates, each ending in its two sides, whose sides are both still free."""
    lefts: set[int] = set()
    rights: set[int] = set()
    for candidate in candidates:
        *_, i, j = candidate
        if i not in lefts and j not in rights:
            lefts.add(i)
            rights.add(j)
            yield candidate
