"""What is suggested becomes mine: entities as spans, a quote as a whole or in parts."""

from collections.abc import Iterable
from dataclasses import replace

from annotator.core.annotation import Annotation
from annotator.core.change import Delta
from annotator.core.errors import RuleError
from annotator.core.quote_edits import copied
from annotator.core.quotes import Quote
from annotator.core.span import QUOTES, Span
from annotator.project.desk import Desk
from annotator.project.edits.edit import covered, swap, turned


def accepted(
    desk: Desk,
    article_id: int,
    spans: Iterable[Span],
    label: str | None = None,
    *,
    in_parts: bool = False,
) -> tuple[Delta, ...]:
    """The deltas that make pending suggestions mine, whole quotes where one of their spans is meant.

    With a label, each span is taken alone and under that label; `in_parts` takes of each quote only the
    spans given. Their origin is kept. Raises RuleError for a quote without content.
    """
    wanted = tuple(spans)
    quotes = () if label else _quotes_of(desk, article_id, wanted)
    if in_parts:
        quotes = tuple(_part_of(quote, wanted) for quote in quotes)
    within = {span.id for quote in quotes for span in quote.spans}
    single = [span for span in wanted if span.layer != QUOTES or span.id not in within]
    mine = desk.annotation(article_id)
    replaced, new = _placed(desk, mine, single, label)
    if not quotes:
        return swap(desk, mine, replaced, new)
    after = mine.without(*replaced).with_(*new)
    return turned(desk, mine, with_quotes(desk, after, quotes))


def _placed(
    desk: Desk, annotation: Annotation, spans: Iterable[Span], label: str | None
) -> tuple[list[Span], list[Span]]:
    """What suggested spans replace, and they themselves as mine; what is marked so already stays."""
    keys = {span.key for span in annotation.spans}
    replaced: dict[int, Span] = {}
    new: list[Span] = []
    origin = model_name(desk)
    for span in spans:
        own = replace(span, label=label or span.label)
        if own.key in keys:
            continue
        keys.add(own.key)
        replaced |= {s.id: s for s in covered(desk, annotation, own.layer, own.start, own.end)}
        new.append(_mine(own, annotation.next_span_id + len(new), span.origin or origin))
    return list(replaced.values()), new


def with_quotes(desk: Desk, annotation: Annotation, quotes: Iterable[Quote]) -> Annotation:
    """The annotation with suggested quotes, their speakers on my roster under the names they had."""
    after, origin = annotation, model_name(desk)
    suggested = desk.suggested(annotation.article_id)
    names = {c.id: c for c in suggested.clusters} if suggested else {}
    for quote in quotes:
        row = names.get(quote.cluster_id) if quote.cluster_id is not None else None
        after = copied(after, quote, origin, row)
    return after


def model_name(desk: Desk) -> str | None:
    """The name of the active model."""
    model = desk.active_model()
    return model.name if model else None


def _quotes_of(desk: Desk, article_id: int, spans: tuple[Span, ...]) -> tuple[Quote, ...]:
    wanted = {span.id for span in spans if span.layer == QUOTES}
    if not wanted:
        return ()
    pending = desk.pending(article_id).quotes
    return tuple(q for q in pending if any(span.id in wanted for span in q.spans))


def _part_of(quote: Quote, spans: tuple[Span, ...]) -> Quote:
    """The quote less every span not named."""
    wanted = {span.id for span in spans if span.layer == QUOTES}
    parts = tuple(part for part in quote.parts if part.id in wanted)
    if not parts:
        raise RuleError("A quote needs content: accept its words first.")
    first = replace(parts[0], attributes=quote.first.attributes, cluster_id=quote.first.cluster_id)
    roles = (quote.speaker, quote.cue, quote.addressee)
    return Quote((first, *parts[1:]), *(r if r and r.id in wanted else None for r in roles))


def _mine(span: Span, number: int, origin: str | None) -> Span:
    """A suggested span as one of mine: what the model noted about itself stays with the model."""
    kept = span.attributes if span.layer == QUOTES else ()
    return replace(
        span, id=number, cluster_id=None, confidence=None, origin=origin, attributes=kept
    )
