"""Where a text says any of many words: one pass over its tokens, however many words are looked for."""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from typing import NamedTuple

_TOKEN = re.compile(r"\w+|[^\w\s]")


class Said(NamedTuple):
    """A place of some words. `start` and `end` are code points, half-open."""

    words: str
    start: int
    end: int


def flat(text: str) -> str:
    """The words of a text: every run of white space one space, none at the ends."""
    return " ".join(text.split())


class Finder:
    """Finds words that are even in their white space, whole and none over a line end.

    Places of the same words do not overlap; the places of `core.finding.places`, of all words at once.
    """

    def __init__(self, words: Iterable[str]) -> None:
        lengths: dict[str, set[int]] = defaultdict(set)
        known = set()
        for one in words:
            tokens = _TOKEN.findall(one)
            if tokens:
                lengths[tokens[0]].add(len(tokens))
                known.add(one)
        self._lengths = {first: tuple(sorted(many)) for first, many in lengths.items()}
        self._known: Container[str] = known

    def places(self, text: str) -> Iterator[Said]:
        """Every place of any of the words, in order of their starts."""
        tokens = [(match[0], match.start(), match.end()) for match in _TOKEN.finditer(text)]
        lengths, last = self._lengths, len(tokens)
        ended: dict[str, int] = {}
        for number, (token, start, _) in enumerate(tokens):
            for length in lengths.get(token, ()):
                if number + length > last:
                    break
                end = tokens[number + length - 1][2]
                words = _on_a_line(text[start:end])
                if words in self._known and ended.get(words, 0) <= start:
                    ended[words] = end
                    yield Said(words, start, end)


def _on_a_line(text: str) -> str:
    return "" if "\n" in text else flat(text)
