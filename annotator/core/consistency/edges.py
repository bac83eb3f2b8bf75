"""What may stand at the edge of a name and belong to it or not: articles, titles, the possessive."""

import re
from dataclasses import dataclass
from functools import cache

from annotator.core.resources import resource

POSSESSIVE = "’s"
_ARTICLES = frozenset(("the", "a", "an"))
_ENDS_POSSESSIVE = re.compile(r"(?<=\w)['’]s$")
_POSSESSIVE_AFTER = re.compile(r"['’]s(?!\w)")
_WORD_BEFORE = re.compile(r"(?<![\w.'’-])([\w'’-]+\.?)[^\S\n]+$")
_LONGEST = 32


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge at the place of a span: `words` with it, and `marked`, as much of them as the span has."""

    words: str
    marked: str


@cache
def leads() -> frozenset[str]:
    """The single words, in lower case, that stand before a name as a title; a list that is shipped."""
    text = resource("lexicons", "en", "titles.txt").read_text(encoding="utf-8")
    lines = (line.strip() for line in text.split("\n"))
    return frozenset(
        line for line in lines if line and not line.startswith("#") and " " not in line
    )


def is_lead(word: str, following: str) -> bool:
    """Whether a word is an article, or a title before what does not begin in lower case."""
    if word.casefold() in _ARTICLES:
        return True
    return word.casefold() in leads() and not following[:1].islower()


def edges(text: str, start: int, end: int) -> tuple[Edge, ...]:
    """The edges that stand at a span `[start, end)` (code points) of a text."""
    words = text[start:end].split()
    before = _WORD_BEFORE.search(text, max(0, start - _LONGEST), start)
    if not words or not (before or len(words) > 1 or _has_possessive(text, end, words[-1])):
        return ()
    inside: list[str] = []
    while len(words) > 1 and is_lead(words[0], words[1]):
        inside.append(_even(words.pop(0)))
    outside = _outside(text, start, (inside or words)[0]) if before else []
    bare = _ENDS_POSSESSIVE.sub("", words[-1])
    rest = " ".join((*words[:-1], bare))
    found: list[Edge] = []
    if inside or outside:
        marked = " ".join((*inside, rest))
        found.append(Edge(" ".join((*outside, *inside, rest)), marked))
    if _has_possessive(text, end, words[-1]):
        with_it = f"{rest}{POSSESSIVE}"
        found.append(Edge(with_it, with_it if bare != words[-1] else rest))
    return tuple(found)


def _outside(text: str, start: int, following: str) -> list[str]:
    found: list[str] = []
    while before := _WORD_BEFORE.search(text, max(0, start - _LONGEST), start):
        if not is_lead(before[1], following):
            break
        following, start = before[1], before.start()
        found.insert(0, _even(following))
    return found


def _has_possessive(text: str, end: int, last: str) -> bool:
    """Whether a possessive ends the last word of a span, or stands directly after it."""
    return (
        _ENDS_POSSESSIVE.search(last) is not None or _POSSESSIVE_AFTER.match(text, end) is not None
    )


def _even(lead: str) -> str:
    """An article at the start of a sentence is the same article."""
    lower = lead.casefold()
    return lower if lower in _ARTICLES else lead


def bounds_with(text: str, start: int, end: int, words: str, marked: str) -> tuple[int, int] | None:
    """The bounds a span `[start, end)` gets when it is to have as much of `words` as `marked` says.

    None when the text does not have them there.
    """
    wanted = Edge(words, marked)
    first = max(0, start - 4 * _LONGEST)
    starts = [first + match.start() for match in re.finditer(r"\S+", text[first:end])]
    near = sorted({start, *starts}, key=lambda one: abs(one - start))
    for new_start, new_end in ((s, e) for e in (end, end + 2, end - 2) for s in near):
        if new_start < new_end <= len(text) and wanted in edges(text, new_start, new_end):
            return new_start, new_end
    return None
