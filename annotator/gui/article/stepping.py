"""Which span is next: pure choices over spans in reading order."""

from collections.abc import Sequence

from annotator.core.span import Span
from annotator.gui.article.spans import Order, Spans

_FIRST: Order = (-1, 0, "", "", 0)


def following(many: Sequence[Spans], place: int, focused: Span | None) -> Span | None:
    """The first span after the focused one, else at or after a place; behind the last the first.

    `many` are looked through together, as if they were one.
    """
    order = focused.order if focused else _before(place)
    found = [span for spans in many if (span := spans.after(order))]
    first = [span for spans in many if (span := spans.after(_FIRST))]
    return min(found or first, key=lambda span: span.order, default=None)


def preceding(many: Sequence[Spans], place: int, focused: Span | None) -> Span | None:
    """The last span before the focused one, else before a place; before the first the last."""
    order = focused.order if focused else _before(place)
    found = [span for spans in many if (span := spans.before(order))]
    last = [spans.all[-1] for spans in many if spans.all]
    return max(found or last, key=lambda span: span.order, default=None)


def next_under(spans: Sequence[Span], focused: Span | None) -> Span | None:
    """The one of several spans at a place that comes after the focused one, going round."""
    if not spans:
        return None
    if focused is None or focused not in spans:
        return spans[0]
    return spans[(list(spans).index(focused) + 1) % len(spans)]


def innermost(spans: Sequence[Span]) -> Span | None:
    """Of several spans at a place the shortest: what is nested is what one means."""
    return min(spans, key=lambda span: (span.end - span.start, span.start), default=None)


def _before(place: int) -> Order:
    """A place in the order before every span that starts at a code point."""
    return (place - 1, 1, "", "", 0)
