"""Whether the journal explains what the tables hold: walked backwards, each step has to fit."""

from collections.abc import Iterable, Sequence

from annotator.core.annotation import Annotation, Status
from annotator.core.article import Article
from annotator.core.change import (
    AppliedLabel,
    Delta,
    Flag,
    Lineage,
    Noun,
    Removal,
    StatusValue,
)


def explains_annotation(deltas: Sequence[Delta], held: Annotation, *, imported: bool) -> bool:
    """Whether the deltas of an annotation, oldest first, lead to what it holds.

    They begin with nothing, or with what an import brought.
    """
    state: set[Noun] = {
        *held.spans,
        *held.relations,
        *held.clusters,
        *held.rejections,
        *map(AppliedLabel, held.labels),
        StatusValue(held.status, held.finished_at),
    }
    return _walked_back(state, deltas) and (imported or state == {StatusValue(Status.TODO)})


def explains_article(
    deltas: Sequence[Delta], held: Article, others: Iterable[Noun], *, removed: bool
) -> bool:
    """Whether the deltas of an article itself, oldest first, lead to its details and all else it has."""
    state: set[Noun] = {held.metadata, *others}
    state |= {Flag(held.flag)} if held.flag is not None else set()
    state |= {Removal()} if removed else set()
    return _walked_back(state, deltas)


def _walked_back(state: set[Noun], deltas: Sequence[Delta]) -> bool:
    """Take the deltas back, newest first, from a state that becomes the one before them all."""
    for delta in reversed(deltas):
        added, removed = _standing(delta.added), _standing(delta.removed)
        if not state.issuperset(added):
            return False
        state.difference_update(added)
        if not state.isdisjoint(removed):
            return False
        state.update(removed)
    return True


def _standing(nouns: Iterable[Noun]) -> list[Noun]:
    """What a table holds: a lineage stands in the journal alone."""
    return [noun for noun in nouns if not isinstance(noun, Lineage)]
