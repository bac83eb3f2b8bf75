"""The project's memory kept in step with what I confirm."""

from annotator.core.annotation import Annotation, Status
from annotator.core.change import Change, ImportValue, Removal, SchemeVersion
from annotator.core.memory import Memory
from annotator.core.scheme import Scheme
from annotator.core.span import Span
from annotator.store import occurrences
from annotator.store.database import Database

_OPEN = frozenset({Status.TODO, Status.IN_PROGRESS})
# After these, spans count or no longer count that the change itself does not name.
_SWEEPING = (ImportValue, Removal, SchemeVersion)


class Remembering:
    """Names one annotator confirmed, as suggestions in articles still to do."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._memory: Memory | None = None
        self._found: tuple[Span, ...] = ()
        self._found_in: tuple[int, int] | None = None
        self.state = object()
        """Replaced whenever the memory may suggest something else."""

    def pending(
        self, mine: Annotation, others: tuple[Span, ...], text: str, scheme: Scheme
    ) -> tuple[Span, ...]:
        """What the memory suggests in an article where nothing of mine and none of `others` stands."""
        if mine.status not in _OPEN:
            return ()
        found = self._suggested(mine, text, scheme)
        taken = mine.with_(*others) if others else mine
        refused = {(r.layer, r.start, r.end) for r in mine.rejections}
        return tuple(
            span
            for span in found
            if (span.layer, span.start, span.end) not in refused
            and scheme.has(span.layer, span.label)
            and not any(o.layer == span.layer for o in taken.overlapping(span.start, span.end))
        )

    def follow(self, change: Change, me: int) -> None:
        """Count what a change confirmed and took back."""
        nouns = [noun for delta in change.deltas for noun in (*delta.removed, *delta.added)]
        if any(isinstance(noun, _SWEEPING) for noun in nouns):
            self.forget()
        if self._memory is None:
            return
        for delta in change.deltas:
            if delta.article_id is not None and delta.annotator_id == me:
                self._count(self._memory, delta.article_id, delta.removed, -1)
                self._count(self._memory, delta.article_id, delta.added, 1)

    def forget(self) -> None:
        """Read everything anew when it is next asked for."""
        self._memory = None
        self._found_in = None
        self.state = object()

    def _suggested(self, mine: Annotation, text: str, scheme: Scheme) -> tuple[Span, ...]:
        """What the memory finds in the article asked for last is kept until it may be otherwise."""
        if self._found_in != (mine.article_id, mine.annotator_id):
            exclusive = [layer.name for layer in scheme.layers if not layer.allows_overlap]
            self._found = self._read(mine.annotator_id).suggest(mine.article_id, text, exclusive)
            self._found_in = (mine.article_id, mine.annotator_id)
        return self._found

    def _count(
        self, memory: Memory, article_id: int, nouns: tuple[object, ...], times: int
    ) -> None:
        for noun in nouns:
            if isinstance(noun, Span) and memory.add(noun, article_id, times):
                # What only this article confirms is never suggested in it.
                here = self._found_in is not None and self._found_in[0] == article_id
                if not here or memory.known_outside(noun, article_id):
                    self._found_in = None
                    self.state = object()

    def _read(self, me: int) -> Memory:
        if self._memory is None:
            self._memory = Memory()
            for row in occurrences.confirmed(self._database, me):
                layer, label, text, count, first, last = row
                span = Span(0, layer, label, 0, len(text), text)
                self._memory.add(span, first, count)
                self._memory.add(span, last, 0)
        return self._memory
