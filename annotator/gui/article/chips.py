"""Where the bars and chips of quotes go in the left margin: plain geometry, nothing is painted.

All heights are in pixels from the top of the page.
"""

from collections.abc import Sequence
from dataclasses import dataclass

Extent = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Placed:
    """A quote in the margin: the lane of its bar (0 is nearest to the text), its extents, its chip's top."""

    lane: int
    bars: tuple[Extent, ...]
    chip: float


def place(quotes: Sequence[Sequence[Extent]], height: float, gap: float) -> list[Placed]:
    """A place for each quote, given as the extents of its parts' lines in reading order.

    Bars that meet go side by side. A chip begins at its quote's first line; where it would meet the chip
    before it moves down, and the quote's bar reaches as far.
    """
    placed: list[Placed] = []
    ends: list[float] = []
    free = float("-inf")
    for extents in quotes:
        top, bottom = extents[0][0], max(end for _, end in extents)
        chip = max(top, free)
        free = chip + height + gap
        lane = next((n for n, end in enumerate(ends) if end <= top), len(ends))
        reach = max(bottom, chip + height)
        ends[lane : lane + 1] = [reach]
        placed.append(Placed(lane, _joined(extents, chip, height), chip))
    return placed


def _joined(extents: Sequence[Extent], chip: float, height: float) -> tuple[Extent, ...]:
    """The extents, those that touch as one; one more down to a chip that had to move."""
    result: list[Extent] = []
    for start, end in sorted(extents):
        if result and start <= result[-1][1] + 1:
            result[-1] = (result[-1][0], max(result[-1][1], end))
        else:
            result.append((start, end))
    moved = chip > extents[0][0]
    if moved and chip + height > result[0][1]:
        result[0] = (result[0][0], chip + height)
    return tuple(result)
