"""Where gold that stands already is in question again, because annotators changed their work since."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from annotator.adjudication.comparing import Place
from annotator.adjudication.difference import Aspect, Difference, Type, Version
from annotator.adjudication.golden import Golden, agreed_key, agreed_quote_key, value_of
from annotator.adjudication.places import GoldPlace, QuotePlace, SpanPlace, content
from annotator.adjudication.versions import difference, digest, span_version, taken
from annotator.core.annotation import Annotation
from annotator.core.quotes import Quote, quotes
from annotator.core.span import QUOTES, Span


@dataclass(frozen=True, slots=True)
class Question:
    """A difference between gold and what annotators have now, and the place it is about."""

    difference: Difference
    place: Place


def questions(golden: Golden, gold: Annotation) -> list[Question]:
    """Where gold lacks what everybody has now, or has what nobody does."""
    return list(_Questioning(golden, gold).all())


def with_gold(found: Difference, gold: Annotation) -> Difference:
    """The difference with what gold has there as its last version, where it has anything."""
    if found.aspect is not Aspect.SPAN:
        return found
    near = [
        span
        for version in found.versions
        for mine in version.spans
        for span in gold.overlapping(mine.start, mine.end)
        if span.layer == found.layer
    ]
    version = _gold_version(gold.annotator_id, near[0] if near else None)
    return replace(found, versions=(*found.versions, version)) if near else found


def stray_spans(golden: Golden, gold: Annotation) -> list[Span]:
    """What gold has besides what all agree on and what was taken: only there it may be in question."""
    comparison = golden.comparison
    expected = {place.members[0].key for place in comparison.agreed_places if place.members[0]}
    for found in comparison.differences:
        decision = golden.decisions.get(found.key)
        if decision is not None:
            expected |= {span.key for version in taken(found, decision) for span in version.spans}
    return [span for span in gold.spans if span.key not in expected and span.layer != QUOTES]


class _Questioning:
    def __init__(self, golden: Golden, gold: Annotation) -> None:
        self._golden, self._gold = golden, gold
        self._comparison = golden.comparison
        self._ids = [annotation.annotator_id for annotation in self._comparison.annotations]
        self._quotes = quotes(gold)
        self._in_quotes = {span.id for quote in self._quotes for span in quote.spans}
        self._values = {value_of(quote) for quote in self._quotes}

    def all(self) -> Iterator[Question]:
        """Agreed spans and quotes that gold lacks, then what only gold has."""
        if not self._comparison.single:
            yield from self._lacking()
        yield from self._only_gold()

    def _lacking(self) -> Iterator[Question]:
        keys = {span.key for span in self._gold.spans}
        for place in self._comparison.agreed_places:
            span = place.members[0]
            if span is not None and span.key not in keys:
                yield Question(self._lacking_span(place, span), place)
        for quoted in self._comparison.places.quotes:
            if not self._comparison.about(quoted):
                yield from self._lacking_quote(quoted)

    def _lacking_span(self, place: SpanPlace, agreed: Span) -> Difference:
        near = (
            span
            for span in self._gold.overlapping(agreed.start, agreed.end)
            if span.layer == agreed.layer and span.key not in self._comparison.marked
        )
        instead = next(near, None)
        far = instead is not None and (instead.start, instead.end) != (agreed.start, agreed.end)
        versions = [
            span_version(who, span, with_text=far)
            for who, span in zip(self._ids, place.members, strict=True)
        ]
        versions.append(_gold_version(self._gold.annotator_id, instead))
        types = _types(agreed, instead)
        found = difference(Aspect.SPAN, types, agreed.layer, versions)
        return replace(found, key=agreed_key(place))

    def _lacking_quote(self, place: QuotePlace) -> Iterator[Question]:
        wanted = self._golden.quote_gold(place, None).quotes
        if all(value_of(quote) in self._values for quote, _ in wanted):
            return
        there = self._golden.quotes_at(self._gold, place)
        versions = [
            _quote_version(who, quote) for who, quote in zip(self._ids, place.members, strict=True)
        ]
        gold = _quote_version(self._gold.annotator_id, there[0] if there else None)
        versions.append(replace(gold, of_gold=True))
        types = (Type.BOUNDARY,) if there else (Type.MISSING,)
        found = difference(Aspect.QUOTE, types, QUOTES, versions, place=str(place.start))
        yield Question(replace(found, key=agreed_quote_key(place)), place)

    def _only_gold(self) -> Iterator[Question]:
        for span in self._gold.spans:
            if span.key in self._comparison.marked or span.id in self._in_quotes:
                continue
            key = digest("only gold", span.key)
            if self._is_asked(key, span) and not self._is_met(span):
                yield self._own(Aspect.SPAN, key, (span,), None)
        words = [b for place in self._comparison.places.quotes for b in place.contents]
        for quote in self._quotes:
            met = any(part.overlaps(*bounds) for part in quote.parts for bounds in words)
            key = digest("only gold", content(quote))
            if not met and self._is_asked(key, quote.first):
                yield self._own(Aspect.QUOTE, key, quote.spans, quote)

    def _is_asked(self, key: str, span: Span) -> bool:
        """Whether it is a question at all, be it answered, and not what a reviewer marked by hand."""
        return key in self._golden.decisions or not self._golden.is_own(span)

    def _is_met(self, span: Span) -> bool:
        """Whether it is already in question with what annotators have in its place."""
        return any(
            other is not None and other.layer == span.layer and other.overlaps(span.start, span.end)
            for annotation in self._comparison.annotations
            for other in annotation.overlapping(span.start, span.end)
        )

    def _own(
        self, aspect: Aspect, key: str, spans: tuple[Span, ...], quote: Quote | None
    ) -> Question:
        gold = (
            span_version(self._gold.annotator_id, spans[0], with_text=True)
            if quote is None
            else _quote_version(self._gold.annotator_id, quote)
        )
        versions = [*(Version(who) for who in self._ids), replace(gold, of_gold=True)]
        found = difference(aspect, (Type.MISSING,), spans[0].layer, versions)
        return Question(replace(found, key=key), GoldPlace(key, spans))


def _types(agreed: Span, instead: Span | None) -> list[Type]:
    if instead is None:
        return [Type.MISSING]
    found = [Type.LABEL] if instead.label != agreed.label else []
    far = (instead.start, instead.end) != (agreed.start, agreed.end)
    return [*found, *([Type.BOUNDARY] if far else [])]


def _gold_version(gold_id: int, span: Span | None) -> Version:
    return replace(span_version(gold_id, span, with_text=True), of_gold=True)


def _quote_version(who: int, quote: Quote | None) -> Version:
    if quote is None:
        return Version(who)
    speaker = " ".join(quote.speaker.text.split()) if quote.speaker else ""
    words = f"quote by {speaker}" if speaker else "quote"
    return Version(who, ("quote", content(quote)), quote.spans, quote, words)
