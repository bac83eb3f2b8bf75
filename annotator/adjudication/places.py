"""The places of an article that annotators have marked: one span, or one quote, of each of them at most."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from annotator.adjudication.grouping import Content, grouped, shared
from annotator.core.annotation import Annotation
from annotator.core.quotes import NOT_A_QUOTE, Quote, quotes
from annotator.core.span import QUOTES, Span

_Group = tuple[Quote | None, ...]


@dataclass(frozen=True, slots=True)
class SpanPlace:
    """A span of each annotator, None for who has none there."""

    members: tuple[Span | None, ...]

    @property
    def agreed(self) -> bool:
        """Whether all have the same."""
        first = self.members[0]
        return all(m is not None and first is not None and m.key == first.key for m in self.members)


@dataclass(frozen=True, slots=True)
class QuotePlace:
    """A quote of each annotator, None for who has none there.

    `others` are quotes of their own that are parts of this one to somebody else, `denials` what said
    that no quote is there.
    """

    members: tuple[Quote | None, ...]
    others: tuple[tuple[Quote, ...], ...]
    denials: tuple[Span | None, ...]

    @property
    def start(self) -> int:
        """Where the first content begins (code points): it tells the place from every other."""
        return min(quote.start for quote in self.quotes)

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """All quotes of all annotators."""
        found = [quote for quote in self.members if quote is not None]
        return (*found, *(quote for many in self.others for quote in many))

    @property
    def contents(self) -> Content:
        """The bounds of all content and of what was said to be none."""
        parts = [(part.start, part.end) for quote in self.quotes for part in quote.parts]
        return tuple(sorted({*parts, *((d.start, d.end) for d in self.denials if d is not None)}))


@dataclass(frozen=True, slots=True)
class GoldPlace:
    """What only gold has: spans, or all spans of a quote; `key` is that of the difference about them."""

    key: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Places:
    """All places of an article."""

    spans: tuple[SpanPlace, ...]
    quotes: tuple[QuotePlace, ...]


def content(quote: Quote) -> Content:
    """The bounds of a quote's parts (code points)."""
    return tuple((part.start, part.end) for part in quote.parts)


def places(annotations: Sequence[Annotation]) -> Places:
    """The places of several annotations of one article, each in the annotations' order."""
    spoken = [quotes(annotation) for annotation in annotations]
    singles = [_singles(a, q) for a, q in zip(annotations, spoken, strict=True)]
    found = _with_denials(_joined(grouped(spoken, content)), singles)
    denied = {id(d) for place in found for d in place.denials if d is not None}
    rest = [[span for span in spans if id(span) not in denied] for spans in singles]
    return Places(tuple(_span_places(rest)), tuple(found))


def _singles(annotation: Annotation, spoken: Iterable[Quote]) -> list[Span]:
    """The spans that belong to no quote."""
    within = {span.id for quote in spoken for span in quote.spans}
    return [span for span in annotation.spans if span.id not in within]


def _span_places(singles: Sequence[Sequence[Span]]) -> list[SpanPlace]:
    layers = dict.fromkeys(span.layer for spans in singles for span in spans)
    found: list[SpanPlace] = []
    for layer in layers:
        of_layer = [[span for span in spans if span.layer == layer] for spans in singles]
        groups = grouped(of_layer, lambda span: ((span.start, span.end),), lambda s: s.label)
        found += [SpanPlace(group) for group in groups]
    return found


def _joined(groups: list[tuple[Quote | None, ...]]) -> list[QuotePlace]:
    """Places of quotes; what is a quote of its own to some and part of one to others is one place."""
    contents = [_contents(group) for group in groups]
    guests: dict[int, list[int]] = defaultdict(list)
    housed: set[int] = set()
    for n, host in sorted(shared(contents, contents)):
        free = n not in housed and n not in guests and host not in housed
        if free and _is_part(groups[n], groups[host]):
            guests[host].append(n)
            housed.add(n)
    return [
        QuotePlace(group, _others(group, [groups[g] for g in guests[n]]), (None,) * len(group))
        for n, group in enumerate(groups)
        if n not in housed
    ]


def _contents(group: _Group) -> Content:
    return tuple(sorted({bounds for quote in group if quote for bounds in content(quote)}))


def _is_part(guest: _Group, host: _Group) -> bool:
    """Whether everybody who lacks the guest has its words in the host, and somebody has both."""
    pairs = list(zip(guest, host, strict=True))
    theirs = [(other, quote) for quote, other in pairs if quote is None]
    if not theirs or any(other is None for other, _ in theirs):
        return False
    hosts = [content(other) for other, _ in theirs if other is not None]
    guests = [content(quote) for quote in guest if quote is not None]
    both = any(quote is not None and other is not None for quote, other in pairs)
    return both and len(shared(guests, hosts)) == len(guests) * len(hosts)


def _others(host: _Group, guests: list[_Group]) -> tuple[tuple[Quote, ...], ...]:
    return tuple(
        tuple(quote for guest in guests if (quote := guest[who]) is not None)
        for who in range(len(host))
    )


def _with_denials(found: list[QuotePlace], singles: Sequence[Sequence[Span]]) -> list[QuotePlace]:
    """With what annotators who lack a quote said to be none there."""
    denials = [
        [span for span in spans if span.layer == QUOTES and span.label == NOT_A_QUOTE]
        for spans in singles
    ]
    if not any(denials):
        return found
    taken: set[int] = set()

    def denial(contents: Content, who: int) -> Span | None:
        for span in denials[who]:
            if id(span) not in taken and any(span.overlaps(*bounds) for bounds in contents):
                taken.add(id(span))
                return span
        return None

    def completed(place: QuotePlace) -> QuotePlace:
        contents = place.contents
        said = (denial(contents, n) if q is None else None for n, q in enumerate(place.members))
        return replace(place, denials=tuple(said))

    return [completed(place) if None in place.members else place for place in found]
