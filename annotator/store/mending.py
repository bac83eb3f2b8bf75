"""Making a recovered project consistent: what hangs in the air goes or is tied up, and is counted."""

from collections.abc import Iterator
from dataclasses import replace

import msgspec

from annotator.core.annotation import Annotation
from annotator.core.annotator import Kind
from annotator.core.errors import StoreError
from annotator.core.rules import text_problem
from annotator.core.scheme import COLOURS, Label, Layer, Scheme
from annotator.core.text import digest
from annotator.store import (
    annotators,
    imports,
    inspection,
    occurrences,
    schemes,
    settings,
)
from annotator.store.database import Database, Row
from annotator.store.replay import explains_annotation, explains_article
from annotator.store.values import new_uuid, nouns_from_json, to_json

# Rows whose article, annotation or span is gone, in the order in which they have to go.
_ORPHANS = {
    "tokens": "article_id NOT IN (SELECT id FROM articles)",
    "assignments": "article_id NOT IN (SELECT id FROM articles)",
    "rechecks": "article_id NOT IN (SELECT id FROM articles)",
    "controls": "article_id NOT IN (SELECT id FROM articles)",
    "bases": "article_id NOT IN (SELECT id FROM articles)",
    "decisions": "article_id NOT IN (SELECT id FROM articles) "
    'OR NOT (json_valid(types) AND json_valid(taken) AND json_valid("values") AND json_valid(said))',
    "notes": "article_id NOT IN (SELECT id FROM articles)",
    "annotations": "article_id NOT IN (SELECT id FROM articles)",
    "spans": "annotation_id NOT IN (SELECT id FROM annotations)",
    "clusters": "annotation_id NOT IN (SELECT id FROM annotations)",
    "rejections": 'annotation_id NOT IN (SELECT id FROM annotations) OR "end" > (SELECT length(text) '
    "FROM articles JOIN annotations ON articles.id = article_id WHERE annotations.id = annotation_id)",
    "journal": "article_id NOT IN (SELECT id FROM articles) "
    "OR annotation_id NOT IN (SELECT id FROM annotations)",
}
_LOOSE_RELATIONS = (
    "DELETE FROM relations WHERE (annotation_id, head) NOT IN (SELECT annotation_id, id FROM spans) "
    "OR (annotation_id, child) NOT IN (SELECT annotation_id, id FROM spans)"
)
_CHANGES = "SELECT id, removed, added FROM journal"
_JSON = {"articles": ("meta", "{}"), "annotations": ("labels", "[]"), "spans": ("attributes", "{}")}
_COUNTS = (
    "UPDATE annotations SET spans = (SELECT count(*) FROM spans WHERE annotation_id = annotations.id), "
    "decided = (SELECT count(*) FROM spans WHERE annotation_id = annotations.id "
    "AND json_extract(attributes, '$.rule') NOT IN ('', 0)), next_span_id = max(next_span_id, "
    "(SELECT coalesce(max(id), 0) + 1 FROM spans WHERE annotation_id = annotations.id))"
)


def mend(database: Database, name: str) -> list[str]:
    """Mend a project recovered from the file `name`, inside `writing()`; a sentence for each thing done."""
    steps = (_values, _people, _orphans, _texts, _scheme)
    done = [sentence for step in steps for sentence in step(database)]
    database.execute(_LOOSE_RELATIONS)
    database.execute(_COUNTS)
    return [*done, *_history(database, name)]


def _values(database: Database) -> Iterator[str]:
    for table, (column, empty) in _JSON.items():
        sql = f"UPDATE {table} SET {column} = ? WHERE NOT json_valid({column})"
        count = database.execute(sql, (empty,)).rowcount
        if count:
            yield f"{column} of {count} {table} could not be read."
    count = database.execute("DELETE FROM settings WHERE NOT json_valid(value)").rowcount
    if count:
        yield f"{count} settings could not be read."
    unreadable = [row["id"] for row in database.each(_CHANGES) if not _is_change(row)]
    database.execute_many("DELETE FROM journal WHERE id = ?", [(n,) for n in unreadable])
    for table in ("articles", "annotations", "journal"):
        database.execute(
            f"UPDATE {table} SET import_id = NULL WHERE import_id NOT IN (SELECT id FROM imports)"
        )


def _is_change(row: Row) -> bool:
    try:
        nouns_from_json(row["removed"])
        nouns_from_json(row["added"])
    except (TypeError, KeyError, msgspec.MsgspecError):
        return False
    return True


def _people(database: Database) -> Iterator[str]:
    for table in ("assignments", "bases", "rechecks"):
        database.execute(
            f"DELETE FROM {table} WHERE annotator_id NOT IN (SELECT id FROM annotators)"
        )
    database.execute("UPDATE journal SET who = NULL WHERE who NOT IN (SELECT id FROM annotators)")
    missing = database.rows(
        "SELECT DISTINCT annotator_id FROM annotations "
        "WHERE annotator_id NOT IN (SELECT id FROM annotators)"
    )
    for (gone,) in missing:
        who = f"Recovered annotator {gone}"
        sql = "INSERT INTO annotators (id, uuid, name, kind) VALUES (?, ?, ?, 'person')"
        database.execute(sql, (gone, new_uuid(), who))
        yield f"The name of an annotator is lost; it is now {who}."
    if not any(who.kind is Kind.PERSON for who in annotators.all_of(database)):
        annotators.ensure(database, "Recovered annotator", Kind.PERSON)


def _orphans(database: Database) -> Iterator[str]:
    for table, condition in _ORPHANS.items():
        count = database.execute(f"DELETE FROM {table} WHERE {condition}").rowcount
        if count:
            yield f"{count} of {table} were left out, because what they belong to is lost."
    database.execute(
        "UPDATE spans SET cluster_id = NULL WHERE cluster_id IS NOT NULL "
        "AND (annotation_id, cluster_id) NOT IN (SELECT annotation_id, id FROM clusters)"
    )


def _texts(database: Database) -> Iterator[str]:
    changed = untrue = 0
    for article_id in inspection.article_ids(database):
        stored = inspection.stored(database, article_id)
        if stored.article.sha256 != stored.sha256:
            changed += 1
            values = (digest(stored.article.text), article_id)
            database.execute("UPDATE articles SET sha256 = ? WHERE id = ?", values)
        for one in stored.annotations:
            untrue += _drop_untrue(database, one.annotation, stored.article.text)
    if changed:
        yield f"The text of {changed} articles is not the one that was imported."
    if untrue:
        yield f"{untrue} spans were left out, because they do not fit their text."


def _drop_untrue(database: Database, held: Annotation, text: str) -> int:
    wrong = [span.id for span in held.spans if text_problem(span, text)]
    sql = (
        "DELETE FROM spans WHERE id = ? AND annotation_id = "
        "(SELECT id FROM annotations WHERE article_id = ? AND annotator_id = ?)"
    )
    database.execute_many(sql, [(n, held.article_id, held.annotator_id) for n in wrong])
    return len(wrong)


def _scheme(database: Database) -> Iterator[str]:
    """The scheme in use, else the last that can be read, with every label that marks something."""
    wanted = settings.get(database, "scheme_version")
    kept = _readable(database, wanted)
    used = _usable(occurrences.label_uses(database), kept)
    yield from _without_label(database, used)
    missing = [(layer, label) for layer, label in used if not (kept and kept.has(layer, label))]
    if kept and not missing and kept.version == wanted:
        return
    scheme = _with_labels(kept or Scheme("recovered"), missing)
    settings.put(database, "scheme_version", schemes.add(database, scheme, "after the recovery"))
    yield "The label scheme was put together from what could be read; please look it over."


def _usable(uses: dict[tuple[str, str], int], kept: Scheme | None) -> list[tuple[str, str]]:
    """The (layer, label) pairs a scheme can have: each label in one layer, that of the scheme or of most."""
    homes = {label.name: layer.name for layer, label in kept.labels} if kept else {}
    for layer, label in sorted(uses, key=lambda pair: -uses[pair]):
        if label and label == label.strip():
            homes.setdefault(label, layer)
    return [(layer, label) for layer, label in uses if homes.get(label) == layer]


def _without_label(database: Database, used: list[tuple[str, str]]) -> Iterator[str]:
    sql = (
        "DELETE FROM spans WHERE (layer, label) NOT IN "
        "(SELECT value ->> 0, value ->> 1 FROM json_each(?)) AND annotation_id IN "
        "(SELECT annotations.id FROM annotations JOIN annotators ON annotators.id = annotator_id "
        "WHERE kind <> 'model')"
    )
    count = database.execute(sql, (to_json(used),)).rowcount
    if count:
        yield f"{count} spans were left out, because their label cannot be read."


def _readable(database: Database, wanted: object) -> Scheme | None:
    versions = [row[0] for row in database.rows("SELECT version FROM schemes ORDER BY version")]
    for version in sorted(versions, key=lambda version: (version == wanted, version), reverse=True):
        try:
            return schemes.get(database, version)
        except StoreError:
            database.execute("DELETE FROM schemes WHERE version = ?", (version,))
    return None


def _with_labels(scheme: Scheme, labels: list[tuple[str, str]]) -> Scheme:
    layers = {layer.name: layer for layer in scheme.layers}
    for n, (name, label) in enumerate(labels):
        layer = layers.get(name, Layer(name))
        added = Label(label, colour=COLOURS[n % len(COLOURS)])
        layers[name] = replace(layer, labels=(*layer.labels, added))
    return Scheme(
        scheme.name,
        title=scheme.title,
        description=scheme.description,
        layers=tuple(layers.values()),
        article_labels=scheme.article_labels,
    )


def _history(database: Database, name: str) -> Iterator[str]:
    """A history with gaps would undo what it does not know, so it is kept whole or not at all."""
    if all(map(_explained, _all(database))):
        return
    database.execute("DELETE FROM journal")
    import_id = imports.start(database, f"what was recovered of {name}", "recovery")
    database.execute("UPDATE annotations SET import_id = ?", (import_id,))
    back = database.execute("UPDATE articles SET removed = 0 WHERE removed <> 0").rowcount
    yield "The history has gaps and was left out, so earlier steps cannot be undone."
    if back:
        yield f"{back} articles that had been removed are back, as nothing else could bring them back."


def _all(database: Database) -> Iterator[inspection.StoredArticle]:
    ids = inspection.article_ids(database)
    return (inspection.stored(database, article_id) for article_id in ids)


def _explained(stored: inspection.StoredArticle) -> bool:
    whole = explains_article(stored.deltas, stored.article, stored.others, removed=stored.removed)
    return whole and all(
        explains_annotation(one.deltas, one.annotation, imported=one.imported)
        for one in stored.annotations
        if one.kind != Kind.MODEL
    )
