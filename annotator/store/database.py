"""Opening and creating the project file, and the one way to write to it."""

import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import count
from os import W_OK, access
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from annotator.core.errors import StoreError
from annotator.store.faults import damaged, explained
from annotator.store.network import on_network
from annotator.store.version import APPLICATION_ID, LATEST

BUSY_SECONDS = 5.0
# A check of a larger file would be felt at every start; `annotator check` does it in full.
_CHECKED_AT_OPENING = 32 * 1024 * 1024
# What SQLite may keep beside a project; with one of these there, the file alone is not the truth.
_JOURNALS = ("-wal", "-journal")

Row = sqlite3.Row
Parameters = Sequence[object] | Mapping[str, object]


class Database:
    """An open project file.

    `read_only` tells that nothing can be written, `reason` why; `on_network` that it lies on a network,
    where a write-ahead log does not work.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, *, reason: str = "") -> None:
        self.path = path
        self.reason = reason
        self.read_only = bool(reason)
        self.copy: TemporaryDirectory[str] | None = None
        self.on_network = on_network(path)
        self._identity = self._identify()
        connection.row_factory = sqlite3.Row
        self.connection = connection

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction: committed when the block ends, rolled back when it raises.

        Raises StoreError when the file is read-only, locked, or the disk is full.
        """
        if self.read_only:
            raise StoreError(f"{self.path.name} is open read-only: {self.reason}")
        with explained(self.path):
            if self._identify() != self._identity:
                raise StoreError(f"{self.path.name} was deleted or moved; nothing can be saved.")
            # IMMEDIATE: a deferred BEGIN that reads first fails at once beside another writer.
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self.connection.execute("COMMIT")
            except BaseException:
                self.roll_back()
                raise

    @contextmanager
    def reading(self) -> Iterator[None]:
        """What is read in the block is one state of the file, whoever writes meanwhile."""
        with explained(self.path):
            self.connection.execute("BEGIN")
            try:
                yield
            finally:
                self.roll_back()

    def rows(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """All rows of a query."""
        with explained(self.path):
            return self.connection.execute(sql, parameters).fetchall()

    def each(self, sql: str, parameters: Parameters = ()) -> Iterator[Row]:
        """The rows of a query one by one, for results that do not fit in memory."""
        with explained(self.path):
            yield from self.connection.execute(sql, parameters)

    def row(self, sql: str, parameters: Parameters = ()) -> Row | None:
        """The first row of a query, None when it has none."""
        with explained(self.path):
            found: Row | None = self.connection.execute(sql, parameters).fetchone()
        return found

    def value(self, sql: str, parameters: Parameters = ()) -> Any:  # noqa: ANN401 — SQL's own types
        """The first value of the first row, None when there is no row."""
        found = self.row(sql, parameters)
        return None if found is None else found[0]

    def execute(self, sql: str, parameters: Parameters = ()) -> sqlite3.Cursor:
        """Run one statement inside `writing()`."""
        return self.connection.execute(sql, parameters)

    def execute_many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Run one statement for many rows inside `writing()`."""
        self.connection.executemany(sql, rows)

    def insert(self, table: str, values: Mapping[str, object]) -> int:
        """Insert a row inside `writing()` and return its id."""
        names = ", ".join(f'"{name}"' for name in values)
        marks = ", ".join("?" * len(values))
        cursor = self.execute(
            f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(values.values())
        )
        return cursor.lastrowid or 0

    def data_version(self) -> int:
        """A number that changes when another connection commits."""
        return int(self.value("PRAGMA data_version"))

    def quick_check(self) -> list[str]:
        """What SQLite finds wrong with the file's structure; empty when it is sound."""
        try:
            found = [str(row[0]) for row in self.rows("PRAGMA quick_check(20)")]
        except StoreError as error:
            return [str(error)]
        return [] if found == ["ok"] else found

    def close(self) -> None:
        """Close the file; SQLite lets the last one to close leave one file without -wal and -shm."""
        self.connection.close()
        if self.copy is not None:
            self.copy.cleanup()

    def _identify(self) -> tuple[int, int] | None:
        """By which a file deleted or replaced under us is noticed; on a network its name has to do."""
        try:
            found = self.path.stat()
        except OSError:
            return None
        return (0, 0) if self.on_network else (found.st_dev, found.st_ino)

    def roll_back(self) -> None:
        """End a transaction that failed."""
        # A full disk may have ended the transaction already.
        with suppress(sqlite3.Error):
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")


def create(path: Path, fill: Callable[[Database], None]) -> Database:
    """Make a new project file with what `fill` writes into it.

    Raises StoreError when something is there already or the folder cannot be written.
    """
    if path.exists():
        raise StoreError(f"{path.name} exists already; open it or choose another name.")
    # Made beside and renamed, so that a crash never leaves half a project under its name.
    unfinished = path.with_name(f".{path.name}.new")
    try:
        unfinished.unlink(missing_ok=True)
        with explained(path):
            _make(unfinished, fill)
        unfinished.rename(path)
    except OSError as error:
        raise StoreError(
            f"{path.name} cannot be made in {path.parent}: {error.strerror}."
        ) from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
    return open_(path)


def open_(path: Path, *, read_only: bool = False) -> Database:
    """Open a project file, migrating it when it is older.

    A file or folder that may not be written is opened read-only, with the reason kept. Raises StoreError
    in one sentence when it is missing, foreign, newer, damaged or locked.
    """
    _expect_sqlite(path)
    reason = "it was opened that way." if read_only else _why_unwritable(path)
    database = _open_to_read(path, reason) if reason else Database(path, _connected(path))
    try:
        with explained(path):
            _guard(database)
            if database.read_only:
                return _as_latest(database)
            _prepare(database)
    except BaseException:
        database.close()
        raise
    return database


def copy_to(database: Database, path: Path) -> None:
    """Copy an open project whole; a plain copy of an open file would lose what is in its journal."""
    with explained(path):
        database.execute("VACUUM INTO ?", (str(path),))


def _make(path: Path, fill: Callable[[Database], None]) -> None:
    database = Database(path, _connected(path))
    try:
        _migrate(database)
        with database.writing():
            fill(database)
    finally:
        database.close()


def _connected(path: Path, query: str = "") -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}{query}"
    return sqlite3.connect(uri, uri=True, isolation_level=None, timeout=BUSY_SECONDS)


def _open_to_read(path: Path, reason: str) -> Database:
    beside = [suffix for suffix in _JOURNALS if path.with_name(path.name + suffix).exists()]
    if not beside:
        return Database(path, _connected(path, "?immutable=1"), reason=reason)
    if path.with_name(f"{path.name}-shm").exists():
        with suppress(sqlite3.Error):
            # Someone may be writing: SQLite's own locks keep what we read whole.
            connection = _connected(path, "?mode=ro")
            connection.execute("SELECT count(*) FROM sqlite_schema")
            return Database(path, connection, reason=reason)
    # `immutable` would ignore what stands in the journal, so both are read from a copy.
    return _opened_copy(path, reason, beside)


def _opened_copy(path: Path, reason: str, beside: list[str]) -> Database:
    folder = TemporaryDirectory(prefix="annotator-")
    try:
        for suffix in ("", *beside):
            shutil.copyfile(f"{path}{suffix}", Path(folder.name) / f"{path.name}{suffix}")
    except OSError as error:
        folder.cleanup()
        raise StoreError(f"{path.name} cannot be read: {error.strerror}.") from error
    database = Database(path, _connected(Path(folder.name) / path.name), reason=reason)
    database.copy = folder
    return database


def _as_latest(database: Database) -> Database:
    """A read-only project of an older version, migrated in a copy."""
    if not _is_older(database):
        return database
    folder = TemporaryDirectory(prefix="annotator-")
    copied = Path(folder.name) / database.path.name
    copy_to(database, copied)
    database.close()
    latest = Database(database.path, _connected(copied), reason=database.reason)
    latest.copy = folder
    _migrate(latest)
    return latest


def _expect_sqlite(path: Path) -> None:
    try:
        with path.open("rb") as file:
            head = file.read(16)
    except FileNotFoundError:
        raise StoreError(f"There is no project file {path}.") from None
    except OSError as error:
        raise StoreError(f"{path} cannot be opened: {error.strerror}.") from error
    if head != b"SQLite format 3\0":
        raise StoreError(f"{path.name} is not an Annotator project.")


def _why_unwritable(path: Path) -> str:
    if not access(path, W_OK):
        return "the file may not be written."
    if not access(path.parent, W_OK):
        return "its folder may not be written."
    return ""


def _guard(database: Database) -> None:
    name = database.path.name
    if database.value("PRAGMA application_id") != APPLICATION_ID:
        raise StoreError(f"{name} is a database of another program, not an Annotator project.")
    version = database.value("PRAGMA user_version")
    if version > LATEST:
        raise StoreError(
            f"{name} was made by a newer Annotator (file version {version}, this program knows {LATEST}); "
            "update Annotator to open it."
        )
    if database.path.stat().st_size <= _CHECKED_AT_OPENING and database.quick_check():
        raise damaged(database.path)


def _prepare(database: Database) -> None:
    mode = "DELETE" if database.on_network else "WAL"
    database.execute(f"PRAGMA journal_mode = {mode}")
    database.execute("PRAGMA synchronous = FULL")
    if _is_older(database):
        copy_to(database, _backup_path(database.path))
        _migrate(database)
    database.execute("PRAGMA foreign_keys = ON")


def _backup_path(path: Path) -> Path:
    """A free name: a migration that was cut short has left its copy already."""
    names = (f"{path.stem}.before-v{LATEST}{f'-{n}' if n > 1 else ''}.db" for n in count(1))
    return next(free for name in names if not (free := path.with_name(name)).exists())


def _is_older(database: Database) -> bool:
    return int(database.value("PRAGMA user_version")) < LATEST


def _migrate(database: Database) -> None:
    # Only here: sqlite-utils takes longer to import than a project to open.
    from sqlite_utils import Database as Utils

    from annotator.store.migrations import migrations

    database.execute("PRAGMA foreign_keys = OFF")
    database.execute("BEGIN IMMEDIATE")
    try:
        migrations.apply(Utils(database.connection, execute_plugins=False))
        if database.rows("PRAGMA foreign_key_check"):
            raise StoreError(f"{database.path.name} has broken references and was left as it was.")
        database.execute(f"PRAGMA user_version = {LATEST}")
        database.execute("COMMIT")
    except BaseException:
        database.roll_back()
        raise
