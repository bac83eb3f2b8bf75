"""Annotations as rows: read whole, written by what changed, or added in bulk by an import or a model."""

from collections.abc import Iterable
from dataclasses import dataclass

from annotator.core.annotation import Annotation, Status, in_order
from annotator.core.change import Delta
from annotator.core.errors import StaleError
from annotator.core.span import Cluster, Rejection, Relation, Span
from annotator.store.database import Database, Row
from annotator.store.values import attributes_from_json, attributes_to_json, from_json, to_json

_SPAN = (
    'INSERT INTO spans (annotation_id, id, layer, label, start, "end", text, cluster_id, confidence, '
    "origin, attributes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_RELATION = "INSERT INTO relations VALUES (?, ?, ?, ?)"
_CLUSTER = "INSERT INTO clusters VALUES (?, ?, ?, ?, ?)"
_REJECTION = "INSERT INTO rejections VALUES (?, ?, ?, ?, ?, ?)"
# An import that gave no status brings finished work wherever its annotator marked anything in it at all:
# then an article without a span is one in which there was nothing to mark.
CAME_FINISHED = (
    "(n.status = 'todo' AND (n.spans > 0 OR EXISTS (SELECT 1 FROM annotations m "
    "WHERE m.annotator_id = n.annotator_id AND m.import_id = n.import_id AND m.spans > 0)))"
)
FINISHED = f"(n.status = 'done' OR {CAME_FINISHED})"
_PARTS = ("relations", "spans", "clusters", "rejections")


def load(database: Database, article_id: int, annotator_id: int) -> Annotation | None:
    """One annotator's annotation of an article."""
    sql = "SELECT * FROM annotations WHERE article_id = ? AND annotator_id = ?"
    row = database.row(sql, (article_id, annotator_id))
    return from_row(database, row) if row else None


def revision(database: Database, article_id: int, annotator_id: int) -> int:
    """How often an annotation was written; 0 while there is none."""
    sql = "SELECT revision FROM annotations WHERE article_id = ? AND annotator_id = ?"
    return database.value(sql, (article_id, annotator_id)) or 0


def row_id(database: Database, article_id: int, annotator_id: int) -> int | None:
    """The id of an annotation's row."""
    sql = "SELECT id FROM annotations WHERE article_id = ? AND annotator_id = ?"
    found: int | None = database.value(sql, (article_id, annotator_id))
    return found


def of_article(database: Database, article_id: int) -> tuple[Annotation, ...]:
    """Every annotation of an article."""
    rows = database.rows(
        "SELECT * FROM annotations WHERE article_id = ? ORDER BY id", (article_id,)
    )
    return tuple(from_row(database, row) for row in rows)


@dataclass(frozen=True, slots=True)
class Work:
    """How far one annotator is with an article, told without reading the annotation.

    `finished` is what is done, or came with an import that gave no status; see `FINISHED`.
    """

    annotator_id: int
    status: Status
    spans: int
    revision: int
    finished: bool


def work_on(database: Database, article_id: int) -> list[Work]:
    """Who has an annotation of an article, in the order the annotators came."""
    sql = (
        f"SELECT annotator_id, status, spans, revision, {FINISHED} FROM annotations n "
        "WHERE article_id = ? ORDER BY annotator_id"
    )
    rows = database.rows(sql, (article_id,))
    return [Work(row[0], Status(row[1]), row[2], row[3], bool(row[4])) for row in rows]


def worked_on(database: Database, annotator_id: int) -> list[tuple[int, Status]]:
    """The articles an annotator has worked on, with the status, in queue order.

    Work that was all taken back counts too: it may have been handed on before.
    """
    sql = (
        "SELECT article_id, status FROM annotations JOIN articles ON articles.id = article_id "
        "WHERE annotator_id = ? AND removed = 0 AND (revision > 0 OR status <> 'todo' OR spans > 0 "
        "OR labels <> '[]' OR EXISTS (SELECT 1 FROM rejections WHERE annotation_id = annotations.id)) "
        "ORDER BY position, article_id"
    )
    return [(row[0], Status(row[1])) for row in database.rows(sql, (annotator_id,))]


def write(database: Database, before: Annotation, after: Annotation, delta: Delta) -> int:
    """Write what `delta` changed, inside `writing()`, and return the annotation's row id.

    Raises StaleError when the annotation was written since `before` was read.
    """
    annotation_id = _touch(database, before, after)
    _remove(database, annotation_id, delta)
    _insert(database, annotation_id, _Values.of(delta.added))
    return annotation_id


def add(database: Database, annotation: Annotation, import_id: int | None = None) -> int:
    """Store a new annotation whole, inside `writing()`."""
    values = _columns(annotation) | {"import_id": import_id}
    annotation_id = database.insert("annotations", values)
    _insert(database, annotation_id, _Values.of_annotation(annotation))
    return annotation_id


def replace(database: Database, annotation: Annotation) -> None:
    """Store a model's new annotation of an article in place of its last, inside `writing()`."""
    old = row_id(database, annotation.article_id, annotation.annotator_id)
    if old is None:
        add(database, annotation)
        return
    for table in _PARTS:
        database.execute(f"DELETE FROM {table} WHERE annotation_id = ?", (old,))
    last = revision(database, annotation.article_id, annotation.annotator_id)
    columns = _columns(annotation) | {"revision": last + 1}
    _update(database, old, columns)
    _insert(database, old, _Values.of_annotation(annotation))


def add_seconds(database: Database, annotation: Annotation, seconds: float) -> None:
    """Count time of active work, inside `writing()`; it is no change and has no revision.

    An article that was read and not touched yet gets a row, so that its time counts too.
    """
    columns = _columns(annotation) | {"seconds": seconds}
    names, marks = ", ".join(columns), ", ".join("?" * len(columns))
    database.execute(
        f"INSERT INTO annotations ({names}) VALUES ({marks}) ON CONFLICT (article_id, annotator_id) "
        "DO UPDATE SET seconds = seconds + excluded.seconds",
        tuple(columns.values()),
    )


def decided(annotation: Annotation) -> int:
    """How many spans the rules of pre-labelling decided on: what the queue's order `changed` counts."""
    return sum(1 for span in annotation.spans if span.attributes and span.attribute("rule"))


class _Values:
    """The nouns of one delta or annotation, by the table they go to."""

    def __init__(self) -> None:
        self.spans: list[Span] = []
        self.relations: list[Relation] = []
        self.clusters: list[Cluster] = []
        self.rejections: list[Rejection] = []

    @classmethod
    def of(cls, nouns: Iterable[object]) -> "_Values":
        values = cls()
        for noun in nouns:
            if isinstance(noun, Span):
                values.spans.append(noun)
            elif isinstance(noun, Relation):
                values.relations.append(noun)
            elif isinstance(noun, Cluster):
                values.clusters.append(noun)
            elif isinstance(noun, Rejection):
                values.rejections.append(noun)
        return values

    @classmethod
    def of_annotation(cls, annotation: Annotation) -> "_Values":
        values = cls()
        values.spans = list(annotation.spans)
        values.relations = list(annotation.relations)
        values.clusters = list(annotation.clusters)
        values.rejections = list(annotation.rejections)
        return values


def _touch(database: Database, before: Annotation, after: Annotation) -> int:
    annotation_id = row_id(database, before.article_id, before.annotator_id)
    if annotation_id is None and before.revision == 0:
        return database.insert("annotations", _columns(after))
    current = revision(database, before.article_id, before.annotator_id)
    if annotation_id is None or current != before.revision:
        raise StaleError(
            "This annotation was changed in another window; it is shown anew, nothing was lost."
        )
    _update(database, annotation_id, _columns(after))
    return annotation_id


def _update(database: Database, annotation_id: int, columns: dict[str, object]) -> None:
    # Seconds are counted by `add_seconds` alone, or two windows would overwrite each other's.
    columns.pop("seconds")
    names = ", ".join(f"{name} = ?" for name in columns)
    sql = f"UPDATE annotations SET {names} WHERE id = ?"
    database.execute(sql, (*columns.values(), annotation_id))


def _columns(annotation: Annotation) -> dict[str, object]:
    return {
        "article_id": annotation.article_id,
        "annotator_id": annotation.annotator_id,
        "status": annotation.status.value,
        "scheme_version": annotation.scheme_version,
        "revision": annotation.revision,
        "next_span_id": annotation.next_span_id,
        "labels": to_json(sorted(annotation.labels)),
        "seconds": annotation.seconds,
        "finished_at": annotation.finished_at,
        "spans": len(annotation.spans),
        "decided": decided(annotation),
    }


def _remove(database: Database, annotation_id: int, delta: Delta) -> None:
    gone = _Values.of(delta.removed)
    _delete(
        database,
        "relations",
        "label, head, child",
        [(annotation_id, r.label, r.head, r.child) for r in gone.relations],
    )
    _delete(database, "spans", "id", [(annotation_id, span.id) for span in gone.spans])
    _delete(database, "clusters", "id", [(annotation_id, cluster.id) for cluster in gone.clusters])
    _delete(
        database,
        "rejections",
        'layer, label, start, "end"',
        [(annotation_id, *r.key) for r in gone.rejections],
    )


def _delete(database: Database, table: str, names: str, keys: list[tuple[object, ...]]) -> None:
    if keys:
        where = " AND ".join(f"{name} = ?" for name in ("annotation_id", *names.split(", ")))
        database.execute_many(f"DELETE FROM {table} WHERE {where}", keys)


def _insert(database: Database, annotation_id: int, values: _Values) -> None:
    if values.spans:
        database.execute_many(_SPAN, [_span_row(annotation_id, span) for span in values.spans])
    if values.relations:
        rows = [(annotation_id, r.label, r.head, r.child) for r in values.relations]
        database.execute_many(_RELATION, rows)
    if values.clusters:
        clusters = [(annotation_id, c.id, c.name, c.label, c.outside_id) for c in values.clusters]
        database.execute_many(_CLUSTER, clusters)
    if values.rejections:
        rejections = [(annotation_id, *r.key, r.origin) for r in values.rejections]
        database.execute_many(_REJECTION, rejections)


def _span_row(annotation_id: int, span: Span) -> tuple[object, ...]:
    return (
        annotation_id,
        span.id,
        span.layer,
        span.label,
        span.start,
        span.end,
        span.text,
        span.cluster_id,
        span.confidence,
        span.origin,
        attributes_to_json(span.attributes),
    )


def from_row(database: Database, row: Row) -> Annotation:
    """The annotation of a row of `annotations`, with its parts."""
    parts = {
        part: _part(database, part, row["id"]) for part in ("relations", "clusters", "rejections")
    }
    return Annotation(
        article_id=row["article_id"],
        annotator_id=row["annotator_id"],
        status=Status(row["status"]),
        spans=_spans(database, row["id"]),
        relations=frozenset(
            Relation(r["label"], r["head"], r["child"]) for r in parts["relations"]
        ),
        clusters=frozenset(
            Cluster(r["id"], r["name"], r["label"], r["outside_id"]) for r in parts["clusters"]
        ),
        rejections=frozenset(
            Rejection(r["layer"], r["label"], r["start"], r["end"], r["origin"])
            for r in parts["rejections"]
        ),
        labels=frozenset(from_json(row["labels"])),
        next_span_id=row["next_span_id"],
        revision=row["revision"],
        scheme_version=row["scheme_version"],
        seconds=row["seconds"],
        finished_at=row["finished_at"],
    )


def _part(database: Database, table: str, annotation_id: int) -> list[Row]:
    return database.rows(f"SELECT * FROM {table} WHERE annotation_id = ?", (annotation_id,))


def _spans(database: Database, annotation_id: int) -> tuple[Span, ...]:
    """In reading order; columns by position, since names would take longer than the reading."""
    sql = (
        'SELECT id, layer, label, start, "end", text, cluster_id, confidence, origin, attributes '
        "FROM spans WHERE annotation_id = ?"
    )
    rows = database.rows(sql, (annotation_id,))
    return in_order(
        Span(
            number,
            layer,
            label,
            start,
            end,
            text,
            cluster,
            sure,
            origin,
            attributes_from_json(held),
        )
        for number, layer, label, start, end, text, cluster, sure, origin, held in rows
    )
