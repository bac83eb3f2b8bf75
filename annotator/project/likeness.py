"""Texts that are nearly the same: wire copy that several papers printed with small changes.

A text is the set of its runs of four words. Of each set only about a twentieth of the hashes is kept and
looked up, so that a text is compared with all before it in one pass; what looks alike is then compared in
full. Hashes do not depend on the process, so the answer is the same each time.
"""

from collections import Counter
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar
from zlib import crc32

_Key = TypeVar("_Key", bound=Hashable)

ALIKE = 0.6
"""The share of the shorter text's runs of words that have to stand in the longer one as well."""

_RUN = 4
_SKETCH_BITS = 5
_PROMISING = 0.25
_FEWEST_SHARED = 2
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
    numbers = [_numbers[word] for word in text.casefold().split()]
    if len(numbers) <= _RUN:
        return frozenset([hash(tuple(numbers))])
    return frozenset(map(hash, zip(*(numbers[n:] for n in range(_RUN)), strict=False)))


def are_alike(first: frozenset[int], second: frozenset[int]) -> bool:
    """Whether two texts, by their runs, are nearly the same."""
    return len(first & second) >= ALIKE * min(len(first), len(second))


class Likeness(Generic[_Key]):
    """Finds, for each text added, the first added before it that is nearly the same.

    `text_of` gives the text of a key again, so that only sketches are kept.
    """

    def __init__(self, text_of: Callable[[_Key], str]) -> None:
        self._text_of = text_of
        self._holders: dict[int, _Key] = {}
        self._sizes: dict[_Key, int] = {}

    def add(self, key: _Key, text: str) -> _Key | None:
        """Add a text; the key of an earlier one that is nearly the same, None when there is none."""
        found = runs(text)
        step = _step(len(found))
        sketch = [number for number in found if number % step == 0]
        twin = self._twin(sketch, step, found)
        self._sizes[key] = len(found)
        for number in sketch:
            self._holders.setdefault(number, key)
        return twin

    def _twin(self, sketch: list[int], step: int, found: frozenset[int]) -> _Key | None:
        holders = self._holders
        shared = Counter([holders[number] for number in sketch if number in holders])
        for key, count in shared.most_common(3):
            coarser = max(step, _step(self._sizes[key]))
            promised = count * coarser / min(len(found), self._sizes[key])
            enough = count >= min(_FEWEST_SHARED, len(sketch))
            if enough and promised >= _PROMISING and are_alike(found, runs(self._text_of(key))):
                return key
        return None


def _step(size: int) -> int:
    """Every which hash is kept: a power of two, so that two sketches always have hashes in common."""
    return 1 << max(0, size.bit_length() - _SKETCH_BITS)
