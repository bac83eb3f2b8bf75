"""Full-text search over the articles, indexed when it is first needed.

Indexing at import would double its time; a search indexes what is missing first.
"""

from annotator.core.errors import StoreError
from annotator.store.database import Database
from annotator.store.values import to_json

_BATCH = 2000
_INDEXED = "SELECT coalesce(max(id), 0) FROM articles_fts_docsize"


def matching(database: Database, text: str) -> list[int]:
    """The ids of articles that hold every word of `text`, the last word as a beginning."""
    if not _words(text):
        return []
    try:
        index(database)
    except StoreError:
        # Searching has to work where writing does not: read-only, on a full disk, beside a writer.
        return _without_index(database, text)
    rows = database.rows(
        "SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?", (_query(text),)
    )
    return [row[0] for row in rows]


def index(database: Database) -> None:
    """Index the articles that came since the last time, each batch in a transaction."""
    while _missing(database):
        with database.writing():
            database.execute(
                "INSERT INTO articles_fts (rowid, title, text, source) SELECT id, title, text, source "
                f"FROM articles WHERE id > ({_INDEXED}) ORDER BY id LIMIT {_BATCH}"
            )


def forget(database: Database, article_id: int) -> None:
    """Take an article out of the index before its title or source changes, inside `writing()`."""
    _change(database, article_id, "INSERT INTO articles_fts (articles_fts, rowid, title, text, source) "
            "SELECT 'delete', id, title, text, source FROM articles WHERE id = ?")  # fmt: skip


def remember(database: Database, article_id: int) -> None:
    """Put an article back after its title or source changed, inside `writing()`."""
    _change(database, article_id, "INSERT INTO articles_fts (rowid, title, text, source) "
            "SELECT id, title, text, source FROM articles WHERE id = ?")  # fmt: skip


def _change(database: Database, article_id: int, sql: str) -> None:
    if article_id <= database.value("SELECT coalesce(max(id), 0) FROM articles_fts_docsize"):
        database.execute(sql, (article_id,))


def _missing(database: Database) -> bool:
    return bool(database.value(f"SELECT EXISTS (SELECT 1 FROM articles WHERE id > ({_INDEXED}))"))


def _words(text: str) -> list[str]:
    return [word for word in text.split() if any(map(str.isalnum, word))]


def _query(text: str) -> str:
    return " ".join('"' + word.replace('"', '""') + '"' for word in _words(text)) + "*"


def _without_index(database: Database, text: str) -> list[int]:
    sql = (
        "SELECT id FROM articles WHERE NOT EXISTS (SELECT 1 FROM json_each(?) AS word WHERE "
        "instr(lower(title || ' ' || source || ' ' || text), lower(word.value)) = 0)"
    )
    return [row[0] for row in database.rows(sql, (to_json(_words(text)),))]
