"""What an edit removed and added: the one value from which undo, redraw, history and audit follow."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from annotator.core.annotation import Annotation, Status
from annotator.core.article import Metadata
from annotator.core.consistency.row import OnPurpose
from annotator.core.decision import Decision
from annotator.core.errors import StaleError
from annotator.core.span import Cluster, Rejection, Relation, Span


@dataclass(frozen=True, slots=True)
class StatusValue:
    """The status of an annotation and when it was finished (ISO 8601, UTC)."""

    status: Status
    finished_at: str | None = None


@dataclass(frozen=True, slots=True)
class AppliedLabel:
    """An article-level label that an annotator chose."""

    name: str


@dataclass(frozen=True, slots=True)
class Flag:
    """The mark on an article, with its note."""

    note: str


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on an article or on one span of it."""

    id: int
    author: str
    text: str
    span_id: int | None = None
    resolved: bool = False
    written_at: str = ""


@dataclass(frozen=True, slots=True)
class Removal:
    """That an article was taken out of the project; its text and annotations stay for undo."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """That an annotator is to label an article; `position` is its place in their queue if it has one."""

    annotator_id: int
    position: int | None = None


@dataclass(frozen=True, slots=True)
class Control:
    """That annotators are measured by an article whose gold is known."""


@dataclass(frozen=True, slots=True)
class Recheck:
    """That an annotator has to look at a finished article again, and why."""

    annotator_id: int
    reason: str


@dataclass(frozen=True, slots=True)
class Basis:
    """That an article's gold takes account of an annotator's annotation up to a revision."""

    annotator_id: int
    revision: int


@dataclass(frozen=True, slots=True)
class Lineage:
    """The uuids of every journal row that led to an annotation, oldest first.

    It stands in the journal only, where an annotation was taken from a bundle: from then on its history
    is the one that came with it.
    """

    uuids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportValue:
    """That the articles of an import are in the project."""

    id: int


@dataclass(frozen=True, slots=True)
class SchemeVersion:
    """The version of the label scheme the project uses."""

    version: int


_T = TypeVar("_T")

AnnotationNoun = Span | Relation | Cluster | Rejection | StatusValue | AppliedLabel | Lineage
ArticleNoun = Flag | Note | Metadata | Removal | Assignment | Control | Recheck | Basis | Decision
ProjectNoun = ImportValue | SchemeVersion | OnPurpose
Noun = AnnotationNoun | ArticleNoun | ProjectNoun


@dataclass(frozen=True, slots=True)
class Delta:
    """The values removed from and added to one annotation, one article or the project.

    With `annotator_id` it concerns that annotator's annotation of the article, without it the article
    itself, without both the project.
    """

    article_id: int | None
    annotator_id: int | None
    removed: tuple[Noun, ...] = ()
    added: tuple[Noun, ...] = ()

    def reversed(self) -> "Delta":
        """The delta that takes this one back."""
        return replace(self, removed=self.added, added=self.removed)

    @property
    def touched(self) -> tuple[Span, ...]:
        """Every span removed or added."""
        return tuple(noun for noun in (*self.removed, *self.added) if isinstance(noun, Span))


@dataclass(frozen=True, slots=True)
class Change:
    """One undoable step under the name the user sees, one delta for each thing it touches."""

    name: str
    deltas: tuple[Delta, ...]

    def reversed(self) -> "Change":
        """The change that takes this one back."""
        return replace(self, deltas=tuple(delta.reversed() for delta in reversed(self.deltas)))

    @property
    def article_ids(self) -> tuple[int, ...]:
        """The articles touched, in order and once each."""
        return tuple(dict.fromkeys(d.article_id for d in self.deltas if d.article_id is not None))

    def touches(self, article_id: int) -> bool:
        """Whether a view of that article has to look again."""
        return any(delta.article_id in (article_id, None) for delta in self.deltas)


def changed(annotation: Annotation, delta: Delta) -> Annotation:
    """The annotation after a delta.

    Raises StaleError when what is to be removed is not there, or what is to be added already is.
    """
    removed, added = _Sorted(delta.removed), _Sorted(delta.added)
    _expect_held(annotation, removed.spans)
    kept = annotation.without(*removed.spans) if removed.spans else annotation
    _expect_new_keys(kept, added.spans)
    kept = kept.with_(*added.spans) if added.spans else kept
    kept = replace(
        kept,
        relations=_swapped(kept.relations, removed.relations, added.relations),
        clusters=_swapped(kept.clusters, removed.clusters, added.clusters),
        rejections=_swapped(kept.rejections, removed.rejections, added.rejections),
        labels=_swapped(kept.labels, removed.labels, added.labels),
    )
    return _with_status(kept, removed.statuses, added.statuses)


class _Sorted:
    def __init__(self, nouns: Iterable[Noun]) -> None:
        held = tuple(nouns)
        self.spans = [noun for noun in held if isinstance(noun, Span)]
        self.relations = [noun for noun in held if isinstance(noun, Relation)]
        self.clusters = [noun for noun in held if isinstance(noun, Cluster)]
        self.rejections = [noun for noun in held if isinstance(noun, Rejection)]
        self.labels = [noun.name for noun in held if isinstance(noun, AppliedLabel)]
        self.statuses = [noun for noun in held if isinstance(noun, StatusValue)]


def _swapped(held: frozenset[_T], removed: list[_T], added: list[_T]) -> frozenset[_T]:
    _expect(removed, held, present=True)
    _expect(added, held.difference(removed), present=False)
    return held.difference(removed).union(added)


def _with_status(
    annotation: Annotation, removed: list[StatusValue], added: list[StatusValue]
) -> Annotation:
    if not added:
        return annotation
    if [StatusValue(annotation.status, annotation.finished_at)] != removed:
        raise StaleError("the article's status was changed since")
    return replace(annotation, status=added[0].status, finished_at=added[0].finished_at)


def _expect(values: list[_T], held: Iterable[_T], *, present: bool) -> None:
    if values and {value in held for value in values} != {present}:
        raise StaleError("the annotation was changed since")


def _expect_held(annotation: Annotation, spans: list[Span]) -> None:
    held = {span.id: span for span in annotation.spans} if spans else {}
    if any(held.get(span.id) != span for span in spans):
        raise StaleError("the annotation was changed since")


def _expect_new_keys(annotation: Annotation, added: list[Span]) -> None:
    ids = {span.id for span in annotation.spans} if added else set()
    keys = {near.key for span in added for near in annotation.overlapping(span.start, span.end)}
    for span in added:
        if span.key in keys or span.id in ids:
            raise StaleError("the annotation already has a span like that")
        keys.add(span.key)
        ids.add(span.id)
