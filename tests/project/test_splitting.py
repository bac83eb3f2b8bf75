from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.core.errors import InputError
from annotator.project.splitting import Dealt, Groups, checked_ratios, split

RATIOS = (0.8, 0.1, 0.1)


def articles(count: int, group_of: int = 1) -> list[Dealt]:
    return [
        Dealt(n, f"{n:064x}", Counter({"PERSON": n % 5, "ORG": n % 3}), f"{n // group_of:064x}")
        for n in range(count)
    ]


def sizes(sides: dict[int, str]) -> list[int]:
    counts = Counter(sides.values())
    return [counts["train"], counts["dev"], counts["test"]]


def test_the_shares_are_kept() -> None:
    for got, wanted in zip(sizes(split(articles(1000), RATIOS, 0)), [800, 100, 100], strict=True):
        assert abs(got - wanted) <= 2


def test_labels_are_spread_as_articles_are() -> None:
    dealt = articles(1000)
    sides = split(dealt, RATIOS, 0)
    for label in ("PERSON", "ORG"):
        total = sum(article.labels[label] for article in dealt)
        dev = sum(article.labels[label] for article in dealt if sides[article.article_id] == "dev")
        assert 0.09 < dev / total < 0.11


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 60), st.integers(1, 7), st.integers(0, 99))
def test_every_article_has_a_side_and_groups_stay_together(
    count: int, size: int, seed: int
) -> None:
    dealt = articles(count, size)
    sides = split(dealt, RATIOS, seed)
    assert sides.keys() == {article.article_id for article in dealt}
    together = {}
    for article in dealt:
        together.setdefault(article.group, set()).add(sides[article.article_id])
    assert all(len(held) == 1 for held in together.values())
    assert len(set(sides.values())) == min(3, len(together))


def test_the_order_of_the_articles_does_not_matter() -> None:
    assert split(articles(100), RATIOS, 7) == split(articles(100)[::-1], RATIOS, 7)


def test_a_side_without_a_share_gets_nothing() -> None:
    train, dev, test = sizes(split(articles(50), (0.5, 0.0, 0.5), 0))
    assert dev == 0
    assert abs(train - test) <= 2


def test_whatever_is_joined_is_one_group() -> None:
    groups = Groups()
    for first, second in ("ab", "cd", "bd", "ef"):
        groups.join(first, second)
    assert {groups.of(name) for name in "abcd"} == {"a"}
    assert groups.of("f") == groups.of("e") == "e"
    assert groups.of("z") == "z"


@pytest.mark.parametrize("ratios", [(0.8, 0.1), (1.0,), (0.0, 1.0), (1.1, -0.1), (0.25,) * 4])
def test_shares_that_are_none_are_refused(ratios: tuple[float, ...]) -> None:
    with pytest.raises(InputError):
        checked_ratios(ratios)
