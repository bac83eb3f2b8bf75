"""Texts that are nearly the same: wire copy that several papers printed with small changes.

A text is known by how its sentences begin and end; texts that have some of these in common are then
compared in full, by their runs of four words. So a text is compared with all before it in one pass, and
the answer is exact. Hashes do not depend on the process, so it is the same each time.
"""

from collections import Counter
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar
from zlib import crc32

_Key = TypeVar("_Key", bound=Hashable)

ALIKE = 0.6
"""The share of the shorter text's runs of words that have to stand in the longer one as well."""

_RUN = 4
_EDGE = 24
_SHORTEST_EDGE = 8
_SKETCH_BITS = 6
_PROMISING = 0.2
_WORDS_KEPT = 200_000


class _Numbers(dict[str, int]):
    """A number for each word, worked out once."""

    def __missing__(self, word: str) -> int:
        if len(self) > _WORDS_KEPT:
            self.clear()
        number = self[word] = crc32(word.encode("utf-8", "surrogatepass"))
        return number


_numbers = _Numbers()


def runs(text: str) -> frozenset[int]:
    """The hashes of every run of four words, punctuation included, case ignored."""
    numbers = list(map(_numbers.__getitem__, text.casefold().split()))
    if len(numbers) <= _RUN:
        return frozenset([hash(tuple(numbers))])
    return frozenset(map(hash, zip(*(numbers[n:] for n in range(_RUN)), strict=False)))


def are_alike(first: frozenset[int], second: frozenset[int]) -> bool:
    """Whether two texts, by their runs, are nearly the same."""
    return len(first & second) >= ALIKE * min(len(first), len(second))


class Likeness(Generic[_Key]):
    """Finds, for each text added, one added before it that is nearly the same.

    `text_of` gives the text of a key again, so that only sketches are kept.
    """

    def __init__(self, text_of: Callable[[_Key], str]) -> None:
        self._text_of = text_of
        self._holders: dict[int, _Key] = {}
        self._sizes: dict[_Key, int] = {}

    def add(self, key: _Key, text: str) -> _Key | None:
        """Add a text; the key of an earlier one that is nearly the same, None when there is none."""
        edges = _edges(text)
        step = _step(len(edges))
        sketch = [number for number in edges if number % step == 0]
        twin = self._twin(text, sketch, step, len(edges))
        self._sizes[key] = len(edges)
        for number in sketch:
            self._holders.setdefault(number, key)
        return twin

    def _twin(self, text: str, sketch: list[int], step: int, size: int) -> _Key | None:
        holders = self._holders
        shared = Counter([holders[number] for number in sketch if number in holders])
        for key, count in shared.most_common(3):
            coarser = max(step, _step(self._sizes[key]))
            promised = count * coarser / min(size, self._sizes[key])
            if promised >= _PROMISING and are_alike(runs(text), runs(self._text_of(key))):
                return key
        return None


def _edges(text: str) -> set[int]:
    """The hashes of how sentences begin and end; of the whole text where it has none to speak of."""
    edges: set[int] = set()
    for sentence in text.replace("\n", ". ").split(". "):
        if len(sentence) >= _SHORTEST_EDGE:
            edges.add(crc32(sentence[:_EDGE].casefold().encode("utf-8", "surrogatepass")))
            edges.add(crc32(sentence[-_EDGE:].casefold().encode("utf-8", "surrogatepass")))
    return edges or {crc32(text.casefold().encode("utf-8", "surrogatepass"))}


def _step(size: int) -> int:
    """Every which hash is kept: a power of two, so that two sketches always have hashes in common."""
    return 1 << max(0, size.bit_length() - _SKETCH_BITS)
