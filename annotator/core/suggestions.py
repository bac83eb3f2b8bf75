"""What is pending: the suggestions of the active model that an annotator has still to decide on."""

from bisect import bisect_left

from annotator.core.annotation import Annotation
from annotator.core.scheme import Scheme
from annotator.core.span import Span


def pending(suggested: Annotation, mine: Annotation, scheme: Scheme) -> tuple[Span, ...]:
    """The spans of `suggested` still pending for the annotator of `mine`, in reading order.

    A span is pending when its label is in the scheme, it overlaps no span of mine in a layer that
    forbids overlap, equals no span of mine, and is not among my rejections.
    """
    taken = {span.key for span in mine.spans} | {rejection.key for rejection in mine.rejections}
    cover = {
        layer.name: _Cover(mine.in_layer(layer.name))
        for layer in scheme.layers
        if not layer.allows_overlap
    }
    return tuple(
        span
        for span in suggested.spans
        if span.key not in taken
        and scheme.has(span.layer, span.label)
        and not (span.layer in cover and cover[span.layer].overlaps(span.start, span.end))
    )


class _Cover:
    """Spans without overlaps, asked many times whether they touch a stretch."""

    def __init__(self, spans: tuple[Span, ...]) -> None:
        self._starts = [span.start for span in spans]
        self._ends = [span.end for span in spans]

    def overlaps(self, start: int, end: int) -> bool:
        last = bisect_left(self._starts, end) - 1
        return last >= 0 and self._ends[last] > start
