"""Bars and chips in the margin, as plain geometry."""

from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.gui.article.chips import place

HEIGHT, GAP, PITCH = 28.0, 3.0, 34.0

line = st.integers(0, 12)
part = st.tuples(line, st.integers(0, 3)).map(
    lambda p: (p[0] * PITCH, (p[0] + p[1]) * PITCH + 22.0)
)
quote = st.lists(part, min_size=1, max_size=3).map(sorted)
quotes = st.lists(quote, max_size=14).map(sorted)


def across(one, other):
    return one[0] < other[1] and other[0] < one[1]


def reach(found):
    extents = (*found.bars, *found.links)
    return min(top for top, _ in extents), max(bottom for _, bottom in extents)


@settings(max_examples=60)
@given(quotes)
def test_chips_never_meet_and_never_stand_above_their_quote(wanted):
    placed = place(wanted, HEIGHT, GAP)
    for one, other in pairwise(placed):
        assert other.chip >= one.chip + HEIGHT + GAP
    for extents, found in zip(wanted, placed, strict=True):
        assert found.chip >= extents[0][0]


@settings(max_examples=60)
@given(quotes)
def test_bars_of_one_lane_never_meet(wanted):
    for one, other in combinations(place(wanted, HEIGHT, GAP), 2):
        assert one.lane != other.lane or not across(reach(one), reach(other))


@settings(max_examples=60)
@given(quotes)
def test_a_chip_stands_outside_every_bar_beside_it(wanted):
    placed = place(wanted, HEIGHT, GAP)
    for one in placed:
        beside = [o for o in placed if across(reach(o), (one.chip, one.chip + HEIGHT))]
        assert all(other.lane < one.clear for other in (one, *beside))


@settings(max_examples=60)
@given(quotes)
def test_bars_and_links_lead_from_the_first_line_to_the_last_and_to_the_chip(wanted):
    for extents, found in zip(wanted, place(wanted, HEIGHT, GAP), strict=True):
        pieces = sorted((*found.bars, *found.links))
        assert pieces[0][0] == extents[0][0]
        assert all(one[1] == other[0] for one, other in pairwise(pieces))
        assert pieces[-1][1] >= max(bottom for _, bottom in extents)
        assert found.chip == extents[0][0] or pieces[-1][1] >= found.chip + HEIGHT


def test_quotes_apart_stand_beside_their_first_lines_in_the_first_lane():
    placed = place([[(0.0, 22.0)], [(200.0, 256.0)]], HEIGHT, GAP)
    assert [(one.chip, one.lane, one.clear) for one in placed] == [(0.0, 0, 1), (200.0, 0, 1)]
    assert not any(one.links for one in placed)


def test_two_quotes_of_one_line_stand_side_by_side_and_the_second_chip_moves_down():
    first, second = place([[(0.0, 22.0)], [(0.0, 22.0)]], HEIGHT, GAP)
    assert (first.lane, second.lane) == (0, 1)
    assert second.chip == HEIGHT + GAP
    assert second.links == ((22.0, HEIGHT + GAP + HEIGHT),)


def test_parts_over_two_paragraphs_are_linked():
    (found,) = place([[(0.0, 56.0), (80.0, 102.0)]], HEIGHT, GAP)
    assert found.bars == ((0.0, 56.0), (80.0, 102.0))
    assert found.links == ((56.0, 80.0),)


def test_lines_that_touch_are_one_bar():
    (found,) = place([[(0.0, 22.0), (0.0, 22.0), (22.5, 44.0)]], HEIGHT, GAP)
    assert found.bars == ((0.0, 44.0),)
    assert found.links == ()
