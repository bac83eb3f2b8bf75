"""Every version of a project's label scheme."""

import msgspec

from annotator.core.errors import SchemeError
from annotator.core.scheme import Scheme
from annotator.store.database import Database
from annotator.store.faults import damaged
from annotator.store.values import from_json, now, to_json


def add(database: Database, scheme: Scheme, note: str) -> int:
    """Store a scheme as the next version, inside `writing()`, and return that version."""
    version = next_version(database)
    raw = msgspec.to_builtins(scheme) | {"version": version}
    raw.pop("_by_name", None)
    database.insert(
        "schemes", {"version": version, "scheme": to_json(raw), "at": now(), "note": note}
    )
    return version


def next_version(database: Database) -> int:
    """The version the next scheme gets."""
    return int(database.value("SELECT coalesce(max(version), 0) + 1 FROM schemes"))


def get(database: Database, version: int) -> Scheme:
    """The scheme of that version. Raises StoreError when the file has lost it."""
    stored = database.value("SELECT scheme FROM schemes WHERE version = ?", (version,))
    try:
        return msgspec.convert(from_json(stored), type=Scheme)
    except (TypeError, msgspec.MsgspecError, SchemeError) as error:
        raise damaged(database.path) from error


def versions(database: Database) -> list[tuple[int, str, str]]:
    """Version, when and note of each, oldest first."""
    rows = database.rows("SELECT version, at, note FROM schemes ORDER BY version")
    return [(row["version"], row["at"], row["note"]) for row in rows]
