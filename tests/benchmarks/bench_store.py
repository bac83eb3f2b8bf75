"""The project file: one edit, opening an article, the queue, undo, search and the check.

    python tests/benchmarks/bench_store.py [ARTICLES IN THE QUEUE]

Each figure stands beside a floor measured in the same run: the bare SQL, or one raw committed insert.
"""

import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from corpus import entries

from annotator.core.annotation import Annotation, Status
from annotator.core.annotator import Kind
from annotator.core.article import Article, Metadata
from annotator.core.span import ENTITIES, Span
from annotator.core.text import words
from annotator.core.tokens import Tokens
from annotator.project import project as projects
from annotator.project.checking import check
from annotator.project.edits import AddSpan, Relabel, RemoveSpans
from annotator.project.intake import Intake
from annotator.project.project import Project, create
from annotator.project.queue import QueueQuery
from annotator.store import annotations, annotators, articles, settings, tokens

MODEL = "bench 1"


def timed(act: Callable[[], object], runs: int) -> tuple[float, float]:
    """The median and the 95th percentile of some runs, in milliseconds."""
    taken = []
    for _ in range(runs):
        began = time.perf_counter()
        act()
        taken.append((time.perf_counter() - began) * 1000)
    taken.sort()
    return statistics.median(taken), taken[int(len(taken) * 0.95)]


def say(what: str, ours: tuple[float, float], floor: tuple[float, float] | None = None) -> None:
    """Print a figure, and its ratio to the floor."""
    beside = f"  floor {floor[0]:8.2f}  × {ours[0] / floor[0]:6.1f}" if floor else ""
    print(f"{what:<58} p50 {ours[0]:8.2f} ms  p95 {ours[1]:8.2f} ms{beside}")


def raw_insert(folder: Path) -> tuple[float, float]:
    """One committed insert of a journal-sized row, WAL and FULL."""
    connection = sqlite3.connect(folder / "raw.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE journal (id INTEGER PRIMARY KEY, text TEXT)")
    insert = "INSERT INTO journal (text) VALUES (?)"
    figures = timed(lambda: connection.execute(insert, ("x" * 400,)), 300)
    connection.close()
    return figures


def sized(project: Project, count: int) -> int:
    """An article of `count` spans, 50 characters apart, suggested and with every second one mine."""
    text = "".join(f"Name{n % 97:03d} {'word ' * 8}\n" for n in range(count)).rstrip()
    places = [n * 49 for n in range(count)]
    spans = tuple(
        Span(n, ENTITIES, "PERSON", start, start + 7, text[start : start + 7])
        for n, start in enumerate(places, 1)
    )
    database = project.database
    with database.writing():
        article_id = articles.next_id(database)
        known = Metadata(f"{count} spans")
        articles.add(database, [Article(article_id, "", text, known, position=article_id)])
        model = annotators.ensure(database, MODEL, Kind.MODEL)
        settings.put(database, "active_model", MODEL)
        made = Annotation(article_id, model.id, Status.DONE, spans, next_span_id=count + 1)
        annotations.add(database, made)
        mine = replace(made, annotator_id=project.annotator.id, spans=spans[::2], revision=0)
        annotations.add(database, replace(mine, status=Status.IN_PROGRESS))
        tokens.put(database, article_id, Tokens(MODEL, tuple(words(text))))
    project.refresh()
    return article_id


def one_edit(project: Project, floor: tuple[float, float]) -> None:
    """Mark, relabel, remove, undo, with what the window asks for after each."""
    for count in (60, 1_500, 20_000):
        article_id = sized(project, count)
        starts = iter(range(10, 49 * count - 20, 98))
        project.annotation(article_id), project.pending(article_id)

        def mark(article_id: int = article_id, starts: object = starts) -> None:
            start = next(starts)  # type: ignore[call-overload]
            project.apply(AddSpan(article_id, ENTITIES, "ORG", start, start + 4))

        def relabel(article_id: int = article_id) -> None:
            held = project.annotation(article_id).spans[-1]
            project.apply(
                Relabel(article_id, (held.id,), "ORG" if held.label != "ORG" else "PLACE")
            )

        def ask(article_id: int = article_id) -> None:
            project.pending(article_id), project.problems(article_id)
            project.queue.rows([article_id]), project.queue.counts()
            project.undo_name(), project.redo_name()

        runs = 29 if count == 60 else 40
        say(f"mark, in an article of {count:,} spans", timed(mark, runs), floor)
        say("  relabel", timed(relabel, runs), floor)
        say("  undo", timed(project.undo, 20), floor)
        say("  redo", timed(project.redo, 20), floor)
        say("  what a window asks after it", timed(lambda: (relabel(), ask()), 20), floor)
        project.apply(RemoveSpans(article_id, (project.annotation(article_id).spans[0].id,)))


def opening(project: Project) -> None:
    """An article with its annotation, suggestions and tokens, from the file, against its bare rows."""
    for article_id, count in zip(project.queue.ids()[-3:], (60, 1_500, 20_000), strict=True):

        def ours(article_id: int = article_id) -> None:
            # As the next article is opened: nothing of it was read, the names confirmed so far were.
            project.desk._annotations.clear(), project.desk._articles.clear()
            project.desk._tokens.clear()
            project.article(article_id), project.annotation(article_id)
            project.pending(article_id), project.tokens(article_id)

        def bare(article_id: int = article_id) -> None:
            database = project.database
            database.rows("SELECT * FROM articles WHERE id = ?", (article_id,))
            database.rows("SELECT edges FROM tokens WHERE article_id = ?", (article_id,))
            sql = "SELECT id FROM annotations WHERE article_id = ?"
            for (row,) in database.rows(sql, (article_id,)):
                database.rows("SELECT * FROM spans WHERE annotation_id = ?", (row,))

        say(f"open an article of {count:,} spans", timed(ours, 15), timed(bare, 15))


def fill_queue(project: Project, count: int) -> None:
    """Short articles with statuses of mine and a model's counts, straight into the tables."""
    draw, database, me = random.Random(3), project.database, project.annotator.id
    with database.writing():
        model = annotators.ensure(database, MODEL, Kind.MODEL)
        settings.put(database, "active_model", MODEL)
        for n in range(1, count + 1):
            text = f"Report {n} from {draw.choice(['Sund', 'Brevik', 'Norrhavn'])}: the ferry."
            source = draw.choice(["Courier", "Post", "Wire"])
            known = Metadata(f"Report {n}", source, f"2026-03-{n % 28 + 1:02d}")
            articles.add(database, [Article(n, f"k{n}", text, known, position=n)])
            found = (Span(1, ENTITIES, "PLACE", 0, 6, "Report"),)
            annotations.add(database, Annotation(n, model.id, Status.DONE, found, next_span_id=2))
            if n % 3 == 0:
                status = draw.choice(list(Status))
                annotations.add(database, Annotation(n, me, status, found[: n % 2], next_span_id=2))
    project.refresh()


def queue(project: Project, count: int) -> None:
    """The queue's questions against bare SQL that answers the same."""
    bare = "SELECT id FROM articles WHERE removed = 0 ORDER BY position, id"
    floor = timed(lambda: [row[0] for row in project.database.rows(bare)], 15)
    say(f"queue of {count:,}: every id", timed(project.queue.ids, 15), floor)
    joined = (
        "SELECT a.id FROM articles a JOIN annotations m ON m.article_id = a.id AND m.annotator_id = ? "
        "WHERE m.status = 'done' ORDER BY a.position"
    )
    me = (project.annotator.id,)
    for name, query in {
        "done": QueueQuery(status=Status.DONE),
        "still to do": QueueQuery(status=Status.TODO),
        "one source": QueueQuery(source="Post"),
        "since a day": QueueQuery(since="2026-03-20"),
        "with a label": QueueQuery(label="PLACE"),
        "by suggestions": QueueQuery(order="suggestions"),
        "by date": QueueQuery(order="date"),
    }.items():
        say(f"  {name}", timed(lambda query=query: project.queue.ids(query), 9),
            timed(lambda: project.database.rows(joined, me), 9))  # fmt: skip
    began = time.perf_counter()
    project.queue.ids(QueueQuery(text="brevik"))
    print(f"  the first search, which indexes: {time.perf_counter() - began:.1f} s")
    match = "SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?"
    for text in ("brevik", f"report {count - 7}"):
        wanted, bare = QueueQuery(text=text), (f"{text}*",)
        say(
            f"  search for {text}",
            timed(partial(project.queue.ids, wanted), 9),
            timed(partial(project.database.rows, match, bare), 9),
        )
    page = project.queue.ids()[count // 2 : count // 2 + 50]
    say("  a page of 50 rows", timed(lambda: project.queue.rows(page), 15))
    say("  one row, as after each edit", timed(lambda: project.queue.rows(page[:1]), 15))
    say("  the counts", timed(project.queue.counts, 9))


def whole_project(folder: Path, count: int) -> None:
    """What concerns every article: taking in, the memory's first reading, the check."""
    with create(folder / "whole.db") as project:
        intake = Intake(project, "bench", "bench")
        me = project.annotator
        mine = [replace(one, annotations=((me, one.annotations[0][1]),)) for one in entries(count)]
        began = time.perf_counter()
        for first in range(0, count, 500):
            intake.add(mine[first : first + 500])
        intake.close({})
        print(f"take in {count:,} articles: {count / (time.perf_counter() - began):,.0f} a second")
        began = time.perf_counter()
        project.desk.remembering._read(me.id)
        print(f"the memory of {count:,} articles: {time.perf_counter() - began:.2f} s")
        began = time.perf_counter()
        *_, last = check(project)
        print(f"check {last.total:,} articles: {time.perf_counter() - began:.1f} s")


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        floor = raw_insert(folder)
        say("one raw committed insert", floor)
        with create(folder / "edits.db") as project:
            one_edit(project, floor)
            opening(project)
        with create(folder / "queue.db") as project:
            fill_queue(project, count)
        began = time.perf_counter()
        with projects.open(folder / "queue.db") as project:
            print(f"open a project of {count:,}: {(time.perf_counter() - began) * 1000:.0f} ms")
            queue(project, count)
        whole_project(folder, max(count // 50, 100))


if __name__ == "__main__":
    main()
