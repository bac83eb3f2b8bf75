"""One article's part in every figure: counts that are added up over articles, by the key they go under.

Keys of a pair begin with the layer and the two annotators' ids, keys of all together with the layer and ALL.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from annotator.agreement.quotes import quote_counts
from annotator.agreement.tokens import NOTHING, categories, confusion
from annotator.agreement.unitizing import Segment, bounds_of, loneliness, meetings, segments
from annotator.core.annotation import Annotation
from annotator.core.matching import Pair, boundary_pairs, overlap_pairs, strict_pairs
from annotator.core.span import QUOTES, Span
from annotator.core.text import Bounds
from annotator.core.tokens import Tokens

ALL = "all"
_PAIR = 2

Counts = dict[tuple[Hashable, ...], float]


@dataclass(frozen=True, slots=True)
class ComparedArticle:
    """An article that two or more annotators finished: its tokens, its length in code points, and when.

    `when` names the stretch of time it counts for, empty for none; `annotations` come in the annotators'
    order.
    """

    annotations: Sequence[Annotation]
    tokens: Tokens
    length: int
    when: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """What one annotator made of a layer of an article, in the shapes the measures need.

    `units` are the stretches each label marks, `alone` what cannot be paired with itself in uα, of all labels
    together and of each label by itself.
    """

    annotator_id: int
    annotation: Annotation
    layer: str
    spans: tuple[Span, ...]
    categories: Mapping[int, str]
    cut: Sequence[Segment]
    units: Mapping[str, Sequence[Bounds]]
    alone: Mapping[tuple[str, str], int]

    @classmethod
    def of(cls, annotation: Annotation, layer: str, article: ComparedArticle) -> "Made":
        """A layer of an annotation of that article."""
        spans = annotation.in_layer(layer)
        by_label: dict[str, list[Span]] = defaultdict(list)
        for span in spans:
            by_label[span.label].append(span)
        units = {label: bounds_of(held) for label, held in by_label.items()}
        cut = segments(spans, article.length)
        alone = {("alone", category): length for category, length in loneliness(cut).items()}
        for label, held in units.items():
            alone["squares", label] = sum((end - start) ** 2 for start, end in held)
        on_tokens = categories(spans, article.tokens)
        who = annotation.annotator_id
        return cls(who, annotation, layer, spans, on_tokens, cut, units, alone)


def counts(article: ComparedArticle, made: Sequence[Made], everyone: int) -> Counts:
    """What one article adds to the figures of a layer; `everyone` is how many annotators are compared."""
    layer, size = made[0].layer, len(article.tokens.bounds)
    found: Counts = {}
    group = _Group(len(made), size)
    for one, other in combinations(made, 2):
        start = (layer, one.annotator_id, other.annotator_id)
        on_tokens = confusion(one.categories, other.categories, size)
        met = meetings(one.cut, other.cut)
        if everyone > _PAIR:
            group.add(on_tokens, met)
        for key, count in _pair_counts(one, other, article.when):
            found[(*start, *key)] = count
        for category, times in on_tokens.items():
            found[(*start, "token", *category)] = times
        for category, length in met.items():
            found[(*start, "met", *category)] = length
    if everyone == _PAIR:
        # Two are their own group, and `figures` reads it off the pair.
        return found
    for key, count in group.counts(made, is_complete=len(made) == everyone):
        found[(layer, ALL, *key)] = count
    return found


_Part = tuple[tuple[Hashable, ...], float]


def _pair_counts(one: Made, other: Made, when: str) -> Iterator[_Part]:
    yield ("articles",), 1
    same = strict_pairs(one.spans, other.spans)
    meeting = overlap_pairs(one.spans, other.spans, same)
    yield from _label_counts(one, other, same, meeting)
    yield from _boundary_counts(one, other, boundary_pairs(one.spans, other.spans, same))
    yield from _alone_counts([one, other])
    if when:
        yield ("time", when, "articles"), 1
        yield ("time", when, "first"), len(one.spans)
        yield ("time", when, "second"), len(other.spans)
        yield ("time", when, "exact"), len(same)
        yield ("time", when, "overlap"), len(meeting)
    if one.layer == QUOTES:
        yield from quote_counts(one.annotation, other.annotation).items()


def _label_counts(
    one: Made, other: Made, same: Sequence[Pair], meeting: Sequence[Pair]
) -> Iterator[_Part]:
    sides = {
        "first": one.spans,
        "second": other.spans,
        "exact": [span for span, _ in same],
        "overlap": [span for span, _ in meeting],
    }
    for name, spans in sides.items():
        for label, count in Counter(span.label for span in spans).items():
            yield ("span", label, name), count


def _boundary_counts(one: Made, other: Made, pairs: Sequence[Pair]) -> Iterator[_Part]:
    alike = sum((a.start, a.end) == (b.start, b.end) for a, b in pairs)
    yield ("boundary", "same"), alike
    yield ("boundary", "apart"), len(pairs) - alike
    cells = Counter((a.label, b.label) for a, b in pairs)
    ours, theirs = {a.id for a, _ in pairs}, {b.id for _, b in pairs}
    cells.update((span.label, NOTHING) for span in one.spans if span.id not in ours)
    cells.update((NOTHING, span.label) for span in other.spans if span.id not in theirs)
    for cell, count in cells.items():
        yield ("confusion", *cell), count


def _alone_counts(made: Sequence[Made]) -> Iterator[_Part]:
    found: Counter[tuple[str, str]] = Counter()
    for one in made:
        found.update(one.alone)
    yield from found.items()


class _Group:
    """All annotators of an article together: what meets among them is what meets in their pairs."""

    def __init__(self, annotators: int, tokens: int) -> None:
        self._share = 1.0 / (annotators - 1)
        self._tokens = tokens
        self._on_tokens: Counter[tuple[str, str]] = Counter()
        self._met: Counter[tuple[str, str]] = Counter()

    def add(self, on_tokens: Counter[tuple[str, str]], met: Counter[tuple[str, str]]) -> None:
        """One more pair of them."""
        self._on_tokens.update(on_tokens)
        self._met.update(met)

    def counts(self, made: Sequence[Made], *, is_complete: bool) -> Iterator[_Part]:
        """Coincidences on tokens; where everybody finished the article, also Fleiss's and unitizing ones."""
        yield ("articles",), 1
        yield ("tokens",), self._tokens
        for category, times in self._on_tokens.items():
            yield ("token", *category), times * self._share
        if not is_complete:
            return
        yield ("complete",), 1
        yield (
            ("agreeing",),
            2 * sum(n for (one, other), n in self._on_tokens.items() if one == other),
        )
        chosen = Counter(category for one in made for category in one.categories.values())
        chosen[NOTHING] = len(made) * self._tokens - chosen.total()
        for name, times in chosen.items():
            yield ("chosen", name), times
        for category, length in self._met.items():
            yield ("met", *category), length * self._share
        yield from _alone_counts(made)
