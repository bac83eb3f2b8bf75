"""What stands on an article besides its annotations: who is to label it, what gold builds on, decisions."""

from collections import defaultdict
from collections.abc import Callable, Sequence

from annotator.core.change import Assignment, Basis, Control, Recheck
from annotator.core.decision import Choice, Decision, ErrorType, Said
from annotator.store.database import Database, Row
from annotator.store.values import from_json, nouns_from_json, to_json

ReviewNoun = Assignment | Control | Recheck | Basis | Decision


def of_article(database: Database, article_id: int) -> tuple[ReviewNoun, ...]:
    """Everything of it that an article has."""
    return tuple(noun for read in _READ.values() for noun in read(database, article_id))


def assignments(database: Database, article_id: int) -> tuple[Assignment, ...]:
    """Who is to label an article."""
    sql = (
        "SELECT annotator_id, position FROM assignments WHERE article_id = ? ORDER BY annotator_id"
    )
    return tuple(Assignment(*row) for row in database.rows(sql, (article_id,)))


def all_assignments(database: Database) -> dict[int, tuple[Assignment, ...]]:
    """Who is to label what, by article."""
    found: dict[int, list[Assignment]] = defaultdict(list)
    sql = "SELECT article_id, annotator_id, position FROM assignments ORDER BY article_id, annotator_id"
    for article_id, annotator_id, position in database.rows(sql):
        found[article_id].append(Assignment(annotator_id, position))
    return {article_id: tuple(many) for article_id, many in found.items()}


def any_assigned(database: Database) -> bool:
    """Whether anybody is assigned anything."""
    return database.value("SELECT 1 FROM assignments LIMIT 1") is not None


def decided_articles(database: Database) -> list[int]:
    """The articles about which anything was decided, in queue order."""
    sql = (
        "SELECT id FROM articles WHERE removed = 0 AND id IN (SELECT article_id FROM decisions "
        "WHERE choice <> 'undecided') ORDER BY position, id"
    )
    return [row[0] for row in database.rows(sql)]


def is_control(database: Database, article_id: int) -> bool:
    """Whether annotators are measured by an article."""
    sql = "SELECT 1 FROM controls WHERE article_id = ?"
    return database.value(sql, (article_id,)) is not None


def control_ids(database: Database) -> list[int]:
    """The articles by which annotators are measured, in queue order."""
    sql = (
        "SELECT id FROM articles WHERE removed = 0 AND id IN (SELECT article_id FROM controls) "
        "ORDER BY position, id"
    )
    return [row[0] for row in database.rows(sql)]


def bases(database: Database, article_id: int) -> tuple[Basis, ...]:
    """Whose annotations an article's gold takes account of, up to which revision."""
    sql = "SELECT annotator_id, revision FROM bases WHERE article_id = ? ORDER BY annotator_id"
    return tuple(Basis(*row) for row in database.rows(sql, (article_id,)))


def rechecks(database: Database, article_id: int) -> tuple[Recheck, ...]:
    """Who has to look at a finished article again, and why."""
    sql = "SELECT annotator_id, reason FROM rechecks WHERE article_id = ? ORDER BY annotator_id"
    return tuple(Recheck(*row) for row in database.rows(sql, (article_id,)))


def recheck(database: Database, article_id: int, annotator_id: int) -> Recheck | None:
    """Why an annotator has to look at an article again; None where they have not."""
    found = rechecks(database, article_id)
    return next((one for one in found if one.annotator_id == annotator_id), None)


def decisions(database: Database, article_id: int) -> tuple[Decision, ...]:
    """What was decided about an article, in reading order."""
    sql = 'SELECT * FROM decisions WHERE article_id = ? ORDER BY start, "end", key'
    return tuple(map(_decision, database.rows(sql, (article_id,))))


def reasons(database: Database) -> list[str]:
    """Every reason given so far, the last one first."""
    sql = "SELECT reason FROM decisions WHERE reason <> '' GROUP BY reason ORDER BY max(at) DESC"
    return [row[0] for row in database.rows(sql)]


def decisions_ever(database: Database, article_id: int) -> list[Decision]:
    """Every decision about an article that the journal tells of, oldest first; some stand there twice."""
    sql = (
        "SELECT removed, added FROM journal WHERE article_id = :article AND annotation_id IS NULL "
        "AND (instr(added, :noun) OR instr(removed, :noun)) ORDER BY id"
    )
    rows = database.rows(sql, {"article": article_id, "noun": '"noun":"decision"'})
    nouns = (noun for row in rows for side in row for noun in nouns_from_json(side))
    return [noun for noun in nouns if isinstance(noun, Decision)]


def add(database: Database, article_id: int, noun: ReviewNoun) -> None:
    """Store one of these inside `writing()`."""
    table, columns = _row(noun)
    database.insert(table, {"article_id": article_id} | columns)


def remove(database: Database, article_id: int, noun: ReviewNoun) -> bool:
    """Take one of these away inside `writing()`; whether it was there just so."""
    held = _READ[type(noun)](database, article_id)
    if noun not in held:
        return False
    table, where, values = _place(article_id, noun)
    database.execute(f"DELETE FROM {table} WHERE {where}", values)
    return True


def holds(database: Database, article_id: int, noun: ReviewNoun) -> bool:
    """Whether something stands in the place of one of these."""
    table, where, values = _place(article_id, noun)
    return database.value(f"SELECT 1 FROM {table} WHERE {where}", values) is not None


def _place(article_id: int, noun: ReviewNoun) -> tuple[str, str, tuple[object, ...]]:
    table, columns = _row(noun)
    key = next(iter(columns), None)
    if key is None:
        return table, "article_id = ?", (article_id,)
    return table, f'article_id = ? AND "{key}" = ?', (article_id, columns[key])


def _controls(database: Database, article_id: int) -> tuple[Control, ...]:
    return (Control(),) if is_control(database, article_id) else ()


_READ: dict[type[ReviewNoun], Callable[[Database, int], Sequence[ReviewNoun]]] = {
    Assignment: assignments,
    Control: _controls,
    Recheck: rechecks,
    Basis: bases,
    Decision: decisions,
}


def _row(noun: ReviewNoun) -> tuple[str, dict[str, object]]:
    """The table of a noun and its columns, the first one completing the article's id to a key."""
    if isinstance(noun, Assignment):
        return "assignments", {"annotator_id": noun.annotator_id, "position": noun.position}
    if isinstance(noun, Recheck):
        return "rechecks", {"annotator_id": noun.annotator_id, "reason": noun.reason}
    if isinstance(noun, Basis):
        return "bases", {"annotator_id": noun.annotator_id, "revision": noun.revision}
    if isinstance(noun, Control):
        return "controls", {}
    return "decisions", {
        "key": noun.key,
        "types": to_json(noun.types),
        "layer": noun.layer,
        "start": noun.start,
        "end": noun.end,
        "text": noun.text,
        "choice": noun.choice.value,
        "taken": to_json(noun.taken),
        "values": to_json(noun.values),
        "said": to_json(noun.said),
        "gold": noun.gold,
        "reason": noun.reason,
        "error_type": noun.error_type.value if noun.error_type else "",
        "author": noun.author,
        "at": noun.at,
    }


def _decision(row: Row) -> Decision:
    return Decision(
        key=row["key"],
        types=tuple(from_json(row["types"])),
        layer=row["layer"],
        start=row["start"],
        end=row["end"],
        text=row["text"],
        choice=Choice(row["choice"]),
        taken=tuple(from_json(row["taken"])),
        values=tuple(from_json(row["values"])),
        said=tuple(Said(**said) for said in from_json(row["said"])),
        gold=row["gold"],
        reason=row["reason"],
        error_type=ErrorType(row["error_type"]) if row["error_type"] else None,
        author=row["author"],
        at=row["at"],
    )
