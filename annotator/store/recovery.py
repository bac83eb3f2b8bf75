"""Reading what can be read of a damaged project into a new one; the damaged file is never written."""

import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from annotator.core.errors import StoreError
from annotator.store import mending
from annotator.store.database import Database, create
from annotator.store.grafting import graft

# In this order a row finds what it points at; the column is the one the table is walked by.
_TABLES = {
    "imports": "id",
    "articles": "id",
    "annotators": "id",
    "schemes": "version",
    "settings": "key",
    "tokens": "article_id",
    "assignments": "article_id",
    "rechecks": "article_id",
    "controls": "article_id",
    "bases": "article_id",
    "decisions": "article_id",
    "annotations": "id",
    "spans": "annotation_id",
    "relations": "annotation_id",
    "clusters": "annotation_id",
    "rejections": "annotation_id",
    "journal": "id",
    "notes": "id",
    "exports": "id",
    "on_purpose": "words",
}
# Projects that were never opened since have none of these.
_LATER = {"controls", "bases", "decisions", "on_purpose", "rechecks"}
# How far past the last row read one is looked for, where the end of a table is gone.
_LOOK_AHEAD = 20_000
# Garbage in the name of a column is no error to SQLite.
_UNREADABLE = (sqlite3.DatabaseError, UnicodeDecodeError)


@dataclass(slots=True)
class RecoveryReport:
    """What was read and what was not, by table, and what had to be mended after it.

    `lost` counts rows or groups of rows known to be unreadable, `cut` names tables whose end is gone.
    """

    read: dict[str, int] = field(default_factory=dict)
    lost: dict[str, int] = field(default_factory=dict)
    cut: list[str] = field(default_factory=list)
    mended: list[str] = field(default_factory=list)

    @property
    def complete(self) -> bool:
        """Whether everything was there."""
        return not (any(self.lost.values()) or self.cut or self.mended)

    def sentence(self) -> str:
        """The report in a sentence or a few."""
        names = ("articles", "annotations", "spans")
        read = ", ".join(f"{self.read.get(name, 0)} {name}" for name in names)
        if self.complete:
            return f"Everything could be read: {read}."
        lost = [f"{count} of {table}" for table, count in self.lost.items() if count]
        lost += [f"the end of {table}" for table in self.cut]
        missing = f" Not readable: {', '.join(lost)}." if lost else ""
        return " ".join([f"Recovered {read}.{missing}", *self.mended])


def recover(path: Path, into: Path) -> RecoveryReport:
    """Read a damaged project table by table and row by row into a new project.

    Raises StoreError when `into` exists, or nothing at all can be read.
    """
    report = RecoveryReport()
    with TemporaryDirectory(prefix="annotator-") as folder:
        source = _opened_copy(path, Path(folder))
        if not _tables(source) >= set(_TABLES) - _LATER:
            source.close()
            source = _grafted(Path(folder))
        try:
            create(into, lambda made: _copy(source, made, path.name, report)).close()
        finally:
            source.close()
    return report


def _opened_copy(path: Path, folder: Path) -> sqlite3.Connection:
    try:
        for suffix in ("", "-wal", "-journal"):
            if not suffix or Path(f"{path}{suffix}").exists():
                shutil.copyfile(f"{path}{suffix}", folder / f"damaged{suffix}")
    except OSError as error:
        raise StoreError(f"{path} cannot be read: {error.strerror}.") from error
    return _opened(folder)


def _grafted(folder: Path) -> sqlite3.Connection:
    create(folder / "sound.db", lambda _made: None).close()
    graft(folder / "damaged", folder / "sound.db")
    return _opened(folder)


def _opened(folder: Path) -> sqlite3.Connection:
    source = sqlite3.connect(folder / "damaged", isolation_level=None)
    source.row_factory = sqlite3.Row
    source.text_factory = lambda raw: raw.decode("utf-8", "replace")
    # Lets SQLite read a file that is shorter than its first page says.
    source.execute("PRAGMA writable_schema = ON")
    return source


def _copy(source: sqlite3.Connection, made: Database, name: str, report: RecoveryReport) -> None:
    known = _tables(source)
    for table, key in _TABLES.items():
        if table not in known:
            report.cut += [] if table in _LATER else [table]
            continue
        reading = _Reading(source, table, key)
        columns = {row["name"] for row in made.rows(f"PRAGMA table_info({table})")}
        put = [_put(made, table, columns, row) for row in reading]
        report.read[table] = put.count(True)
        report.lost[table] = reading.lost + put.count(False)
        if reading.cut:
            report.cut.append(table)
    if not (report.read.get("articles") or report.read.get("annotators")):
        raise StoreError(f"Nothing in {name} can be read as an Annotator project.")
    report.mended += mending.mend(made, name)


def _tables(source: sqlite3.Connection) -> set[str]:
    try:
        return {row[0] for row in source.execute("SELECT name FROM sqlite_schema")}
    except _UNREADABLE:
        return set()


def _put(made: Database, table: str, columns: set[str], row: sqlite3.Row) -> bool | None:
    """Store a row: False when the schema refuses it, None when it had been read already."""
    names = [name for name in row.keys() if name in columns]  # noqa: SIM118 — a Row is not a dict
    quoted, marks = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
    sql = f"INSERT INTO {table} ({quoted}) VALUES ({marks})"
    try:
        made.execute(sql, [row[name] for name in names])
    except sqlite3.IntegrityError as error:
        repeated = error.sqlite_errorcode == sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY
        return None if repeated else False
    return True


class _Reading:
    """The rows of one table that can be read: from the start, from the end, then one by one between."""

    def __init__(self, source: sqlite3.Connection, table: str, key: str) -> None:
        self._source = source
        self._sql = f'SELECT * FROM {table} ORDER BY "{key}"'
        self._one = f'SELECT * FROM {table} WHERE "{key}" = ?'
        self._key = key
        self.lost = 0
        self.cut = False

    def __iter__(self) -> Iterator[sqlite3.Row]:
        first = last = None
        try:
            for row in self._source.execute(self._sql):
                first = row[self._key]
                yield row
        except _UNREADABLE:
            try:
                for row in self._source.execute(f"{self._sql} DESC"):
                    last = row[self._key]
                    yield row
            except _UNREADABLE:
                yield from self._between(first, last)

    def _between(self, first: object, last: object) -> Iterator[sqlite3.Row]:
        self.cut = last is None
        low = first if isinstance(first, int) else 1
        high = last if isinstance(last, int) else low + _LOOK_AHEAD
        if isinstance(first, str) or isinstance(last, str):
            return
        for value in range(low, high + 1):
            try:
                yield from self._source.execute(self._one, (value,)).fetchall()
            except _UNREADABLE:
                # Past the end nobody knows how many there were.
                self.lost += 0 if self.cut else 1
