"""Who labels what: plans as pure functions, the same for the same seed."""

from collections.abc import Sequence
from random import Random

Plan = tuple[tuple[int, str], ...]
"""Pairs of an article's id and an annotator's name, in the articles' order."""


def everyone(article_ids: Sequence[int], names: Sequence[str]) -> Plan:
    """Every article to everybody."""
    return tuple((article_id, name) for article_id in article_ids for name in sorted(set(names)))


def at_random(article_ids: Sequence[int], names: Sequence[str], each: int, seed: int = 0) -> Plan:
    """Each article to `each` annotators at random, so that everybody gets the same number, or one more.

    The articles are dealt in a shuffled order, each to those who have the fewest so far. Raises ValueError
    when there are fewer annotators than each article needs.
    """
    people = sorted(set(names))
    if not 0 < each <= len(people):
        raise ValueError(f"{each} annotators an article cannot be had of {len(people)}.")
    made = Random(seed)
    dealt = list(article_ids)
    made.shuffle(dealt)
    loads = dict.fromkeys(people, 0)
    chosen: dict[int, list[str]] = {}
    for article_id in dealt:
        ranked = sorted(people, key=lambda name: (loads[name], made.random()))
        chosen[article_id] = sorted(ranked[:each])
        for name in ranked[:each]:
            loads[name] += 1
    return tuple((article_id, name) for article_id in article_ids for name in chosen[article_id])


def slipped_in(
    queue: Sequence[int], controls: Sequence[int], every: int, seed: int = 0
) -> dict[int, int]:
    """From each control article to the article of a queue behind which it is slipped in.

    One comes after about every `every` articles, shifted a little at random so that nobody can tell by
    counting; controls that find no place are left out. Raises ValueError for an interval below 1.
    """
    if every < 1:
        raise ValueError("A control article can come after every article at the most.")
    made = Random(seed)
    order = list(controls)
    made.shuffle(order)
    places: dict[int, int] = {}
    place = every - 1
    for control in order:
        near = place + made.randint(-(every // 4), every // 4)
        if near >= len(queue):
            break
        places[control] = queue[max(near, 0)]
        place += every
    return places
