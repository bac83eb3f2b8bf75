"""What an import brought and what it did not, to show, to print as JSON and to keep in the project."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from annotator.core.entry import Refusal

LISTED = 1000
"""How many refusals and near-duplicates are listed; all are counted."""


@dataclass(frozen=True, slots=True)
class NearDuplicate:
    """A new article that is nearly the same as an earlier one, by their titles."""

    title: str
    like: str


@dataclass(slots=True)
class ImportReport:
    """What an import did.

    `already_there` counts articles whose text the project had, `kept_back` annotations not taken because
    their annotator has one in that article, `hidden` files passed over because their name starts with a
    dot, `stopped` whether it was cancelled.
    """

    files: int = 0
    added: int = 0
    already_there: int = 0
    annotations: int = 0
    kept_back: int = 0
    hidden: int = 0
    stopped: bool = False
    refusals: int = 0
    refused: list[Refusal] = field(default_factory=list)
    near_duplicate_count: int = 0
    near_duplicates: list[NearDuplicate] = field(default_factory=list)
    encodings: dict[str, int] = field(default_factory=dict)
    remarks: dict[str, int] = field(default_factory=dict)
    import_id: int | None = None

    def refuse(self, refusals: Iterable[Refusal]) -> None:
        """Count refusals, and list them while the list is short."""
        for refusal in refusals:
            self.refusals += 1
            if len(self.refused) < LISTED:
                self.refused.append(refusal)

    def count(self, encodings: Iterable[str], remarks: Iterable[str]) -> None:
        """Count what reading did, by encoding and by remark."""
        for held, told in ((self.encodings, encodings), (self.remarks, remarks)):
            for name in told:
                held[name] = held.get(name, 0) + 1

    def note_near_duplicate(self, title: str, like: str) -> None:
        """Count a near-duplicate, and list it while the list is short."""
        self.near_duplicate_count += 1
        if len(self.near_duplicates) < LISTED:
            self.near_duplicates.append(NearDuplicate(title, like))

    def sentence(self) -> str:
        """The report in a sentence."""
        parts = [
            _counted(self.annotations, "annotation"),
            f"{self.already_there:,} already there" if self.already_there else "",
            f"{_counted(self.kept_back, 'annotation')} kept back" if self.kept_back else "",
            f"{_counted(self.refusals, 'record')} refused" if self.refusals else "",
            _counted(self.near_duplicate_count, "near-duplicate"),
            f"{_counted(self.hidden, 'hidden file')} passed over" if self.hidden else "",
        ]
        done = "Stopped after adding" if self.stopped else "Added"
        articles = _counted(self.added, "article") or "no article"
        return "; ".join([f"{done} {articles}", *filter(None, parts)]) + "."


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}" if number else ""
