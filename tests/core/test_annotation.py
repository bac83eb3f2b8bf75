from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import span

from annotator.core.annotation import Annotation, Status, in_order
from annotator.core.change import AppliedLabel, Change, Delta, StatusValue, changed
from annotator.core.errors import StaleError
from annotator.core.span import Rejection, Relation

TEXT = "abcdefghijklmnopqrst"


@st.composite
def annotations(draw):
    bounds = draw(st.lists(st.tuples(st.integers(0, 18), st.integers(1, 6)), max_size=12))
    spans = [
        span(TEXT, start, min(start + size, 20), number=n)
        for n, (start, size) in enumerate(bounds, 1)
    ]
    unique = {one.key: one for one in spans}
    return Annotation(1, 1).with_(*unique.values())


@given(annotations(), st.integers(0, 19), st.integers(1, 20))
def test_overlapping_finds_exactly_the_spans_that_share_a_code_point(annotation, start, size):
    end = start + size
    expected = tuple(one for one in annotation.spans if one.overlaps(start, end))
    assert annotation.overlapping(start, end) == expected


@given(annotations(), annotations())
def test_spans_stay_in_reading_order_and_ids_are_never_given_twice(first, second):
    moved = tuple(replace(one, id=one.id + 50) for one in second.spans)
    both = first.with_(*moved)
    assert both.spans == in_order(both.spans)
    assert both.next_span_id > max((one.id for one in both.spans), default=0)
    assert both.without(*moved).spans == first.spans
    assert both.without(*moved).next_span_id == both.next_span_id


def test_a_longer_span_is_read_before_a_shorter_one_that_starts_with_it():
    short, long = span(TEXT, 2, 4, number=1), span(TEXT, 2, 8, number=2)
    assert Annotation(1, 1).with_(short).with_(long).spans == (long, short)


def test_a_span_is_found_by_its_id_and_by_an_offset():
    annotation = Annotation(1, 1).with_(span(TEXT, 2, 4))
    assert annotation.span(1) == annotation.at(3)[0]
    assert annotation.span(2) is None
    assert annotation.at(4) == ()


def _delta(*removed, added=()):
    return Delta(1, 1, removed, tuple(added))


HELD = Annotation(
    1,
    1,
    Status.IN_PROGRESS,
    relations=frozenset({Relation("SAID_BY", 1, 2)}),
    rejections=frozenset({Rejection("entities", "ORG", 0, 2)}),
    labels=frozenset({"sports"}),
).with_(span(TEXT, 0, 3, number=1), span(TEXT, 5, 8, number=2))

EVERYTHING = Delta(
    1,
    1,
    (
        HELD.spans[0],
        Relation("SAID_BY", 1, 2),
        Rejection("entities", "ORG", 0, 2),
        AppliedLabel("sports"),
        StatusValue(Status.IN_PROGRESS),
    ),
    (span(TEXT, 9, 12, "PLACE", number=3), StatusValue(Status.DONE, "2026-01-02")),
)


def test_a_reversed_delta_takes_a_change_back():
    after = changed(HELD, EVERYTHING)
    assert (after.status, after.finished_at, after.labels) == (Status.DONE, "2026-01-02", set())
    back = changed(after, EVERYTHING.reversed())
    assert replace(back, next_span_id=HELD.next_span_id) == HELD


def test_a_reversed_change_takes_its_deltas_back_in_the_other_order():
    one, two = Delta(1, None), Delta(2, None)
    assert Change("both", (one, two)).reversed() == Change("both", (two, one))
    assert Change("both", (one, two, one)).article_ids == (1, 2)


def test_a_change_of_the_project_touches_every_article():
    assert Change("scheme", (Delta(None, None),)).touches(7)
    assert not Change("flag", (Delta(3, None),)).touches(7)


@pytest.mark.parametrize(
    "delta",
    [
        _delta(span(TEXT, 0, 3, "PLACE", number=1)),
        _delta(span(TEXT, 0, 3, number=9)),
        _delta(added=[span(TEXT, 0, 3, number=9)]),
        _delta(added=[span(TEXT, 15, 18, number=2)]),
        _delta(added=[span(TEXT, 15, 18, number=8), span(TEXT, 15, 18, number=9)]),
        _delta(Relation("SAID_BY", 2, 1)),
        _delta(added=[Relation("SAID_BY", 1, 2)]),
        _delta(added=[AppliedLabel("sports")]),
        _delta(StatusValue(Status.TODO), added=[StatusValue(Status.DONE)]),
    ],
)
def test_a_delta_that_does_not_fit_is_refused(delta):
    with pytest.raises(StaleError):
        changed(HELD, delta)
