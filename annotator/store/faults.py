"""What went wrong with the project file, as one sentence and a way out."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from annotator.core.errors import StoreError

_DAMAGED = (
    "{name} is damaged; recover what can be read into a new file with "
    "`annotator check {name} --recover NEW.db`."
)
_SENTENCES = {
    sqlite3.SQLITE_BUSY: "{name} is being written by another program; try again when it has finished.",
    sqlite3.SQLITE_LOCKED: "{name} is being written by another program; try again when it has finished.",
    sqlite3.SQLITE_FULL: "The disk is full, so nothing was saved; free some space and repeat the step.",
    sqlite3.SQLITE_READONLY: "{name} cannot be written; copy it to a folder where you may write.",
    sqlite3.SQLITE_IOERR: "The disk failed to write {name}, so nothing was saved; check the disk.",
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: "{name} is not an Annotator project.",
    sqlite3.SQLITE_CANTOPEN: "{name} cannot be opened; check that its folder exists and may be written.",
}


def damaged(path: Path) -> StoreError:
    """The error for a file whose content cannot be right."""
    return StoreError(_DAMAGED.format(name=path.name))


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turns SQLite's errors about the world (full, locked, damaged) into a StoreError."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        sentence = _SENTENCES.get((getattr(error, "sqlite_errorcode", None) or 0) & 0xFF)
        if sentence is None:
            raise
        raise StoreError(sentence.format(name=path.name)) from error
    except UnicodeEncodeError as error:
        raise StoreError(
            f"{error.object[:40]!a} cannot be stored: it is not valid text."
        ) from error
