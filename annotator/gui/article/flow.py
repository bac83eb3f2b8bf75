"""The vertical order of the page: blocks of text with heights, estimated until they are laid out.

A block is a paragraph, or a piece of a very long one. Offsets are code points, y is in pixels.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import accumulate

from annotator.core.text import Bounds

LONGEST_PIECE = 2_000
_SENTENCE_ENDS = (". ", "? ", "! ", "” ", '" ')


class Kind(Enum):
    """What a block is set as."""

    TEXT = "text"
    HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a piece of one: `start` and `end` are its bounds without the LF.

    `opens` and `closes` tell whether the paragraph begins and ends here.
    """

    start: int
    end: int
    kind: Kind = Kind.TEXT
    opens: bool = True
    closes: bool = True


def blocks(text: str, title: str, keeps_together: Callable[[int], int]) -> list[Block]:
    """The blocks of a text; the first paragraph is the heading when it equals the title.

    `keeps_together` moves a cut back to where it parts no character people see as one.
    """
    found: list[Block] = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if len(line) <= LONGEST_PIECE:
            found.append(Block(start, end))
        else:
            found += _pieces(text, start, end, keeps_together)
        start = end + 1
    if title and title == text[: found[0].end]:
        found[0] = Block(0, found[0].end, Kind.HEADING)
    return found


def _pieces(
    text: str, start: int, end: int, keeps_together: Callable[[int], int]
) -> Iterator[Block]:
    first = start
    while start < end:
        cut = end if end - start <= LONGEST_PIECE else _cut(text, start, keeps_together)
        yield Block(start, cut, opens=start == first, closes=cut == end)
        start = cut


def _cut(text: str, start: int, keeps_together: Callable[[int], int]) -> int:
    """Where a piece ends: after a sentence in its last third, else after a space, else anywhere."""
    limit = start + LONGEST_PIECE
    late = start + LONGEST_PIECE * 2 // 3
    sentence = max(text.rfind(end, late, limit) + len(end) for end in _SENTENCE_ENDS)
    if sentence > late:
        return sentence
    space = text.rfind(" ", start, limit) + 1
    return space if space > start else max(keeps_together(limit), start + 1)


class Flow:
    """The heights of all blocks, and which block is where."""

    def __init__(self, blocks: list[Block], heights: list[float]) -> None:
        self.blocks = blocks
        self._starts = [block.start for block in blocks]
        self._heights = heights
        self._tops: list[float] | None = None

    @property
    def total(self) -> float:
        """The height of everything."""
        return self.top(len(self.blocks))

    def top(self, index: int) -> float:
        """Where a block begins; one past the last is where everything ends."""
        if self._tops is None:
            self._tops = list(accumulate(self._heights, initial=0.0))
        return self._tops[index]

    def height(self, index: int) -> float:
        """How high a block is, the space around it included."""
        return self._heights[index]

    def set_height(self, index: int, height: float) -> None:
        """Replaces an estimate by what is now known."""
        if height != self._heights[index]:
            self._heights[index] = height
            self._tops = None

    def index_at(self, y: float) -> int:
        """The block at a height; the first or last one beyond the ends."""
        self.top(0)
        place = bisect_right(self._tops or [], y) - 1
        return min(max(place, 0), len(self.blocks) - 1)

    def index_of(self, offset: int) -> int:
        """The block that holds a code point; an LF belongs to the block before it."""
        return max(bisect_right(self._starts, offset) - 1, 0)

    def y_of(self, offset: int) -> float:
        """About where a code point stands, without laying anything out."""
        index = self.index_of(offset)
        block = self.blocks[index]
        share = (offset - block.start) / max(block.end - block.start, 1)
        return self.top(index) + self.height(index) * min(share, 1.0)

    def offset_at(self, y: float) -> int:
        """About which code point stands at a height, without laying anything out."""
        index = self.index_at(y)
        block = self.blocks[index]
        share = (y - self.top(index)) / max(self.height(index), 1.0)
        return block.start + round((block.end + 1 - block.start) * min(max(share, 0.0), 1.0))

    def paragraph(self, index: int) -> Bounds:
        """The bounds of the whole paragraph that a block is part of."""
        first = last = index
        while not self.blocks[first].opens:
            first -= 1
        while not self.blocks[last].closes:
            last += 1
        return self.blocks[first].start, self.blocks[last].end
