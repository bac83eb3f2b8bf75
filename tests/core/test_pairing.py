"""The best pairing is the best of all pairings, and always the same one."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from annotator.core.pairing import best_pairs

WEIGHTS = st.dictionaries(
    st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(1, 12), max_size=9
)


def pairings(edges):
    for size in range(len(edges) + 1):
        for chosen in combinations(edges, size):
            lefts, rights = {left for left, _ in chosen}, {right for _, right in chosen}
            if len(lefts) == len(rights) == size:
                yield chosen


@given(WEIGHTS)
def test_no_other_pairing_weighs_more(weights):
    found = best_pairs(weights)
    assert len({left for left, _ in found}) == len({right for _, right in found}) == len(found)
    best = max(sum(weights[edge] for edge in chosen) for chosen in pairings(sorted(weights)))
    assert sum(weights[edge] for edge in found) == best


@given(WEIGHTS, st.randoms())
def test_the_order_in_which_pairs_are_given_does_not_matter(weights, random):
    shuffled = list(weights.items())
    random.shuffle(shuffled)
    assert best_pairs(dict(shuffled)) == best_pairs(weights)


def test_more_pairs_outweigh_a_longer_one_when_the_weights_say_so():
    many = 1000
    weights = {(0, 0): many + 2, (0, 1): many + 9, (1, 1): many + 1}
    assert best_pairs(weights) == [(0, 0), (1, 1)]


def test_nothing_to_pair_is_no_pair():
    assert best_pairs({}) == []
