"""What is drawn over an article's text, as one value, and what has to be drawn anew when it changes."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import accumulate

from annotator.core.span import Span
from annotator.core.text import Bounds
from annotator.gui.article.bands import Mark


@dataclass(frozen=True, slots=True)
class PageMarks:
    """Everything drawn over the text; all bounds are code points, half-open.

    `spans` are mine, `suggestions` what is pending, both in reading order; `chosen` are the spans of a
    multiple selection; `cursor` is the token or character the cursor stands on; `armed` the layer and
    label a drag will set at once.
    """

    spans: tuple[Span, ...] = ()
    suggestions: tuple[Span, ...] = ()
    focused: Span | None = None
    chosen: tuple[Span, ...] = ()
    selection: Bounds | None = None
    cursor: Bounds | None = None
    found: tuple[Bounds, ...] = ()
    found_now: Bounds | None = None
    armed: tuple[str, str] | None = None


class SpanIndex:
    """Spans in reading order, asked for those on a stretch of text."""

    def __init__(self, spans: tuple[Span, ...]) -> None:
        self.spans = spans
        self._starts = [span.start for span in spans]
        # The furthest end so far grows, so it can be searched; ends alone cannot where spans nest.
        self._reach = list(accumulate((span.end for span in spans), max))

    def overlapping(self, start: int, end: int) -> Iterator[Span]:
        """The spans that share a code point with `[start, end)`, in reading order."""
        first = bisect_right(self._reach, start)
        last = bisect_left(self._starts, end)
        return (span for span in self.spans[first:last] if span.end > start)

    def starts_within(self, start: int, end: int) -> Sequence[Span]:
        """The spans that begin in `[start, end)`, in reading order."""
        return self.spans[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


class MarkIndex:
    """The marks of a page: what is mine and what is pending, by place."""

    def __init__(self, marks: PageMarks, before: "MarkIndex | None" = None) -> None:
        self.marks = marks
        self.spans: SpanIndex = _kept(before.spans if before else None, marks.spans)
        self.suggestions: SpanIndex = _kept(
            before.suggestions if before else None, marks.suggestions
        )

    def overlapping(self, start: int, end: int) -> list[Mark]:
        """The marks that share a code point with `[start, end)`, what is mine first."""
        mine = [Mark(span) for span in self.spans.overlapping(start, end)]
        return mine + [Mark(span, True) for span in self.suggestions.overlapping(start, end)]


def _kept(index: SpanIndex | None, spans: tuple[Span, ...]) -> SpanIndex:
    return index if index is not None and index.spans is spans else SpanIndex(spans)


def rebanded(before: PageMarks, after: PageMarks) -> list[Bounds]:
    """The stretches on which other spans stand than before, so that bands and tags move."""
    changed = (
        *_different(before.spans, after.spans),
        *_different(before.suggestions, after.suggestions),
    )
    focus = () if before.focused == after.focused else (before.focused, after.focused)
    return [(span.start, span.end) for span in (*changed, *focus) if span is not None]


def repainted(before: PageMarks, after: PageMarks) -> list[Bounds]:
    """The stretches that look different though the same spans stand there."""
    found: list[Bounds] = []
    for field in fields(PageMarks):
        old, new = getattr(before, field.name), getattr(after, field.name)
        if old != new and field.name in {"selection", "cursor", "found_now"}:
            found += [bounds for bounds in (old, new) if bounds]
    if before.chosen != after.chosen:
        found += [(span.start, span.end) for span in (*before.chosen, *after.chosen)]
    if before.armed != after.armed and after.selection:
        found.append(after.selection)
    return found


def _different(before: tuple[Span, ...], after: tuple[Span, ...]) -> tuple[Span, ...]:
    """What two tuples do not share: what is left between their common beginning and common end."""
    if before is after:
        return ()
    shortest = min(len(before), len(after))
    head = next((i for i in range(shortest) if _differ(before[i], after[i])), shortest)
    rest = shortest - head
    tail = next((i for i in range(rest) if _differ(before[~i], after[~i])), rest)
    return (*before[head : len(before) - tail], *after[head : len(after) - tail])


def _differ(one: Span, other: Span) -> bool:
    return one is not other and one != other
