"""Why words in quotation marks may be no quote, guessed by how they look: a first reason to correct."""

import re

from annotator.core.text import Bounds

_WORD = re.compile(r"[^\W_]+(?:[’'\-][^\W_]+)*")
_NEAR = 60
_TERM = frozenset({"term", "word", "phrase", "expression", "acronym", "called", "dubbed", "as"})
_SLOGAN = frozenset({"reading", "slogan", "placard", "banner", "sign", "chanting", "chanted"})
_SMALL = frozenset({"a", "an", "the", "of", "in", "on", "at", "to", "for", "and", "or", "with"})


def guessed_reason(text: str, bounds: Bounds) -> str:
    """One of the reasons of a NOT_A_QUOTE for the marked stretch `[start, end)` (code points)."""
    start, end = bounds
    words = _WORD.findall(text[start:end])
    before = _WORD.findall(text[max(start - _NEAR, 0) : start].rpartition("\n")[2])
    after = _WORD.match(text[end:].lstrip(" "))
    last = before[-1] if before else ""
    if len(words) == 1 and last[:1].isupper() and after and after.group()[0].isupper():
        return "nickname"
    if last.casefold() in _SLOGAN:
        return "slogan"
    if last.casefold() in _TERM:
        return "term"
    return "title" if _in_title_case(words) else "scare"


def _in_title_case(words: list[str]) -> bool:
    """Whether several words stand in capitals, small words aside."""
    long = [word for word in words if word.casefold() not in _SMALL]
    return len(words) > 1 and bool(long) and all(word[0].isupper() for word in long)
