"""What is pending: the suggestions of the active model that an annotator has still to decide on."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from annotator.core.annotation import Annotation, in_order
from annotator.core.quotes import NOT_A_QUOTE, QUOTE, Quote, quotes
from annotator.core.scheme import Scheme
from annotator.core.span import QUOTES, Span

_Key = tuple[str, str, int, int]


@dataclass(frozen=True, slots=True)
class Pending:
    """What is still to be decided on: spans in reading order, those of the quotes among them once each."""

    spans: tuple[Span, ...] = ()
    quotes: tuple[Quote, ...] = ()

    @property
    def count(self) -> int:
        """How many decisions are left; a quote is one."""
        within = {span.id for quote in self.quotes for span in quote.spans}
        single = sum(1 for s in self.spans if s.layer != QUOTES or s.id not in within)
        return single + len(self.quotes)


def pending(suggested: Annotation, mine: Annotation, scheme: Scheme) -> Pending:
    """The spans and quotes of `suggested` still pending for the annotator of `mine`.

    A span is pending when its label is in the scheme, it overlaps no span of mine in a layer that
    forbids overlap, equals no span of mine, and is not among my rejections. A quote is pending while its
    content meets no content of mine, nor anything I said is no quote; parts of it I turned down are gone.
    """
    refused = {rejection.key for rejection in mine.rejections}
    suggested_quotes = quotes(suggested) if scheme.has(QUOTES, QUOTE) else ()
    in_quotes = {span.id for quote in suggested_quotes for span in quote.spans}
    single = [s for s in suggested.spans if s.id not in in_quotes and scheme.has(s.layer, s.label)]
    kept = _single(single, mine, scheme, refused)
    found = _pending_quotes(suggested_quotes, mine, refused)
    parts = {span.id: span for quote in found for span in quote.spans}
    return Pending(in_order((*kept, *parts.values())) if parts else kept, found)


def _single(
    known: Iterable[Span], mine: Annotation, scheme: Scheme, refused: set[_Key]
) -> tuple[Span, ...]:
    """The pending spans that belong to no quote."""
    covers = {
        layer.name: _Cover(mine.in_layer(layer.name))
        for layer in scheme.layers
        if not layer.allows_overlap
    }
    decided = _Decided(mine)
    # A span of mine in a layer without overlap covers its equal; only the others can be the same.
    taken = refused | {span.key for span in mine.spans if span.layer not in covers}
    return tuple(
        span
        for span in known
        if not (span.layer in covers and covers[span.layer].touches(span.start, span.end))
        and not (taken and span.key in taken)
        and not (span.label == NOT_A_QUOTE and decided.on(span))
    )


def _pending_quotes(
    suggested: Iterable[Quote], mine: Annotation, refused: set[_Key]
) -> tuple[Quote, ...]:
    decided = _Decided(mine)
    open_ = (q for q in suggested if not any(decided.on(part) for part in q.parts))
    return tuple(found for quote in open_ if (found := _without(quote, refused)) is not None)


def _without(quote: Quote, refused: set[_Key]) -> Quote | None:
    """The quote less what was turned down; nothing without content."""
    spans = quote.spans
    if not any(span.key in refused for span in spans):
        return quote
    parts = tuple(part for part in quote.parts if part.key not in refused)
    if not parts:
        return None

    def kept(span: Span | None) -> Span | None:
        return None if span is None or span.key in refused else span

    first = replace(parts[0], attributes=quote.first.attributes, cluster_id=quote.first.cluster_id)
    parts = (first, *parts[1:])
    return Quote(parts, kept(quote.speaker), kept(quote.cue), kept(quote.addressee))


class _Decided:
    """The stretches of an annotation that are content, or said to be none."""

    def __init__(self, annotation: Annotation) -> None:
        self._spans = [
            span
            for span in annotation.spans
            if span.layer == QUOTES and span.label in (QUOTE, NOT_A_QUOTE)
        ]

    def on(self, span: Span) -> bool:
        return any(mine.overlaps(span.start, span.end) for mine in self._spans)


class _Cover:
    """Spans without overlap, asked for every suggestion of a long article whether they touch it."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._starts = [span.start for span in spans]
        self._ends = [span.end for span in spans]

    def touches(self, start: int, end: int) -> bool:
        before = bisect_left(self._starts, end)
        return before > 0 and self._ends[before - 1] > start
