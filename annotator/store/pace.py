"""How fast an annotator works."""

from annotator.store.database import Database


def done(database: Database, annotator_id: int, since: str) -> tuple[int, float]:
    """How many articles were done since a time (ISO 8601, UTC), and the mean seconds of all done."""
    sql = (
        "SELECT sum(finished_at >= ?), avg(nullif(seconds, 0)) FROM annotations "
        "JOIN articles ON articles.id = annotations.article_id "
        "WHERE annotator_id = ? AND status = 'done' AND removed = 0"
    )
    row = database.row(sql, (since, annotator_id))
    return (int(row[0] or 0), float(row[1] or 0.0)) if row else (0, 0.0)
