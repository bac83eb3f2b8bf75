from hypothesis import given
from hypothesis import strategies as st

from annotator.core.annotation import in_order
from annotator.core.span import ENTITIES, Span
from annotator.gui.article.spans import Spans
from annotator.gui.article.stepping import following, innermost, next_under, preceding

triples = st.tuples(st.integers(0, 40), st.integers(1, 12), st.sampled_from(["ORG", "PLACE"]))


def made(wanted) -> tuple[Span, ...]:
    return in_order(
        Span(number, ENTITIES, label, start, start + length, "x" * length)
        for number, (start, length, label) in enumerate(dict.fromkeys(wanted))
    )


spans = st.lists(triples, max_size=25).map(made)


@given(spans, st.integers(0, 50), st.integers(1, 20))
def test_overlapping_finds_what_a_walk_through_all_finds(all_spans, start, length):
    expected = [span for span in all_spans if span.overlaps(start, start + length)]
    assert list(Spans(all_spans).overlapping(start, start + length)) == expected


@given(spans, spans)
def test_answers_are_the_same_when_built_from_those_before(before, after):
    built = Spans(after, Spans(before))
    for start in range(0, 55, 3):
        fresh = Spans(after).overlapping(start, start + 4)
        assert list(built.overlapping(start, start + 4)) == list(fresh)


@given(spans, spans)
def test_what_changed_holds_every_span_that_only_one_has(before, after):
    changed = Spans(before).changed_to(after)
    assert set(before) ^ set(after) <= set(changed)
    assert not Spans(before).changed_to(before)


@given(spans)
def test_it_holds_its_spans_and_no_others(all_spans):
    half = Spans(all_spans[::2])
    assert all(half.holds(span) == (span in all_spans[::2]) for span in all_spans)


@given(spans)
def test_going_on_from_span_to_span_comes_round(all_spans):
    held, seen = Spans(all_spans), []
    span = following((held,), 0, None)
    for _ in all_spans:
        seen.append(span)
        span = following((held,), 0, span)
    assert tuple(seen) == all_spans
    assert span == (all_spans[0] if all_spans else None)


@given(spans)
def test_going_back_is_going_on_turned_round(all_spans):
    held = Spans(all_spans)
    for span in all_spans:
        assert preceding((held,), 0, following((held,), 0, span)) == span


def test_from_a_place_the_next_and_the_last_span_are_found():
    held = Spans(made([(5, 3, "ORG"), (20, 4, "ORG")]))
    first, second = held.all
    assert following((held,), 5, None) == first
    assert following((held,), 6, None) == second
    assert preceding((held,), 20, None) == first
    assert preceding((held,), 5, None) == second


def test_two_sets_are_stepped_through_as_one():
    one, two = Spans(made([(5, 3, "ORG"), (30, 3, "ORG")])), Spans(made([(20, 4, "ORG")]))
    assert following((one, two), 0, one.all[0]) == two.all[0]
    assert preceding((one, two), 0, one.all[1]) == two.all[0]


def test_of_nested_spans_the_innermost_is_meant_and_the_others_come_round():
    outer, inner = made([(0, 10, "ORG"), (4, 6, "PLACE")])
    assert innermost([outer, inner]) == inner
    assert next_under([outer, inner], inner) == outer
    assert next_under([outer, inner], None) == outer
    assert next_under([], inner) is None
