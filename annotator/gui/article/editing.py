"""What a key on the page becomes: one edit, so that it is one step to undo."""

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.core.span import Span
from annotator.core.text import Bounds
from annotator.project.edits import (
    Accept,
    AddSpan,
    AddSpans,
    Edit,
    MoveBoundary,
    Reject,
    Relabel,
    RemoveSpans,
)


@dataclass(frozen=True, slots=True)
class Target:
    """What the next key acts on: spans of mine, pending suggestions, or bare bounds (code points)."""

    mine: tuple[Span, ...] = ()
    pending: tuple[Span, ...] = ()
    bounds: Bounds | None = None

    @property
    def spans(self) -> tuple[Span, ...]:
        """All spans, mine and pending."""
        return (*self.mine, *self.pending)


def labelled(article_id: int, target: Target, layer: str, label: str) -> Edit | None:
    """The edit that gives the target a label; None when it has it."""
    if target.bounds is not None:
        return AddSpan(article_id, layer, label, *target.bounds)
    if any(span.layer != layer for span in target.spans) or (target.mine and target.pending):
        return _marked_over(article_id, target.spans, layer, label)
    if target.pending:
        return Accept(article_id, target.pending, label)
    other = tuple(span.id for span in target.mine if span.label != label)
    return Relabel(article_id, other, label) if other else None


def removed(article_id: int, target: Target) -> Edit | None:
    """The edit that takes spans of mine away and else turns suggestions down."""
    if target.mine:
        return RemoveSpans(article_id, tuple(span.id for span in target.mine))
    return Reject(article_id, target.pending) if target.pending else None


def resized(article_id: int, span: Span, bounds: Bounds, *, pending: bool) -> Edit | None:
    """The edit that gives a span other bounds; a suggestion becomes mine with them."""
    if bounds == (span.start, span.end):
        return None
    if pending:
        return AddSpan(article_id, span.layer, span.label, *bounds, origin=span.origin)
    return MoveBoundary(article_id, span.id, *bounds)


def _marked_over(article_id: int, spans: Sequence[Span], layer: str, label: str) -> Edit:
    wanted = tuple((layer, label, span.start, span.end, span.origin) for span in spans)
    return AddSpans(article_id, wanted, f"Label {label}")
