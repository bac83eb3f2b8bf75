"""An article's text: its canonical form on import, and where its paragraphs, sentences and words stand.

All offsets are code points, half-open. A paragraph ends at LF and nowhere else.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from annotator.core.errors import TextError
from annotator.core.offsets import Cleaning

Bounds = tuple[int, int]

_AROUND = 60
_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE_END = re.compile("\r\n|\r|\n")
_WORD = re.compile(r"\w+(?:[-.'’]\w+)*|[^\w\s]")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*\s+(?=[\"'“‘«(\[]?[^\W_a-z])")
_ABBREVIATION = re.compile(
    r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|St|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Supt|Rev|Hon|Jr|Sr|vs|etc|No|Inc|Co|Corp|Ltd"
    r"|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|[a-z]\.[a-z])\.$"
)


@dataclass(frozen=True, slots=True)
class CanonicalText:
    """A text as it is stored, with the line ends it came with and the way its offsets moved."""

    text: str
    newline: str
    cleaning: Cleaning


def canonical(raw: str) -> CanonicalText:
    """The one form a text is stored in: line ends LF, a leading byte order mark gone, nothing else.

    Raises TextError, naming the line, for lone surrogates and NUL.
    """
    _refuse_unstorable(raw)
    dropped = [0] if raw.startswith("\ufeff") else []
    dropped += [match.start() for match in re.finditer("\r(?=\n)", raw)]
    text = raw.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return CanonicalText(text, _newline(raw), Cleaning(tuple(dropped)))


def digest(text: str) -> str:
    """The SHA-256 of a canonical text, by which the same text is recognised."""
    return sha256(text.encode("utf-8")).hexdigest()


def paragraphs(text: str) -> Iterator[Bounds]:
    """The bounds of every paragraph, empty ones too, without their LF."""
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def words(text: str) -> Iterator[Bounds]:
    """The bounds of words and single punctuation marks: the cursor's steps before a model gave tokens."""
    return (match.span() for match in _WORD.finditer(text))


def word_count(text: str) -> int:
    """How many white-space separated words a text has."""
    return len(text.split())


def sentences(text: str) -> Iterator[Bounds]:
    """The bounds of sentences, paragraph by paragraph, by punctuation with abbreviations masked."""
    for start, end in paragraphs(text):
        yield from _sentences_within(text, start, end)


def _sentences_within(text: str, start: int, end: int) -> Iterator[Bounds]:
    for match in _SENTENCE_END.finditer(text, start, end):
        if not _ABBREVIATION.search(text, max(start, match.start() - 12), match.start() + 1):
            yield start, match.end() - (len(match[0]) - len(match[0].rstrip()))
            start = match.end()
    if start < end:
        yield start, end


def _newline(raw: str) -> str:
    if "\r\n" in raw:
        return "CRLF"
    return "CR" if "\r" in raw else "LF"


def _refuse_unstorable(raw: str) -> None:
    for found, what in ((raw.find("\0"), "a NUL character"), (_surrogate(raw), "a lone surrogate")):
        if found >= 0:
            line = len(_LINE_END.findall(raw, 0, found)) + 1
            raise TextError(f"line {line} holds {what}, which no text file can store")


def _surrogate(raw: str) -> int:
    match = None if raw.isascii() else _SURROGATE.search(raw)
    return match.start() if match else -1


def shortened(text: str, most: int) -> str:
    """The text on one line, cut with an ellipsis where it has more than `most` characters."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else f"{flat[: most - 1]}…"


def counted(number: int, noun: str) -> str:
    """So many of something, in words: `1 span`, `2,000 spans`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def surroundings(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after `[start, end)` (code points) on one line, sixty code points of it each."""
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    return before.replace("\n", " "), after.replace("\n", " ")
