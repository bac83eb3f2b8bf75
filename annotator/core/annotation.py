"""An annotation as a value: all that one annotator marked in one article."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import accumulate
from operator import lt

from annotator.core.span import Cluster, Rejection, Relation, Span


class Status(StrEnum):
    """How far an annotator is with an article."""

    TODO = "todo"
    IN_PROGRESS = "in progress"
    DONE = "done"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Annotation:
    """The spans, relations and clusters of one annotator in one article; spans in reading order.

    `labels` are the article-level labels chosen, `next_span_id` the id the next new span gets,
    `revision` counts the writes, `seconds` is the time of active work.
    """

    article_id: int
    annotator_id: int
    status: Status = Status.TODO
    spans: tuple[Span, ...] = ()
    relations: frozenset[Relation] = frozenset()
    clusters: frozenset[Cluster] = frozenset()
    rejections: frozenset[Rejection] = frozenset()
    labels: frozenset[str] = frozenset()
    next_span_id: int = 1
    revision: int = 0
    scheme_version: int = 1
    seconds: float = 0.0
    finished_at: str | None = None
    _reach: list[int] = field(default_factory=list, init=False, repr=False, compare=False)

    def with_(self, *spans: Span) -> "Annotation":
        """This annotation and these spans."""
        if len(spans) == 1:
            kept = _inserted(self.spans, spans[0])
        else:
            kept = tuple(sorted((*self.spans, *spans), key=_order))
        next_id = max([self.next_span_id, *(span.id + 1 for span in spans)])
        return replace(self, spans=kept, next_span_id=next_id)

    def without(self, *spans: Span) -> "Annotation":
        """This annotation less these spans."""
        gone = {span.id for span in spans}
        return replace(self, spans=tuple(span for span in self.spans if span.id not in gone))

    def span(self, span_id: int) -> Span | None:
        """The span of that id, None when there is none."""
        return next((span for span in self.spans if span.id == span_id), None)

    def at(self, offset: int) -> tuple[Span, ...]:
        """The spans that hold the code point `offset`, in reading order."""
        return self.overlapping(offset, offset + 1)

    def overlapping(self, start: int, end: int) -> tuple[Span, ...]:
        """The spans that share a code point with `[start, end)`, in reading order."""
        last = bisect_left(self.spans, end, key=_start)
        first = bisect_right(self._furthest_ends(), start, hi=last)
        return tuple(span for span in self.spans[first:last] if start < span.end)

    def _furthest_ends(self) -> Sequence[int]:
        """For each span the furthest end up to it: what makes 20,000 spans quick to ask."""
        if len(self._reach) != len(self.spans):
            self._reach[:] = accumulate((span.end for span in self.spans), max)
        return self._reach

    def in_layer(self, layer: str) -> tuple[Span, ...]:
        """The spans of one layer, in reading order."""
        return tuple(span for span in self.spans if span.layer == layer)


def in_order(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in reading order."""
    held = tuple(spans)
    starts = [span.start for span in held]
    # Most come in order, and comparing starts is ten times as quick as sorting.
    return held if all(map(lt, starts, starts[1:])) else tuple(sorted(held, key=_order))


def _start(span: Span) -> int:
    return span.start


def _order(span: Span) -> tuple[int, int, str, str, int]:
    return span.order


def _inserted(spans: tuple[Span, ...], span: Span) -> tuple[Span, ...]:
    place = bisect_left(spans, span.order, key=_order)
    return (*spans[:place], span, *spans[place:])
