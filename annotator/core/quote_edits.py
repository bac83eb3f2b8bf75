"""What one can do to the quotes of an annotation: pure functions from annotation to annotation.

Each leaves sound quotes behind when `settled` has been called on its result. Offsets are code points,
half-open.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from annotator.core.annotation import Annotation
from annotator.core.errors import RuleError
from annotator.core.quotes import (
    ATTRIBUTES,
    CONTINUES,
    CUED_BY,
    NOT_A_QUOTE,
    QUOTE,
    SAID_BY,
    TARGETS,
    TO,
    Quote,
    quote_of,
    quotes,
)
from annotator.core.span import QUOTES, Cluster, Relation, Scalar, Span
from annotator.core.text import Bounds, paragraphs

_PERSON = "PERSON"


def with_quote(
    annotation: Annotation, text: str, parts: Sequence[Bounds], origin: str | None = None
) -> tuple[Annotation, int]:
    """A new quote with these content parts, and its id. Raises RuleError when there is none to mark.

    What stood there as no quote stands there no longer.
    """
    if not parts:
        raise RuleError("A quote needs content.")
    ordered = sorted(parts)
    after = _without_denials(annotation, ordered)
    first_id = after.next_span_id
    spans = [
        _span(after.next_span_id + n, QUOTE, bounds, text, origin)
        for n, bounds in enumerate(ordered)
    ]
    links = {Relation(CONTINUES, span.id, first_id) for span in spans[1:]}
    after = after.with_(*spans)
    return replace(after, relations=after.relations | links), first_id


def with_part(annotation: Annotation, text: str, quote_id: int, bounds: Bounds) -> Annotation:
    """The quote and one more content part. Raises RuleError when it is gone."""
    return with_parts(annotation, text, quote_id, [bounds])


def with_parts(
    annotation: Annotation, text: str, quote_id: int, parts: Sequence[Bounds]
) -> Annotation:
    """The quote and more content parts. Raises RuleError when it is gone."""
    quote = held(annotation, quote_id)
    after = _without_denials(annotation, parts)
    number = after.next_span_id
    new = [_span(number + n, QUOTE, bounds, text, None) for n, bounds in enumerate(parts)]
    links = {Relation(CONTINUES, part.id, quote.id) for part in new}
    return replace(after.with_(*new), relations=after.relations | links)


def with_role(
    annotation: Annotation, text: str, quote_id: int, role: str, bounds: Bounds | None
) -> Annotation:
    """The quote with another speaker, cue or addressee (`role` is SAID_BY, CUED_BY or TO), or none.

    A span with that label and these bounds is used again, so one speaker may serve several quotes.
    """
    quote = held(annotation, quote_id)
    kept = annotation.relations - _roles(annotation, quote, role)
    after = replace(annotation, relations=kept)
    if bounds is None:
        return after
    label = TARGETS[role]
    there = (s for s in after.overlapping(*bounds) if s.key == (QUOTES, label, *bounds))
    span = next(there, None)
    if span is None:
        span = _span(after.next_span_id, label, bounds, text, None)
        after = after.with_(span)
    return replace(after, relations=kept | {Relation(role, quote.id, span.id)})


def with_name(
    annotation: Annotation, span_ids: Iterable[int], name: str, label: str = _PERSON
) -> Annotation:
    """These spans as mentions of the roster's row of that name, which is added where it is missing.

    An empty name takes them off the roster.
    """
    after, cluster_id = (annotation, None) if not name else with_cluster(annotation, name, label)
    wanted = set(span_ids)
    named = [
        replace(span, cluster_id=cluster_id)
        for span in after.spans
        if span.id in wanted and span.cluster_id != cluster_id
    ]
    return after.without(*named).with_(*named) if named else after


def with_cluster(annotation: Annotation, name: str, label: str = _PERSON) -> tuple[Annotation, int]:
    """The annotation with a row of that name on its roster, and the row's id.

    A row whose mentions say the name is that row, whatever it was renamed to.
    """
    wanted = name.casefold()
    rows = sorted(annotation.clusters, key=lambda cluster: cluster.id)
    named = [row.id for row in rows if row.name.casefold() == wanted]
    said = [s.cluster_id for s in annotation.spans if s.cluster_id and s.text.casefold() == wanted]
    for cluster_id in (*named, *said):
        return annotation, cluster_id
    number = max((cluster.id for cluster in annotation.clusters), default=0) + 1
    clusters = annotation.clusters | {Cluster(number, name, label)}
    return replace(annotation, clusters=clusters), number


def described(annotation: Annotation, quote_id: int, attribute: str, value: Scalar) -> Annotation:
    """The quote with an attribute of ATTRIBUTES set; None leaves it to be computed again.

    Raises RuleError for a value the attribute cannot have.
    """
    if attribute not in ATTRIBUTES:
        raise RuleError(f"A quote has no attribute {attribute}.")
    if value is not None:
        try:
            ATTRIBUTES[attribute](value)
        except ValueError:
            raise RuleError(f"A quote's {attribute} cannot be {value}.") from None
    first = held(annotation, quote_id).first
    kept = {name: held_ for name, held_ in first.attributes if name != attribute}
    if value not in (None, False):
        kept[attribute] = str(value) if not isinstance(value, bool) else value
    return _replaced(annotation, [replace(first, attributes=tuple(sorted(kept.items())))])


def joined(annotation: Annotation, quote_ids: Iterable[int]) -> Annotation:
    """Several quotes as one; the first's speaker, cue and addressee, where it has none the next's."""
    found = sorted((held(annotation, n) for n in set(quote_ids)), key=lambda q: q.first.order)
    if len(found) < 2:
        raise RuleError("Joining needs two quotes.")
    first, others = found[0], found[1:]
    relations = set(annotation.relations)
    for quote in found:
        relations -= {r for r in relations if r.head in {part.id for part in quote.parts}}
    parts = [part for quote in found for part in quote.parts if part.id != first.id]
    relations |= {Relation(CONTINUES, part.id, first.id) for part in parts}
    for role in (SAID_BY, CUED_BY, TO):
        span = next(filter(None, (_target(quote, role) for quote in (first, *others))), None)
        if span is not None:
            relations.add(Relation(role, first.id, span.id))
    return replace(annotation, relations=frozenset(relations))


def split(annotation: Annotation, span_id: int) -> Annotation:
    """The part of that id as a quote of its own, with the same speaker and cue.

    Raises RuleError when the quote has no other part.
    """
    quote = quote_of(annotation, span_id)
    part = next((p for p in quote.parts if p.id == span_id), None) if quote else None
    if quote is None or part is None or len(quote.parts) < 2:
        raise RuleError("Only a quote with several parts can be split.")
    rest = [other for other in quote.parts if other.id != span_id]
    relations = set(annotation.relations)
    relations -= {r for r in relations if r.head in {p.id for p in quote.parts}}
    relations |= {Relation(CONTINUES, other.id, rest[0].id) for other in rest[1:]}
    for role in (SAID_BY, CUED_BY, TO):
        span = _target(quote, role)
        if span is not None:
            relations |= {Relation(role, n, span.id) for n in (rest[0].id, part.id)}
    bearer = quote.first
    spans = [
        replace(head, attributes=bearer.attributes, cluster_id=bearer.cluster_id)
        for head in (rest[0], part)
    ]
    return _replaced(replace(annotation, relations=frozenset(relations)), spans)


def cut(annotation: Annotation, text: str, span_id: int) -> Annotation:
    """The part of that id cut at the ends of paragraphs, its pieces being parts of the same quote.

    Raises RuleError when it is gone.
    """
    quote = quote_of(annotation, span_id)
    part = next((p for p in quote.parts if p.id == span_id), None) if quote else None
    if quote is None or part is None:
        raise RuleError("That quote is not there any more.")
    pieces = [
        (max(start, part.start), min(end, part.end))
        for start, end in paragraphs(text)
        if start < part.end and part.start < end
    ]
    pieces = [(start, end) for start, end in pieces if text[start:end].strip()]
    if not pieces:
        raise RuleError("A quote needs content.")
    (first, last), *others = pieces
    after = _replaced(annotation, [replace(part, start=first, end=last, text=text[first:last])])
    for bounds in others:
        after = with_part(after, text, held(after, quote.id).id, bounds)
    return after


def without_quotes(annotation: Annotation, quote_ids: Iterable[int]) -> Annotation:
    """The annotation less these quotes' content; `settled` takes what served only them."""
    gone = [part for n in quote_ids for part in held(annotation, n).parts]
    return annotation.without(*gone)


def denied(annotation: Annotation, text: str, bounds: Bounds, reason: str) -> Annotation:
    """A marked stretch as no quote, with its reason; content of mine with these bounds goes."""
    there = annotation.overlapping(*bounds)
    gone = [
        span
        for span in there
        if span.layer == QUOTES and (span.start, span.end) == bounds
        if span.label in (QUOTE, NOT_A_QUOTE)
    ]
    after = annotation.without(*gone)
    span = _span(after.next_span_id, NOT_A_QUOTE, bounds, text, None)
    return after.with_(replace(span, attributes=(("reason", reason),)))


def copied(
    annotation: Annotation, quote: Quote, origin: str | None, cluster: Cluster | None = None
) -> Annotation:
    """The annotation with a copy of another's quote; `cluster` is its speaker's row there.

    Spans that are there already are used again.
    """
    after = _without_denials(annotation, [(part.start, part.end) for part in quote.parts])
    ids: dict[int, int] = {}
    for span in quote.spans:
        here = next((s for s in after.overlapping(span.start, span.end) if s.key == span.key), None)
        if here is None:
            here = _adopted(span, after.next_span_id, origin)
            after = after.with_(here)
            if cluster is not None and span.cluster_id == cluster.id:
                after = with_name(after, (here.id,), cluster.name, cluster.label)
        ids[span.id] = here.id
    first = ids[quote.id]
    links = {Relation(CONTINUES, ids[part.id], first) for part in quote.parts[1:]}
    for role in (SAID_BY, CUED_BY, TO):
        target = _target(quote, role)
        if target is not None:
            links.add(Relation(role, first, ids[target.id]))
    return replace(after, relations=after.relations | links)


def held(annotation: Annotation, quote_id: int) -> Quote:
    """The quote of that id. Raises RuleError when it is gone."""
    found = next((quote for quote in quotes(annotation) if quote.id == quote_id), None)
    if found is None:
        raise RuleError("That quote is not there any more.")
    return found


def _target(quote: Quote, role: str) -> Span | None:
    return {SAID_BY: quote.speaker, CUED_BY: quote.cue, TO: quote.addressee}[role]


def _roles(annotation: Annotation, quote: Quote, role: str) -> frozenset[Relation]:
    ids = {part.id for part in quote.parts}
    return frozenset(r for r in annotation.relations if r.label == role and r.head in ids)


def _without_denials(annotation: Annotation, parts: Iterable[Bounds]) -> Annotation:
    return annotation.without(
        *(
            span
            for bounds in parts
            for span in annotation.overlapping(*bounds)
            if span.layer == QUOTES and span.label == NOT_A_QUOTE
        )
    )


def _adopted(span: Span, number: int, origin: str | None) -> Span:
    """A span of another's quote as one's own: what a model noted about itself stays behind."""
    kept = tuple(pair for pair in span.attributes if pair[0] in ATTRIBUTES)
    return replace(
        span,
        id=number,
        cluster_id=None,
        confidence=None,
        origin=span.origin or origin,
        attributes=kept,
    )


def _replaced(annotation: Annotation, spans: Iterable[Span]) -> Annotation:
    new = tuple(spans)
    return annotation.without(*new).with_(*new)


def _span(number: int, label: str, bounds: Bounds, text: str, origin: str | None) -> Span:
    start, end = bounds
    if not 0 <= start < end <= len(text):
        raise RuleError(f"{start}–{end} lies outside the text of {len(text)} characters.")
    return Span(number, QUOTES, label, start, end, text[start:end], origin=origin)
