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
    covers = {
        layer.name: _Cover(mine.in_layer(layer.name))
        for layer in scheme.layers
        if not layer.allows_overlap
    }
    taken = {rejection.key for rejection in mine.rejections}
    # A span of mine in a layer without overlap covers its equal; only the others can be the same.
    taken |= {span.key for span in mine.spans if span.layer not in covers}
    return tuple(
        span
        for span in suggested.spans
        if not (span.layer in covers and covers[span.layer].touches(span.start, span.end))
        and not (taken and span.key in taken)
        and scheme.has(span.layer, span.label)
    )


class _Cover:
    """Spans without overlap, asked for every suggestion of a long article whether they touch it."""

    def __init__(self, spans: tuple[Span, ...]) -> None:
        self._starts = [span.start for span in spans]
        self._ends = [span.end for span in spans]

    def touches(self, start: int, end: int) -> bool:
        before = bisect_left(self._starts, end)
        return before > 0 and self._ends[before - 1] > start
