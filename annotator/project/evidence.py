"""The spans behind a figure of agreement: where two annotators agree, and where and how they do not."""

from collections import Counter
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from annotator.agreement.counting import ComparedArticle
from annotator.agreement.quotes import same_quotes
from annotator.core.article import Article
from annotator.core.matching import boundary_pairs
from annotator.core.progress import Progress
from annotator.core.quotes import Quote, quotes
from annotator.core.span import Span
from annotator.core.text import surroundings
from annotator.project.agreement import Reading, Selection
from annotator.project.project import Project
from annotator.store import articles, consistency

_STEP = 50


class Outcome(StrEnum):
    """How two annotators stand on one place."""

    SAME = "same"
    BOUNDS = "other bounds"
    LABEL = "other label"
    BOTH = "other label and bounds"
    FIRST_ONLY = "only the first"
    SECOND_ONLY = "only the second"


APART = frozenset(Outcome) - {Outcome.SAME}


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure of a pair in a layer, as what its places have in common; empty means any.

    `label` is on either side. `first_label` and `second_label` are a cell of the confusion matrix, in which
    "" stands for nothing and None for any. `role` asks for the speakers or cues of quotes that both have,
    `when` is a stretch of time, `words` are those of a name as `difficulties` gives them.
    """

    layer: str
    outcomes: frozenset[Outcome] = APART
    label: str = ""
    first_label: str | None = None
    second_label: str | None = None
    role: str = ""
    when: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Behind:
    """One place behind a figure: what each of two annotators has there, with the text around it.

    `start` and `end` are code points, half-open, and take in both spans.
    """

    article_id: int
    title: str
    outcome: Outcome
    first: Span | None
    second: Span | None
    start: int
    end: int
    before: str
    text: str
    after: str


@dataclass(frozen=True, slots=True)
class Difficulty:
    """A name two annotators do not agree on: how often it came, and how often in which way they differed."""

    words: str
    times: int
    apart: dict[Outcome, int] = field(default_factory=dict)

    @property
    def wrong(self) -> int:
        """How often they differed."""
        return sum(self.apart.values())


def behind(
    project: Project, selection: Selection, first: int, second: int, cell: Cell
) -> Iterator[Behind | None]:
    """The places behind a cell for two annotators (ids), in queue order, but for `hidden` articles.

    None comes after each article, so that whoever shows them can do something else in between.
    """
    for article_id, pairs in _pairs(project, selection, first, second, cell):
        found = [pair for pair in pairs if _is_asked_for(cell, pair)]
        article = articles.get(project.database, article_id) if found else None
        if article is not None:
            yield from (_behind(article, *pair) for pair in found)
        yield None


def difficulties(
    project: Project, selection: Selection, first: int, second: int, layer: str
) -> Generator[Progress, None, list[Difficulty]]:
    """The names two annotators differ on, those most often wrong first.

    Memory grows with the number of distinct names, not with the articles; `hidden` articles are left out.
    """
    times: Counter[str] = Counter()
    apart: dict[str, Counter[Outcome]] = {}
    everything = Cell(layer, frozenset(Outcome))
    for done, (_, pairs) in enumerate(_pairs(project, selection, first, second, everything)):
        if done % _STEP == 0:
            yield Progress(done, 0, "Counting names")
        for one, other in pairs:
            words, outcome = _words(one, other), outcome_of(one, other)
            times[words] += 1
            if outcome is not Outcome.SAME:
                apart.setdefault(words, Counter())[outcome] += 1
    found = [Difficulty(words, times[words], dict(held)) for words, held in apart.items()]
    return sorted(found, key=lambda one: (-one.wrong, -one.times, one.words))


def hidden(project: Project) -> set[int]:
    """The articles in which blind mode hides others' work from whoever is at work; none without it."""
    if not project.settings.blind:
        return set()
    return consistency.hidden_articles(project.database, project.annotator.id)


def outcome_of(first: Span | None, second: Span | None) -> Outcome:
    """How two annotators stand on a place; at least one has a span there."""
    if first is None:
        return Outcome.SECOND_ONLY
    if second is None:
        return Outcome.FIRST_ONLY
    bounds = (first.start, first.end) == (second.start, second.end)
    if first.label == second.label:
        return Outcome.SAME if bounds else Outcome.BOUNDS
    return Outcome.LABEL if bounds else Outcome.BOTH


_Two = tuple[Span | None, Span | None]


def _pairs(
    project: Project, selection: Selection, first: int, second: int, cell: Cell
) -> Iterator[tuple[int, list[_Two]]]:
    # Looking through all spans for the layers there are would keep people waiting for the first place.
    reading = Reading.of(project, replace(selection, layers=(cell.layer,)))
    mine_to_do = hidden(project)
    for one, article in reading.articles([first, second]):
        if one.article_id in mine_to_do:
            continue
        if cell.when and article.when != cell.when:
            continue
        yield (
            one.article_id,
            _role_pairs(article, cell) if cell.role else _span_pairs(article, cell),
        )


def _span_pairs(article: ComparedArticle, cell: Cell) -> list[_Two]:
    ours, theirs = (made.in_layer(cell.layer) for made in article.annotations)
    paired = boundary_pairs(ours, theirs)
    met = ({one.id for one, _ in paired}, {other.id for _, other in paired})
    found: list[_Two] = list(paired)
    found += [(span, None) for span in ours if span.id not in met[0]]
    found += [(None, span) for span in theirs if span.id not in met[1]]
    return sorted(found, key=_place)


def _role_pairs(article: ComparedArticle, cell: Cell) -> list[_Two]:
    ours, theirs = (quotes(made) for made in article.annotations)
    found = [(_role(one, cell), _role(other, cell)) for one, other in same_quotes(ours, theirs)]
    return sorted((pair for pair in found if pair != (None, None)), key=_place)


def _role(quote: Quote, cell: Cell) -> Span | None:
    return quote.speaker if cell.role == "speaker" else quote.cue


def _is_asked_for(cell: Cell, pair: _Two) -> bool:
    labels = [span.label if span else "" for span in pair]
    return (
        outcome_of(*pair) in cell.outcomes
        and (not cell.label or cell.label in labels)
        and (cell.first_label is None or cell.first_label == labels[0])
        and (cell.second_label is None or cell.second_label == labels[1])
        and (not cell.words or cell.words == _words(*pair))
    )


def _behind(article: Article, first: Span | None, second: Span | None) -> Behind:
    there = [span for span in (first, second) if span is not None]
    start, end = min(span.start for span in there), max(span.end for span in there)
    before, after = surroundings(article.text, start, end)
    return Behind(
        article.id,
        article.title,
        outcome_of(first, second),
        first,
        second,
        start,
        end,
        before,
        article.text[start:end].replace("\n", " "),
        after,
    )


def _place(pair: _Two) -> tuple[int, int]:
    there = [span for span in pair if span is not None]
    return min(span.start for span in there), max(span.end for span in there)


def _words(first: Span | None, second: Span | None) -> str:
    """What the first marked, or the second where the first has nothing; white space as one blank."""
    span = first or second
    return " ".join(span.text.split()) if span else ""
