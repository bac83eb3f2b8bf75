"""The candidates of an article: what may be an entity, each with what the model says about it.

Names come from the text's own shape (names.py), the label from the model: where the two cut differently,
the shape decides, because a small model often ends a name early or takes in the words around it.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from annotator.nlp.joining import Joins, Mention
from annotator.nlp.lexicon import Lexicon
from annotator.nlp.names import Segment, Word, segments, straight

_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"\w+")
_PART = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch that may be an entity; `votes` are the model's mentions that share words with it."""

    start: int
    end: int
    name: str
    words: tuple[Word, ...]
    titled: bool = False
    votes: tuple[Mention, ...] = ()


def candidates(text: str, mentions: Sequence[Mention], lexicon: Lexicon) -> list[Candidate]:
    """All candidates in reading order, not overlapping: names by shape, and mentions without capitals.

    Without the words of a language its capitals say too little: there mentions and their repeats are all.
    """
    if not lexicon.titles:
        return _as_found(text, mentions)
    joined = _joined(text, list(segments(text, lexicon)), mentions, lexicon)
    ends = [candidate.end for candidate in joined]
    votes: dict[int, list[Mention]] = {}
    loose: list[Candidate] = []
    for mention in mentions:
        met = _met(joined, ends, mention)
        for index in met:
            votes.setdefault(index, []).append(mention)
        if not met and _stands_alone(text[mention.start : mention.end]):
            loose.append(_loose(text, mention))
    voted = [replace(one, votes=tuple(votes.get(i, ()))) for i, one in enumerate(joined)]
    return sorted([*voted, *loose], key=lambda candidate: candidate.start)


def _as_found(text: str, mentions: Sequence[Mention]) -> list[Candidate]:
    found = [_loose(text, mention) for mention in mentions]
    ends = [one.end for one in found]
    repeats = [
        replace(_loose(text, repeat), votes=())
        for repeat in _repeats(text, {text[one.start : one.end] for one in found})
        if not _met(found, ends, repeat)
    ]
    return sorted([*found, *repeats], key=lambda candidate: candidate.start)


def _repeats(text: str, names: set[str]) -> Iterator[Mention]:
    """Where one of the names stands as whole words, the longest first; one pass over the text."""
    by_word: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names, key=lambda name: (-len(name), name)):
        first = _WORD.search(name)
        if first and not first.start():
            by_word[first[0]].append(name)
    last = 0
    for word in _WORD.finditer(text):
        start = word.start()
        for name in by_word.get(word[0], ()) if start >= last else ():
            end = start + len(name)
            if text.startswith(name, start) and not text[end : end + 1].isalnum():
                yield Mention(start, end, "")
                last = end
                break


def _met(joined: Sequence[Candidate], ends: Sequence[int], mention: Mention) -> list[int]:
    index = bisect_left(ends, mention.start + 1)
    met: list[int] = []
    while index < len(joined) and joined[index].start < mention.end:
        met.append(index)
        index += 1
    return met


def _stands_alone(name: str) -> bool:
    """Whether a mention may be a name though it has no capitalised word: other scripts, “eBay”."""
    if not _LETTER.search(name):
        return False
    if name.lower() == name.upper():
        return True
    return name.lower() != name and " " not in name and not name[0].isupper()


def _loose(text: str, mention: Mention) -> Candidate:
    """A candidate with the model's own bounds."""
    name = text[mention.start : mention.end]
    words = tuple(
        Word(mention.start + part.start(), mention.start + part.end(), part[0], part[0].lower())
        for part in _PART.finditer(name)
    )
    return Candidate(mention.start, mention.end, straight(name), words, votes=(mention,))


def _joined(
    text: str, found: list[Segment], mentions: Sequence[Mention], lexicon: Lexicon
) -> list[Candidate]:
    """Segments with those that belong to the same name: “Ministry of Health”, “Food and Drug Agency”."""
    joins = Joins(text, mentions, lexicon)
    result: list[Candidate] = []
    index = 0
    while index < len(found):
        last = index
        while last + 1 < len(found) and joins.holds(found[index : last + 1], found[last + 1]):
            last += 1
        result.append(_candidate(text, found[index : last + 1]))
        index = last + 1
    return result


def _candidate(text: str, parts: Sequence[Segment]) -> Candidate:
    start, end = parts[0].start, parts[-1].end
    words = tuple(word for part in parts for word in part.words)
    name = straight(text[start:end])
    return Candidate(start, end, name, words, parts[0].titled)
