"""The whole window: a key to painted and committed, the next article, a long queue; floors in the same run.

python tests/benchmarks/bench_window.py [ARTICLES]
"""

import os
import sqlite3
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.core.article import Article, Metadata
from annotator.core.entry import Entry
from annotator.core.span import Span
from annotator.core.text import words
from annotator.gui.theme import apply, load_theme
from annotator.gui.window import MainWindow
from annotator.nlp.messages import Prelabelled
from annotator.project.intake import Intake
from annotator.project.prelabelling import store_suggestions
from annotator.project.project import create
from annotator.project.queue import QueueQuery
from annotator.project.user import UserSettings

SENTENCE = (
    "The council of Norrhavn met Ilse Maartens on the quay to talk about freight and ferries. "
)
CHARACTERS, SPANS, KEYS = 4_000, 60, 40


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    app = QApplication([])
    apply(app, load_theme("light"))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "many.db"
        fill(path, count)
        user = UserSettings(Path(folder) / "settings.json")
        user.set("annotator", "bench")
        window = MainWindow(user, prelabels=False)
        window.show()
        took = timed(lambda: window.open(path))
        window.activateWindow()
        QTest.qWaitForWindowActive(window)
        print(f"open a project of {count:,} articles: {took * 1000:.0f} ms")
        keys(app, window, folder)
        queue(app, window)
        window.close()


def fill(path: Path, count: int) -> None:
    """Articles of 4,000 characters at the front, short ones behind, sixty suggestions in the first."""
    project = create(path)
    intake = Intake(project, "generated", "jsonl")
    long = (SENTENCE * (CHARACTERS // len(SENTENCE) + 1))[:CHARACTERS]
    for first in range(0, count, 5_000):
        batch = []
        for n in range(first, min(first + 5_000, count)):
            text = f"Number {n}\n{long if n < 50 else SENTENCE}"
            details = Metadata(f"Number {n}", f"Paper {n % 40}", f"2026-01-{n % 28 + 1:02}")
            batch.append(Entry(Article(0, str(n), text, details)))
        intake.add(batch)
    intake.close({})
    suggest(project)
    project.close()


def suggest(project) -> None:
    for article_id in range(1, 31):
        text = project.article(article_id).text
        bounds = tuple(words(text))
        step = len(bounds) // SPANS
        spans = tuple(
            Span(n + 1, "entities", "PERSON", *bounds[n * step], text[slice(*bounds[n * step])])
            for n in range(SPANS)
        )
        store_suggestions(project, "bench", [Prelabelled(article_id, spans, bounds)])


def keys(app: QApplication, window: MainWindow, folder: str) -> None:
    view = window.studio.desk.view
    press(app, view, "Tab")
    floor = raw_commits(Path(folder) / "raw.db")
    show("one raw committed insert, FULL", floor, floor)
    for name, key in (("accept (Enter)", "Return"), ("undo (Ctrl Z)", "Ctrl+Z")):
        show(f"{name} to painted and committed", presses(app, view, key), floor)
    blank = [timed(lambda: (view.viewport().update(), app.processEvents())) for _ in range(KEYS)]
    show("the page painted anew", blank, blank)
    show("next article (J) to painted", presses(app, view, "J", 20), blank)


def presses(app: QApplication, view, key: str, count: int = KEYS) -> list[float]:
    return [press(app, view, key) for _ in range(count)]


def press(app: QApplication, view, key: str) -> float:
    def act() -> None:
        QTest.keySequence(view, QKeySequence(key))
        app.processEvents()

    took = timed(act)
    # What waits until the hands rest is no part of a key press.
    QTest.qWait(150)
    return took


def queue(app: QApplication, window: MainWindow) -> None:
    bench, model = window.studio.workbench, window.studio.desk.queue.model
    database = bench.project.database

    def bare() -> None:
        database.rows("SELECT id FROM articles WHERE removed = 0 ORDER BY position, id")

    floor = [timed(bare) for _ in range(5)]
    show("the bare SQL of the whole queue", floor, floor)
    for name, query in (
        ("list everything", QueueQuery()),
        ("filter by source", QueueQuery(source="Paper 7")),
        ("order by date", QueueQuery(order="date")),
    ):
        took = [timed(lambda q=query: (bench.list_articles(q), app.processEvents())) for _ in "abc"]
        show(f"queue: {name}", took, floor)
    bench.list_articles(QueueQuery())
    rows = window.studio.desk.queue.list
    last = model.index(model.rowCount() - 1, 0)
    jumps = [timed(lambda: (rows.scrollTo(last), app.processEvents()))]
    show("queue: jump to the last row", jumps, floor)


def raw_commits(path: Path) -> list[float]:
    file = sqlite3.connect(path, isolation_level=None)
    file.execute("PRAGMA journal_mode = WAL")
    file.execute("PRAGMA synchronous = FULL")
    file.execute("CREATE TABLE t (x)")
    times = [timed(lambda: file.execute("INSERT INTO t VALUES (1)")) for _ in range(KEYS)]
    file.close()
    return times


def timed(act: Callable[[], object]) -> float:
    began = perf_counter()
    act()
    return perf_counter() - began


def show(name: str, times: list[float], floor: list[float]) -> None:
    middle, late = statistics.median(times) * 1000, sorted(times)[int(len(times) * 0.95)] * 1000
    ratio = middle / (statistics.median(floor) * 1000)
    print(f"{name:44} median {middle:8.2f} ms   p95 {late:8.2f} ms   × floor {ratio:6.1f}")


if __name__ == "__main__":
    main()
