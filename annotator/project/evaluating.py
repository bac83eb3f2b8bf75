"""A model's suggestions scored against a gold file, without a project."""

from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from annotator.core.errors import InputError, ModelError
from annotator.core.matching import Score, Scores, scores
from annotator.core.progress import Progress
from annotator.core.rules import text_problem
from annotator.core.span import ENTITIES, Span
from annotator.nlp.client import WorkerPool
from annotator.nlp.messages import Failed
from annotator.project.scheme_files import builtin_scheme


class _GoldSpan(msgspec.Struct):
    start: int
    end: int
    label: str


class _GoldArticle(msgspec.Struct):
    text: str
    spans: list[_GoldSpan]
    id: str | int | None = None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The scores of a model, by name, on a gold file."""

    model: str
    scores: Scores

    def to_json(self) -> dict[str, Any]:
        """The figures as `annotator evaluate --json` prints them."""
        found = self.scores
        return {
            "model": self.model,
            "articles": found.articles,
            "articles_exact": found.articles_exact,
            "micro": _figures(found.micro),
            "labels": {label: _figures(kinds) for label, kinds in found.labels.items()},
        }


def evaluate(
    gold: Path, model: str, *, processes: int = 1, trusted: bool = False
) -> Generator[Progress, None, Evaluation]:
    """Pre-label the texts of a gold file and score the entity spans on the gold's labels.

    A gold line is `{"id", "text", "spans": [{"start", "end", "label"}]}`, offsets in code points,
    half-open. Raises InputError naming the line that is not, ModelError when the model is missing.
    """
    articles = _read(gold)
    yield Progress(0, len(articles), f"Loading {model}")
    mapping = builtin_scheme("news").mapping(ENTITIES)
    predicted: dict[int, tuple[Span, ...]] = {}
    with WorkerPool(model, processes, trusted=trusted) as pool:
        for answer in pool.prelabel(((n, text) for n, (text, _) in enumerate(articles)), mapping):
            if isinstance(answer, Failed):
                raise ModelError(f"{gold.name}: {answer.sentence}")
            predicted[answer.article_id] = answer.spans
            yield Progress(len(predicted), len(articles), "Pre-labelling")
        name = pool.name
    pairs = [(spans, predicted[n]) for n, (_, spans) in enumerate(articles)]
    return Evaluation(name, scores(pairs, {span.label for spans, _ in pairs for span in spans}))


def _read(gold: Path) -> list[tuple[str, tuple[Span, ...]]]:
    try:
        lines = gold.read_bytes().split(b"\n")
    except OSError as error:
        raise InputError(f"{gold} cannot be read: {error.strerror}.") from error
    found = [
        _article(f"{gold.name}, line {n}", line) for n, line in enumerate(lines, 1) if line.strip()
    ]
    if not found:
        raise InputError(f"{gold.name} holds no articles.")
    return found


def _article(place: str, line: bytes) -> tuple[str, tuple[Span, ...]]:
    try:
        raw = msgspec.json.decode(line, type=_GoldArticle)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{place}: {error}.") from error
    spans = tuple(
        Span(n, ENTITIES, span.label, span.start, span.end, raw.text[max(span.start, 0) : span.end])
        for n, span in enumerate(raw.spans, 1)
    )
    wrong = next(filter(None, (text_problem(span, raw.text) for span in spans)), None)
    if wrong:
        raise InputError(f"{place}: {wrong}.")
    return raw.text, spans


def _figures(kinds: dict[str, Score]) -> dict[str, dict[str, float]]:
    return {
        kind: {"p": round(score.p, 4), "r": round(score.r, 4), "f1": round(score.f1, 4)}
        for kind, score in kinds.items()
    }
