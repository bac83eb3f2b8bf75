"""Where an annotation comes from: by this, not by clocks, one tells which of two copies is the newer."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from annotator.core.annotation import Annotation
from annotator.core.change import AppliedLabel, Lineage, Noun, StatusValue
from annotator.store import annotations
from annotator.store.database import Database
from annotator.store.values import nouns_from_json


@dataclass(frozen=True, slots=True)
class Ancestry:
    """The rows of the journal that led to an annotation, oldest first, and what it began with.

    `base` is a digest of what was there before the first of them: nothing, or what an import brought.
    """

    uuids: tuple[str, ...] = ()
    base: str = ""

    def leads_to(self, other: "Ancestry") -> bool:
        """Whether the other went on from here."""
        same = self.uuids == other.uuids[: len(self.uuids)]
        return same and self.base == other.base


def ancestry(database: Database, held: Annotation) -> Ancestry:
    """How an annotation came to be.

    What was taken from a bundle has the history that came with it; a step that takes this back has the
    one from before.
    """
    row_id = annotations.row_id(database, held.article_id, held.annotator_id)
    rows = database.rows(
        "SELECT uuid, removed, added FROM journal WHERE annotation_id = ? ORDER BY id", (row_id,)
    )
    state = content(held)
    steps = [(r["uuid"], nouns_from_json(r["removed"]), nouns_from_json(r["added"])) for r in rows]
    for _, removed, added in reversed(steps):
        state = (state - set(_standing(added))) | set(_standing(removed))
    found = Ancestry((), digest(state))
    for uuid, _, added in steps:
        taken = next((noun for noun in added if isinstance(noun, Lineage)), None)
        found = (
            Ancestry(taken.uuids, taken.base)
            if taken is not None
            else Ancestry((*found.uuids, uuid), found.base)
        )
    return found


def content(held: Annotation) -> set[Noun]:
    """Everything an annotation holds, as the journal tells it."""
    return {
        *held.spans,
        *held.relations,
        *held.clusters,
        *held.rejections,
        *map(AppliedLabel, held.labels),
        StatusValue(held.status, held.finished_at),
    }


def digest(nouns: Iterable[Noun]) -> str:
    """A short name for what an annotation holds."""
    told = "\n".join(sorted(map(repr, nouns)))
    return sha256(told.encode("utf-8")).hexdigest()[:32]


def _standing(nouns: Iterable[Noun]) -> list[Noun]:
    return [noun for noun in nouns if not isinstance(noun, Lineage)]
