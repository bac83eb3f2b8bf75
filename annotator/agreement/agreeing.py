"""Adds up articles and says how far their annotators agree, in memory that does not grow with them."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import combinations

from annotator.agreement.counting import ALL, ComparedArticle, Counts, Made, counts
from annotator.agreement.figures import (
    AlphaU,
    GroupFigures,
    PairFigures,
    group_figures,
    of_two,
    pair_figures,
)
from annotator.agreement.sums import RESAMPLES, Sums
from annotator.agreement.unitizing import UnitLengths, alpha_u
from annotator.core.span import QUOTES

_PAIR = 2


@dataclass(frozen=True, slots=True)
class LayerFigures:
    """How far annotators agree on one layer: all together, and each pair of them."""

    layer: str
    group: GroupFigures
    pairs: tuple[PairFigures, ...]


class Agreeing:
    """Takes one article after the other; annotators are told by id, in the order they were chosen."""

    def __init__(
        self,
        annotators: Sequence[int],
        layers: Sequence[str],
        *,
        resamples: int = RESAMPLES,
        seed: int = 0,
    ) -> None:
        self._annotators = tuple(annotators)
        self._layers = tuple(layers)
        self._sums = Sums(resamples, seed)
        self._units = {layer: _Units() for layer in layers}

    @property
    def articles(self) -> int:
        """How many articles two or more annotators finished."""
        return self._sums.articles

    def add(self, article: ComparedArticle) -> None:
        """Adds one article with the annotations of two or more."""
        everyone = len(self._annotators)
        found: Counts = {}
        for layer in self._layers:
            made = [Made.of(annotation, layer, article) for annotation in article.annotations]
            found |= counts(article, made, everyone)
            held = self._units[layer]
            for pair in combinations(made, 2):
                held.add(tuple(one.annotator_id for one in pair), pair, article.length)
            if len(made) == everyone > _PAIR:
                held.add((ALL,), made, article.length)
        self._sums.add(found)

    def layers(self) -> tuple[LayerFigures, ...]:
        """The figures of everything added so far."""
        return tuple(self._layer(layer) for layer in self._layers)

    def _layer(self, layer: str) -> LayerFigures:
        found = self._units[layer].alphas(layer)
        pairs = tuple(
            pair_figures(self._sums, layer, *pair, found, of_quotes=layer == QUOTES)
            for pair in combinations(self._annotators, 2)
            if self._sums.of(layer, *pair, "articles")[0]
        )
        if len(self._annotators) == _PAIR and pairs:
            group = of_two(self._sums, pairs[0])
        else:
            group = group_figures(self._sums, layer, len(self._annotators), found)
        return LayerFigures(layer, group, pairs)


_Who = tuple[Hashable, ...]


class _Units:
    """The lengths of one layer's units, by who is compared and by label."""

    def __init__(self) -> None:
        self._texts: dict[_Who, Counter[int]] = defaultdict(Counter)
        self._marked: dict[tuple[_Who, str], Counter[int]] = defaultdict(Counter)
        self._lengths: dict[tuple[_Who, str], UnitLengths] = {}

    def add(self, who: _Who, made: Sequence[Made], length: int) -> None:
        self._texts[who][length] += 1
        for label in {label for one in made for label in one.units}:
            held = self._lengths.setdefault((who, label), UnitLengths(len(made)))
            held.add([one.units.get(label, ()) for one in made], length)
            self._marked[who, label][length] += 1

    def alphas(self, layer: str) -> AlphaU:
        """αU of each label, and of all labels of each pair and of everyone together."""
        by_who: dict[_Who, list[UnitLengths]] = defaultdict(list)
        found: AlphaU = {}
        for (who, label), held in self._lengths.items():
            whole = held.copy()
            for length, times in (self._texts[who] - self._marked[who, label]).items():
                whole.add_unmarked(length, times)
            by_who[who].append(whole)
            found[layer, *who, label] = alpha_u([whole])
        return found | {(layer, *who): alpha_u(many) for who, many in by_who.items()}
