"""What is pending: the suggestions of the active model that an annotator has still to decide on."""

from annotator.core.annotation import Annotation
from annotator.core.scheme import Scheme
from annotator.core.span import Span


def pending(suggested: Annotation, mine: Annotation, scheme: Scheme) -> tuple[Span, ...]:
    """The spans of `suggested` still pending for the annotator of `mine`, in reading order.

    A span is pending when its label is in the scheme, it overlaps no span of mine in a layer that
    forbids overlap, equals no span of mine, and is not among my rejections.
    """
    taken = {span.key for span in mine.spans} | {rejection.key for rejection in mine.rejections}
    exclusive = {layer.name for layer in scheme.layers if not layer.allows_overlap}
    return tuple(
        span
        for span in suggested.spans
        if span.key not in taken
        and scheme.has(span.layer, span.label)
        and not (span.layer in exclusive and _covered(mine, span))
    )


def _covered(mine: Annotation, span: Span) -> bool:
    return any(over.layer == span.layer for over in mine.overlapping(span.start, span.end))
