"""Agreement over many articles, what lies behind a figure, and a merge of two labels.

Floor in the same run: reading the same annotations. Memory is what is held at the peak.

python tests/benchmarks/bench_agreement.py [ARTICLES]
"""

import sys
import tempfile
import tracemalloc
from collections.abc import Generator
from math import log
from pathlib import Path
from time import perf_counter

from bench_page import text_of
from bench_review import project_of

from annotator.core.progress import Progress
from annotator.core.relabelling import merge
from annotator.core.text import words
from annotator.core.tokens import Tokens
from annotator.project.agreement import Agreement, Selection, agreement_of
from annotator.project.edits import ChangeScheme
from annotator.project.evidence import Cell, behind
from annotator.project.project import Project
from annotator.project.scheme_preview import preview
from annotator.store import annotations, tokens

SPANS = 60


def main() -> None:
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    for people in (2, 4):
        took = [measured(count, people) for count in (most // 4, most)]
        print(f"  cost grows as N^{log(took[1] / took[0]) / log(4):.2f} for {people} annotators")


def measured(count: int, people: int) -> float:
    with tempfile.TemporaryDirectory() as folder:
        texts = [f"{text_of(4_000, 400)} {n}" for n in range(count)]
        with project_of(Path(folder) / "many.db", texts, SPANS, people) as project:
            tokenized(project, count)
            floor = timed(
                lambda: [annotations.of_article(project.database, n + 1) for n in range(count)]
            )
            began = perf_counter()
            found = drained(agreement_of(project, Selection()))
            seconds = perf_counter() - began
            name = f"{count:,} articles × {people}"
            print(f"agreement, {name:24} {seconds:7.2f} s   {seconds / floor:5.2f} × reading")
            evidence(project, found, name)
            memory(project, name)
            if people == 2:
                merging(project, name, floor)
            return seconds


def tokenized(project: Project, count: int) -> None:
    with project.database.writing():
        for n in range(1, count + 1):
            found = Tokens("plain", tuple(words(project.article(n).text)))
            tokens.put(project.database, n, found)


def evidence(project: Project, found: Agreement, name: str) -> None:
    pair = found.layers[0].pairs[0]
    began = perf_counter()
    places = behind(project, Selection(), pair.first, pair.second, Cell("entities"))
    next(one for one in places if one is not None)
    print(f"  first place behind a figure, {name:9} {(perf_counter() - began) * 1000:6.1f} ms")


def memory(project: Project, name: str) -> None:
    tracemalloc.start()
    drained(agreement_of(project, Selection(resamples=100)))
    print(f"  held at the peak, {name:18} {tracemalloc.get_traced_memory()[1] / 1e6:6.1f} MB")
    tracemalloc.stop()


def merging(project: Project, name: str, floor: float) -> None:
    scheme = merge(project.scheme, "entities", ["ORG", "PLACE"], "PLACE")
    edit = ChangeScheme(scheme, {"ORG": "PLACE"})
    looked = timed(lambda: drained(preview(project, edit.relabelling)))
    done = timed(lambda: project.apply(edit))
    undone = timed(project.undo)
    for what, seconds in (("preview of a merge", looked), ("merge", done), ("undo", undone)):
        print(f"  {what:20} {name:16} {seconds:7.2f} s   {seconds / floor:5.2f} × reading")


def timed(work: object) -> float:
    began = perf_counter()
    work()  # type: ignore[operator]
    return perf_counter() - began


def drained(job: Generator[Progress, None, object]) -> object:
    while True:
        try:
            next(job)
        except StopIteration as stop:
            return stop.value


if __name__ == "__main__":
    main()
