"""The project's memory kept in step with what I confirm."""

from annotator.core.annotation import Status
from annotator.core.change import Change
from annotator.core.memory import Memory
from annotator.core.span import Span
from annotator.project.desk import Desk
from annotator.store import occurrences

_OPEN = frozenset({Status.TODO, Status.IN_PROGRESS})


class Remembering:
    """Names I confirmed, as suggestions in articles I have still to do."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._memory: Memory | None = None

    def pending(self, article_id: int, others: tuple[Span, ...]) -> tuple[Span, ...]:
        """What the memory suggests in an article where nothing of mine and none of `others` stands."""
        mine = self._desk.annotation(article_id)
        if mine.status not in _OPEN:
            return ()
        exclusive = [layer.name for layer in self._desk.scheme.layers if not layer.allows_overlap]
        text = self._desk.article(article_id).text
        found = self._read().suggest(article_id, text, exclusive)
        taken = mine.with_(*others) if others else mine
        refused = {(r.layer, r.start, r.end) for r in mine.rejections}
        return tuple(
            span
            for span in found
            if (span.layer, span.start, span.end) not in refused
            and self._desk.scheme.has(span.layer, span.label)
            and not any(o.layer == span.layer for o in taken.overlapping(span.start, span.end))
        )

    def follow(self, change: Change) -> None:
        """Count what a change confirmed and took back."""
        if self._memory is None:
            return
        for delta in change.deltas:
            if delta.article_id is not None and delta.annotator_id == self._desk.me.id:
                _count(self._memory, delta.article_id, delta.removed, -1)
                _count(self._memory, delta.article_id, delta.added, 1)

    def forget(self) -> None:
        """Read everything anew when it is next asked for."""
        self._memory = None

    def _read(self) -> Memory:
        if self._memory is None:
            self._memory = Memory()
            for row in occurrences.confirmed(self._desk.database, self._desk.me.id):
                layer, label, text, count, first, last = row
                span = Span(0, layer, label, 0, len(text), text)
                self._memory.add(span, first, count)
                self._memory.add(span, last, 0)
        return self._memory


def _count(memory: Memory, article_id: int, nouns: tuple[object, ...], times: int) -> None:
    for noun in nouns:
        if isinstance(noun, Span):
            memory.add(noun, article_id, times)
