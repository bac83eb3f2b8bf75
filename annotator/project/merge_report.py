"""What merging bundles brought, what it left and why: to show, and to print as JSON."""

from dataclasses import dataclass, field
from enum import StrEnum

LISTED = 1000
"""How many rows are listed; all are counted."""


class What(StrEnum):
    """What became of an article of a bundle."""

    ADDED = "added"
    REPLACED = "replaced"
    SAME = "already there"
    OLDER = "older than what is here"
    DIVERGED = "changed on both sides"
    LEFT_OUT = "left out"
    DECIDED_OTHERWISE = "decided otherwise here"


@dataclass(frozen=True, slots=True)
class MergeRow:
    """What became of an article of a bundle, and why."""

    bundle: str
    article: str
    what: What
    why: str = ""


@dataclass(slots=True)
class MergeReport:
    """What became of the bundles of one call.

    `refused` has the reason why a bundle was not taken at all, by its name. Of annotations, `added` were
    not there before, `replaced` took the place of an older one; of those left, `same` and `older` have
    nothing new, `diverged` were changed on both sides, `left_out` do not fit this project (where the rest
    was wanted all the same). `notes` and `decisions` came along; `other_decisions` did not, since review
    decided otherwise here.
    """

    merged: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    added: int = 0
    replaced: int = 0
    same: int = 0
    older: int = 0
    diverged: int = 0
    left_out: int = 0
    notes: int = 0
    decisions: int = 0
    other_decisions: int = 0
    remarks: list[str] = field(default_factory=list)
    rows: list[MergeRow] = field(default_factory=list)

    @property
    def is_smooth(self) -> bool:
        """Whether all that came was taken, or has nothing new."""
        return not (self.refused or self.diverged or self.left_out or self.other_decisions)

    @property
    def changed(self) -> bool:
        """Whether anything was taken."""
        return bool(self.added or self.replaced or self.notes or self.decisions)

    def count(self, row: MergeRow) -> None:
        """Count what became of an article, and list it while the list is short."""
        name = _COUNTED[row.what]
        setattr(self, name, getattr(self, name) + 1)
        if row.what is not What.SAME and len(self.rows) < LISTED:
            self.rows.append(row)

    def take(self, other: "MergeReport") -> None:
        """Add what another bundle brought."""
        self.merged += other.merged
        self.refused |= other.refused
        for name in (*_COUNTED.values(), "notes", "decisions"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.remarks += other.remarks
        self.rows += other.rows[: LISTED - len(self.rows)]

    def sentence(self) -> str:
        """The report in a sentence or a few."""
        told = [f"Merged {_listed(self.merged)}: {self._counts()}."] if self.merged else []
        told += [f"{name} was not merged: {reason}." for name, reason in self.refused.items()]
        return " ".join([*told, *self.remarks])

    def _counts(self) -> str:
        parts = (
            _counted(self.added, "annotation added", "annotations added"),
            _counted(self.replaced, "replaced by a newer one", "replaced by newer ones"),
            _counted(self.same, "already there"),
            _counted(self.older, "older than what is here"),
            _counted(self.diverged, "changed on both sides and left"),
            _counted(self.left_out, "left out"),
            _counted(self.notes, "note", "notes"),
            _counted(self.decisions, "decision of review", "decisions of review"),
            _counted(self.other_decisions, "decided otherwise here"),
        )
        return ", ".join(filter(None, parts))


_COUNTED = {
    What.ADDED: "added",
    What.REPLACED: "replaced",
    What.SAME: "same",
    What.OLDER: "older",
    What.DIVERGED: "diverged",
    What.LEFT_OUT: "left_out",
    What.DECIDED_OTHERWISE: "other_decisions",
}


def _counted(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one}" if number else ""


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
