from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.matching import Score, overlap_pairs, scores, strict_pairs
from annotator.core.span import Span

LABELS = ("PERSON", "PLACE", "ORG")


def span(start, end, label="PERSON", number=1):
    return Span(number, "entities", label, start, end, "x" * (end - start))


@st.composite
def spans(draw):
    bounds = draw(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 6)), max_size=8))
    found = [span(s, s + n, draw(st.sampled_from(LABELS)), i) for i, (s, n) in enumerate(bounds)]
    return list({one.key: one for one in found}.values())


def test_strict_needs_the_same_bounds_and_label():
    gold = [span(0, 5), span(10, 12, "PLACE"), span(20, 25)]
    predicted = [span(0, 5), span(10, 12, "ORG"), span(20, 24)]
    assert [pair[0].start for pair in strict_pairs(gold, predicted)] == [0]


def test_overlap_takes_the_longest_overlap_first_and_each_span_once():
    gold = [span(0, 10), span(10, 14)]
    predicted = [span(0, 3), span(2, 13)]
    assert [(g.start, p.start) for g, p in overlap_pairs(gold, predicted)] == [(0, 2)]


def test_overlap_prefers_the_pair_whose_bounds_differ_least():
    gold = [span(0, 4)]
    predicted = [span(0, 8), span(0, 4)]
    ((_, best),) = overlap_pairs(gold, predicted)
    assert best.end == 4


def test_scores_count_by_label_and_over_all():
    gold = [span(0, 5), span(6, 9, "PLACE"), span(10, 14, "ORG")]
    predicted = [span(0, 5), span(6, 8, "PLACE"), span(20, 24, "PLACE")]
    found = scores([(gold, predicted), (gold, gold)], LABELS)
    assert found.articles == 2
    assert found.articles_exact == 1
    assert found.micro["strict"] == Score(matched=4, predicted=6, gold=6)
    assert found.micro["overlap"] == Score(matched=5, predicted=6, gold=6)
    assert found.labels["PLACE"]["strict"] == Score(matched=1, predicted=3, gold=2)
    assert found.labels["ORG"]["overlap"].r == 0.5


def test_predicted_spans_of_labels_the_gold_does_not_know_do_not_count():
    found = scores([([span(0, 5)], [span(0, 5), span(7, 9, "PLACE")])], {"PERSON"})
    assert found.micro["strict"].p == 1
    assert found.articles_exact == 1


@pytest.mark.parametrize(
    ("score", "f1"), [(Score(), 0), (Score(1, 1, 1), 1), (Score(1, 2, 2), 0.5)]
)
def test_f1_is_the_harmonic_mean_and_0_where_undefined(score, f1):
    assert score.f1 == f1


@given(spans(), spans())
def test_matching_is_symmetric_one_to_one_and_overlap_never_finds_less_than_strict(gold, predicted):
    pairs = overlap_pairs(gold, predicted)
    assert len({id(g) for g, _ in pairs}) == len(pairs) == len({id(p) for _, p in pairs})
    assert len(pairs) == len(overlap_pairs(predicted, gold))
    assert len(pairs) >= len(strict_pairs(gold, predicted))
    assert all(g.label == p.label and g.overlaps(p.start, p.end) for g, p in pairs)


@given(spans())
def test_an_annotation_matches_itself_whole(gold):
    copy = [replace(one, id=one.id + 100) for one in gold]
    found = scores([(gold, copy)], {one.label for one in gold})
    assert found.articles_exact == 1
    assert found.micro["strict"].f1 == (1 if gold else 0)
