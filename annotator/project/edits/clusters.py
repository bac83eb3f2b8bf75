"""Edits of the roster, in my annotation: who a mention is, which names are one, what a name is called."""

from dataclasses import dataclass

from annotator.core.annotation import Annotation
from annotator.core.change import Delta
from annotator.core.cluster_edits import named, renamed, split_off
from annotator.core.clusters import Name, roster
from annotator.core.errors import RuleError
from annotator.project.desk import Desk
from annotator.project.edits.edit import turned
from annotator.project.edits.spans import held

_PERSON = "PERSON"


@dataclass(frozen=True, slots=True)
class NameSpans:
    """Say who some mentions are: they join the row of that name, a new one if need be.

    A speaker and the entity it ends in are one mention. An empty name takes them off the roster. Joining
    every mention of one name to another merges the two.
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
        known = roster(mine, (), desk.scheme)
        return turned(desk, mine, named(mine, known, self.span_ids, self.person, self.label))


@dataclass(frozen=True, slots=True)
class SplitMentions:
    """Make some mentions of a name a name of their own, called by their own words."""

    article_id: int
    span_ids: tuple[int, ...]

    name = "Split off the roster’s name"

    def deltas(self, desk: Desk) -> tuple[Delta, ...]:
        """See Edit."""
        mine = desk.annotation(self.article_id)
        found = _name_of(desk, mine, self.span_ids)
        return turned(desk, mine, split_off(mine, found, self.span_ids))


@dataclass(frozen=True, slots=True)
class RenameMentions:
    """Call the name these mentions belong to otherwise; all its mentions stay with it."""

    article_id: int
    span_ids: tuple[int, ...]
    person: str

    @property
    def name(self) -> str:
        """What the undo menu calls it."""
        return f"Rename to {self.person}"

    def deltas(self, desk: Desk) -> tuple[Delta, ...]:
        """See Edit."""
        mine = desk.annotation(self.article_id)
        found = _name_of(desk, mine, self.span_ids)
        return turned(desk, mine, renamed(mine, found, self.person))


def _name_of(desk: Desk, mine: Annotation, span_ids: tuple[int, ...]) -> Name:
    """The name of the first of these mentions among mine. Raises RuleError when it has none."""
    spans = held(mine, span_ids)
    known = roster(mine, (), desk.scheme)
    found = next(filter(None, map(known.name_of, spans)), None)
    if found is None:
        raise RuleError("That name is not on the roster any more.")
    return found
