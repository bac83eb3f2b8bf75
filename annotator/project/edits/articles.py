"""Edits of articles: status, flag, article-level labels, metadata, notes, removal."""

from dataclasses import dataclass, replace

from annotator.core.annotation import Status
from annotator.core.article import Metadata
from annotator.core.change import AppliedLabel, Delta, Flag, Note, Removal, StatusValue
from annotator.core.errors import RuleError, SchemeError
from annotator.project.desk import Desk
from annotator.project.edits.accepting import accepted
from annotator.project.edits.edit import started
from annotator.project.edits.spans import held
from annotator.store import notes, review
from annotator.store.values import now


@dataclass(frozen=True, slots=True)
class SetStatus:
    """Say how far I am with an article; `accept` takes the pending suggestions along."""

    article_id: int
    status: Status
    accept: bool = False

    @property
    def name(self) -> str:
        """What the undo menu calls it."""
        return f"Mark article {self.status.value}"

    def deltas(self, desk: Desk) -> tuple[Delta, ...]:
        """See Edit."""
        mine = desk.annotation(self.article_id)
        finished = now() if self.status is Status.DONE else None
        wanted = desk.pending(self.article_id).spans if self.accept else ()
        spans = accepted(desk, self.article_id, wanted)
        checked = self._checked(desk, mine.annotator_id)
        if mine.status is self.status and not spans:
            return checked
        base = spans[0] if spans else Delta(self.article_id, mine.annotator_id)
        kept = tuple(noun for noun in base.added if not isinstance(noun, StatusValue))
        gone = tuple(noun for noun in base.removed if not isinstance(noun, StatusValue))
        before, after = (
            StatusValue(mine.status, mine.finished_at),
            StatusValue(self.status, finished),
        )
        return (replace(base, removed=(*gone, before), added=(*kept, after)), *checked)

    def _checked(self, desk: Desk, annotator_id: int) -> tuple[Delta, ...]:
        """Whoever is done with an article has looked at it again."""
        held = review.recheck(desk.database, self.article_id, annotator_id)
        if held is None or self.status not in (Status.DONE, Status.SKIPPED):
            return ()
        return (Delta(self.article_id, None, (held,)),)


@dataclass(frozen=True, slots=True)
class SetFlag:
    """Flag an article with a note, or take the flag away with None."""

    article_id: int
    note: str | None

    @property
    def name(self) -> str:
        """What the undo menu calls it."""
        return "Remove flag" if self.note is None else "Flag article"

    def deltas(self, desk: Desk) -> tuple[Delta, ...]:
        """See Edit."""
        before = desk.article(self.article_id).flag
        if before == self.note:
            return ()
        removed = () if before is None else (Flag(before),)
        added_flag = () if self.note is None else (Flag(self.note),)
        return (Delta(self.article_id, None, removed, added_flag),)


@dataclass(frozen=True, slots=True)
class SetArticleLabel:
    """Choose an article-level label, or take it back; labels of one group exclude each other."""

    article_id: int
    label: str
    on: bool = True

    @property
    def name(self) -> str:
        """What the undo menu calls it."""
        return f"Label article {self.label}" if self.on else f"Remove article label {self.label}"

    def deltas(self, desk: Desk) -> tuple[Delta, ...]:
        """See Edit."""
        mine = desk.annotation(desk.article(self.article_id).id)
        known = {label.name: label for label in desk.scheme.article_labels}
        if self.label not in known and self.on:
            raise SchemeError(
                f"The label scheme {desk.scheme.name} has no article label {self.label}."
            )
        if (self.label in mine.labels) == self.on:
            return ()
        if not self.on:
            return (Delta(self.article_id, mine.annotator_id, (AppliedLabel(self.label),)),)
        group = known[self.label].group
        rivals = [
            name
            for name in sorted(mine.labels)
            if group and name in known and known[name].group == group
        ]
        taken, put = started(mine)
        gone = tuple(AppliedLabel(name) for name in rivals)
        return (
            Delta(
                self.article_id,
                mine.annotator_id,
                (*gone, *taken),
                (AppliedLabel(self.label), *put),
            ),
        )


@dataclass(frozen=True, slots=True)
class EditMetadata:
    """Replace what is known about an article; its text stays."""

    article_id: int
    metadata: Metadata

    @property
    def name(self) -> str:
        """What the undo menu calls it."""
        return "Edit article details"

    def deltas(self, desk: Desk) -> tuple[Delta, ...]:
        """See Edit."""
        before = desk.article(self.article_id).metadata
        if before == self.metadata:
            return ()
        return (Delta(self.article_id, None, (before,), (self.metadata,)),)


@dataclass(frozen=True, slots=True)
class RemoveArticles:
    """Take articles out of the project; undo brings them back with everything marked in them."""

    article_ids: tuple[int, ...]

    @property
    def name(self) -> str:
        """What the undo menu calls it."""
        return (
            "Remove article"
            if len(self.article_ids) == 1
            else f"Remove {len(self.article_ids)} articles"
        )

    def deltas(self, desk: Desk) -> tuple[Delta, ...]:
        """See Edit."""
        for article_id in self.article_ids:
            desk.article(article_id)
        once = dict.fromkeys(self.article_ids)
        return tuple(Delta(article_id, None, (), (Removal(),)) for article_id in once)


@dataclass(frozen=True, slots=True)
class AddNote:
    """Write a note on an article, or on one of my spans in it."""

    article_id: int
    text: str
    span_id: int | None = None

    @property
    def name(self) -> str:
        """What the undo menu calls it."""
        return "Add note"

    def deltas(self, desk: Desk) -> tuple[Delta, ...]:
        """See Edit."""
        if not self.text.strip():
            raise RuleError("A note needs some text.")
        desk.article(self.article_id)
        if self.span_id is not None:
            held(desk.annotation(self.article_id), (self.span_id,))
        new_id = notes.next_id(desk.database)
        note = Note(new_id, desk.me.name, self.text, self.span_id, resolved=False, written_at=now())
        return (Delta(self.article_id, None, (), (note,)),)


@dataclass(frozen=True, slots=True)
class ResolveNote:
    """Mark a note as resolved, or open it again."""

    article_id: int
    note_id: int
    resolved: bool = True

    @property
    def name(self) -> str:
        """What the undo menu calls it."""
        return "Resolve note" if self.resolved else "Reopen note"

    def deltas(self, desk: Desk) -> tuple[Delta, ...]:
        """See Edit."""
        found = [note for note in desk.notes(self.article_id) if note.id == self.note_id]
        if not found:
            raise RuleError("That note is not there any more.")
        before, after = found[0], replace(found[0], resolved=self.resolved)
        return () if before == after else (Delta(self.article_id, None, (before,), (after,)),)
