"""Dividing articles among train, dev and test so that nothing leaks from one to another.

Articles that are nearly the same, or have the same title, stay together. The order in which they are dealt
out depends on the seed and their texts alone; each goes where articles and labels are missing most.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from annotator.core.errors import InputError

NAMES = ("train", "dev", "test")
_ARTICLES = ""


@dataclass(slots=True)
class Dealt:
    """One article to be dealt out: its id, the SHA-256 of its text, its labels counted, and its group."""

    article_id: int
    sha256: str
    labels: Counter[str] = field(default_factory=Counter)
    group: str = ""


class Groups:
    """Which articles stay together, by the SHA-256 of their texts."""

    def __init__(self) -> None:
        self._parents: dict[str, str] = {}

    def join(self, first: str, second: str) -> None:
        """Keep two articles, and whatever is kept with them, together."""
        one, other = sorted((self.of(first), self.of(second)))
        self._parents[other] = one

    def of(self, digest: str) -> str:
        """The name of the group an article is in."""
        while (parent := self._parents.get(digest, digest)) != digest:
            self._parents[digest] = self._parents.get(parent, parent)
            digest = parent
        return digest


def checked_ratios(ratios: Sequence[float]) -> tuple[float, ...]:
    """The shares of train, dev and test. Raises InputError when they are not shares of one whole."""
    if len(ratios) not in (2, 3) or min(ratios) < 0 or ratios[0] == 0:
        raise InputError("A split needs the shares of train, dev and test, as in 0.8, 0.1, 0.1.")
    if abs(sum(ratios) - 1) > 1e-6:
        raise InputError(f"The shares of a split add up to 1, not to {sum(ratios):g}.")
    return tuple(ratios)


def split(dealt: Iterable[Dealt], ratios: Sequence[float], seed: int) -> dict[int, str]:
    """The name of the side, out of NAMES, of each article by its id."""
    groups = _by_group(dealt)
    sides = [name for name, ratio in zip(NAMES, ratios, strict=False) if ratio > 0]
    lacking = _Lacking(groups.values(), dict(zip(NAMES, ratios, strict=False)))
    chosen: dict[int, str] = {}
    empty = list(sides)
    order = sorted(groups, key=lambda group: _lot(seed, group))
    for left, group in zip(range(len(order), 0, -1), order, strict=True):
        # The last groups go where nothing is yet, or small projects would have no dev articles.
        side = lacking.most(empty if left <= len(empty) else sides, groups[group])
        empty = [name for name in empty if name != side]
        chosen.update({article.article_id: side for article in groups[group]})
    return chosen


class _Lacking:
    """What each side still lacks of its share: of the articles, and of each label's spans."""

    def __init__(self, groups: Iterable[list[Dealt]], ratios: Mapping[str, float]) -> None:
        self._totals = Counter[str]()
        for group in groups:
            self._totals.update(_counted(group))
        self._ratios = ratios
        self._taken: dict[str, Counter[str]] = {side: Counter() for side in ratios}

    def most(self, sides: Sequence[str], group: list[Dealt]) -> str:
        """The side that lacks most of what a group has; the group is counted there."""
        held = _counted(group)
        side = max(sides, key=lambda name: self._need(name, held))
        self._taken[side].update(held)
        return side

    def _need(self, side: str, held: Counter[str]) -> float:
        ratio, taken, totals = self._ratios[side], self._taken[side], self._totals
        return sum(
            number / totals[name] * (ratio - taken[name] / totals[name])
            for name, number in held.items()
            if number
        )


def _by_group(dealt: Iterable[Dealt]) -> dict[str, list[Dealt]]:
    groups: dict[str, list[Dealt]] = {}
    for article in dealt:
        groups.setdefault(article.group or article.sha256, []).append(article)
    return groups


def _counted(group: list[Dealt]) -> Counter[str]:
    counts = Counter({_ARTICLES: len(group)})
    for article in group:
        counts.update(article.labels)
    return counts


def _lot(seed: int, group: str) -> str:
    return sha256(f"{seed} {group}".encode()).hexdigest()
