"""The actions from a model's suggestions to gold, and without them: what the pre-labels save."""

from collections import Counter
from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotator.core.annotation import Annotation
from annotator.core.article import Article
from annotator.core.effort import Effort, Proposed, entity_effort, quote_effort
from annotator.core.entry import Refusal
from annotator.core.errors import InputError, ModelError
from annotator.core.progress import Progress
from annotator.core.quotes import Quote, quotes, quotes_of
from annotator.core.span import ENTITIES, QUOTES, Span
from annotator.core.tokens import Tokens
from annotator.formats import Reading, format_for
from annotator.nlp.client import WorkerPool
from annotator.nlp.messages import Failed, Prelabelled
from annotator.nlp.quotes.neighbours import candidates
from annotator.project.scheme_files import builtin_scheme

SUGGESTED, BARE, NOTHING = "suggestions", "bare pipeline", "nothing"


@dataclass(frozen=True, slots=True)
class EffortReport:
    """Actions from each start to gold: our suggestions, the bare pipeline's, nothing at all."""

    model: str
    layer: str
    articles: int
    items: int
    efforts: dict[str, Effort]

    def to_json(self) -> dict[str, Any]:
        """The figures as `annotator effort --json` prints them."""
        return {
            "model": self.model,
            "layer": self.layer,
            "articles": self.articles,
            "in_gold": self.items,
            "from": {
                name: {
                    "actions": effort.total,
                    "per_article": round(effort.total / self.articles, 2),
                    "by_action": dict(sorted(effort.actions.items())),
                }
                for name, effort in self.efforts.items()
            },
        }


def measure_effort(
    gold: Path, model: str, layer: str, *, processes: int = 1, trusted: bool = False
) -> Generator[Progress, None, EffortReport]:
    """Count the actions from a model's suggestions to the first annotation of each article of a gold file.

    Raises InputError for a file without annotations, ModelError when the model is missing.
    """
    articles = _read(gold, layer)
    yield Progress(0, len(articles), f"Loading {model}")
    efforts = {name: Effort(Counter()) for name in _starts(layer)}
    with WorkerPool(model, processes, trusted=trusted) as pool:
        texts = [(n, article.text) for n, (article, _) in enumerate(articles)]
        mapping = builtin_scheme("news").mapping(ENTITIES)
        for answer in pool.prelabel(texts, mapping, quotes=layer == QUOTES, bare=layer == ENTITIES):
            if isinstance(answer, Failed):
                raise ModelError(f"{gold.name}: {answer.sentence}")
            article, made = articles[answer.article_id]
            found = _entities(made, answer) if layer == ENTITIES else _quotes(article, made, answer)
            efforts = {name: efforts[name] + found[name] for name in efforts}
            yield Progress(answer.article_id + 1, len(articles), "Counting actions")
        name = pool.name
    items = sum(_items(made, layer) for _, made in articles)
    return EffortReport(name, layer, len(articles), items, efforts)


def _starts(layer: str) -> tuple[str, ...]:
    return (SUGGESTED, BARE, NOTHING) if layer == ENTITIES else (SUGGESTED, NOTHING)


def _items(made: Annotation, layer: str) -> int:
    return len(quotes(made)) if layer == QUOTES else len(made.in_layer(layer))


def _entities(made: Annotation, answer: Prelabelled) -> dict[str, Effort]:
    gold = made.in_layer(ENTITIES)
    ours = [span for span in answer.spans if span.layer == ENTITIES]
    tokens = Tokens("model", answer.bounds)
    return {
        SUGGESTED: entity_effort(gold, ours, tokens),
        BARE: entity_effort(gold, answer.bare, tokens, all_occurrences=False),
        NOTHING: entity_effort(gold, (), tokens),
    }


def _quotes(article: Article, made: Annotation, answer: Prelabelled) -> dict[str, Effort]:
    gold = quotes(made)
    ours = quotes_of(answer.spans, answer.relations)
    marked = made.in_layer(ENTITIES)
    known = [*marked, *(span for span in answer.spans if span.layer == ENTITIES)]
    helped = [_proposed(article, quote, known, ours) for quote in gold]
    alone = [_proposed(article, quote, marked, ()) for quote in gold]
    return {SUGGESTED: quote_effort(gold, ours, helped), NOTHING: quote_effort(gold, (), alone)}


def _proposed(
    article: Article, quote: Quote, names: Iterable[Span], suggested: Sequence[Quote]
) -> Proposed:
    """What the window proposes first: of a suggested quote that meets this one, else from beside it."""
    parts = [(part.start, part.end) for part in quote.parts]
    places = [(name.start, name.end) for name in names]
    found = candidates(article.text, parts, places, article.metadata.language)
    met = [s for s in suggested if any(p.overlaps(*part) for p in s.parts for part in parts)]
    speakers = [(s.speaker.start, s.speaker.end) for s in met if s.speaker]
    cues = [(s.cue.start, s.cue.end) for s in met if s.cue]
    return Proposed(
        next(iter((*speakers, *found.speakers)), None), next(iter((*cues, *found.cues)), None)
    )


def _read(gold: Path, layer: str) -> list[tuple[Article, Annotation]]:
    found: list[tuple[Article, Annotation]] = []
    for entry in format_for(gold, Reading()).read(gold):
        if isinstance(entry, Refusal):
            raise InputError(f"{entry.place}: {entry.reason}.")
        found += [(entry.article, made) for _, made in entry.annotations[:1]]
    if not any(_items(made, layer) for _, made in found):
        raise InputError(f"{gold.name} holds no {layer} to count actions for.")
    return found
