from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from annotator.gui.article.bands import TAG_GAP, TagWish, lanes, levels, place_tags, tag_texts

bounds = st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda b: (b[0], b[0] + b[1]))
many_bounds = st.lists(bounds, max_size=30)


def deepest(stretches):
    return max((sum(s <= at < e for s, e in stretches) for at in range(81)), default=0)


@given(many_bounds)
def test_no_two_in_a_lane_overlap_and_lanes_are_as_few_as_can_be(stretches):
    found = lanes(stretches)
    for lane in set(found):
        here = sorted(s for s, n in zip(stretches, found, strict=True) if n == lane)
        assert all(one[1] <= other[0] for one, other in pairwise(here))
    assert len(set(found)) == deepest(stretches)


@given(many_bounds)
def test_levels_never_clash_where_stretches_overlap(stretches):
    found = levels(stretches)
    for i, one in enumerate(stretches):
        for j, other in enumerate(stretches[:i]):
            if one[0] < other[1] and other[0] < one[1]:
                assert found[i] != found[j]


def test_the_inner_of_two_nested_spans_has_its_line_nearest_to_the_words():
    assert levels([(0, 20), (12, 20)]) == [1, 0]
    assert levels([(0, 5), (6, 9)]) == [0, 0]


def test_a_third_span_beside_a_nested_pair_stays_near_its_words():
    assert levels([(0, 20), (12, 20), (30, 40)]) == [1, 0, 0]


wishes = st.lists(
    st.builds(
        lambda x, words, width, rank: TagWish(
            x, x + words, (("PERSON", width), ("PER…", width * 0.6)), rank
        ),
        st.floats(0, 600),
        st.floats(5, 200),
        st.floats(10, 80),
        st.integers(0, 2),
    ),
    max_size=14,
)


@given(wishes)
def test_tags_never_overlap_and_stay_within_the_edges(wanted):
    tags = [tag for tag in place_tags(0, wanted, -24.0, 640.0) if tag is not None]
    tags.sort(key=lambda tag: tag.x)
    for one, other in pairwise(tags):
        assert one.x + one.width + TAG_GAP <= other.x + 1e-6
    assert all(tag.x >= -24.0 and tag.x + tag.width <= 640.0 + 1e-6 for tag in tags)


@given(wishes)
def test_a_tag_that_comes_first_always_finds_its_place(wanted):
    first = TagWish(100.0, 160.0, (("PERSON", 40.0),), -1)
    placed = place_tags(0, [*wanted, first], -24.0, 640.0)[-1]
    assert placed is not None
    assert (placed.x, placed.text) == (100.0, "PERSON")


def test_a_tag_without_room_moves_along_its_words():
    narrow = TagWish(0.0, 20.0, (("PERSON", 40.0),))
    wide = TagWish(22.0, 200.0, (("PLACE", 36.0),))
    first, second = place_tags(0, [narrow, wide], 0.0, 640.0)
    assert (first.x, second.x) == (0.0, 40.0 + TAG_GAP)


def test_a_tag_without_room_is_shortened_and_at_last_left_out():
    texts = (("PERSON", 40.0), ("PER…", 20.0))
    close = [TagWish(0.0, 20.0, texts), TagWish(36.0, 60.0, texts), TagWish(38.0, 60.0, texts)]
    found = place_tags(0, close, 0.0, 70.0)
    assert [tag and tag.text for tag in found] == ["PERSON", "PER…", None]


def test_a_short_label_is_never_shortened():
    assert [text for text, _ in tag_texts("ORG", "?", len)] == ["ORG?"]
    assert [text for text, _ in tag_texts("PERSON", "?", len)] == ["PERSON?", "PER…?"]
