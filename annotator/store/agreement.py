"""Which articles several annotators finished, and what they marked there: no more than comparing needs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotator.core.annotation import Annotation, in_order
from annotator.core.span import Relation, Span
from annotator.store.annotations import FINISHED
from annotator.store.database import Database
from annotator.store.values import to_json

# A model finishes what it labels.
_FINISHED = f"({FINISHED} OR w.kind = 'model' OR (:unfinished AND n.status = 'in progress'))"
_WORK = (
    "FROM annotations n JOIN annotators w ON w.id = n.annotator_id "
    "JOIN articles a ON a.id = n.article_id WHERE a.removed = 0 "
    f"AND n.annotator_id IN (SELECT value FROM json_each(:who)) AND {_FINISHED}"
)
_SPANS = (
    'SELECT n.annotator_id, s.id, s.layer, s.label, s.start, s."end", s.text FROM annotations n '
    "JOIN spans s ON s.annotation_id = n.id "
    "WHERE n.article_id = ? AND n.annotator_id IN (SELECT value FROM json_each(?)) "
    "AND s.layer IN (SELECT value FROM json_each(?))"
)
_RELATIONS = (
    "SELECT n.annotator_id, r.label, r.head, r.child FROM annotations n "
    "JOIN relations r ON r.annotation_id = n.id "
    "WHERE n.article_id = ? AND n.annotator_id IN (SELECT value FROM json_each(?))"
)


@dataclass(frozen=True, slots=True)
class Finished:
    """An article, who finished it, when the last of them did (ISO 8601, empty when unknown)."""

    article_id: int
    annotators: tuple[int, ...]
    finished_at: str
    published: str


def finished(
    database: Database, annotators: Sequence[int], *, unfinished: bool = False
) -> Iterator[Finished]:
    """The articles that any of these annotators finished, in queue order."""
    sql = (
        "SELECT n.article_id, json_group_array(n.annotator_id), "
        f"coalesce(max(n.finished_at), ''), a.published {_WORK} "
        "GROUP BY n.article_id ORDER BY a.position, a.id"
    )
    order = {who: place for place, who in enumerate(annotators)}
    values = {"who": to_json(list(annotators)), "unfinished": unfinished}
    for article_id, found, when, published in database.rows(sql, values):
        ids = sorted(map(int, found.strip("[]").split(",")), key=order.__getitem__)
        yield Finished(article_id, tuple(ids), when, published)


def working(database: Database, *, unfinished: bool = False) -> set[int]:
    """The annotators with finished work."""
    sql = (
        "SELECT DISTINCT n.annotator_id FROM annotations n JOIN annotators w ON w.id = n.annotator_id "
        f"JOIN articles a ON a.id = n.article_id WHERE a.removed = 0 AND {_FINISHED}"
    )
    return {row[0] for row in database.rows(sql, {"unfinished": unfinished})}


def length(database: Database, article_id: int) -> int:
    """How many code points the text of an article has."""
    return int(database.value("SELECT length(text) FROM articles WHERE id = ?", (article_id,)) or 0)


def layers(database: Database, annotators: Sequence[int]) -> set[str]:
    """The layers in which any of these annotators marked anything."""
    sql = (
        "SELECT DISTINCT s.layer FROM annotations n JOIN spans s ON s.annotation_id = n.id "
        "WHERE n.annotator_id IN (SELECT value FROM json_each(?))"
    )
    return {row[0] for row in database.rows(sql, (to_json(list(annotators)),))}


def marked(
    database: Database, article_id: int, annotators: Sequence[int], layers: Sequence[str]
) -> list[Annotation]:
    """What annotators marked in some layers of an article, without attributes, in the order asked for."""
    who = to_json(list(annotators))
    spans: dict[int, list[Span]] = {one: [] for one in annotators}
    for one, *values in database.rows(_SPANS, (article_id, who, to_json(list(layers)))):
        spans[one].append(Span(*values))
    relations: dict[int, list[Relation]] = {one: [] for one in annotators}
    for one, *values in database.rows(_RELATIONS, (article_id, who)):
        relations[one].append(Relation(*values))
    return [
        Annotation(article_id, one, spans=in_order(spans[one]), relations=frozenset(relations[one]))
        for one in annotators
    ]
