"""Words a second of the quote rules alone, the parse given, and the time of one proposal.

    python tests/benchmarks/bench_quotes.py [GOLD.jsonl]

The texts are those of a gold file, of the sample articles without one. The floor is the parse itself.
"""

import json
import sys
import time
from pathlib import Path

from annotator.core.resources import seeds
from annotator.nlp.entities import paragraphs, suggest
from annotator.nlp.pipeline import load
from annotator.nlp.quotes.article import find_quotes
from annotator.nlp.quotes.neighbours import candidates

ROUNDS = 3


def main(gold: Path | None = None) -> None:
    texts = _texts(gold)
    words = sum(len(text.split()) for text in texts)
    pipeline = load()
    start = time.perf_counter()
    parsed = [[(a, pipeline.nlp(text[a:b])) for a, b in paragraphs(text)] for text in texts]
    parse = time.perf_counter() - start
    entities = [found.spans for found in suggest(texts, pipeline)]
    rules = min(_seconds(texts, parsed, entities) for _ in range(ROUNDS))
    print(f"{len(texts)} articles, {words:,} words")
    print(f"parse {words / parse:,.0f} words/s; rules alone {words / rules:,.0f} words/s")
    print(f"rules are {rules / parse:.1%} of the parse")
    _proposals(texts, entities)


def _seconds(texts, parsed, entities) -> float:
    start = time.perf_counter()
    for text, docs, spans in zip(texts, parsed, entities, strict=True):
        find_quotes(text, docs, spans, "en")
    return time.perf_counter() - start


def _proposals(texts, entities) -> None:
    times = []
    for text, spans in zip(texts, entities, strict=True):
        place = text.find("“")
        if place >= 0:
            names = [(span.start, span.end) for span in spans]
            start = time.perf_counter()
            candidates(text, [(place, place + 20)], names, "en")
            times.append(time.perf_counter() - start)
    if times:
        times.sort()
        print(
            f"proposal: median {times[len(times) // 2] * 1e3:.2f} ms, worst {times[-1] * 1e3:.2f} ms"
        )


def _texts(gold: Path | None) -> list[str]:
    paths = [gold] if gold else sorted(seeds().glob("*.jsonl"))
    return [json.loads(line)["text"] for path in paths for line in path.open("rb")]


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:2]))
