"""What goes into a count of consistency, and the rows that come out."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

UNMARKED_VARIANT = ""
"""The name of the variant of places where the words are not marked."""


class Kind(StrEnum):
    """In what the same words differ."""

    LABELS = "labels"
    UNMARKED = "unmarked"
    BOUNDARIES = "boundaries"


class Mark(NamedTuple):
    """A span as it is counted. `start` and `end` are code points, half-open."""

    layer: str
    label: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Work:
    """What one annotator made of an article that is worked on.

    `turned_down` are the (layer, label, start, end) of suggestions that were turned down.
    """

    annotator_id: int
    marks: Sequence[Mark]
    turned_down: Collection[tuple[str, str, int, int]] = ()


@dataclass(frozen=True, slots=True)
class Variant:
    """One way in which the words of a row are marked; `counts` are (annotator id, how often)."""

    name: str
    counts: tuple[tuple[int, int], ...]

    @property
    def total(self) -> int:
        """How often, by all."""
        return sum(times for _, times in self.counts)


@dataclass(frozen=True, slots=True)
class Row:
    """One inconsistency; the most frequent variant first.

    `texts` are the texts of its spans as they stand, white space and all, by which they are found again.
    """

    kind: Kind
    layer: str
    words: str
    variants: tuple[Variant, ...]
    texts: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[Kind, str, str]:
        """What the row is about, whatever it counts."""
        return (self.kind, self.layer, self.words)

    @property
    def total(self) -> int:
        """How many spans and places."""
        return sum(variant.total for variant in self.variants)

    @property
    def order(self) -> tuple[int, str, str, Kind]:
        """The most frequent first."""
        return (-self.total, self.words, self.layer, self.kind)


@dataclass(frozen=True, slots=True)
class OnPurpose:
    """That the words of a row differ on purpose in these variants; a new variant is asked about again."""

    kind: str
    layer: str
    words: str
    variants: tuple[str, ...]
    note: str = ""
    author: str = ""
    at: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """The row it is about."""
        return (self.kind, self.layer, self.words)

    def covers(self, row: Row) -> bool:
        """Whether a row has no variant besides."""
        return row.key == self.key and {one.name for one in row.variants} <= set(self.variants)
