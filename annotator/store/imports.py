"""What was imported, when and with which report."""

from annotator.store.database import Database
from annotator.store.values import now, to_json


def start(database: Database, files: str, format_name: str) -> int:
    """Record an import that begins, inside `writing()`, and return its id."""
    return database.insert("imports", {"files": files, "format": format_name, "at": now()})


def finish(
    database: Database, import_id: int, articles: int, annotations: int, report: object
) -> None:
    """Record what an import brought, inside `writing()`."""
    sql = "UPDATE imports SET articles = ?, annotations = ?, report = ? WHERE id = ?"
    database.execute(sql, (articles, annotations, to_json(report), import_id))
