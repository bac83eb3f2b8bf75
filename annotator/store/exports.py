"""What was exported, when, and from which revisions."""

from collections.abc import Sequence

from annotator.store.database import Database
from annotator.store.values import now, to_json


def add(
    database: Database, options: object, sha256: str, revisions: Sequence[tuple[int, int, int]]
) -> int:
    """Record an export inside `writing()` and return its number.

    `revisions` are (article id, annotator id, revision) of each annotation in it.
    """
    values = {
        "at": now(),
        "options": to_json(options),
        "sha256": sha256,
        "revisions": to_json(revisions),
    }
    return database.insert("exports", values)
