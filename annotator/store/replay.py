"""Whether the journal explains what the tables hold: walked backwards, each step has to fit."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

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
from annotator.core.consistency.row import OnPurpose


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


def explains_purposes(deltas: Sequence[Delta], held: Iterable[OnPurpose]) -> bool:
    """Whether the deltas of the project, oldest first, lead from nothing to what differs on purpose."""
    state: set[Noun] = {*held}
    own = [
        replace(one, removed=_purposes(one.removed), added=_purposes(one.added)) for one in deltas
    ]
    return _walked_back(state, own) and not state


def _purposes(nouns: Iterable[Noun]) -> tuple[Noun, ...]:
    return tuple(noun for noun in nouns if isinstance(noun, OnPurpose))


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
