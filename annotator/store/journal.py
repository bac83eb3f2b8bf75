"""Every change ever made, in order: what undo, redo, history and audit read.

A step is one user action; it has one row for each thing it touched, in the order of its deltas. A row
of kind `undo` names the step it undoes, one of kind `redo` the undoing it takes back.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from annotator.core.change import Change, Delta
from annotator.core.errors import UndoError
from annotator.store.database import Database, Row
from annotator.store.values import new_uuid, nouns_from_json, nouns_to_json, now

_INSERT = (
    "INSERT INTO journal (uuid, step, kind, article_id, annotation_id, import_id, who, at, name, removed, "
    "added, undoes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_STEPS = (
    "SELECT step, kind, max(id) AS last FROM journal WHERE who = ? AND id > ? "
    "GROUP BY step ORDER BY last DESC"
)
_SELECT = (
    "SELECT journal.*, annotations.annotator_id AS whose FROM journal "
    "LEFT JOIN annotations ON annotations.id = journal.annotation_id "
)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the journal, with the change it made."""

    step: str
    kind: str
    who: int | None
    at: str
    change: Change
    undoes: str | None = None


def add(
    database: Database,
    step: Step,
    annotation_ids: Mapping[tuple[int, int], int],
    import_id: int | None = None,
) -> None:
    """Write a step inside `writing()`.

    `annotation_ids` gives the row of each (article id, annotator id) touched.
    """
    rows = [
        (
            new_uuid(),
            step.step,
            step.kind,
            delta.article_id,
            _annotation_id(delta, annotation_ids),
            import_id,
            step.who,
            step.at,
            step.change.name,
            nouns_to_json(delta.removed),
            nouns_to_json(delta.added),
            step.undoes,
        )
        for delta in step.change.deltas
    ]
    database.execute_many(_INSERT, rows)


def new_step(change: Change, who: int | None, kind: str = "do", undoes: str | None = None) -> Step:
    """A step made now."""
    return Step(new_uuid(), kind, who, now(), change, undoes)


def get(database: Database, step: str) -> Step:
    """The step of that uuid. Raises UndoError when there is none."""
    rows = database.rows(_SELECT + "WHERE journal.step = ? ORDER BY journal.id", (step,))
    if not rows:
        raise UndoError("That step is not in the history of this project.")
    return _step(rows)


def to_undo(database: Database, who: int) -> str | None:
    """The last step of that annotator that is not undone."""
    undone = 0
    for row in _backwards(database, who):
        if row["kind"] == "undo":
            undone += 1
        elif undone:
            undone -= 1
        else:
            return str(row["step"])
    return None


def newest(database: Database) -> int:
    """The id of the last row."""
    return int(database.value("SELECT coalesce(max(id), 0) FROM journal"))


def since(database: Database, who: int, row_id: int) -> list[str]:
    """The steps of that annotator after a row that are not undone, the last one first."""
    undone, found = 0, []
    for row in database.rows(_STEPS, (who, row_id)):
        if row["kind"] == "undo":
            undone += 1
        elif undone:
            undone -= 1
        else:
            found.append(str(row["step"]))
    return found


def finisher(database: Database, article_id: int, annotator_id: int) -> str:
    """Who made an annotation done last, by name; empty when it came so from elsewhere."""
    sql = (
        "SELECT annotators.name FROM journal JOIN annotators ON annotators.id = journal.who "
        "JOIN annotations ON annotations.id = journal.annotation_id "
        "WHERE journal.article_id = ? AND annotations.annotator_id = ? AND EXISTS "
        "(SELECT 1 FROM json_each(journal.added) WHERE value ->> 'status' = 'done') "
        "ORDER BY journal.id DESC LIMIT 1"
    )
    return str(database.value(sql, (article_id, annotator_id)) or "")


def to_redo(database: Database, who: int) -> str | None:
    """The undoing of that annotator that redo takes back: the newest since the last new step."""
    redone = 0
    for row in _backwards(database, who):
        if row["kind"] == "do":
            return None
        if row["kind"] == "redo":
            redone += 1
        elif redone:
            redone -= 1
        else:
            return str(row["step"])
    return None


def name(database: Database, step: str) -> str:
    """What the user calls a step."""
    return str(database.value("SELECT name FROM journal WHERE step = ? LIMIT 1", (step,)))


def of_article(database: Database, article_id: int, limit: int) -> list[Step]:
    """The last steps that touched an article, newest first, each with what it changed there."""
    sql = _SELECT + "WHERE journal.article_id = ? ORDER BY journal.id DESC LIMIT ?"
    grouped: dict[str, list[Row]] = {}
    for row in database.rows(sql, (article_id, limit)):
        grouped.setdefault(row["step"], []).insert(0, row)
    return [_step(rows) for rows in grouped.values()]


def undone_steps(database: Database, article_id: int) -> set[str]:
    """The steps on an article that were undone and not redone."""
    sql = "SELECT step, kind, undoes FROM journal WHERE article_id = ? AND undoes IS NOT NULL ORDER BY id"
    first: dict[str, str] = {}
    undone: set[str] = set()
    for row in database.rows(sql, (article_id,)):
        # An undoing may take back a redoing: what counts is the step it all began with.
        began = first[row["step"]] = first.get(row["undoes"], row["undoes"])
        (undone.add if row["kind"] == "undo" else undone.discard)(began)
    return undone


def by_annotation(database: Database, article_id: int) -> dict[int | None, list[Delta]]:
    """The deltas on an article, oldest first, by the row of their annotation; None is the article."""
    sql = _SELECT + "WHERE journal.article_id = ? ORDER BY journal.id"
    found: dict[int | None, list[Delta]] = {}
    for row in database.rows(sql, (article_id,)):
        found.setdefault(row["annotation_id"], []).append(_delta(row))
    return found


def of_project(database: Database) -> list[Delta]:
    """The deltas on the project itself, oldest first."""
    sql = _SELECT + "WHERE journal.article_id IS NULL ORDER BY journal.id"
    return [_delta(row) for row in database.each(sql)]


def later_on_import(database: Database, import_id: int, who: int) -> int:
    """How many steps others made on the articles of an import."""
    sql = (
        "SELECT count(DISTINCT step) FROM journal JOIN articles ON articles.id = journal.article_id "
        "WHERE articles.import_id = ? AND journal.who IS NOT ? AND journal.import_id IS NULL"
    )
    return int(database.value(sql, (import_id, who)))


def _backwards(database: Database, who: int) -> list[Row]:
    last = database.value("SELECT coalesce(max(id), 0) FROM journal WHERE who = ?", (who,))
    window = 500
    recent = database.rows(_STEPS, (who, last - window))
    while window < last and not _settles(recent):
        window *= 10
        recent = database.rows(_STEPS, (who, last - window))
    return recent


def _settles(rows: list[Row]) -> bool:
    """Whether the recent rows alone tell what undo and redo are: more was done than undone."""
    balance = 0
    for row in rows:
        balance += -1 if row["kind"] == "undo" else 1
        if balance > 0 and row["kind"] == "do":
            return True
    return False


def _annotation_id(delta: Delta, annotation_ids: Mapping[tuple[int, int], int]) -> int | None:
    if delta.article_id is None or delta.annotator_id is None:
        return None
    return annotation_ids[delta.article_id, delta.annotator_id]


def _step(rows: list[Row]) -> Step:
    first = rows[0]
    change = Change(first["name"], tuple(_delta(row) for row in rows))
    return Step(first["step"], first["kind"], first["who"], first["at"], change, first["undoes"])


def _delta(row: Row) -> Delta:
    removed, added = nouns_from_json(row["removed"]), nouns_from_json(row["added"])
    return Delta(row["article_id"], row["whose"], removed, added)
