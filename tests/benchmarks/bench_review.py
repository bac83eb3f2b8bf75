"""Review: comparing, a decision written, a key to painted and committed, on long articles; the queue of many.

Floors in the same run: reading the annotations, one raw committed insert, the same page without marks.

python tests/benchmarks/bench_review.py
"""

import os
import random
import statistics
import tempfile
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from math import log
from pathlib import Path
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from bench_page import spans_of, text_of
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.adjudication.comparing import compare
from annotator.core.annotation import Annotation, Status, in_order
from annotator.core.annotator import Annotator, Kind
from annotator.core.article import Article, Metadata
from annotator.core.decision import Choice
from annotator.core.entry import Entry
from annotator.core.span import Span
from annotator.core.text import words
from annotator.gui.theme import apply, load_theme
from annotator.gui.window import MainWindow
from annotator.project.edits import Decide
from annotator.project.intake import Intake
from annotator.project.project import Project, create
from annotator.project.review_queue import ReviewQueue
from annotator.project.scheme_files import builtin_scheme
from annotator.project.user import UserSettings
from annotator.store import annotations

SIZES = ((4_000, 60), (60_000, 2_000), (600_000, 20_000))
SHARE = 0.15
OTHER = {"PERSON": "ORG", "ORG": "PLACE", "PLACE": "PERSON"}


def varied(text: str, spans: tuple[Span, ...], seed: int) -> tuple[Span, ...]:
    """Another annotator's spans: some missing, labelled otherwise, or shorter."""
    chance, found = random.Random(seed), []
    for span in spans:
        if chance.random() >= SHARE:
            found.append(span)
            continue
        kind = chance.randrange(3)
        if kind == 0:
            found.append(replace(span, label=OTHER[span.label]))
        elif kind == 1 and span.end - span.start > 2:
            shorter = span.end - 1
            found.append(replace(span, end=shorter, text=text[span.start : shorter]))
    return in_order(replace(one, id=n) for n, one in enumerate(found, 1))


def made(text: str, count: int, people: int) -> list[Annotation]:
    spans = spans_of(text, tuple(words(text)), count)
    return [
        Annotation(0, 0, Status.DONE, varied(text, spans, seed), next_span_id=count + 1)
        for seed in range(people)
    ]


def project_of(path: Path, texts: list[str], count: int, people: int) -> Project:
    project = create(path, builtin_scheme("news"))
    project.use_annotator("sam")
    intake = Intake(project, "generated", "jsonl")
    for number, text in enumerate(texts):
        names = [Annotator(0, "", f"annotator {n}", Kind.PERSON) for n in range(people)]
        pairs = tuple(zip(names, made(text, count, people), strict=True))
        intake.add([Entry(Article(0, "", text, Metadata(f"Article {number}")), pairs)])
    intake.close({})
    return project


def timed(act: Callable[[], object], rounds: int = 9) -> list[float]:
    found = []
    for _ in range(rounds):
        start = perf_counter()
        act()
        found.append((perf_counter() - start) * 1000)
    return found


def report(name: str, times: list[float], floor: float = 0.0, of: str = "") -> float:
    middle = statistics.median(times)
    p95 = sorted(times)[int(len(times) * 0.95)]
    ratio = f"  {middle / floor:6.1f} × {of}" if floor else ""
    print(f"{name:58} {middle:9.2f} ms, p95 {p95:9.2f}{ratio}")
    return middle


def compare_sizes(folder: Path) -> None:
    scheme = builtin_scheme("news")
    middles = []
    for people in (2, 4):
        for size, count in SIZES:
            text = text_of(size, 2_000)
            held = [
                replace(one, annotator_id=n) for n, one in enumerate(made(text, count, people), 1)
            ]
            times = timed(lambda held=held: compare(held, scheme), 5)
            found = len(compare(held, scheme).differences)
            name = f"compare {count:,} spans × {people}, {found:,} differences"
            middles.append((people, count, report(name, times)))
    for people in (2, 4):
        ((_, n1, t1), (_, n2, t2)) = [one for one in middles if one[0] == people][1:]
        print(f"  cost grows as N^{log(t2 / t1) / log(n2 / n1):.2f} for {people} annotators")
    with project_of(folder / "one.db", [text_of(60_000, 2_000)], 2_000, 2) as project:
        ids = [who.id for who in project.annotators() if who.name.startswith("annotator")]

        def read() -> None:
            for who in ids:
                annotations.load(project.database, 1, who)

        floor = report("reading both annotations", timed(read))

        def review() -> None:
            project.refresh()
            project.desk._compared = None
            project.review(1)

        report("review, read anew", timed(review), floor, "reading")
        report("review, again", timed(lambda: project.review(1)), floor, "reading")
        keys = [found.key for found in project.review(1).differences]
        project.apply(Decide(1, (keys.pop(),), Choice.TAKE, (ids[0],)))
        rows = iter(keys)
        raw = report("one raw committed insert", timed(lambda: insert(project), 40))
        decide = timed(lambda: project.apply(Decide(1, (next(rows),), Choice.TAKE, (ids[0],))), 60)
        report("one decision written", decide, raw, "raw insert")


def insert(project: Project) -> None:
    with project.database.writing():
        project.database.execute("INSERT INTO settings VALUES (hex(randomblob(8)), '1')")


def keys_to_painted(folder: Path, app: QApplication) -> None:
    for size, count in SIZES:
        path = folder / f"window{count}.db"
        project_of(path, [text_of(size, 2_000)], count, 2).close()
        window = MainWindow(UserSettings(folder / "settings.json"), prelabels=False)
        window.resize(1440, 900)
        window.show()
        window.open(path)
        window.activateWindow()
        QTest.qWaitForWindowActive(window)
        start = perf_counter()
        window.commands.run("review.open")
        app.processEvents()
        opened = (perf_counter() - start) * 1000
        view = window.studio.review.page.view
        view.setFocus()
        app.processEvents()
        times: dict[str, list[float]] = {"Tab": [], "1": []}
        for _ in range(25):
            for name, key in (("Tab", Qt.Key.Key_Tab), ("1", Qt.Key.Key_1)):
                start = perf_counter()
                QTest.keyClick(view, key)
                app.processEvents()
                times[name].append((perf_counter() - start) * 1000)
        print(f"open the page of review, {count:,} spans: {opened:.1f} ms")
        report(f"Tab to painted, {count:,} spans", times["Tab"])
        report(f"1 (take, commit, next) to painted, {count:,} spans", times["1"])
        window.close()
        window.deleteLater()
        app.processEvents()


def queue_of_many(folder: Path) -> None:
    middles = []
    for many in (1_000, 10_000):
        texts = [f"Article {n}. {text_of(1_200, 600, n % 50)}" for n in range(many)]
        with project_of(folder / f"many{many}.db", texts, 30, 2) as project:
            times = timed(lambda: ReviewQueue(project).ids(), 3)
            middles.append(report(f"queue of review, {many:,} articles × 2", times))
            queue = ReviewQueue(project)
            ids = queue.ids()
            report("  16 rows of it", timed(partial(queue.rows, ids[:16]), 5))
    print(f"  cost grows as N^{log(middles[1] / middles[0]) / log(10):.2f}")


def main() -> None:
    app = QApplication([])
    apply(app, load_theme("light"))
    with tempfile.TemporaryDirectory() as folder:
        compare_sizes(Path(folder))
        keys_to_painted(Path(folder), app)
        queue_of_many(Path(folder))


if __name__ == "__main__":
    main()
