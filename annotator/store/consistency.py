"""Spans and texts as consistency counts them, in slices of articles; what differs on purpose."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from annotator.core.consistency import Mark, OnPurpose, Work
from annotator.store.database import Database
from annotator.store.values import from_json, to_json

_WHOSE = (
    "JOIN annotations ON annotations.id = annotation_id "
    "WHERE annotations.article_id IN (SELECT value FROM json_each(:articles)) "
    "AND annotations.annotator_id IN (SELECT value FROM json_each(:who)) "
)
_WORKED_ON = (
    "SELECT article_id, annotator_id FROM annotations WHERE (status = 'done' OR spans > 0) "
    "AND article_id IN (SELECT value FROM json_each(:articles)) "
    "AND annotator_id IN (SELECT value FROM json_each(:who)) ORDER BY article_id, annotator_id"
)


def marked(
    database: Database, articles: Sequence[int], who: Sequence[int], layers: Sequence[str]
) -> dict[int, list[tuple[str, str, str]]]:
    """What annotators marked in some articles, each (layer, label, text), by annotator."""
    sql = (
        f"SELECT annotator_id, layer, label, text FROM spans {_WHOSE}"
        "AND layer IN (SELECT value FROM json_each(:layers))"
    )
    found: dict[int, list[tuple[str, str, str]]] = defaultdict(list)
    for row in database.rows(sql, _chosen(articles, who) | {"layers": to_json(layers)}):
        found[row[0]].append((row[1], row[2], row[3]))
    return found


def texts(database: Database, articles: Sequence[int]) -> dict[int, str]:
    """The texts of some articles, by id."""
    sql = "SELECT id, text FROM articles WHERE id IN (SELECT value FROM json_each(?))"
    return {row[0]: row[1] for row in database.rows(sql, (to_json(articles),))}


def works(
    database: Database, articles: Sequence[int], who: Sequence[int], layers: Sequence[str]
) -> dict[int, list[Work]]:
    """The annotations worked on in some articles, by article, in order of annotator."""
    chosen = _chosen(articles, who)
    marks: dict[tuple[int, int], list[Mark]] = defaultdict(list)
    sql = (
        f'SELECT article_id, annotator_id, layer, label, start, "end", text FROM spans {_WHOSE}'
        "AND layer IN (SELECT value FROM json_each(:layers))"
    )
    for row in database.rows(sql, chosen | {"layers": to_json(layers)}):
        marks[row[0], row[1]].append(Mark(row[2], row[3], row[4], row[5], row[6]))
    refused: dict[tuple[int, int], set[tuple[str, str, int, int]]] = defaultdict(set)
    sql = f'SELECT article_id, annotator_id, layer, label, start, "end" FROM rejections {_WHOSE}'
    for row in database.rows(sql, chosen):
        refused[row[0], row[1]].add((row[2], row[3], row[4], row[5]))
    found: dict[int, list[Work]] = defaultdict(list)
    for article_id, annotator_id in database.rows(_WORKED_ON, chosen):
        key = (article_id, annotator_id)
        found[article_id].append(Work(annotator_id, marks.get(key, ()), refused.get(key, ())))
    return found


def articles_marking(database: Database, spellings: Iterable[str], who: Sequence[int]) -> list[int]:
    """The articles in which annotators marked one of these texts, whatever the order."""
    sql = (
        "SELECT DISTINCT article_id FROM spans JOIN annotations ON annotations.id = annotation_id "
        "WHERE text IN (SELECT value FROM json_each(:texts)) "
        "AND annotator_id IN (SELECT value FROM json_each(:who))"
    )
    values = {"texts": to_json(list(spellings)), "who": to_json(who)}
    return [row[0] for row in database.rows(sql, values)]


def hidden_articles(database: Database, me: int) -> set[int]:
    """The articles that I have still to label, in which blind mode hides all others' work from me."""
    sql = (
        "SELECT articles.id FROM articles LEFT JOIN annotations ON article_id = articles.id "
        "AND annotator_id = :me WHERE coalesce(status, 'todo') = 'in progress' OR "
        "(coalesce(status, 'todo') = 'todo' AND (NOT EXISTS (SELECT 1 FROM assignments) OR EXISTS "
        "(SELECT 1 FROM assignments WHERE article_id = articles.id AND annotator_id = :me)))"
    )
    return {row[0] for row in database.rows(sql, {"me": me})}


def on_purpose(database: Database) -> tuple[OnPurpose, ...]:
    """All that differs on purpose."""
    sql = "SELECT * FROM on_purpose ORDER BY kind, layer, words"
    return tuple(
        OnPurpose(
            row["kind"],
            row["layer"],
            row["words"],
            tuple(from_json(row["variants"])),
            row["note"],
            row["author"],
            row["at"],
        )
        for row in database.rows(sql)
    )


def add(database: Database, noun: OnPurpose) -> None:
    """Store one inside `writing()`."""
    values = {
        "kind": noun.kind,
        "layer": noun.layer,
        "words": noun.words,
        "variants": to_json(noun.variants),
        "note": noun.note,
        "author": noun.author,
        "at": noun.at,
    }
    database.insert("on_purpose", values)


def remove(database: Database, noun: OnPurpose) -> None:
    """Take one away inside `writing()`."""
    sql = "DELETE FROM on_purpose WHERE kind = ? AND layer = ? AND words = ?"
    database.execute(sql, noun.key)


def _chosen(articles: Sequence[int], who: Sequence[int]) -> dict[str, str]:
    return {"articles": to_json(articles), "who": to_json(who)}
