"""Control articles: their gold is known, so each annotator's work on them tells how steady the hand is."""

from collections import defaultdict
from dataclasses import dataclass

from annotator.agreement.f1 import f1, span_f1
from annotator.core.annotation import Status
from annotator.core.annotator import Annotator, Kind
from annotator.project.project import Project
from annotator.store import annotations, articles, review

_WINDOW = 5


@dataclass(frozen=True, slots=True)
class DriftPoint:
    """One control article an annotator finished: F1 against gold, and the mean of the last five."""

    article_id: int
    title: str
    finished_at: str
    strict: float
    overlap: float
    mean: float


@dataclass(frozen=True, slots=True)
class Drift:
    """An annotator's control articles in the order they were finished."""

    annotator: Annotator
    points: tuple[DriftPoint, ...]


def drift(project: Project) -> tuple[Drift, ...]:
    """How everybody who finished control articles did over time."""
    gold = project.desk.gold()
    people = {who.id: who for who in project.annotators() if who.kind is Kind.PERSON}
    found: dict[int, list[DriftPoint]] = defaultdict(list)
    for article_id in review.control_ids(project.database) if gold else ():
        known = project.desk.annotation(article_id, gold.id if gold else None)
        article = articles.get(project.database, article_id)
        if known.status is not Status.DONE or article is None:
            continue
        for work in annotations.work_on(project.database, article_id):
            if work.annotator_id in people and work.status is Status.DONE:
                made = project.desk.annotation(article_id, work.annotator_id)
                scores = span_f1(known, made)
                when = made.finished_at or ""
                point = DriftPoint(
                    article_id, article.title, when, f1(scores.strict), f1(scores.overlap), 0.0
                )
                found[work.annotator_id].append(point)
    return tuple(Drift(people[n], _with_means(found[n])) for n in sorted(found))


def _with_means(points: list[DriftPoint]) -> tuple[DriftPoint, ...]:
    ordered = sorted(points, key=lambda point: (point.finished_at, point.article_id))
    told: list[DriftPoint] = []
    for n, point in enumerate(ordered, 1):
        last = ordered[max(0, n - _WINDOW) : n]
        mean = sum(one.strict for one in last) / len(last)
        told.append(
            DriftPoint(
                point.article_id, point.title, point.finished_at, point.strict, point.overlap, mean
            )
        )
    return tuple(told)
