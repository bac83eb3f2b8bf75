"""A model's tokens of an article: what the cursor steps by, spans snap to and training needs."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from annotator.core.text import Bounds


@dataclass(frozen=True, slots=True)
class Tokens:
    """Token bounds of a whole article (code points, half-open, in order, without white space).

    `tokenizer` names whose tokens these are, empty for plain words: then fit is not judged.
    """

    tokenizer: str
    bounds: tuple[Bounds, ...]
    _starts: Sequence[int] = field(default=(), init=False, repr=False, compare=False)
    _ends: Sequence[int] = field(default=(), init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", [start for start, _ in self.bounds])
        object.__setattr__(self, "_ends", [end for _, end in self.bounds])

    def snapped(self, start: int, end: int) -> Bounds:
        """The smallest stretch of whole tokens that covers `[start, end)`; itself where it meets none."""
        covered = self.within(start, end)
        if not covered:
            return start, end
        return self._starts[covered[0]], self._ends[covered[-1]]

    def within(self, start: int, end: int) -> range:
        """The indices of the tokens that share text with `[start, end)`."""
        return range(bisect_right(self._ends, start), bisect_left(self._starts, end))

    def fits(self, start: int, end: int) -> bool:
        """Whether both ends are token edges; always so where the tokens are plain words."""
        return not self.tokenizer or (self._has(self._starts, start) and self._has(self._ends, end))

    def index_at(self, offset: int) -> int:
        """The index of the token that holds `offset`, else of the next one, else of the last."""
        return min(bisect_right(self._ends, offset), max(len(self.bounds) - 1, 0))

    @staticmethod
    def _has(edges: Sequence[int], offset: int) -> bool:
        place = bisect_left(edges, offset)
        return place < len(edges) and edges[place] == offset
