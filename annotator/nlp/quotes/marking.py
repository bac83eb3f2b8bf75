"""What was found as an annotation holds it: spans, relations and the roster's rows."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from annotator.core.quotes import (
    ADDRESSEE,
    CONTINUES,
    CUE,
    CUED_BY,
    NOT_A_QUOTE,
    QUOTE,
    SAID_BY,
    SPEAKER,
    TO,
    Medium,
    SpeakerStatus,
)
from annotator.core.span import QUOTES, Cluster, Relation, Scalar, Span
from annotator.core.text import Bounds
from annotator.core.tokens import Tokens
from annotator.nlp.quotes.found import FoundQuote, FoundQuotes

_PERSON = "PERSON"


@dataclass(frozen=True, slots=True)
class Marked:
    """The quotes layer of a suggested annotation."""

    spans: tuple[Span, ...] = ()
    relations: tuple[Relation, ...] = ()
    clusters: tuple[Cluster, ...] = ()


def marked(text: str, found: FoundQuotes, tokens: Sequence[Bounds], first_id: int) -> Marked:
    """Spans with ids from `first_id`, on token edges, what joins them, and the speakers' names."""
    marking = _Marking(text, Tokens("t", tuple(tokens)), first_id)
    for quote in found.quotes:
        marking.add(quote)
    for denied in found.denied:
        bounds = (denied.start, denied.end)
        span = marking.span(NOT_A_QUOTE, bounds)
        marking.change(replace(span, attributes=(("reason", denied.reason),)))
    spans = tuple(sorted(marking.spans.values(), key=lambda span: span.order))
    return Marked(spans, tuple(marking.relations), tuple(marking.clusters.values()))


@dataclass(slots=True)
class _Marking:
    text: str
    tokens: Tokens
    next_id: int
    spans: dict[tuple[str, int, int], Span] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)
    clusters: dict[str, Cluster] = field(default_factory=dict)

    def add(self, quote: FoundQuote) -> None:
        """A quote; one whose content is marked already is left out."""
        parts = [self.tokens.snapped(*part) for part in quote.content]
        if any((QUOTE, *part) in self.spans for part in parts):
            return
        spans = [self.span(QUOTE, part) for part in parts]
        first = replace(
            spans[0], attributes=_attributes(quote), confidence=round(quote.confidence, 2)
        )
        self.relations += [Relation(CONTINUES, span.id, first.id) for span in spans[1:]]
        roles = ((SAID_BY, SPEAKER, quote.speaker), (CUED_BY, CUE, quote.cue))
        for relation, label, bounds in (*roles, (TO, ADDRESSEE, quote.addressee)):
            if bounds is not None:
                child = self.span(label, self.tokens.snapped(*bounds))
                self.relations.append(Relation(relation, first.id, child.id))
        self.change(first)
        if quote.name:
            self._name(quote, first)

    def span(self, label: str, bounds: Bounds) -> Span:
        """The span of that label and bounds, a new one if need be."""
        key = (label, *bounds)
        if key not in self.spans:
            text = self.text[bounds[0] : bounds[1]]
            self.spans[key] = Span(self.next_id, QUOTES, label, *bounds, text)
            self.next_id += 1
        return self.spans[key]

    def change(self, span: Span) -> None:
        """Put a span in the place of the one with its label and bounds."""
        self.spans[span.label, span.start, span.end] = span

    def _name(self, quote: FoundQuote, first: Span) -> None:
        label = quote.name_label or _PERSON
        row = self.clusters.setdefault(
            quote.name, Cluster(len(self.clusters) + 1, quote.name, label)
        )
        bearer = first
        if quote.speaker is not None:
            bearer = self.span(SPEAKER, self.tokens.snapped(*quote.speaker))
        if bearer.cluster_id is None:
            self.change(replace(bearer, cluster_id=row.id))


def _attributes(quote: FoundQuote) -> tuple[tuple[str, Scalar], ...]:
    values: dict[str, Scalar] = {}
    # That nobody is named is seen without a word; said, it would count as somebody's decision.
    if quote.status is not SpeakerStatus.NONE:
        values["speaker_status"] = quote.status.value
    if quote.medium is not Medium.SPEECH:
        values["medium"] = quote.medium.value
    if quote.negated:
        values["negated"] = True
    if quote.hypothetical:
        values["hypothetical"] = True
    return tuple(sorted(values.items()))
