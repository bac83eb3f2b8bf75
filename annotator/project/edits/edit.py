"""What an edit is, and the deltas edits are made of."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol

from annotator.core.annotation import Annotation, Status
from annotator.core.change import Delta, Noun, StatusValue
from annotator.core.errors import RuleError
from annotator.core.quotes import quote_problems
from annotator.core.rules import problems
from annotator.core.settling import difference, settled
from annotator.core.span import QUOTES, Relation, Span
from annotator.project.desk import Desk


class Edit(Protocol):
    """A change one can ask for."""

    @property
    def name(self) -> str:
        """What the undo menu calls it."""

    def deltas(self, desk: Desk) -> tuple[Delta, ...]:
        """What it removes and adds; empty when nothing would change.

        Raises RuleError, with a sentence, for what the scheme or the text does not allow.
        """


def swap(
    desk: Desk, before: Annotation, removed: Iterable[Span], added: Iterable[Span], *nouns: Noun
) -> tuple[Delta, ...]:
    """The delta that swaps spans of an annotation, with what follows from it.

    Quotes that lose or move a span stay sound; the first edit of an article starts it. Raises RuleError.
    """
    gone, new = tuple(removed), tuple(added)
    if any(span.layer == QUOTES for span in (*gone, *new)):
        kept = before.without(*gone)
        return turned(desk, before, kept.with_(*new) if new else kept, *nouns)
    _expect_allowed(desk, before.without(*gone), new)
    if not (gone or new or nouns):
        return ()
    lost = relations_of(before, {span.id for span in gone} - {span.id for span in new})
    delta = Delta(before.article_id, before.annotator_id, (*lost, *gone), new)
    return (_begun(before, delta, nouns),)


def turned(desk: Desk, before: Annotation, after: Annotation, *nouns: Noun) -> tuple[Delta, ...]:
    """The delta that turns an annotation into another, whose quotes are made sound. Raises RuleError."""
    tidy = settled(before, after)
    delta = difference(before, tidy)
    if not (delta.removed or delta.added or nouns):
        return ()
    gone = [noun for noun in delta.removed if isinstance(noun, Span)]
    new = [noun for noun in delta.added if isinstance(noun, Span)]
    _expect_allowed(desk, before.without(*gone), new)
    wrong = quote_problems(tidy)
    if wrong:
        raise RuleError(wrong[0])
    return (_begun(before, delta, nouns),)


def relations_of(annotation: Annotation, span_ids: set[int]) -> tuple[Relation, ...]:
    """The relations that touch one of these spans."""
    return tuple(r for r in annotation.relations if r.head in span_ids or r.child in span_ids)


def started(annotation: Annotation) -> tuple[tuple[StatusValue, ...], tuple[StatusValue, ...]]:
    """The status values that go and come when work on an article begins."""
    if annotation.status is not Status.TODO:
        return (), ()
    return (StatusValue(annotation.status, annotation.finished_at),), (
        StatusValue(Status.IN_PROGRESS),
    )


def covered(desk: Desk, annotation: Annotation, layer: str, start: int, end: int) -> list[Span]:
    """The spans a new one `[start, end)` (code points) would replace, in a layer that forbids overlap."""
    if desk.scheme.layer(layer).allows_overlap:
        return []
    return [span for span in annotation.overlapping(start, end) if span.layer == layer]


def _begun(before: Annotation, delta: Delta, nouns: tuple[Noun, ...]) -> Delta:
    taken, put = started(before)
    return replace(delta, removed=(*delta.removed, *taken), added=(*delta.added, *nouns, *put))


def _expect_allowed(desk: Desk, kept: Annotation, new: Iterable[Span]) -> None:
    text = desk.article(kept.article_id).text
    wrong = problems(new, kept, desk.scheme, text)
    if wrong:
        raise RuleError(wrong[0])
