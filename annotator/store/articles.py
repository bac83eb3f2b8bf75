"""Articles as rows."""

from collections.abc import Iterable, Iterator

from annotator.core.article import Article, Metadata
from annotator.core.text import word_count
from annotator.store.database import Database, Row
from annotator.store.values import from_json, to_json

# Why an article is out of the project: bits, so that taking an import back and forth leaves alone
# what was removed by hand.
BY_HAND, WITH_IMPORT = 1, 2

_INSERT = (
    "INSERT INTO articles (id, key, title, text, source, published, url, language, meta, sha256, newline, "
    "encoding, position, words, flag, import_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


def get(database: Database, article_id: int) -> Article | None:
    """The article of that id, None when it is unknown or was removed."""
    row = database.row("SELECT * FROM articles WHERE id = ? AND removed = 0", (article_id,))
    return from_row(row) if row else None


def text(database: Database, article_id: int) -> str:
    """The text of an article, even of one that was removed."""
    return str(database.value("SELECT text FROM articles WHERE id = ?", (article_id,)))


def each(database: Database, article_ids: Iterable[int]) -> Iterator[Article]:
    """The articles of these ids that are in the project, in that order, read one by one."""
    for article_id in article_ids:
        article = get(database, article_id)
        if article is not None:
            yield article


def ids(database: Database) -> list[int]:
    """The ids of every article in the project, in queue order."""
    rows = database.rows("SELECT id FROM articles WHERE removed = 0 ORDER BY position, id")
    return [row[0] for row in rows]


def positions(database: Database) -> dict[int, int]:
    """From each article in the project to its place in the queue."""
    rows = database.rows("SELECT id, position FROM articles WHERE removed = 0")
    return {row[0]: row[1] for row in rows}


def count(database: Database) -> int:
    """How many articles are in the project."""
    return int(database.value("SELECT count(*) FROM articles WHERE removed = 0"))


def with_text(database: Database, sha256: str) -> int | None:
    """The id of an article in the project with that text."""
    sql = "SELECT id FROM articles WHERE sha256 = ? AND removed = 0"
    found: int | None = database.value(sql, (sha256,))
    return found


def digests(database: Database) -> dict[str, int]:
    """From the SHA-256 of each text in the project to its article."""
    rows = database.rows("SELECT sha256, id FROM articles WHERE removed = 0")
    return {row[0]: row[1] for row in rows}


def removed_digests(database: Database) -> set[str]:
    """The SHA-256 of each text that was taken out of the project."""
    return {row[0] for row in database.rows("SELECT sha256 FROM articles WHERE removed <> 0")}


def names(database: Database) -> Iterator[tuple[int, str, str]]:
    """The id, key and title of every article in the project."""
    for row in database.rows("SELECT id, key, title FROM articles WHERE removed = 0"):
        yield row[0], row[1], row[2]


def next_id(database: Database) -> int:
    """The id the next article gets, inside `writing()`."""
    return int(database.value("SELECT coalesce(max(id), 0) + 1 FROM articles"))


def add(database: Database, articles: Iterable[Article]) -> None:
    """Store new articles with the ids they have, inside `writing()`."""
    database.execute_many(_INSERT, map(_row, articles))


def set_flag(database: Database, article_id: int, note: str | None) -> None:
    """Flag an article with a note, or take its flag away."""
    database.execute("UPDATE articles SET flag = ? WHERE id = ?", (note, article_id))


def set_metadata(database: Database, article_id: int, metadata: Metadata) -> None:
    """Replace what is known about an article."""
    sql = (
        "UPDATE articles SET title = ?, source = ?, published = ?, url = ?, language = ?, meta = ? "
        "WHERE id = ?"
    )
    m = metadata
    values = (m.title, m.source, m.published, m.url, m.language, to_json(m.meta), article_id)
    database.execute(sql, values)


def set_removed(database: Database, article_id: int, *, removed: bool) -> None:
    """Take an article out of the project, or put it back."""
    sql = _bit_sql(removed) + " WHERE id = ?"
    database.execute(sql, (BY_HAND, article_id))


def set_import_removed(database: Database, import_id: int, *, removed: bool) -> None:
    """Take the articles of an import out of the project, or put them back."""
    sql = _bit_sql(removed) + " WHERE import_id = ?"
    database.execute(sql, (WITH_IMPORT, import_id))


def removed_by_hand(database: Database, article_id: int) -> bool:
    """Whether an article was taken out of the project by itself, not with its import."""
    sql = "SELECT removed & ? FROM articles WHERE id = ?"
    return bool(database.value(sql, (BY_HAND, article_id)))


def _bit_sql(removed: bool) -> str:
    return "UPDATE articles SET removed = removed " + ("| ?" if removed else "& ~?")


def _row(article: Article) -> tuple[object, ...]:
    m = article.metadata
    return (
        article.id,
        article.key,
        m.title,
        article.text,
        m.source,
        m.published,
        m.url,
        m.language,
        to_json(m.meta) if m.meta else "{}",
        article.sha256,
        article.newline,
        article.encoding,
        article.position,
        word_count(article.text),
        article.flag,
        article.import_id,
    )


def from_row(row: Row) -> Article:
    """The article of a row of `articles`."""
    return Article(
        id=row["id"],
        key=row["key"],
        text=row["text"],
        metadata=Metadata(
            title=row["title"],
            source=row["source"],
            published=row["published"],
            url=row["url"],
            language=row["language"],
            meta=from_json(row["meta"]),
        ),
        newline=row["newline"],
        encoding=row["encoding"],
        position=row["position"],
        import_id=row["import_id"],
        flag=row["flag"],
    )
