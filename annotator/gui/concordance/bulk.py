"""What a choice of places in the concordance becomes: one edit, one step."""

from collections.abc import Iterable, Sequence

from annotator.core.annotation import Annotation
from annotator.core.span import Span
from annotator.project.edits import (
    Edit,
    LabelOccurrences,
    RelabelOccurrences,
    RemoveOccurrences,
)
from annotator.project.occurrences import Occurrence


def labelling(places: Sequence[Occurrence], layer: str, label: str) -> Edit | None:
    """The edit that gives all places a label, marked or not; None when there is nothing to do."""
    if all(place.span is not None for place in places):
        spans = _spans(place for place in places if place.span and place.span.label != label)
        return RelabelOccurrences(spans, label) if spans else None
    return LabelOccurrences(tuple(dict.fromkeys(map(_bounds, places))), layer, label)


def removing(places: Sequence[Occurrence]) -> RemoveOccurrences | None:
    """The edit that takes the marks of all places away; None when none is marked."""
    spans = _spans(place for place in places if place.span is not None)
    return RemoveOccurrences(spans) if spans else None


def standing(annotation: Annotation, occurrence: Occurrence) -> Span | None:
    """What is marked at a place now: exactly there, else over it."""
    over = annotation.overlapping(occurrence.start, occurrence.end)
    bounds = (occurrence.start, occurrence.end)
    exact = [span for span in over if (span.start, span.end) == bounds]
    return next(iter((*exact, *over)), None)


def _spans(places: Iterable[Occurrence]) -> tuple[tuple[int, int], ...]:
    found = ((place.article_id, place.span.id) for place in places if place.span is not None)
    return tuple(dict.fromkeys(found))


def _bounds(place: Occurrence) -> tuple[int, int, int]:
    where = place.span or place
    return (place.article_id, where.start, where.end)
