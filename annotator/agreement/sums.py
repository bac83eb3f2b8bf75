"""Counts added up article by article, with what they would have been in other samples of the articles.

Intervals are a bootstrap over articles (Efron, Bootstrap methods, 1979). Each resample gives every article a
weight drawn from a Poisson distribution with mean 1, which for many articles is drawing with replacement
and needs no article twice, so memory stays the same however many there are (Chamandy, Muralidharan, Najmi and
Naidu, Estimating uncertainty for massive data streams, 2012).
"""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Key = tuple[Hashable, ...]

Numbers = NDArray[np.float64]
"""A count or a figure: first as it is, then in every resample."""

RESAMPLES = 1000
_BATCH = 128
_CONFIDENCE = 95.0
_FEWEST_ARTICLES = 2


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its 95 % interval; None where it is not defined, or too little was counted for one."""

    value: float | None
    low: float | None = None
    high: float | None = None


class Sums:
    """Adds up the counts of articles by key; the same seed gives the same intervals."""

    def __init__(self, resamples: int = RESAMPLES, seed: int = 0) -> None:
        self.articles = 0
        self.resamples = resamples
        self._random = np.random.default_rng(seed)
        self._places: dict[Key, int] = {}
        self._totals: Numbers = np.zeros((0, 1 + resamples))
        self._waiting: list[list[tuple[int, float]]] = []

    def add(self, counts: Mapping[Key, float]) -> None:
        """Adds the counts of one more article."""
        self.articles += 1
        places = self._places
        row = [(places.setdefault(key, len(places)), count) for key, count in counts.items()]
        self._waiting.append(row)
        if len(self._waiting) == _BATCH:
            self._settle()

    def of(self, *key: Hashable) -> Numbers:
        """What was counted under a key; zeros for one that never came."""
        self._settle()
        place = self._places.get(key)
        return self._totals[place] if place is not None else np.zeros(1 + self.resamples)

    def under(self, *start: Hashable) -> Iterator[tuple[Key, Numbers]]:
        """The rest of each key that begins so, with what was counted, in order of first appearance."""
        self._settle()
        size = len(start)
        for key, place in self._places.items():
            if key[:size] == start:
                yield key[size:], self._totals[place]

    def figure(self, numbers: Numbers) -> Figure:
        """A figure with the interval its resamples make."""
        value = _known(numbers[0])
        resampled = numbers[1:][np.isfinite(numbers[1:])]
        if value is None or self.articles < _FEWEST_ARTICLES or not resampled.size:
            return Figure(value)
        tail = (100.0 - _CONFIDENCE) / 2
        low, high = np.percentile(resampled, [tail, 100.0 - tail])
        return Figure(value, float(low), float(high))

    def _settle(self) -> None:
        if not self._waiting:
            return
        grown = len(self._places) - len(self._totals)
        if grown:
            self._totals = np.vstack([self._totals, np.zeros((grown, 1 + self.resamples))])
        counts = np.zeros((len(self._places), len(self._waiting)))
        for number, row in enumerate(self._waiting):
            for place, count in row:
                counts[place, number] += count
        weights = self._random.poisson(1.0, (len(self._waiting), self.resamples))
        self._totals[:, 0] += counts.sum(axis=1)
        self._totals[:, 1:] += counts @ weights.astype(np.float64)
        self._waiting.clear()


def divided(part: Numbers, whole: Numbers) -> Numbers:
    """A share; not a number where there is nothing to share."""
    with np.errstate(divide="ignore", invalid="ignore"):
        shares: Numbers = np.where(whole == 0, np.nan, part / whole)
    return shares


def _known(number: np.float64) -> float | None:
    return float(number) if np.isfinite(number) else None
