"""Quotation marks as they stand in news: which stretches they enclose, and which have no partner.

Marks are never paired across a paragraph's end. Offsets are code points, half-open, marks included.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from annotator.core.text import Bounds, paragraphs

_MARKS = re.compile(r"``|''|‘‘|’’|[“”„‟«»\"]")
_MARKUP = re.compile(r"<[a-zA-Z/!][^<>\n]*>")
# Not the apostrophe of ’90s or ’em: what opens looks so, or stands before a word of three letters or more.
_SINGLE_OPENING = re.compile(
    r"(?:(?<=[\s(\[—–])|^)(?:‘(?!‘)(?=\w)|'(?=[^\W\d]{3}|[^\W\d]+ ))", re.M
)
_SINGLE_CLOSING = re.compile(
    r"(?<=[.,?!…])[’'](?!\w)|(?<=\w)[’'](?=[.,;:?!)])|(?<=[^\W\dsS])[’'](?=\s|$)", re.M
)
_WORD = re.compile(r"\w+(?:[’'\-]\w+)*")
_OPENING = frozenset("„‟«") | {"``", "‘‘"}
_CLOSING = frozenset("»") | {"’’"}
_PARTNERS = {"„": '“”‟"', "«": "»", "»": "«", "“": '”"', "‟": "”", "”": "”"}
# How many marks are looked through for one that closes a nesting: more never decided anything.
_AHEAD = 64
_BEFORE_OPENING = frozenset("([{<—–-/=|*_>¿¡'‘")


@dataclass(frozen=True, slots=True)
class Stretch:
    """What stands between quotation marks, in one paragraph; `[start, end)` holds the marks too.

    `closed` tells whether its closing mark is there; `continues`, whether the stretch before ran to the end
    of its paragraph without one and this opens the next: one quotation over several paragraphs.
    """

    start: int
    end: int
    closed: bool = True
    continues: bool = False


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    sign: str
    may_open: bool
    may_close: bool


def stretches(text: str) -> tuple[Stretch, ...]:
    """The outermost stretches in quotation marks, in reading order.

    A paragraph that ends within a quotation ends the stretch.
    """
    if _MARKS.search(text) is None:
        return tuple(_single_stretches(text))
    found: list[Stretch] = []
    runs_on = False
    for start, end in paragraphs(text):
        if not text[start:end].strip():
            continue
        here, _ = _pairs(text, start, end)
        for number, (first, last, closed) in enumerate(here):
            at_start = number == 0 and not text[start:first].strip()
            found.append(Stretch(first, last, closed, continues=runs_on and at_start))
        runs_on = bool(here) and not here[-1][2]
    return tuple(found)


def unbalanced(text: str) -> tuple[int, ...]:
    """Where marks without a partner stand; a quotation over several paragraphs has its partners."""
    found: list[int] = []
    open_before: int | None = None
    for start, end in paragraphs(text):
        if not text[start:end].strip():
            continue
        here, loose = _pairs(text, start, end)
        goes_on = bool(here) and not text[start : here[0][0]].strip()
        if open_before is not None and not goes_on:
            found.append(open_before)
        found += loose
        unclosed = bool(here) and not here[-1][2]
        open_before = here[-1][0] if unclosed else None
    if open_before is not None:
        found.append(open_before)
    return tuple(sorted(found))


def quoted_share(text: str) -> float:
    """The share of words that stand in quotation marks: 0 none, 1 all."""
    words = [match.span() for match in _WORD.finditer(text)]
    if not words:
        return 0.0
    inside = [(stretch.start, stretch.end) for stretch in stretches(text)]
    quoted = sum(any(start <= word < end for start, end in inside) for word, _ in words)
    return quoted / len(words)


def _pairs(text: str, start: int, end: int) -> tuple[list[tuple[int, int, bool]], list[int]]:
    """The stretches of a paragraph, each with whether it is closed, and the marks left over."""
    marks = list(_marks(text, start, end))
    found: list[tuple[int, int, bool]] = []
    loose: list[int] = []
    opener: _Mark | None = None
    depth = 0
    for number, mark in enumerate(marks):
        if opener is None:
            opener = mark if mark.may_open else None
            loose += [mark.start] if opener is None and not _is_inch(text, mark) else []
        elif _closes(opener, mark):
            found += [(opener.start, mark.end, True)] if depth == 0 else []
            opener, depth = (opener, depth - 1) if depth else (None, 0)
        elif mark.may_open and _balances(opener, marks[number + 1 : number + _AHEAD], depth):
            depth += 1
    if opener is not None:
        last = end - (len(text[start:end]) - len(text[start:end].rstrip()))
        found.append((opener.start, last, False))
    return found, loose


def _single_stretches(text: str) -> Iterator[Stretch]:
    """The stretches in single marks, the main marks of a text without double ones.

    The closing mark looks like an apostrophe: it counts where a sentence mark or a comma stands beside it,
    or the word before it is no plural or possessive.
    """
    for start, end in paragraphs(text):
        place = start
        while (opening := _SINGLE_OPENING.search(text, place, end)) is not None:
            closing = _SINGLE_CLOSING.search(text, opening.end(), end)
            if closing is None:
                break
            yield Stretch(opening.start(), closing.end())
            place = closing.end()


def _balances(opener: _Mark, rest: list[_Mark], depth: int) -> bool:
    """Whether the marks left in the paragraph can close one more nesting."""
    level = depth + 1
    for mark in rest:
        if _closes(opener, mark):
            level -= 1
            if level < 0:
                return True
        elif mark.may_open:
            level += 1
    return False


def _closes(opener: _Mark, mark: _Mark) -> bool:
    if opener.sign == "“" and mark.sign in ("’’", "''"):
        return mark.may_close
    partners = _PARTNERS.get(opener.sign)
    if partners is not None:
        return mark.sign in partners and (mark.sign != opener.sign or mark.may_close)
    if opener.sign in ("``", "''"):
        return mark.sign == "''" and mark.may_close
    if opener.sign == "‘‘":
        return mark.sign == "’’"
    return mark.sign in (opener.sign, "”") and mark.may_close


def _marks(text: str, start: int, end: int) -> Iterator[_Mark]:
    markup = [match.span() for match in _MARKUP.finditer(text, start, end)]
    ends = [last for _, last in markup]
    for match in _MARKS.finditer(text, start, end):
        if not _within(match.start(), markup, ends):
            yield _mark(text, match.start(), match.end(), start, end)


def _mark(text: str, first: int, last: int, start: int, end: int) -> _Mark:
    sign = text[first:last]
    before = text[first - 1] if first > start else " "
    after = text[last] if last < end else " "
    opens = not after.isspace() and (before.isspace() or before in _BEFORE_OPENING)
    closes = not before.isspace()
    if sign in _OPENING:
        return _Mark(first, last, sign, may_open=True, may_close=False)
    if sign == "“":
        # It closes „…“.
        return _Mark(first, last, sign, may_open=True, may_close=closes)
    if sign in _CLOSING:
        return _Mark(first, last, sign, may_open=sign == "»" and opens, may_close=True)
    if sign == "”":
        # Swedish opens with the same sign.
        return _Mark(first, last, sign, may_open=opens, may_close=True)
    return _Mark(first, last, sign, may_open=opens or first == start, may_close=closes)


def _is_inch(text: str, mark: _Mark) -> bool:
    """Whether a straight mark measures: 6'2", a 5" pipe."""
    return mark.sign in ('"', "''") and mark.start > 0 and text[mark.start - 1].isdigit()


def _within(offset: int, markup: list[Bounds], ends: list[int]) -> bool:
    number = bisect_right(ends, offset)
    return number < len(markup) and markup[number][0] <= offset
