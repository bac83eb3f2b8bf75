"""What follows from relabelling in stored work: spans, rejections, article labels, decisions, re-checks."""

from collections.abc import Iterator
from dataclasses import dataclass

from annotator.core.annotation import Annotation, Status
from annotator.core.annotator import Kind
from annotator.core.change import AppliedLabel, Delta, Recheck
from annotator.core.relabelled import relabelled
from annotator.core.relabelling import Relabelling
from annotator.core.settling import difference
from annotator.core.span import Cluster, Rejection, Span
from annotator.project.desk import Desk
from annotator.store import annotators, occurrences, review


@dataclass(frozen=True, slots=True)
class Follower:
    """One annotation as a relabelling leaves it.

    `moves` are the spans that change with what they become, `joined` those that go because a span just like
    it is there already; `before` is the annotation as it is.
    """

    before: Annotation
    moves: tuple[tuple[Span, Span], ...]
    joined: tuple[Span, ...]
    delta: Delta

    @property
    def old_labels(self) -> frozenset[str]:
        """The labels that something here bore and bears no more."""
        return frozenset(
            one.name if isinstance(one, AppliedLabel) else one.label
            for one in self.delta.removed
            if isinstance(one, Span | Rejection | Cluster | AppliedLabel)
        )


def followers(desk: Desk, relabelling: Relabelling) -> Iterator[Follower]:
    """Every annotation that a relabelling touches, people's, gold and models' alike."""
    touched: dict[tuple[int, int], None] = {}
    changing = {*relabelling.renamed, *relabelling.split}
    for layer, label in desk.scheme.labels:
        if label.name in changing:
            touched |= dict.fromkeys(
                occurrences.annotations_with(desk.database, layer.name, label.name)
            )
    for article_label in desk.scheme.article_labels:
        if article_label.name in changing:
            touched |= dict.fromkeys(
                occurrences.annotations_labelled(desk.database, article_label.name)
            )
    for article_id, annotator_id in touched:
        yield _follow(desk.annotation(article_id, annotator_id), relabelling)


class Rechecking:
    """Says who has to look at finished work again after a relabelling; what is asked of all is asked once."""

    def __init__(self, desk: Desk, relabelling: Relabelling) -> None:
        self._desk, self._relabelling = desk, relabelling
        self._version = desk.next_scheme_version
        everyone = annotators.all_of(desk.database)
        self._models = {who.id for who in everyone if who.kind is Kind.MODEL}
        names = [label.name for _, label in desk.scheme.labels]
        names += [label.name for label in desk.scheme.article_labels]
        self._unsure = {*relabelling.merged(names), *relabelling.split}

    def mark(self, found: Follower) -> Delta | None:
        """The mark on a finished annotation of a person or gold in which a label was merged or split."""
        annotation = found.before
        unsure = self._unsure & found.old_labels
        is_model = annotation.annotator_id in self._models
        if annotation.status is not Status.DONE or is_model or not unsure:
            return None
        held = review.recheck(self._desk.database, annotation.article_id, annotation.annotator_id)
        told = [held.reason] if held else []
        told += [self._relabelling.reason(name, self._version) for name in sorted(unsure)]
        mark = Recheck(annotation.annotator_id, "; ".join(dict.fromkeys(told)))
        if mark == held:
            return None
        return Delta(annotation.article_id, None, (held,) if held else (), (mark,))


def _follow(held: Annotation, relabelling: Relabelling) -> Follower:
    after = relabelled(held, relabelling)
    left = {span.id: span for span in after.spans}
    changing = [
        span for span in held.spans if relabelling.label(span.label, span.text) != span.label
    ]
    moves = tuple((span, left[span.id]) for span in changing if span.id in left)
    joined = tuple(span for span in changing if span.id not in left)
    return Follower(held, moves, joined, difference(held, after))
