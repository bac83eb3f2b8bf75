"""Import of annotated articles and export of JSONL, beside the least any program would have to do.

python tests/benchmarks/bench_import_export.py [N ...]
"""

import math
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import msgspec
from corpus import entries

from annotator.core.scheme import Scheme
from annotator.formats.annotator_jsonl import AnnotatorJsonl
from annotator.formats.recording import record_of
from annotator.project.export_options import ExportOptions
from annotator.project.exporting import export
from annotator.project.importing import import_paths
from annotator.project.project import create

SIZES = (1_000, 10_000)
BATCH = 500
TABLES = ("articles", "annotations", "spans")


def seconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def raw_import(filled: Path, path: Path) -> float:
    """The floor: the same rows into the same tables and indexes, by `executemany`, as many at a time."""
    source = sqlite3.connect(filled)
    ddl = [row[0] for row in source.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")]
    rows = {name: source.execute(f"SELECT * FROM {name} ORDER BY 1").fetchall() for name in TABLES}
    target = sqlite3.connect(path, isolation_level=None)
    target.execute("PRAGMA journal_mode = WAL")
    target.execute("PRAGMA synchronous = FULL")
    for statement in ddl:
        if any(f" {name}" in statement.split("(")[0] for name in TABLES):
            target.execute(statement)
    return seconds(lambda: _insert(target, rows))


def _insert(target: sqlite3.Connection, rows: dict[str, list[tuple[object, ...]]]) -> None:
    count = len(rows["articles"])
    for start in range(0, count, BATCH):
        target.execute("BEGIN IMMEDIATE")
        for name, held in rows.items():
            each = len(held) // count
            part = held[start * each : (start + BATCH) * each]
            marks = ", ".join("?" * len(part[0]))
            target.executemany(f"INSERT INTO {name} VALUES ({marks})", part)
        target.execute("COMMIT")


def raw_export(count: int, scheme: Scheme) -> float:
    """The floor: msgspec encoding the same records, ready in memory."""
    records = [record_of(entry, scheme) for entry in entries(count)]
    encode = msgspec.json.Encoder().encode
    return seconds(lambda: [encode(record) for record in records])


def row_reading(filled: Path) -> float:
    """What reading the same rows out of SQLite takes, without making anything of them."""
    source = sqlite3.connect(filled)
    return seconds(lambda: [source.execute(f"SELECT * FROM {name}").fetchall() for name in TABLES])


def measured(count: int, folder: Path) -> dict[str, float]:
    jsonl, database = folder / "in.jsonl", folder / "news.db"
    with create(database) as project:
        AnnotatorJsonl().write(jsonl, entries(count), project.scheme)
        taken = seconds(lambda: list(import_paths(project, [jsonl])))
        written = seconds(lambda: list(export(project, ExportOptions(folder / "out.jsonl"))))
        scheme = project.scheme
    return {
        "import": taken,
        "import floor": raw_import(database, folder / "raw.db"),
        "export": written,
        "export floor": raw_export(count, scheme),
        "row reading": row_reading(database),
    }


def main(sizes: tuple[int, ...]) -> None:
    taken: dict[int, dict[str, float]] = {}
    for count in sizes:
        with tempfile.TemporaryDirectory() as folder:
            taken[count] = measured(count, Path(folder))
        figures = taken[count]
        print(f"{count:,} articles of 4,000 characters and 60 spans")
        for name, floor in (("import", "import floor"), ("export", "export floor")):
            ratio = figures[floor] / figures[name]
            print(
                f"  {name}: {count / figures[name]:,.0f}/s; floor {count / figures[floor]:,.0f}/s; "
                f"ratio {ratio:.2f}"
            )
        print(f"  reading the rows alone: {count / figures['row reading']:,.0f}/s")
    if len(sizes) > 1:
        first, last = sizes[0], sizes[-1]
        for name in ("import", "export"):
            growth = math.log(taken[last][name] / taken[first][name]) / math.log(last / first)
            print(f"growth of {name} between {first:,} and {last:,}: N^{growth:.2f}")


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
