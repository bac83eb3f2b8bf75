"""Comparing the annotations of one article: what all agree on, and an ordered list of typed differences.

One real disagreement is one difference: a span that is longer and labelled otherwise is one, not two.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from annotator.adjudication.aspects import ROLES, part_groups, part_value, quote_differences
from annotator.adjudication.difference import Aspect, Difference, Type, Version
from annotator.adjudication.naming import Naming
from annotator.adjudication.places import GoldPlace, Places, QuotePlace, SpanPlace, places
from annotator.adjudication.versions import difference, span_version
from annotator.core.annotation import Annotation, in_order
from annotator.core.name_words import folded
from annotator.core.scheme import Scheme
from annotator.core.span import QUOTES, Span

Place = SpanPlace | QuotePlace | GoldPlace


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two or more annotations of one article have in common and where they differ.

    `agreed` are the spans everybody has, as the first annotator marked them, `agreed_places` the places of
    those that are in no quote; `marked` the keys of all that anybody has besides quotes. `places_of` gives
    the places a difference is about; none for one about article labels.
    """

    annotations: tuple[Annotation, ...]
    names: tuple[Naming, ...]
    places: Places
    agreed: tuple[Span, ...]
    differences: tuple[Difference, ...]
    agreed_places: tuple[SpanPlace, ...] = field(repr=False)
    marked: frozenset[tuple[str, str, int, int]] = field(repr=False)
    places_of: Mapping[str, tuple[Place, ...]] = field(repr=False)
    at_place: Mapping[int, tuple[Difference, ...]] = field(repr=False)

    def about(self, place: Place) -> tuple[Difference, ...]:
        """The differences at a place."""
        return self.at_place.get(id(place), ())

    @property
    def single(self) -> bool:
        """Whether there is only one annotation, every mark of which is to be looked at."""
        return len(self.annotations) == 1


def differences(annotations: Sequence[Annotation], scheme: Scheme) -> tuple[Difference, ...]:
    """The differences between two or more annotations of an article, in reading order."""
    return compare(annotations, scheme).differences


def compare(annotations: Sequence[Annotation], scheme: Scheme) -> Comparison:
    """Compare annotations of one article; of a single one every span and quote is a difference."""
    return _Comparing(annotations, scheme).result()


class _Comparing:
    def __init__(self, annotations: Sequence[Annotation], scheme: Scheme) -> None:
        self._annotations = tuple(annotations)
        self._ids = [annotation.annotator_id for annotation in annotations]
        self._scheme = scheme
        self._names = tuple(Naming(annotation, scheme) for annotation in annotations)
        self._places = places(annotations)
        self._found: list[Difference] = []
        self._places_of: dict[str, tuple[Place, ...]] = {}
        self._at_place: dict[int, tuple[Difference, ...]] = {}

    def result(self) -> Comparison:
        """Everything at once."""
        single = len(self._ids) == 1
        for place in self._places.spans:
            self._note(place, self._single(place) if single else self._of_spans(place))
        for quoted in self._places.quotes:
            self._note(quoted, self._single_quote(quoted) if single else self._of_quotes(quoted))
        if not single:
            self._compare_names()
            self._found += _of_article_labels(self._annotations, self._scheme)
        return Comparison(
            self._annotations,
            self._names,
            self._places,
            () if single else in_order(self._agreed()),
            tuple(sorted(self._found, key=_reading_order)),
            () if single else tuple(place for place in self._places.spans if place.agreed),
            frozenset(
                span.key
                for place in self._places.spans
                for span in place.members
                if span is not None
            ),
            self._places_of,
            self._at_place,
        )

    def _note(self, place: Place, found: list[Difference]) -> None:
        if found:
            self._found += found
            self._at_place[id(place)] = tuple(found)
            self._places_of.update((one.key, (place,)) for one in found)

    def _of_spans(self, place: SpanPlace) -> list[Difference]:
        if place.agreed:
            return []
        types = set(_span_types(place))
        far = Type.BOUNDARY in types
        versions = [
            span_version(who, span, with_text=far)
            for who, span in zip(self._ids, place.members, strict=True)
        ]
        layer = next(span.layer for span in place.members if span is not None)
        return [difference(Aspect.SPAN, types, layer, versions)]

    def _of_quotes(self, place: QuotePlace) -> list[Difference]:
        return quote_differences(place, self._ids, self._names)

    def _single(self, place: SpanPlace) -> list[Difference]:
        (span,) = place.members
        assert span is not None
        version = span_version(self._ids[0], span, with_text=False)
        return [difference(Aspect.SPAN, (Type.SINGLE,), span.layer, [version])]

    def _single_quote(self, place: QuotePlace) -> list[Difference]:
        (quote,) = place.members
        assert quote is not None
        roles = (quote.speaker, quote.cue, quote.addressee)
        value = tuple(
            (span.label, span.start, span.end) for span in (*quote.parts, *filter(None, roles))
        )
        called = self._names[0].called(quote)
        words = f"quote by {called}" if called else "quote"
        version = Version(self._ids[0], value, quote.spans, quote, words)
        return [difference(Aspect.QUOTE, (Type.SINGLE,), QUOTES, [version], place=str(place.start))]

    def _compare_names(self) -> None:
        """Mentions that all marked alike and put under other names: one difference for the same names."""
        if not any(annotation.clusters for annotation in self._annotations):
            return
        groups: dict[tuple[str, ...], list[SpanPlace]] = defaultdict(list)
        for place in self._places.spans:
            spans = [span for span in place.members if span is not None]
            decided = any(self._names[n].row(span) for n, span in enumerate(spans))
            if place.agreed and decided:
                called = tuple(self._names[n].name(span) for n, span in enumerate(spans))
                if len(set(map(folded, called))) > 1:
                    groups[called].append(place)
        for called, found in groups.items():
            one = self._named_otherwise(called, found)
            self._found.append(one)
            self._places_of[one.key] = tuple(found)
            self._at_place.update((id(place), (one,)) for place in found)

    def _named_otherwise(self, called: tuple[str, ...], found: list[SpanPlace]) -> Difference:
        versions = []
        for n, name in enumerate(called):
            spans = tuple(span for place in found if (span := place.members[n]) is not None)
            words = name or "nobody"
            versions.append(Version(self._ids[n], (folded(name),), spans, words=words))
        first = versions[0].spans[0]
        texts = sorted({folded(span.text) for span in versions[0].spans})
        place = f"{first.label} {', '.join(texts)}"
        return difference(Aspect.WHO, (Type.WHO,), first.layer, versions, place=place)

    def _agreed(self) -> Iterator[Span]:
        for place in self._places.spans:
            if place.agreed and place.members[0] is not None:
                yield place.members[0]
        for quoted in self._places.quotes:
            yield from _agreed_in(quoted)


def _agreed_in(place: QuotePlace) -> Iterator[Span]:
    """What of a quote is the same to everybody; nothing where somebody has none."""
    if None in place.members:
        return
    for group in part_groups(place):
        if len({part_value(part) for part in group}) == 1 and group[0] is not None:
            yield group[0][0]
    for role in ROLES.values():
        spans = [role(quote) for quote in place.members if quote is not None]
        first = spans[0]
        if first is not None and all(span is not None and span.key == first.key for span in spans):
            yield first


def _span_types(place: SpanPlace) -> Iterator[Type]:
    there = [span for span in place.members if span is not None]
    if len(there) < len(place.members):
        yield Type.MISSING
    if len({span.label for span in there}) > 1:
        yield Type.LABEL
    if len({(span.start, span.end) for span in there}) > 1:
        yield Type.BOUNDARY


def _of_article_labels(annotations: Sequence[Annotation], scheme: Scheme) -> Iterator[Difference]:
    """One difference for each group of article labels, and for each label that is in no group."""
    groups: dict[str, set[str]] = defaultdict(set)
    for label in scheme.article_labels:
        groups[label.group or label.name].add(label.name)
    for name, labels in groups.items():
        chosen = [tuple(sorted(labels & annotation.labels)) for annotation in annotations]
        if len(set(chosen)) > 1:
            versions = [
                Version(annotation.annotator_id, found, words=", ".join(found) or "nothing")
                for annotation, found in zip(annotations, chosen, strict=True)
            ]
            found = difference(
                Aspect.ARTICLE_LABEL, (Type.ARTICLE_LABEL,), "", versions, place=name
            )
            yield found


def _reading_order(found: Difference) -> tuple[int, int, int, str]:
    return (found.start, found.end, _ASPECTS.index(found.aspect), found.key)


_ASPECTS = tuple(Aspect)
