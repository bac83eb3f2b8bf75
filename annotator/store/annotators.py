"""The annotators of a project: people, models, gold."""

from annotator.core.annotator import Annotator, Kind
from annotator.core.scheme import COLOURS
from annotator.store.database import Database, Row
from annotator.store.values import new_uuid


def all_of(database: Database) -> tuple[Annotator, ...]:
    """Every annotator, in the order they came."""
    return tuple(_annotator(row) for row in database.rows("SELECT * FROM annotators ORDER BY id"))


def at_work(database: Database) -> set[int]:
    """The ids of those who have an annotation or are assigned one."""
    sql = "SELECT annotator_id FROM annotations UNION SELECT annotator_id FROM assignments"
    return {row[0] for row in database.rows(sql)}


def get(database: Database, annotator_id: int) -> Annotator | None:
    """The annotator of that id."""
    row = database.row("SELECT * FROM annotators WHERE id = ?", (annotator_id,))
    return _annotator(row) if row else None


def named(database: Database, name: str, kind: Kind = Kind.PERSON) -> Annotator | None:
    """The annotator of that name and kind."""
    row = database.row("SELECT * FROM annotators WHERE name = ? AND kind = ?", (name, kind.value))
    return _annotator(row) if row else None


def known(database: Database, name: str, kind: Kind, uuid: str = "") -> Annotator | None:
    """The annotator of that uuid, else of that name and kind."""
    row = database.row("SELECT * FROM annotators WHERE uuid = ? AND kind = ?", (uuid, kind.value))
    return _annotator(row) if row else named(database, name, kind)


def ensure(database: Database, name: str, kind: Kind, uuid: str = "") -> Annotator:
    """The annotator of that uuid, else of that name and kind, else a new one; inside `writing()`."""
    return known(database, name, kind, uuid) or _add(database, name, kind, uuid)


def _add(database: Database, name: str, kind: Kind, uuid: str) -> Annotator:
    count = database.value("SELECT count(*) FROM annotators WHERE kind = ?", (kind.value,))
    taken = uuid and database.value("SELECT count(*) FROM annotators WHERE uuid = ?", (uuid,))
    made = Annotator(
        0, new_uuid() if taken or not uuid else uuid, name, kind, COLOURS[count % len(COLOURS)]
    )
    values = {"uuid": made.uuid, "name": name, "kind": kind.value, "colour": made.colour}
    new_id = database.insert("annotators", values)
    return Annotator(new_id, made.uuid, name, kind, made.colour)


def _annotator(row: Row) -> Annotator:
    return Annotator(row["id"], row["uuid"], row["name"], Kind(row["kind"]), row["colour"])
