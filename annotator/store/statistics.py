"""Counts for people who want to know how far everyone is."""

from annotator.store.database import Database


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
