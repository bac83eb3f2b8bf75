"""A model's quotes scored against a gold file, without a project."""

from collections.abc import Collection, Generator, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import msgspec

from annotator.core.annotation import Annotation
from annotator.core.clusters import roster
from annotator.core.entry import Refusal
from annotator.core.errors import InputError, ModelError
from annotator.core.progress import Progress
from annotator.core.quote_scores import QuoteScores, ScoredQuote, quote_scores
from annotator.core.quotes import quotes
from annotator.core.scheme import Scheme
from annotator.core.span import ENTITIES
from annotator.formats.annotator_jsonl import AnnotatorJsonl
from annotator.nlp.client import WorkerPool
from annotator.nlp.messages import Failed, Prelabelled
from annotator.project.scheme_files import builtin_scheme

AS_GOLD, JOINED, SPLIT = "as gold", "joined", "split"
PARTS = (AS_GOLD, JOINED, SPLIT)
_ENOUGH = 50

_Pair = tuple[int, int]


class _GoldQuote(msgspec.Struct):
    content: list[_Pair]
    source: _Pair | None = None
    cue: _Pair | None = None
    type: str | None = None
    cls: str | None = None
    speaker: str | None = None


class _GoldArticle(msgspec.Struct):
    text: str
    quotes: list[_GoldQuote]
    id: str | int | None = None


@dataclass(frozen=True, slots=True)
class QuoteEvaluation:
    """The scores of a model's quotes, by name, on a gold file."""

    model: str
    view: str
    parts: str
    scores: QuoteScores

    def to_json(self) -> dict[str, Any]:
        """The figures as `annotator evaluate --layer quotes --json` prints them."""
        found = self.scores
        measures = {
            name: {"p": round(s.p, 4), "r": round(s.r, 4), "f1": round(s.f1, 4)}
            for name, s in found.measures.items()
        }
        return {
            "model": self.model,
            "view": self.view,
            "parts": self.parts,
            "articles": found.articles,
            "words": found.words,
            **measures,
            "roles": {name: asdict(role) for name, role in found.roles.items()},
            "speaker_name": {"n": found.named.gold, "right": round(found.named.r, 4)},
            "kinds": {
                kind: {"n": score.gold, "recall@0.5": round(score.r, 4)}
                for kind, score in found.kinds.items()
            },
        }


@dataclass(frozen=True, slots=True)
class Scoring:
    """How quotes are scored: the view, gold's types, and whether in parts.

    Corpora differ in what “…,” she said. “…” is: one quote in parts, or two. `parts` scores ours `joined`,
    or `split` with each part a quote of its own, the first with speaker and cue; `as gold` splits where no
    quote of gold has two parts.
    """

    view: str = "all"
    types: Collection[str] = ()
    parts: str = AS_GOLD


def evaluate_quotes(
    gold: Path,
    model: str,
    scoring: Scoring,
    *,
    processes: int = 1,
    trusted: bool = False,
) -> Generator[Progress, None, QuoteEvaluation]:
    """Pre-label the texts of a gold file and score the quotes.

    Gold is Annotator JSONL, or a line `{"id", "text", "quotes": [{"content", "source", "cue", "type",
    "speaker"}]}` each, offsets in code points, half-open. Raises InputError naming the line that is
    neither, ModelError when the model is missing.
    """
    scheme = builtin_scheme("news")
    articles = _read(gold, scheme)
    yield Progress(0, len(articles), f"Loading {model}")
    predicted: dict[int, list[ScoredQuote]] = {}
    with WorkerPool(model, processes, trusted=trusted) as pool:
        texts = ((n, text) for n, (text, _) in enumerate(articles))
        for answer in pool.prelabel(texts, scheme.mapping(ENTITIES), quotes=True):
            if isinstance(answer, Failed):
                raise ModelError(f"{gold.name}: {answer.sentence}")
            predicted[answer.article_id] = _suggested(answer, scheme)
            yield Progress(len(predicted), len(articles), "Pre-labelling")
        name = pool.name
    convention = _convention(articles) if scoring.parts == AS_GOLD else scoring.parts
    if convention == SPLIT:
        predicted = {n: [p for q in made for p in _parts(q)] for n, made in predicted.items()}
    triples = ((text, wanted, predicted[n]) for n, (text, wanted) in enumerate(articles))
    scores = quote_scores(triples, scoring.view, scoring.types)
    return QuoteEvaluation(name, scoring.view, convention, scores)


def _convention(articles: list[tuple[str, list[ScoredQuote]]]) -> str:
    """Whether gold keeps the parts of a quote together: a file of some size without any does not."""
    found = [quote for _, wanted in articles for quote in wanted]
    several = any(len(quote.content) > 1 for quote in found)
    return JOINED if several or len(found) < _ENOUGH else SPLIT


def _parts(quote: ScoredQuote) -> Iterator[ScoredQuote]:
    first, *others = sorted(quote.content)
    yield replace(quote, content=(first,))
    for part in others:
        yield replace(quote, content=(part,), speaker=None, cue=None)


def _suggested(answer: Prelabelled, scheme: Scheme) -> list[ScoredQuote]:
    made = Annotation(
        0,
        0,
        spans=answer.spans,
        relations=frozenset(answer.relations),
        clusters=frozenset(answer.clusters),
    )
    return _scored(made, scheme)


def _scored(made: Annotation, scheme: Scheme) -> list[ScoredQuote]:
    names = roster(made, (), scheme)
    return [
        ScoredQuote(
            tuple((part.start, part.end) for part in quote.parts),
            (quote.speaker.start, quote.speaker.end) if quote.speaker else None,
            (quote.cue.start, quote.cue.end) if quote.cue else None,
            quote.kind.value,
            name=names.speaker_name(quote),
        )
        for quote in quotes(made)
    ]


def _read(gold: Path, scheme: Scheme) -> list[tuple[str, list[ScoredQuote]]]:
    try:
        lines = [line for line in gold.read_bytes().split(b"\n") if line.strip()]
    except OSError as error:
        raise InputError(f"{gold} cannot be read: {error.strerror}.") from error
    if not lines:
        raise InputError(f"{gold.name} holds no articles.")
    if b'"quotes"' in lines[0] and b'"annotations"' not in lines[0]:
        return [_article(f"{gold.name}, line {n}", line) for n, line in enumerate(lines, 1)]
    return _annotated(gold, scheme)


def _annotated(gold: Path, scheme: Scheme) -> list[tuple[str, list[ScoredQuote]]]:
    found = []
    for entry in AnnotatorJsonl().read(gold):
        if isinstance(entry, Refusal):
            raise InputError(f"{entry.place}: {entry.reason}.")
        for _, made in entry.annotations[:1]:
            found.append((entry.article.text, _scored(made, scheme)))
    if not found:
        raise InputError(f"{gold.name} holds no annotations.")
    return found


def _article(place: str, line: bytes) -> tuple[str, list[ScoredQuote]]:
    try:
        raw = msgspec.json.decode(line, type=_GoldArticle)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{place}: {error}.") from error
    for quote in raw.quotes:
        for start, end in filter(None, (*quote.content, quote.source, quote.cue)):
            if not 0 <= start < end <= len(raw.text):
                size = len(raw.text)
                raise InputError(
                    f"{place}: {start}–{end} lies outside the text of {size} characters."
                )
    return raw.text, [
        ScoredQuote(
            tuple(quote.content),
            quote.source,
            quote.cue,
            quote.type or "",
            quote.cls or "",
            quote.speaker or "",
        )
        for quote in raw.quotes
    ]
