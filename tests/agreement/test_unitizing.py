"""Unitizing alphas: Krippendorff's worked example, and a reckoning code point by code point."""

from collections import Counter
from itertools import combinations, permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.unitizing import (
    UnitLengths,
    alpha_u,
    bounds_of,
    loneliness,
    meetings,
    segments,
    unitizing_alpha,
)
from annotator.core.annotation import in_order
from annotator.core.span import Span

LENGTH = 24


@st.composite
def cuts(draw):
    found, last = [], 0
    for _ in range(draw(st.integers(0, 5))):
        start = draw(st.integers(last, LENGTH - 1)) if last < LENGTH else None
        if start is None:
            break
        last = draw(st.integers(start + 1, min(LENGTH, start + 8)))
        found.append(span(start, last, draw(st.sampled_from("AB"))))
    return tuple(found)


def span(start, end, label="A"):
    return Span(start * 100 + end, "entities", label, start, end, "x" * (end - start))


def at(*units):
    return [(start - 150, start - 150 + length) for start, length in units]


def test_krippendorffs_example_of_2004():
    # Content analysis, 2nd edition, chapter 11: two observers, a continuum of 300 from 150 on.
    of_c, of_k = UnitLengths(2), UnitLengths(2)
    of_c.add([at((225, 70), (370, 30)), at((220, 80), (355, 20), (400, 20))], 300)
    of_k.add([at((180, 60), (300, 50)), at((180, 60), (300, 50))], 300)
    assert of_c.observed == pytest.approx(0.0144, abs=0.0001)
    assert of_c.expected == pytest.approx(0.0532, abs=0.0001)
    assert of_k.expected == pytest.approx(0.0490, abs=0.0001)
    assert alpha_u([of_c]) == pytest.approx(0.7286, abs=0.0001)
    assert alpha_u([of_c, of_k]) == pytest.approx(0.8591, abs=0.0005)


def test_bertha_and_bill_of_1995():
    found = UnitLengths(2)
    found.add([[(2, 10), (14, 20)], [(4, 8), (15, 17)]], 24)
    assert found.observed == pytest.approx(0.03125)


@given(st.lists(cuts(), min_size=2, max_size=4))
def test_u_alpha_is_what_pairs_of_code_points_say(many):
    made = [segments(one, LENGTH) for one in many]
    lengths = Counter()
    for pair in permutations(made, 2):
        lengths.update(meetings(*pair))
    met = {key: np.array([count / (len(many) - 1)]) for key, count in lengths.items()}
    alone = {
        key: np.array([float(count)])
        for key, count in sum(map(loneliness, made), Counter()).items()
    }
    assert unitizing_alpha(met, alone)[0] == pytest.approx(naive(many), nan_ok=True)


def naive(many):
    """Every pair of points at the same place of two annotators is observed; any two points are expected
    to meet, but for those of one and the same unit, and a point of a gap with itself."""
    points = [[None] * LENGTH for _ in many]
    for row, one in zip(points, many, strict=True):
        for unit in one:
            row[unit.start : unit.end] = [unit] * (unit.end - unit.start)
    label = lambda unit: unit.label if unit else ""  # noqa: E731
    observed = [
        label(a[n]) != label(b[n]) for a, b in combinations(points, 2) for n in range(LENGTH)
    ]
    every = [(who, n, row[n]) for who, row in enumerate(points) for n in range(LENGTH)]
    expected = [
        label(a[2]) != label(b[2])
        for a, b in permutations(every, 2)
        if not (a[0] == b[0] and a[2] is not None and a[2] is b[2])
    ]
    if not any(expected):
        return np.nan
    return 1 - np.mean(observed) / np.mean(expected)


@given(cuts())
def test_segments_cover_the_text_once(one):
    edges = [edge for start, end, _ in segments(one, LENGTH) for edge in (start, end)]
    assert (edges[0], edges[-1]) == (0, LENGTH)
    assert edges[1:-1:2] == edges[2::2]


def test_overlapping_spans_make_segments_of_all_their_labels():
    spans = in_order([span(2, 10, "QUOTE"), span(4, 6, "SPEAKER")])
    assert segments(spans, 12) == [
        (0, 2, ""),
        (2, 4, "QUOTE"),
        (4, 6, "QUOTE+SPEAKER"),
        (6, 10, "QUOTE"),
        (10, 12, ""),
    ]
    assert bounds_of([span(0, 5), span(3, 8), span(8, 9)]) == [(0, 8), (8, 9)]


@given(cuts(), cuts())
def test_an_articles_end_adds_no_disagreement(one, other):
    whole, halves = UnitLengths(2), UnitLengths(2)
    both = [bounds_of(one), bounds_of(other)]
    whole.add(both, LENGTH)
    halves.add(both, LENGTH)
    halves.add(both, LENGTH)
    assert halves.observed == pytest.approx(whole.observed / 2)
