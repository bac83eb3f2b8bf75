"""The consistency inbox: rows of the same words marked differently, and what stands behind each."""

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from annotator.core.annotator import Annotator
from annotator.core.annotator import Kind as Annotators
from annotator.core.consistency import Kind, OnPurpose, Row, Work
from annotator.core.consistency.tally import Tally, in_article
from annotator.core.errors import RuleError
from annotator.core.finding import places
from annotator.core.progress import Progress
from annotator.core.span import QUOTES
from annotator.core.text import surroundings
from annotator.project.project import Project
from annotator.store import articles, consistency, search

_SLICE = 100


class Whose(StrEnum):
    """Whose annotations are compared."""

    MINE = "mine"
    GOLD = "gold"
    EVERYONE = "everyone"
    WITH_MODEL = "with-model"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One span or place of a row in its context; `[start, end)` in code points.

    `span_id` is None where it is not marked; `mine` tells whether it is in an annotation edited now.
    """

    article_id: int
    title: str
    annotator_id: int
    variant: str
    label: str
    start: int
    end: int
    before: str
    text: str
    after: str
    mine: bool


@dataclass(frozen=True, slots=True)
class Inbox:
    """All rows, and what was said to differ on purpose, by the key of its row."""

    rows: tuple[Row, ...]
    on_purpose: Mapping[tuple[str, str, str], OnPurpose]

    @property
    def open(self) -> tuple[Row, ...]:
        """The rows to look at: those that do not differ on purpose."""
        return tuple(row for row in self.rows if not self.is_on_purpose(row))

    def is_on_purpose(self, row: Row) -> bool:
        """Whether a row has no variant but those that differ on purpose."""
        known = self.on_purpose.get(row.key)
        return known is not None and known.covers(row)


def compared(project: Project, whose: Whose) -> tuple[Annotator, ...]:
    """The annotators of a choice: the person at work, gold, every person, and with them the active model."""
    if whose is Whose.MINE:
        return (project.annotator,)
    if whose is Whose.GOLD:
        return tuple(who for who in project.annotators() if who.kind is Annotators.GOLD)
    people = tuple(who for who in project.annotators() if who.kind is Annotators.PERSON)
    model = project.desk.active_model() if whose is Whose.WITH_MODEL else None
    return (*people, model) if model else people


def layers(project: Project) -> tuple[str, ...]:
    """The layers that are counted: all but quotes."""
    return tuple(layer.name for layer in project.scheme.layers if layer.name != QUOTES)


def inbox(
    project: Project,
    whom: Sequence[int],
    kinds: Sequence[Kind] = tuple(Kind),
    only_layers: Sequence[str] = (),
) -> Generator[Progress, None, Inbox]:
    """Count the whole project, some articles in memory at a time. Raises RuleError for an unknown layer."""
    wanted = _layers(project, only_layers)
    tally = Tally(kinds)
    yield from _counted(project, tally, whom, wanted, articles.ids(project.database))
    return Inbox(tally.rows(), remembered(project))


def recounted(project: Project, row: Row, whom: Sequence[int]) -> Row | None:
    """A row as it is now; None when its words do not differ any more."""
    tally = Tally((row.kind,), only={row.words})
    among = _articles_of(project, row, whom)
    for _ in _counted(project, tally, whom, (row.layer,), among):
        pass
    return next((one for one in tally.rows() if one.key == row.key), None)


def occurrences(project: Project, row: Row, whom: Sequence[int]) -> Iterator[Occurrence]:
    """Every span and place of a row in queue order, each with its context."""
    mine = project.desk.whose.id
    for article_id in _articles_of(project, row, whom):
        article = project.article(article_id)
        works = _works(project, (article_id,), whom, (row.layer,)).get(article_id, [])
        for found in in_article(row, article.text, works):
            before, after = surroundings(article.text, found.start, found.end)
            yield Occurrence(
                article_id=article_id,
                title=article.title,
                annotator_id=found.annotator_id,
                variant=found.variant,
                label=found.mark.label if found.mark else "",
                start=found.start,
                end=found.end,
                before=before,
                text=article.text[found.start : found.end],
                after=after,
                mine=found.annotator_id == mine,
            )


def remembered(project: Project) -> dict[tuple[str, str, str], OnPurpose]:
    """What differs on purpose, by the key of its row."""
    return {one.key: one for one in consistency.on_purpose(project.database)}


def _layers(project: Project, only: Sequence[str]) -> tuple[str, ...]:
    known = layers(project)
    unknown = next((name for name in only if name not in known), None)
    if unknown is not None:
        raise RuleError(f"There is no layer {unknown} to count; there is {', '.join(known)}.")
    return tuple(only) or known


def _counted(
    project: Project,
    tally: Tally,
    whom: Sequence[int],
    wanted: Sequence[str],
    among: Sequence[int],
) -> Iterator[Progress]:
    slices = [among[first : first + _SLICE] for first in range(0, len(among), _SLICE)]
    total = 2 * len(among)
    hidden = _hidden(project, whom)
    for number, some in enumerate(slices):
        yield Progress(number * _SLICE, total, "Counting spans")
        for who, allowed in _allowed(project, whom, some, hidden):
            for annotator_id, marks in consistency.marked(
                project.database, allowed, who, wanted
            ).items():
                tally.count(annotator_id, marks)
    for number, some in enumerate(slices):
        yield Progress(len(among) + number * _SLICE, total, "Reading articles")
        texts = consistency.texts(project.database, some)
        works = _works(project, some, whom, wanted, hidden)
        for article_id in some:
            if article_id in works:
                tally.read(texts[article_id], works[article_id])
    yield Progress(total, total, "Reading articles")


def _works(
    project: Project,
    some: Sequence[int],
    whom: Sequence[int],
    wanted: Sequence[str],
    hidden: set[int] | None = None,
) -> dict[int, list[Work]]:
    hidden = _hidden(project, whom) if hidden is None else hidden
    found: dict[int, list[Work]] = {}
    for who, allowed in _allowed(project, whom, some, hidden):
        for article_id, many in consistency.works(project.database, allowed, who, wanted).items():
            found.setdefault(article_id, []).extend(many)
    return found


def _hidden(project: Project, whom: Sequence[int]) -> set[int]:
    others = [one for one in whom if one != project.annotator.id]
    if not (project.settings.blind and others):
        return set()
    return consistency.hidden_articles(project.database, project.annotator.id)


def _allowed(
    project: Project, whom: Sequence[int], some: Sequence[int], hidden: set[int]
) -> Iterator[tuple[list[int], list[int]]]:
    """Whose work may be seen in which of some articles: mine in all, others' where nothing is hidden."""
    if hidden.isdisjoint(some):
        yield list(whom), list(some)
        return
    me = project.annotator.id
    yield [one for one in whom if one == me], list(some)
    yield [one for one in whom if one != me], [one for one in some if one not in hidden]


def _articles_of(project: Project, row: Row, whom: Sequence[int]) -> list[int]:
    found = set(consistency.articles_marking(project.database, row.texts, whom))
    if row.kind is Kind.UNMARKED:
        found.update(_saying(project, row.words, found))
    return [one for one in articles.ids(project.database) if one in found]


def _saying(project: Project, words: str, known: Iterable[int]) -> Iterator[int]:
    """The articles besides those known that say some words."""
    has_letters = any(map(str.isalnum, words))
    among = (
        search.matching(project.database, words) if has_letters else articles.ids(project.database)
    )
    left = [one for one in among if one not in set(known)]
    for first in range(0, len(left), _SLICE):
        for article_id, text in consistency.texts(
            project.database, left[first : first + _SLICE]
        ).items():
            if next(places(text, words), None):
                yield article_id
