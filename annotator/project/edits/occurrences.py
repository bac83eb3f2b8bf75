"""Edits over many articles at once, in my annotations: one step, one undo."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from annotator.core.change import Delta
from annotator.core.span import Rejection
from annotator.project.desk import Desk
from annotator.project.edits.spans import added, new_rejections, relabelled, removed

Place = tuple[int, int, int]
SpanPlace = tuple[int, int]


@dataclass(frozen=True, slots=True)
class LabelOccurrences:
    """Mark the same words in many places, each (article id, start, end) in code points.

    `not_these` are places the annotator unticked: the label is turned down there, so that it is not
    proposed again.
    """

    places: tuple[Place, ...]
    layer: str
    label: str
    not_these: tuple[Place, ...] = ()

    @property
    def name(self) -> str:
        """What the undo menu calls it."""
        return f"Label {len(self.places)} occurrences {self.label}"

    def deltas(self, desk: Desk) -> tuple[Delta, ...]:
        """See Edit."""
        wanted, unwanted = _by_article(self.places), _by_article(self.not_these)
        found: list[Delta] = []
        for article_id in dict.fromkeys((*wanted, *unwanted)):
            spans = tuple(
                (self.layer, self.label, start, end, None) for start, end in wanted[article_id]
            )
            refused = [
                Rejection(self.layer, self.label, start, end) for start, end in unwanted[article_id]
            ]
            new = new_rejections(desk.annotation(article_id), refused)
            found += added(desk, article_id, spans, *new)
        return tuple(found)


@dataclass(frozen=True, slots=True)
class RelabelOccurrences:
    """Give spans in many articles, each (article id, span id), another label."""

    places: tuple[SpanPlace, ...]
    label: str

    @property
    def name(self) -> str:
        """What the undo menu calls it."""
        return f"Relabel {len(self.places)} spans {self.label}"

    def deltas(self, desk: Desk) -> tuple[Delta, ...]:
        """See Edit."""
        grouped = _ids_by_article(self.places).items()
        return tuple(
            d for article_id, ids in grouped for d in relabelled(desk, article_id, ids, self.label)
        )


@dataclass(frozen=True, slots=True)
class RemoveOccurrences:
    """Take spans in many articles away, each (article id, span id)."""

    places: tuple[SpanPlace, ...]

    @property
    def name(self) -> str:
        """What the undo menu calls it."""
        return f"Remove {len(self.places)} spans"

    def deltas(self, desk: Desk) -> tuple[Delta, ...]:
        """See Edit."""
        grouped = _ids_by_article(self.places).items()
        return tuple(
            delta for article_id, ids in grouped for delta in removed(desk, article_id, ids)
        )


def _by_article(places: Iterable[Place]) -> defaultdict[int, list[tuple[int, int]]]:
    grouped: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for article_id, start, end in dict.fromkeys(places):
        grouped[article_id].append((start, end))
    return grouped


def _ids_by_article(places: Iterable[SpanPlace]) -> dict[int, tuple[int, ...]]:
    grouped: defaultdict[int, list[int]] = defaultdict(list)
    for article_id, span_id in places:
        grouped[article_id].append(span_id)
    return {article_id: tuple(ids) for article_id, ids in grouped.items()}
