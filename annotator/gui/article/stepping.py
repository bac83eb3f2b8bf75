"""Which span is next: pure choices over spans in reading order."""

from collections.abc import Sequence

from annotator.core.span import Span
from annotator.core.text import Bounds


def following(spans: Sequence[Span], place: Bounds, focused: Span | None) -> Span | None:
    """The first span after the focused one, else at or after a place; behind the last the first."""
    if focused is not None:
        found = next((span for span in spans if span.order > focused.order), None)
    else:
        found = next((span for span in spans if span.start >= place[0]), None)
    return found or (spans[0] if spans else None)


def preceding(spans: Sequence[Span], place: Bounds, focused: Span | None) -> Span | None:
    """The last span before the focused one, else before a place; before the first the last."""
    if focused is not None:
        found = next((span for span in reversed(spans) if span.order < focused.order), None)
    else:
        found = next((span for span in reversed(spans) if span.start < place[0]), None)
    return found or (spans[-1] if spans else None)


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
