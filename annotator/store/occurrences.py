"""Spans and texts across the whole project, for the concordance, label-all and the project's memory."""

from collections.abc import Iterator
from dataclasses import dataclass

from annotator.store import search
from annotator.store.database import Database
from annotator.store.values import to_json


@dataclass(frozen=True, slots=True)
class SpanPlace:
    """A span of one annotator and the article it stands in."""

    article_id: int
    span_id: int


def span_places(database: Database, annotator_id: int, label: str, text: str) -> list[SpanPlace]:
    """Where an annotator's spans of a label and a text stand, in queue order; empty means any."""
    sql = (
        "SELECT annotations.article_id, spans.id FROM spans "
        "JOIN annotations ON annotations.id = spans.annotation_id "
        "JOIN articles ON articles.id = annotations.article_id "
        "WHERE annotations.annotator_id = :who AND articles.removed = 0 "
        + ("AND spans.label = :label " if label else "")
        + ("AND spans.text = :text " if text else "")
        + "ORDER BY articles.position, articles.id, spans.start"
    )
    rows = database.rows(sql, {"who": annotator_id, "label": label, "text": text})
    return [SpanPlace(row[0], row[1]) for row in rows]


def articles_with(database: Database, text: str, *, whole_words: bool) -> Iterator[int]:
    """The articles in which `text` occurs, letter for letter, in queue order."""
    narrowed = whole_words and any(map(str.isalnum, text))
    # `instr` reads every text; the index leaves only the articles that can hold whole words.
    found = to_json(search.matching(database, text)) if narrowed else "[]"
    sql = (
        "SELECT id FROM articles WHERE removed = 0 AND instr(text, :text) > 0 "
        + ("AND id IN (SELECT value FROM json_each(:found)) " if narrowed else "")
        + "ORDER BY position, id"
    )
    return (row[0] for row in database.rows(sql, {"text": text, "found": found}))


def label_counts(database: Database, annotator_id: int, text: str) -> dict[str, int]:
    """How often an annotator marked a text in the whole project, by label."""
    sql = (
        "SELECT spans.label, count(*) FROM spans JOIN annotations ON annotations.id = spans.annotation_id "
        "JOIN articles ON articles.id = annotations.article_id "
        "WHERE spans.text = ? AND annotations.annotator_id = ? AND articles.removed = 0 GROUP BY spans.label"
    )
    return {row[0]: row[1] for row in database.rows(sql, (text, annotator_id))}


def confirmed(database: Database, annotator_id: int) -> list[tuple[str, str, str, int, int, int]]:
    """What an annotator marked: layer, label, text, how often, the first and the last article with it."""
    # The index on text and label answers this five times as quickly as the spans; it has no layer,
    # which a label tells.
    sql = (
        "SELECT (SELECT layer FROM spans WHERE spans.text = names.text AND spans.label = names.label), "
        "label, text, times, first, last FROM (SELECT spans.label, spans.text, count(*) AS times, "
        "min(mine.article_id) AS first, max(mine.article_id) AS last "
        "FROM spans INDEXED BY spans_text CROSS JOIN annotations AS mine ON mine.id = annotation_id "
        "WHERE mine.annotator_id = ? "
        "AND mine.article_id NOT IN (SELECT id FROM articles WHERE removed > 0) "
        "GROUP BY spans.text, spans.label) AS names"
    )
    return [(r[0], r[1], r[2], r[3], r[4], r[5]) for r in database.rows(sql, (annotator_id,))]


def label_uses(database: Database) -> dict[tuple[str, str], int]:
    """How many spans of people and gold use each (layer, label), in the whole project."""
    sql = (
        "SELECT spans.layer, spans.label, count(*) FROM spans "
        "JOIN annotations ON annotations.id = spans.annotation_id "
        "JOIN annotators ON annotators.id = annotations.annotator_id "
        "WHERE annotators.kind <> 'model' GROUP BY spans.layer, spans.label"
    )
    return {(row[0], row[1]): row[2] for row in database.rows(sql)}


def words_of(database: Database, layer: str, label: str) -> list[tuple[str, int]]:
    """The words of the spans of people and gold with a label, the most frequent first, and how often."""
    sql = (
        "SELECT spans.text, count(*) FROM spans "
        "JOIN annotations ON annotations.id = spans.annotation_id "
        "JOIN annotators ON annotators.id = annotations.annotator_id "
        "WHERE annotators.kind <> 'model' AND spans.layer = ? AND spans.label = ? "
        "GROUP BY spans.text ORDER BY count(*) DESC, spans.text"
    )
    return [(row[0], row[1]) for row in database.rows(sql, (layer, label))]


def article_label_uses(database: Database) -> dict[str, int]:
    """How many annotations of people and gold have each article-level label."""
    sql = (
        "SELECT label.value, count(*) FROM annotations JOIN json_each(annotations.labels) AS label "
        "JOIN annotators ON annotators.id = annotations.annotator_id "
        "WHERE annotators.kind <> 'model' GROUP BY label.value"
    )
    return {row[0]: row[1] for row in database.rows(sql)}


def overlaps(database: Database, layer: str) -> int:
    """How many spans of people and gold begin inside an earlier one of the same layer."""
    sql = (
        'SELECT count(*) FROM (SELECT start, max("end") OVER (PARTITION BY annotation_id '
        'ORDER BY start, "end" DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reach '
        "FROM spans WHERE layer = ? AND annotation_id IN (SELECT annotations.id FROM annotations "
        "JOIN annotators ON annotators.id = annotator_id WHERE kind <> 'model')) WHERE start < reach"
    )
    return int(database.value(sql, (layer,)))


def annotations_with(database: Database, layer: str, label: str) -> list[tuple[int, int]]:
    """The (article id, annotator id) of each annotation with a span, rejection or name of a label."""
    sql = (
        "SELECT DISTINCT article_id, annotator_id FROM annotations JOIN ("
        "SELECT annotation_id FROM spans WHERE layer = ?1 AND label = ?2 "
        "UNION SELECT annotation_id FROM rejections WHERE layer = ?1 AND label = ?2 "
        "UNION SELECT annotation_id FROM clusters WHERE label = ?2"
        ") AS used ON used.annotation_id = annotations.id ORDER BY article_id, annotator_id"
    )
    return [(row[0], row[1]) for row in database.rows(sql, (layer, label))]


def annotations_labelled(database: Database, label: str) -> list[tuple[int, int]]:
    """The (article id, annotator id) of each annotation with an article-level label."""
    sql = (
        "SELECT article_id, annotator_id FROM annotations WHERE EXISTS "
        "(SELECT 1 FROM json_each(labels) WHERE value = ?) ORDER BY article_id, annotator_id"
    )
    return [(row[0], row[1]) for row in database.rows(sql, (label,))]
