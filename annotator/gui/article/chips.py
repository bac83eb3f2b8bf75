"""Where the bars and chips of quotes go in the margin: plain geometry, nothing is painted.

All heights are in pixels from the top of the page.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

Extent = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Placed:
    """A quote in the margin; lane 0 is nearest to the text.

    `bars` are the extents of its lines in its lane, `links` what joins them to each other and to a chip
    that had to move, `chip` its chip's top, and `clear` how many lanes bars take up beside the chip.
    """

    lane: int
    clear: int
    bars: tuple[Extent, ...]
    links: tuple[Extent, ...]
    chip: float

    def reaches(self, top: float, bottom: float, height: float) -> bool:
        """Whether anything of it, its chip of some height included, is between two heights."""
        lowest = max(end for _, end in (*self.bars, *self.links, (0.0, self.chip + height)))
        return self.bars[0][0] < bottom and lowest > top


def place(quotes: Sequence[Sequence[Extent]], height: float, gap: float) -> list[Placed]:
    """A place for each quote, given as the extents of its parts' lines, from the top to the bottom.

    A chip begins at its quote's first line; where it would meet the chip before it moves down, and a link
    reaches down to it. Bars and links that meet go side by side.
    """
    bars = [_joined(extents) for extents in quotes]
    chips = _chips([quote[0][0] for quote in bars], height, gap)
    links = [_links(quote, chip, height) for quote, chip in zip(bars, chips, strict=True)]
    reaches = [
        (quote[0][0], max(end for _, end in (*quote, *link)))
        for quote, link in zip(bars, links, strict=True)
    ]
    lanes = _lanes(reaches)
    clear = _clear(reaches, lanes, chips, height)
    return [Placed(*one) for one in zip(lanes, clear, bars, links, chips, strict=True)]


def _joined(extents: Sequence[Extent]) -> tuple[Extent, ...]:
    """The extents in order, those that touch as one."""
    result: list[Extent] = []
    for start, end in sorted(extents):
        if result and start <= result[-1][1] + 1:
            result[-1] = (result[-1][0], max(result[-1][1], end))
        else:
            result.append((start, end))
    return tuple(result)


def _chips(tops: Sequence[float], height: float, gap: float) -> list[float]:
    chips: list[float] = []
    free = float("-inf")
    for top in tops:
        chips.append(max(top, free))
        free = chips[-1] + height + gap
    return chips


def _links(bars: Sequence[Extent], chip: float, height: float) -> tuple[Extent, ...]:
    between = [(end, start) for (_, end), (start, _) in pairwise(bars)]
    last = bars[-1][1]
    if chip > bars[0][0] and chip + height > last:
        between.append((last, chip + height))
    return tuple(between)


def _lanes(reaches: Sequence[Extent]) -> list[int]:
    ends: list[float] = []
    lanes: list[int] = []
    for top, bottom in reaches:
        lane = next((n for n, end in enumerate(ends) if end <= top), len(ends))
        ends[lane : lane + 1] = [bottom]
        lanes.append(lane)
    return lanes


def _clear(
    reaches: Sequence[Extent], lanes: Sequence[int], chips: Sequence[float], height: float
) -> list[int]:
    """For each chip how many lanes the bars and links take up that it stands beside."""
    tops = [top for top, _ in reaches]
    found: list[int] = []
    for own, chip in zip(lanes, chips, strict=True):
        above = bisect_left(tops, chip + height)
        beside = (
            lane for (_, end), lane in zip(reaches[:above], lanes, strict=False) if end > chip
        )
        found.append(1 + max(beside, default=own))
    return found
