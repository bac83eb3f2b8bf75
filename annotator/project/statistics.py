"""How far everyone is with a project."""

from dataclasses import asdict, dataclass
from typing import Any

from annotator.core.annotator import Annotator
from annotator.project.project import Project
from annotator.store import articles
from annotator.store import statistics as counts


@dataclass(frozen=True, slots=True)
class AnnotatorStatistics:
    """One annotator's articles by status, spans by label, and seconds of active work."""

    name: str
    kind: str
    statuses: dict[str, int]
    labels: dict[str, int]
    seconds: float


@dataclass(frozen=True, slots=True)
class Statistics:
    """The counts of a project."""

    articles: int
    flagged: int
    scheme: str
    annotators: tuple[AnnotatorStatistics, ...]

    def to_json(self) -> dict[str, Any]:
        """The counts as JSON."""
        return asdict(self)


def statistics(project: Project) -> Statistics:
    """Count a project's articles, annotations and spans."""
    database = project.database
    by_status, by_label = counts.statuses(database), counts.labels(database)

    def of(annotator: Annotator) -> AnnotatorStatistics:
        mine = [row for row in by_status if row[0] == annotator.id]
        labels = {label: count for who, label, count in by_label if who == annotator.id}
        statuses = {status: count for _, status, count, _ in mine}
        seconds = round(sum(row[3] for row in mine), 1)
        return AnnotatorStatistics(annotator.name, annotator.kind.value, statuses, labels, seconds)

    scheme = f"{project.scheme.name}, version {project.scheme.version}"
    everyone = tuple(of(annotator) for annotator in project.annotators())
    return Statistics(articles.count(database), counts.flagged(database), scheme, everyone)
