"""The rows that are known, in their order: counted anew where a change touched them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from annotator.core.annotation import Status
from annotator.core.change import (
    Change,
    Delta,
    ImportValue,
    Removal,
    SchemeVersion,
    StatusValue,
)
from annotator.core.consistency import Kind, OnPurpose, Row
from annotator.core.consistency.finding import flat
from annotator.project.consistency import Inbox, recounted, remembered
from annotator.project.project import Project

_Key = tuple[Kind, str, str]
# Each of them is looked up in the whole project, while hands are waiting.
_MOST_AT_ONCE = 24


class KnownRows:
    """Rows by their keys; one that does not differ any more keeps its place for an undo."""

    def __init__(self, inbox: Inbox, whom: Sequence[int]) -> None:
        self._rows: dict[_Key, Row | None] = {row.key: row for row in inbox.rows}
        self.on_purpose: Mapping[tuple[str, str, str], OnPurpose] = inbox.on_purpose
        self.whom = tuple(whom)
        self.is_stale = False

    def shown(self, kind: Kind | None, *, with_purpose: bool) -> list[Row]:
        """The rows of a kind, None for all, that still differ."""
        there = (row for row in self._rows.values() if row and kind in (None, row.kind))
        return [row for row in there if with_purpose or not self.is_on_purpose(row)]

    def is_on_purpose(self, row: Row) -> bool:
        """Whether a row has no variant but those that differ on purpose."""
        known = self.on_purpose.get(row.key)
        return known is not None and known.covers(row)

    def follow(self, project: Project, change: Change) -> None:
        """Count anew what a change touched; beyond some rows only remember that it is to be done."""
        self.on_purpose = remembered(project)
        spans = [span for delta in change.deltas for span in delta.touched]
        texts = {span.text for span in spans}
        found = [row for row in self._rows.values() if row and _is_about(row, texts)]
        keys = dict.fromkeys([row.key for row in found] + [k for k in self._gone() if texts])
        for layer, words in {(span.layer, flat(span.text)) for span in spans}:
            keys |= dict.fromkeys((kind, layer, words) for kind in (Kind.LABELS, Kind.UNMARKED))
        many = len(keys) > _MOST_AT_ONCE
        self.is_stale = self.is_stale or many or any(_moves(project, d) for d in change.deltas)
        for key in list(keys)[:_MOST_AT_ONCE]:
            before = self._rows.get(key) or Row(*key, ())
            wider = replace(before, texts=tuple({*before.texts, *self._texts(key), *texts}))
            self._rows[key] = recounted(project, wider, self.whom)

    def _gone(self) -> Iterable[_Key]:
        return (key for key, row in self._rows.items() if row is None)

    @staticmethod
    def _texts(key: _Key) -> tuple[str, ...]:
        return (key[2],)


def _moves(project: Project, delta: Delta) -> bool:
    """Whether other articles, or all words of an article, count from now on or no longer."""
    nouns = (*delta.removed, *delta.added)
    if any(isinstance(noun, (ImportValue, SchemeVersion, Removal)) for noun in nouns):
        return True
    statuses = {noun.status for noun in nouns if isinstance(noun, StatusValue)}
    if Status.DONE in statuses or delta.article_id is None or not delta.touched:
        return Status.DONE in statuses
    held = project.desk.annotation(delta.article_id, delta.annotator_id).spans
    return held == () or all(span in delta.added for span in held)


def _is_about(row: Row, texts: set[str]) -> bool:
    own = {row.words, *row.texts, *(variant.name for variant in row.variants)} - {""}
    return any(text in own or row.words in flat(text) for text in texts)
