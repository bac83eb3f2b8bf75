"""Articles a second: bare `nlp.pipe` against our pre-labels, on the same pipeline and processes.

    python tests/benchmarks/bench_prelabel.py [ARTICLES] [ROUNDS]

Rounds alternate between the two and the best of each counts, which is fair on a busy machine.
"""

import json
import sys
import time
from collections.abc import Callable

from annotator.core.resources import seeds
from annotator.nlp.client import WorkerPool
from annotator.nlp.entities import DEFAULT_MAPPING
from annotator.nlp.pipeline import load

MODEL = "en_core_web_sm"
BATCH = 8
"""At which bare `nlp.pipe` is fastest with whole articles."""


def main(articles: int = 240, rounds: int = 3) -> None:
    texts = _texts(articles)
    nlp = load(MODEL).nlp
    print(f"{len(texts)} articles, {sum(len(text.split()) for text in texts)} words")
    for processes in (1, 2):

        def bare(processes: int = processes) -> int:
            docs = nlp.pipe(texts, batch_size=BATCH, n_process=processes)
            return sum(len(doc.ents) for doc in docs)

        with WorkerPool(MODEL, processes) as pool:

            def ours(pool: WorkerPool = pool) -> int:
                answers = pool.prelabel(enumerate(texts), DEFAULT_MAPPING)
                return sum(len(answer.spans) for answer in answers)

            best = _best_of(rounds, bare, ours)
        rates = [len(texts) / seconds for seconds in best]
        print(
            f"{processes} process{'es' if processes > 1 else ''}: bare {rates[0]:.1f}/s, "
            f"ours {rates[1]:.1f}/s, ratio {rates[1] / rates[0]:.2f}"
        )


def _texts(count: int) -> list[str]:
    lines = [line for path in sorted(seeds().glob("*.jsonl")) for line in path.open("rb")]
    found = [json.loads(line)["text"] for line in lines]
    # A number in front keeps caches from knowing whole texts.
    return [f"{n}. {found[n % len(found)]}" for n in range(count)]


def _best_of(rounds: int, *jobs: Callable[[], int]) -> list[float]:
    best = [float("inf")] * len(jobs)
    for _ in range(rounds):
        for n, job in enumerate(jobs):
            start = time.perf_counter()
            job()
            best[n] = min(best[n], time.perf_counter() - start)
    return best


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
