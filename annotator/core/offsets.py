"""The units offsets come in, and the way from one to another.

Everywhere in the program an offset is a Unicode code point, half-open. UTF-16 units exist in the window's
text layout and in other tools' files, bytes in some shell pipelines; both are converted here and at once.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate

from annotator.core.errors import InputError


class Unit(StrEnum):
    """What an offset that came from outside counts."""

    CODE_POINTS = "code points"
    UTF16 = "UTF-16 units"
    BYTES = "UTF-8 bytes"


class Utf16Map:
    """Converts between code points and UTF-16 units of one text.

    Only the places of characters above U+FFFF are kept, so plain text costs nothing.
    """

    def __init__(self, text: str) -> None:
        self._wide = [] if text.isascii() else [i for i, c in enumerate(text) if c > "\uffff"]
        self._wide_utf16 = [position + n for n, position in enumerate(self._wide)]
        self.length = len(text)
        self.utf16_length = len(text) + len(self._wide)

    def to_utf16(self, offset: int) -> int:
        """The UTF-16 unit at which the code point `offset` starts."""
        return offset + bisect_left(self._wide, offset)

    def to_code_points(self, utf16_offset: int) -> int:
        """The code point that holds a UTF-16 unit; the middle of a pair counts as its start."""
        return utf16_offset - bisect_left(self._wide_utf16, utf16_offset)


class ByteMap:
    """Converts UTF-8 byte offsets of one text to code points."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *accumulate(len(c.encode("utf-8", "surrogatepass")) for c in text)]

    def to_code_points(self, byte_offset: int) -> int:
        """The code point that starts at a byte.

        Raises InputError when the byte lies inside a character or outside the text.
        """
        place = bisect_left(self._starts, byte_offset)
        if place == len(self._starts) or self._starts[place] != byte_offset:
            raise InputError(f"byte offset {byte_offset} does not start a character")
        return place


@dataclass(frozen=True, slots=True)
class Cleaning:
    """Maps code points of a text as it came to code points of its canonical form.

    `dropped` are the places, in the text as it came, of characters that were left out.
    """

    dropped: tuple[int, ...] = ()

    def __call__(self, offset: int) -> int:
        """Where a code point of the text as it came stands in the canonical text."""
        return offset - bisect_left(self.dropped, offset)


Triple = tuple[int, int, str | None]


def converter(text: str, unit: Unit) -> Callable[[int], int]:
    """A function from offsets in `unit` of `text` to code points."""
    if unit is Unit.CODE_POINTS:
        return lambda offset: offset
    if unit is Unit.UTF16:
        return Utf16Map(text).to_code_points
    return ByteMap(text).to_code_points


def fitting_unit(text: str, spans: Iterable[Triple]) -> Unit | None:
    """The unit in which every (start, end, text) of `spans` is true to `text`; None when none fits.

    Spans without a text of their own only have to lie inside the text; code points win a tie.
    """
    wanted = list(spans)
    return next((unit for unit in Unit if _fits(text, wanted, unit)), None)


def _fits(text: str, spans: Sequence[Triple], unit: Unit) -> bool:
    to_code_points = converter(text, unit)
    try:
        return all(_true(text, to_code_points(s), to_code_points(e), told) for s, e, told in spans)
    except InputError:
        return False


def _true(text: str, start: int, end: int, told: str | None) -> bool:
    inside = 0 <= start < end <= len(text)
    return inside and (told is None or text[start:end] == told)
