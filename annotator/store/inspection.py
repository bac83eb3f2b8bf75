"""What a check reads: every article with all its annotations, removed ones too, one article at a time."""

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from annotator.core.annotation import Annotation
from annotator.core.article import Article
from annotator.core.change import Delta, Noun
from annotator.store import annotations, articles, journal, notes, review
from annotator.store.database import Database


@dataclass(frozen=True, slots=True)
class StoredAnnotation:
    """An annotation with what its row says besides and the journal says of it.

    `spans` and `decided` are the counts the queue reads, `deltas` are oldest first.
    """

    annotation: Annotation
    kind: str
    who: str
    spans: int
    decided: int
    imported: bool
    deltas: tuple[Delta, ...]


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article with everything that hangs on it; `deltas` are those of the article itself.

    `others` are its notes, assignments, decisions and the like.
    """

    article: Article
    sha256: str
    removed: bool
    others: tuple[Noun, ...]
    deltas: tuple[Delta, ...]
    annotations: tuple[StoredAnnotation, ...]


def article_ids(database: Database) -> list[int]:
    """The ids of all articles, removed ones too."""
    return [row[0] for row in database.rows("SELECT id FROM articles ORDER BY id")]


def stored(database: Database, article_id: int) -> StoredArticle:
    """An article as its rows say. Raises ValueError, with the reason, for what no edit ever wrote."""
    try:
        return _stored(database, article_id)
    except (TypeError, KeyError, ValueError, msgspec.MsgspecError) as error:
        raise ValueError(str(error)) from error


def _stored(database: Database, article_id: int) -> StoredArticle:
    row = database.row("SELECT * FROM articles WHERE id = ?", (article_id,))
    assert row is not None
    by_row = journal.by_annotation(database, article_id)
    return StoredArticle(
        article=articles.from_row(row),
        sha256=row["sha256"],
        removed=articles.removed_by_hand(database, article_id),
        others=(*notes.of_article(database, article_id), *review.of_article(database, article_id)),
        deltas=tuple(by_row.get(None, ())),
        annotations=tuple(_annotations(database, article_id, by_row)),
    )


def broken_references(database: Database) -> Iterator[str]:
    """A sentence for each row that points at a row that is not there."""
    for row in database.each("PRAGMA foreign_key_check"):
        yield f"A row of {row[0]} points at a row of {row[2]} that is not there."


def _annotations(
    database: Database, article_id: int, by_row: dict[int | None, list[Delta]]
) -> Iterator[StoredAnnotation]:
    sql = (
        "SELECT annotations.*, kind, name FROM annotations "
        "LEFT JOIN annotators ON annotators.id = annotator_id WHERE article_id = ?"
    )
    for row in database.rows(sql, (article_id,)):
        yield StoredAnnotation(
            annotation=annotations.from_row(database, row),
            kind=row["kind"] or "",
            who=row["name"] or "",
            spans=row["spans"],
            decided=row["decided"],
            imported=row["import_id"] is not None,
            deltas=tuple(by_row.get(row["id"], ())),
        )
