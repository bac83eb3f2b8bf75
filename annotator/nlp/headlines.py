"""Names in headlines, where capitals say little: only what the article or every reader knows is a name."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from annotator.core.text import Bounds
from annotator.nlp.candidates import Candidate
from annotator.nlp.lexicon import Lexicon

_LONGEST = 150
_FEWEST_WORDS = 4
_MOSTLY = 0.75
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_SENTENCE_END = (".", "”", '"', "!", ":", ",", ";")
_LONGEST_ACRONYM = 5


def settle_headlines(
    text: str, found: Sequence[Candidate], lexicon: Lexicon
) -> Iterator[Candidate]:
    """The candidates, with those of headlines cut down to names; shouted names under their plain form."""
    lines = list(_headlines(text))
    names = {one.name for one in found if not _inside(one, lines)}
    names |= {one.words[-1].text for one in found if one.name in names}
    for one in found:
        name = _plain(one.name)
        if name in names or lexicon.knows(name):
            yield replace(one, name=name)
        elif _inside(one, lines):
            yield from _cut_down(one, names, lexicon)
        else:
            yield one


def _headlines(text: str) -> Iterator[Bounds]:
    """The lines set like a headline: short, no full stop, most long words capitalised."""
    start = 0
    for line in text.split("\n"):
        if len(line) <= _LONGEST and not line.rstrip().endswith(_SENTENCE_END):
            words = _LONG_WORD.findall(line)
            capitalised = sum(word[0].isupper() for word in words)
            if len(words) >= _FEWEST_WORDS and capitalised >= _MOSTLY * len(words):
                yield start, start + len(line)
        start += len(line) + 1


def _inside(one: Candidate, lines: Sequence[Bounds]) -> bool:
    index = bisect_right(lines, one.start, key=lambda line: line[0])
    return index > 0 and one.start < lines[index - 1][1]


def _plain(name: str) -> str:
    return name.title() if len(name) > _LONGEST_ACRONYM and name.isupper() else name


def _cut_down(one: Candidate, names: set[str], lexicon: Lexicon) -> Iterator[Candidate]:
    """The longest known names within, from the left; the whole where there is none and it is not shouted."""
    count, first, any_known = len(one.words), 0, False
    while first < count:
        for last in range(count, first, -1):
            words = one.words[first:last]
            name = " ".join(_plain(word.text) for word in words)
            if name in names or lexicon.knows(name):
                yield Candidate(words[0].start, words[-1].end, name, words, one.titled, one.votes)
                first, any_known = last - 1, True
                break
        first += 1
    if not any_known and (count == 1 or not one.name.isupper()):
        yield one
