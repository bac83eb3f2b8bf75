"""Places of marked words that are not marked themselves."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import accumulate

from annotator.core.consistency.finding import Finder, Said
from annotator.core.consistency.row import Mark, Work

LayerWords = tuple[str, str]


class Places:
    """Where words stand that are marked somewhere; `labels` are those they bear, by (layer, words)."""

    def __init__(self, labels: Mapping[LayerWords, Set[str]]) -> None:
        self._labels: dict[str, list[tuple[str, Set[str]]]] = defaultdict(list)
        for (layer, words), known in labels.items():
            self._labels[words].append((layer, known))
        self._finder = Finder(self._labels)

    def said(self, text: str) -> tuple[Said, ...]:
        """Every place of any of the words in a text, marked or not."""
        return tuple(self._finder.places(text))

    def unmarked(self, said: Sequence[Said], work: Work) -> Iterator[tuple[str, Said]]:
        """Of these places, with their layers, those that one annotator neither marked nor turned down."""
        covered = _covered(work.marks)
        for place in said:
            for layer, labels in self._labels[place.words]:
                free = layer not in covered or not covered[layer].touches(place.start, place.end)
                if free and not _was_decided(place, layer, labels, work):
                    yield layer, place


class _Covered:
    """Stretches of one layer, quick to ask for one that shares a code point with another."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        ordered = sorted((mark.start, mark.end) for mark in marks)
        self._exact = set(ordered)
        self._starts = [start for start, _ in ordered]
        self._reach = list(accumulate((end for _, end in ordered), max))

    def touches(self, start: int, end: int) -> bool:
        if (start, end) in self._exact:
            return True
        before = bisect_left(self._starts, end)
        return before > 0 and self._reach[before - 1] > start


def _covered(marks: Sequence[Mark]) -> dict[str, _Covered]:
    by_layer: dict[str, list[Mark]] = defaultdict(list)
    for mark in marks:
        by_layer[mark.layer].append(mark)
    return {layer: _Covered(many) for layer, many in by_layer.items()}


def _was_decided(place: Said, layer: str, labels: Set[str], work: Work) -> bool:
    """Whether each label the words bear was turned down at a place."""
    refused = work.turned_down
    return bool(refused) and all(
        (layer, label, place.start, place.end) in refused for label in labels
    )
