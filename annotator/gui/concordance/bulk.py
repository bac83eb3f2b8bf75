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


def fitting(places: Iterable[Occurrence]) -> list[Occurrence]:
    """The places that are not part of a longer span: who chose “Sund” did not mean “Port of Sund”."""
    return [place for place in places if place.span is None or not is_inside(place, place.span)]


def is_inside(place: Occurrence, span: Span) -> bool:
    """Whether a span stands over a place, with other bounds."""
    return (span.start, span.end) != (place.start, place.end)


def labelling(places: Sequence[Occurrence], layer: str, label: str) -> Edit | None:
    """The edit that gives all places a label, marked or not; None when there is nothing to do."""
    if all(place.span is not None for place in places):
        spans = _spans(place for place in places if place.span and place.span.label != label)
        return RelabelOccurrences(spans, label) if spans else None
    return LabelOccurrences(tuple(map(_bounds, places)), layer, label)


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
    return tuple((place.article_id, place.span.id) for place in places if place.span is not None)


def _bounds(place: Occurrence) -> tuple[int, int, int]:
    return (place.article_id, place.start, place.end)
