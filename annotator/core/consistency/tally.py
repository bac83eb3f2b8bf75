"""Counting: in memory that grows with the distinct words, one annotation and one article at a time."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from annotator.core.consistency.edges import Edge, edges
from annotator.core.consistency.finding import flat
from annotator.core.consistency.places import LayerWords, Places
from annotator.core.consistency.row import UNMARKED_VARIANT, Kind, Mark, Row, Variant, Work

_Times = Counter[tuple[str, int]]


class Found(NamedTuple):
    """One span or place that a row counts; `[start, end)` in code points, without a mark for a place."""

    annotator_id: int
    variant: str
    start: int
    end: int
    mark: Mark | None = None


class Tally:
    """First `count` every annotation, then `read` every article, then ask for the `rows`.

    `kinds` are the kinds of rows wanted; `only` are the words of rows that are counted, None for all.
    """

    def __init__(
        self, kinds: Container[Kind] = tuple(Kind), only: Container[str] | None = None
    ) -> None:
        self._kinds, self._only = kinds, only
        self._marked: defaultdict[LayerWords, _Times] = defaultdict(Counter)
        self._edges: defaultdict[LayerWords, _Times] = defaultdict(Counter)
        self._texts: defaultdict[LayerWords, set[str]] = defaultdict(set)
        self._edge_texts: defaultdict[LayerWords, set[str]] = defaultdict(set)
        self._unmarked: defaultdict[LayerWords, _Times] = defaultdict(Counter)
        self._places: Places | None = None

    def count(self, annotator_id: int, marks: Iterable[tuple[str, str, str]]) -> None:
        """Count what an annotator marked, each (layer, label, text)."""
        for layer, label, text in marks:
            words = flat(text)
            if self._only is None or words in self._only:
                self._marked[layer, words][label, annotator_id] += 1
                if words != text:
                    self._texts[layer, words].add(text)

    def read(self, text: str, works: Sequence[Work]) -> None:
        """Look at an article in which these were at work, after everything was counted."""
        if Kind.UNMARKED in self._kinds:
            self._read_unmarked(text, works)
        if Kind.BOUNDARIES in self._kinds:
            self._read_edges(text, works)

    def rows(self) -> tuple[Row, ...]:
        """What differs, the most frequent first."""
        return tuple(sorted(self._rows(), key=lambda row: row.order))

    def _read_unmarked(self, text: str, works: Sequence[Work]) -> None:
        if self._places is None:
            labels = {key: {label for label, _ in times} for key, times in self._marked.items()}
            self._places = Places(labels)
        said = self._places.said(text)
        for work in works:
            for layer, place in self._places.unmarked(said, work):
                self._unmarked[layer, place.words][UNMARKED_VARIANT, work.annotator_id] += 1

    def _read_edges(self, text: str, works: Sequence[Work]) -> None:
        # Most places are marked by several, and looking at the text is what takes time.
        known: dict[tuple[int, int], tuple[Edge, ...]] = {}
        for work in works:
            for mark in work.marks:
                bounds = (mark.start, mark.end)
                if bounds not in known:
                    known[bounds] = edges(text, *bounds)
                for edge in known[bounds]:
                    if self._only is None or edge.words in self._only:
                        key = (mark.layer, edge.words)
                        self._edges[key][edge.marked, work.annotator_id] += 1
                        self._edge_texts[key].add(mark.text)

    def _rows(self) -> Iterator[Row]:
        for key, times in self._marked.items():
            texts = tuple(sorted({key[1], *self._texts.get(key, ())}))
            if Kind.LABELS in self._kinds and _differs(times):
                yield Row(Kind.LABELS, *key, _variants(times), texts)
            if key in self._unmarked:
                yield Row(Kind.UNMARKED, *key, _variants(times + self._unmarked[key]), texts)
        for key, times in self._edges.items():
            if _differs(times):
                texts = tuple(sorted(self._edge_texts[key]))
                yield Row(Kind.BOUNDARIES, *key, _variants(times), texts)


def in_article(row: Row, text: str, works: Sequence[Work]) -> list[Found]:
    """What a row counts in one article, in reading order, then by annotator."""
    found = [one for work in works for one in _marked_in(row, text, work)]
    if row.kind is Kind.UNMARKED:
        labels = {one.name for one in row.variants} - {UNMARKED_VARIANT}
        places = Places({(row.layer, row.words): labels})
        said = places.said(text)
        found += [
            Found(work.annotator_id, UNMARKED_VARIANT, place.start, place.end)
            for work in works
            for _, place in places.unmarked(said, work)
        ]
    return sorted(found, key=lambda one: (one.start, one.end, one.annotator_id, one.variant))


def _marked_in(row: Row, text: str, work: Work) -> Iterator[Found]:
    for mark in work.marks:
        if mark.layer != row.layer or mark.text not in row.texts:
            continue
        for variant in _variants_of(row, text, mark):
            yield Found(work.annotator_id, variant, mark.start, mark.end, mark)


def _variants_of(row: Row, text: str, mark: Mark) -> list[str]:
    if row.kind is not Kind.BOUNDARIES:
        return [mark.label]
    at_hand = edges(text, mark.start, mark.end)
    return [edge.marked for edge in at_hand if edge.words == row.words]


def _differs(times: Mapping[tuple[str, int], int]) -> bool:
    return len(times) > 1 and len({variant for variant, _ in times}) > 1


def _variants(times: Mapping[tuple[str, int], int]) -> tuple[Variant, ...]:
    """The most frequent first; so are the annotators of each."""
    by_name: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for (name, annotator_id), many in times.items():
        by_name[name].append((annotator_id, many))
    found = [
        Variant(name, tuple(sorted(counts, key=lambda one: (-one[1], one[0]))))
        for name, counts in by_name.items()
    ]
    return tuple(sorted(found, key=lambda variant: (-variant.total, variant.name)))
