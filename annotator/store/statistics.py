"""Counts for people who want to know how far everyone is."""

from collections.abc import Sequence

from annotator.store.database import Database
from annotator.store.values import to_json


def statuses(database: Database) -> list[tuple[int, str, int, float]]:
    """Annotator id, status, how many articles, seconds of active work."""
    sql = (
        "SELECT annotator_id, status, count(*), sum(seconds) FROM annotations "
        "JOIN articles ON articles.id = annotations.article_id WHERE removed = 0 "
        "GROUP BY annotator_id, status"
    )
    return [(row[0], row[1], row[2], row[3]) for row in database.rows(sql)]


def labels(database: Database) -> list[tuple[int, str, int]]:
    """Annotator id, label, how many spans."""
    sql = (
        "SELECT annotator_id, label, count(*) FROM spans "
        "JOIN annotations ON annotations.id = spans.annotation_id "
        "JOIN articles ON articles.id = annotations.article_id WHERE removed = 0 "
        "GROUP BY annotator_id, label ORDER BY annotator_id, count(*) DESC"
    )
    return [(row[0], row[1], row[2]) for row in database.rows(sql)]


def flagged(database: Database) -> int:
    """How many articles are flagged."""
    sql = "SELECT count(*) FROM articles WHERE removed = 0 AND flag IS NOT NULL"
    return int(database.value(sql))


def finished_by_day(database: Database) -> list[tuple[int, str, int, float]]:
    """Annotator id, day (ISO 8601, UTC), how many articles were finished on it, seconds of work on these."""
    sql = (
        "SELECT annotator_id, substr(finished_at, 1, 10), count(*), sum(seconds) FROM annotations "
        "JOIN articles ON articles.id = annotations.article_id "
        "WHERE removed = 0 AND status = 'done' AND finished_at IS NOT NULL GROUP BY 1, 2 ORDER BY 2, 1"
    )
    return [(row[0], row[1], row[2], row[3]) for row in database.rows(sql)]


def labels_by_source(database: Database, annotators: Sequence[int]) -> list[tuple[str, str, int]]:
    """Source, label, how many spans these annotators marked with it."""
    return _labels_by(database, "source", annotators)


def labels_by_month(database: Database, annotators: Sequence[int]) -> list[tuple[str, str, int]]:
    """Month an article was published (empty when unknown), label, how many spans."""
    return _labels_by(database, "substr(published, 1, 7)", annotators)


def _labels_by(
    database: Database, what: str, annotators: Sequence[int]
) -> list[tuple[str, str, int]]:
    sql = (
        f"SELECT {what}, label, count(*) FROM spans "
        "JOIN annotations ON annotations.id = spans.annotation_id "
        "JOIN articles ON articles.id = annotations.article_id "
        "WHERE removed = 0 AND annotator_id IN (SELECT value FROM json_each(?)) GROUP BY 1, 2 ORDER BY 1"
    )
    return [(row[0], row[1], row[2]) for row in database.rows(sql, (to_json(list(annotators)),))]
