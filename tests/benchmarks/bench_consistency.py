"""The consistency inbox over many articles of four annotators: seconds, memory, ratio to reading the spans.

python tests/benchmarks/bench_consistency.py [ARTICLES]...
"""

import random
import resource
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from time import perf_counter

from bench_page import spans_of, text_of

from annotator.core.annotation import Annotation
from annotator.core.annotator import Annotator, Kind
from annotator.core.article import Article, Metadata
from annotator.core.entry import Entry
from annotator.core.text import words
from annotator.project.consistency import Whose, compared, inbox, occurrences
from annotator.project.intake import Intake
from annotator.project.project import Project, create
from annotator.project.scheme_files import builtin_scheme

PEOPLE, LETTERS, SPANS = 4, 3_000, 40


def project_of(path: Path, count: int) -> Project:
    project = create(path, builtin_scheme("news"))
    intake = Intake(project, "generated", "jsonl")
    people = [Annotator(0, "", f"annotator {n}", Kind.PERSON) for n in range(PEOPLE)]
    base = text_of(LETTERS, 600)
    for number in range(count):
        text = f"Article {number} by Writer{number}.\n{base}"
        spans = spans_of(text, tuple(words(text)), SPANS)
        chance = random.Random(number)
        pairs = []
        for who in people:
            kept = [one for one in spans if chance.random() > 0.1]
            made = tuple(replace(one, id=n) for n, one in enumerate(kept, 1))
            pairs.append((who, Annotation(0, 0, spans=made, next_span_id=len(made) + 1)))
        intake.add([Entry(Article(0, "", text, Metadata(f"Article {number}")), tuple(pairs))])
    intake.close({})
    return project


def seconds(job) -> float:
    began = perf_counter()
    for _ in job:
        pass
    return perf_counter() - began


def main() -> None:
    counts = [int(one) for one in sys.argv[1:]] or [250, 500, 1_000]
    for count in counts:
        with (
            tempfile.TemporaryDirectory() as folder,
            project_of(Path(folder) / "p.db", count) as project,
        ):
            sql = 'SELECT annotation_id, layer, label, start, "end", text FROM spans'
            read = seconds(tuple(row) for row in project.database.each(sql))
            whom = [one.id for one in compared(project, Whose.EVERYONE)]
            job = inbox(project, whom)
            began = perf_counter()
            while True:
                try:
                    next(job)
                except StopIteration as stop:
                    found = stop.value
                    break
            spent = perf_counter() - began
            row = seconds(occurrences(project, found.rows[-1], whom)) if found.rows else 0.0
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(
                f"{count:,} articles × {PEOPLE}: {spent:.2f} s, {spent / count * 1000:.2f} ms an article, "
                f"{spent / read:.1f} × reading the spans ({read:.2f} s), {len(found.rows)} rows, "
                f"one row's occurrences {row * 1000:.0f} ms, peak {memory:.0f} MB"
            )


if __name__ == "__main__":
    main()
