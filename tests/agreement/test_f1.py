"""F1 between two annotators: symmetric, one for equals, strict never above overlap."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.f1 import f1, span_f1
from annotator.core.annotation import Annotation, in_order
from annotator.core.span import Span

TEXT = "abcdefghij" * 5


@st.composite
def annotations(draw):
    found, last = [], 0
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(last, last + 4))
        end = start + draw(st.integers(1, 4))
        label = draw(st.sampled_from(["PERSON", "ORG"]))
        found.append(Span(len(found) + 1, "entities", label, start, end, TEXT[start:end]))
        last = end
    return Annotation(1, 1, spans=in_order(found))


@given(annotations(), annotations())
def test_who_comes_first_does_not_matter_and_strict_is_never_above_overlap(one, other):
    first, second = span_f1(one, other), span_f1(other, one)
    assert f1(first.strict) == f1(second.strict)
    assert f1(first.overlap) == pytest.approx(f1(second.overlap))
    assert 0 <= f1(first.strict) <= f1(first.overlap) <= 1


@given(annotations())
def test_an_annotation_agrees_with_itself(one):
    scores = span_f1(one, one)
    assert (f1(scores.strict), f1(scores.overlap)) == (1.0, 1.0)


def test_f1_is_twice_what_both_have_by_all_they_have():
    one = Annotation(1, 1, spans=(span(0, 4), span(5, 9)))
    other = Annotation(1, 2, spans=(span(0, 4), span(5, 8), span(10, 12)))
    scores = span_f1(one, other)
    assert f1(scores.strict) == pytest.approx(2 * 1 / 5)
    assert f1(scores.overlap) == pytest.approx(2 * 2 / 5)


def test_only_the_layers_asked_for_count():
    one = Annotation(1, 1, spans=(span(0, 4),))
    other = Annotation(1, 2)
    assert f1(span_f1(one, other).strict) == 0.0
    assert f1(span_f1(one, other, ["quotes"]).strict) == 1.0


def span(start, end, label="PERSON"):
    return Span(start + 1, "entities", label, start, end, TEXT[start:end])
