"""Where the marks of a paragraph go: lanes, rectangles and tags. Plain geometry, nothing is painted.

Spans stack in lanes, as few as the deepest overlap; tags hang in the leading under a span's first
line and never overlap: one that finds no room moves, is shortened, or is left out.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from annotator.core.span import Span
from annotator.core.text import Bounds

TAG_GAP = 5.0
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Mark:
    """A span to be drawn; `pending` tells a suggestion from what the annotator marked."""

    span: Span
    pending: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a line that belongs together on the screen; x in pixels from the column's left edge.

    `first` and `last` tell whether the marked words begin and end on this line.
    """

    line: int
    left: float
    right: float
    first: bool = True
    last: bool = True
    from_right: bool = False


@dataclass(frozen=True, slots=True)
class TagWish:
    """A tag that would like to start at `x` and may move as far as its words reach.

    `texts` are its texts from the longest to the shortest, each with its width in pixels.
    A lower `rank` is served first.
    """

    x: float
    reach: float
    texts: tuple[tuple[str, float], ...]
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag that found its place; x and width in pixels from the column's left edge."""

    line: int
    x: float
    width: float
    text: str


@dataclass(frozen=True, slots=True)
class Band:
    """One mark with its stretches in reading order; `level` 0 has its line nearest to the words."""

    mark: Mark
    level: int
    stretches: tuple[Stretch, ...]
    tag: Tag | None = None


def lanes(bounds: Sequence[Bounds]) -> list[int]:
    """A lane for each stretch of text such that no two in a lane overlap, with as few as possible."""
    order = sorted(range(len(bounds)), key=lambda i: (bounds[i][0], -bounds[i][1]))
    ends: list[int] = []
    found = [0] * len(bounds)
    for index in order:
        start, end = bounds[index]
        lane = next((n for n, taken in enumerate(ends) if taken <= start), len(ends))
        ends[lane : lane + 1] = [end]
        found[index] = lane
    return found


def levels(bounds: Sequence[Bounds]) -> list[int]:
    """How many lines lie between each stretch's own line and the words: the inner span is nearest."""
    own = lanes(bounds)
    deepest = _deepest_neighbour(bounds, own)
    return [deep - lane for deep, lane in zip(deepest, own, strict=True)]


def _deepest_neighbour(bounds: Sequence[Bounds], own: Sequence[int]) -> list[int]:
    """The highest lane in the unbroken group of overlapping stretches each one belongs to."""
    deepest = [0] * len(bounds)
    group: list[int] = []
    reach = -1
    for index in [*sorted(range(len(bounds)), key=lambda i: bounds[i]), None]:
        if index is None or bounds[index][0] >= reach:
            top = max((own[i] for i in group), default=0)
            for member in group:
                deepest[member] = top
            group = []
        if index is not None:
            group.append(index)
            reach = max(reach, bounds[index][1])
    return deepest


def place_tags(line: int, wishes: Sequence[TagWish], left: float, right: float) -> list[Tag | None]:
    """A place for each tag of one line between two edges, None where there is no room for it."""
    placed: list[Tag | None] = [None] * len(wishes)
    for index in sorted(range(len(wishes)), key=lambda i: (wishes[i].rank, wishes[i].x)):
        taken = sorted((tag.x, tag.x + tag.width) for tag in placed if tag is not None)
        placed[index] = _placed(line, wishes[index], _free(taken, left, right))
    return placed


def _free(taken: list[tuple[float, float]], left: float, right: float) -> list[tuple[float, float]]:
    """The stretches between the tags that have their place already, a gap off on either side."""
    starts = [left, *(end + TAG_GAP for _, end in taken)]
    ends = [*(start - TAG_GAP for start, _ in taken), right]
    return [(start, end) for start, end in zip(starts, ends, strict=True) if start < end]


def _placed(line: int, wish: TagWish, free: list[tuple[float, float]]) -> Tag | None:
    for text, width in wish.texts:
        places = [
            min(max(wish.x, start), end - width) for start, end in free if end - start >= width
        ]
        near = [x for x in places if _is_near(x, width, wish)]
        if near:
            return Tag(line, min(near, key=lambda x: abs(x - wish.x)), width, text)
    return None


def _is_near(x: float, width: float, wish: TagWish) -> bool:
    """Whether a tag still stands under its words: it may slide along them, and a little beyond."""
    slack = TAG_GAP * 2
    return wish.x - max(width / 2, slack) <= x <= max(wish.reach - width, wish.x) + slack


def tag_texts(
    label: str, suffix: str, width_of: Callable[[str], float]
) -> tuple[tuple[str, float], ...]:
    """The texts a tag may have, longest first: the whole label, then its first letters."""
    texts = [label + suffix]
    if len(label) > _SHORTEST + 1:
        texts.append(f"{label[:_SHORTEST]}…{suffix}")
    return tuple((text, width_of(text)) for text in texts)


def bands(
    marks: Sequence[Mark],
    stretches_of: Callable[[int, int], Sequence[Stretch]],
    wish_of: Callable[[Mark, Stretch], TagWish | None],
    edges: tuple[float, float],
) -> list[Band]:
    """The bands of one block of text.

    `stretches_of` gives where bounds stand in it, `wish_of` what tag a mark wants under a stretch, `edges`
    how far left and right tags may go.
    """
    bounds = [(mark.span.start, mark.span.end) for mark in marks]
    places = [tuple(stretches_of(start, end)) for start, end in bounds]
    tags = _tags(marks, places, wish_of, edges)
    return [
        Band(mark, level, stretches, tag)
        for mark, level, stretches, tag in zip(marks, levels(bounds), places, tags, strict=True)
    ]


def _tags(
    marks: Sequence[Mark],
    places: Sequence[tuple[Stretch, ...]],
    wish_of: Callable[[Mark, Stretch], TagWish | None],
    edges: tuple[float, float],
) -> list[Tag | None]:
    wanted: dict[int, list[tuple[int, TagWish]]] = {}
    for index, stretches in enumerate(places):
        wish = wish_of(marks[index], stretches[0]) if stretches else None
        if wish is not None:
            wanted.setdefault(stretches[0].line, []).append((index, wish))
    tags: list[Tag | None] = [None] * len(marks)
    for line, pairs in wanted.items():
        placed = place_tags(line, [wish for _, wish in pairs], *edges)
        for (index, _), tag in zip(pairs, placed, strict=True):
            tags[index] = tag
    return tags
