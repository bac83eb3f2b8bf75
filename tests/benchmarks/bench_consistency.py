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

from corpus import entries

from annotator.core.annotator import Annotator, Kind
from annotator.core.span import Span
from annotator.project.consistency import Whose, compared, inbox, occurrences
from annotator.project.intake import Intake
from annotator.project.project import Project, create
from annotator.project.scheme_files import builtin_scheme

PEOPLE = 4


def project_of(path: Path, count: int) -> Project:
    """Articles in which each of four people left out or mislabelled one span in ten."""
    project = create(path, builtin_scheme("news"))
    intake = Intake(project, "generated", "jsonl")
    people = [Annotator(0, "", f"annotator {n}", Kind.PERSON) for n in range(PEOPLE)]
    chance = random.Random(1)
    for one in entries(count):
        ((_, gold),) = one.annotations
        pairs = []
        for who in people:
            kept = [_seen(span, chance) for span in gold.spans if chance.random() > 0.05]
            pairs.append((who, replace(gold, spans=tuple(kept))))
        intake.add([replace(one, annotations=tuple(pairs))])
    intake.close({})
    return project


def _seen(span: Span, chance: random.Random) -> Span:
    return replace(span, label="ORG") if chance.random() < 0.05 else span


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
