"""Plans of who labels what are fair, and the same for the same seed."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.assigning import at_random, everyone, slipped_in

NAMES = st.lists(st.sampled_from("abcdefgh"), min_size=1, unique=True)


def test_everyone_gets_every_article():
    assert everyone([3, 4], ["maya", "jonas", "maya"]) == (
        (3, "jonas"),
        (3, "maya"),
        (4, "jonas"),
        (4, "maya"),
    )


@given(st.integers(0, 60), NAMES, st.integers(0, 3), st.data())
def test_random_plans_are_balanced_and_do_not_depend_on_the_order_of_names(many, names, seed, data):
    each = data.draw(st.integers(1, len(names)))
    articles = list(range(1, many + 1))
    plan = at_random(articles, names, each, seed)
    assert plan == at_random(articles, list(reversed(names)), each, seed)
    loads = {name: sum(one == name for _, one in plan) for name in names}
    assert max(loads.values()) - min(loads.values()) <= 1
    for article_id in articles:
        chosen = [name for one, name in plan if one == article_id]
        assert len(chosen) == len(set(chosen)) == each


def test_more_annotators_than_there_are_cannot_be_had():
    with pytest.raises(ValueError, match="3 annotators an article cannot be had of 2"):
        at_random([1], ["a", "b"], 3)


@given(st.integers(1, 80), st.integers(0, 12), st.integers(1, 20), st.integers(0, 5))
def test_controls_are_slipped_in_once_each_about_every_so_many(many, controls, every, seed):
    queue = list(range(1000, 1000 + many))
    places = slipped_in(queue, list(range(controls)), every, seed)
    assert set(places.values()) <= set(queue)
    assert len(places) <= controls
    found = sorted(queue.index(one) for one in places.values())
    assert all(b - a >= every - 2 * (every // 4) for a, b in pairwise(found))
