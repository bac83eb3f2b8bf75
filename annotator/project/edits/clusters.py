"""Edits of the roster, in my annotation: who a mention is, which names are one, what a name is called."""

from dataclasses import dataclass, replace

from annotator.core.change import Delta
from annotator.core.errors import RuleError
from annotator.core.quote_edits import with_name
from annotator.project.desk import Desk
from annotator.project.edits.edit import turned
from annotator.project.edits.spans import held

_PERSON = "PERSON"


@dataclass(frozen=True, slots=True)
class NameSpans:
    """Say who some mentions are: they join the row of that name, a new one if need be.

    An empty name takes them off the roster. Joining every mention of one name to another merges the two.
    """

    article_id: int
    span_ids: tuple[int, ...]
    person: str
    label: str = _PERSON

    @property
    def name(self) -> str:
        """What the undo menu calls it."""
        return f"Name {self.person}" if self.person else "Take off the roster"

    def deltas(self, desk: Desk) -> tuple[Delta, ...]:
        """See Edit."""
        mine = desk.annotation(self.article_id)
        held(mine, self.span_ids)
        person = " ".join(self.person.split())
        return turned(desk, mine, with_name(mine, self.span_ids, person, self.label))


@dataclass(frozen=True, slots=True)
class RenameCluster:
    """Call a row of the roster otherwise; its mentions stay with it."""

    article_id: int
    cluster_id: int
    person: str

    @property
    def name(self) -> str:
        """What the undo menu calls it."""
        return f"Rename to {self.person}"

    def deltas(self, desk: Desk) -> tuple[Delta, ...]:
        """See Edit."""
        mine = desk.annotation(self.article_id)
        person = " ".join(self.person.split())
        row = next((c for c in mine.clusters if c.id == self.cluster_id), None)
        if row is None:
            raise RuleError("That name is not on the roster any more.")
        if not person:
            raise RuleError("A name cannot be empty.")
        clusters = mine.clusters - {row} | {replace(row, name=person)}
        return turned(desk, mine, replace(mine, clusters=frozenset(clusters)))
