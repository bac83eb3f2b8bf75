"""Remarks on articles and spans."""

from annotator.core.change import Note
from annotator.store.database import Database


def of_article(database: Database, article_id: int) -> tuple[Note, ...]:
    """The notes of an article, oldest first."""
    rows = database.rows("SELECT * FROM notes WHERE article_id = ? ORDER BY id", (article_id,))
    return tuple(
        Note(r["id"], r["author"], r["text"], r["span_id"], bool(r["resolved"]), r["written_at"])
        for r in rows
    )


def next_id(database: Database) -> int:
    """The id the next note gets; ids of notes that were undone are not used again."""
    sql = "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'notes'), 0) + 1"
    return int(database.value(sql))


def add(database: Database, article_id: int, note: Note) -> None:
    """Store a note inside `writing()`."""
    values = (
        note.id,
        article_id,
        note.span_id,
        note.author,
        note.text,
        note.resolved,
        note.written_at,
    )
    database.execute("INSERT INTO notes VALUES (?, ?, ?, ?, ?, ?, ?)", values)


def remove(database: Database, note: Note) -> None:
    """Take a note away inside `writing()`."""
    database.execute("DELETE FROM notes WHERE id = ?", (note.id,))
