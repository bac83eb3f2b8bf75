"""Settings of a project as JSON values by key."""

from typing import Any

from annotator.store.database import Database
from annotator.store.values import from_json, to_json


def get(database: Database, key: str) -> Any:  # noqa: ANN401 — JSON's own types
    """The value of a setting, None when it is not set."""
    stored = database.value("SELECT value FROM settings WHERE key = ?", (key,))
    return None if stored is None else from_json(stored)


def put(database: Database, key: str, value: object) -> None:
    """Set a setting inside `writing()`."""
    sql = (
        "INSERT INTO settings VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"
    )
    database.execute(sql, (key, to_json(value)))
