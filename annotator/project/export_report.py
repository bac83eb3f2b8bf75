"""What an export wrote, what it left out and why."""

from dataclasses import dataclass, field

from annotator.core.text import counted
from annotator.nlp.messages import Misfit

LISTED = 1000
"""How many misfits are listed; all are counted."""


@dataclass(slots=True)
class ExportedFile:
    """One file: articles, spans, quotes among them, and spans by label."""

    name: str
    articles: int = 0
    spans: int = 0
    quotes: int = 0
    labels: dict[str, int] = field(default_factory=dict)

    def count(self, labels: list[str]) -> None:
        """Count an article with the labels of its spans."""
        self.articles += 1
        self.spans += len(labels)
        for label in labels:
            self.labels[label] = self.labels.get(label, 0) + 1


@dataclass(slots=True)
class ExportReport:
    """What an export did.

    `left_out` counts articles by the reason they are not in it, `annotators` the articles taken from
    each, `layers` the layers chosen by what was there, `scheme` names the label scheme and its version,
    `remarks` what else was done to spans, `number` is the export's in the project.
    """

    path: str
    format: str
    files: list[ExportedFile] = field(default_factory=list)
    left_out: dict[str, int] = field(default_factory=dict)
    annotators: dict[str, int] = field(default_factory=dict)
    layers: tuple[str, ...] = ()
    scheme: str = ""
    remarks: dict[str, int] = field(default_factory=dict)
    misfit_count: int = 0
    misfits: list[Misfit] = field(default_factory=list)
    sha256: str = ""
    number: int | None = None

    @property
    def articles(self) -> int:
        """How many articles were written."""
        return sum(file.articles for file in self.files)

    @property
    def spans(self) -> int:
        """How many spans were written."""
        return sum(file.spans for file in self.files)

    @property
    def quotes(self) -> int:
        """How many quotes were written."""
        return sum(file.quotes for file in self.files)

    def leave_out(self, reason: str) -> None:
        """Count an article that is not written."""
        self.left_out[reason] = self.left_out.get(reason, 0) + 1

    def remark(self, told: str, times: int = 1) -> None:
        """Count something that was done to spans."""
        self.remarks[told] = self.remarks.get(told, 0) + times

    def sentence(self) -> str:
        """The report in a sentence."""
        sides = ", ".join(f"{file.articles:,} in {file.name}" for file in self.files)
        spread = f" ({sides})" if len(self.files) > 1 else ""
        left = sum(self.left_out.values())
        parts = [
            f"Exported {counted(self.articles, 'article')} with {self._held()}{spread}",
            f"{counted(left, 'article')} left out" if left else "",
            f"{counted(self.misfit_count, 'misfit')} listed" if self.misfit_count else "",
            *(f"{times:,} {told}" for told, times in self.remarks.items()),
            f"label scheme {self.scheme}" if self.scheme else "",
            "read back without a difference",
        ]
        return "; ".join(filter(None, parts)) + "."

    def _held(self) -> str:
        """What the articles hold, in words."""
        quotes = f" and {counted(self.quotes, 'quote')}" if self.quotes else ""
        layers = f" of {' and '.join(self.layers)}" if self.layers else ""
        return f"{counted(self.spans, 'span')}{layers}{quotes}"
