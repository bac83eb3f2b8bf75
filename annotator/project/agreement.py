"""How far the annotators of a project agree: people, gold and models, as one and the same thing."""

from collections import Counter
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field

from annotator.agreement.agreeing import Agreeing, LayerFigures
from annotator.agreement.counting import ComparedArticle
from annotator.agreement.sums import RESAMPLES
from annotator.core.annotator import Annotator, Kind
from annotator.core.errors import RuleError
from annotator.core.progress import Progress
from annotator.core.text import words
from annotator.core.tokens import Tokens
from annotator.project.periods import Period, fitting_period, stretch
from annotator.project.project import Project
from annotator.store import agreement, articles, settings, tokens
from annotator.store.agreement import Finished

_STEP = 50
PLAIN_WORDS = "plain words"


@dataclass(frozen=True, slots=True)
class Selection:
    """Whose work is compared (names, in that order) in which layers, and how it is told over time.

    Empty means the default: every person with finished work, and where that is but one, gold and models too;
    every layer in which any of them marked something; the period that fits. `unfinished` takes work in
    progress too.
    """

    annotators: tuple[str, ...] = ()
    layers: tuple[str, ...] = ()
    period: Period | None = None
    unfinished: bool = False
    resamples: int = RESAMPLES
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Agreement:
    """The figures of a selection, with everything one has to know to reckon them again.

    `articles` were finished by two or more of the annotators, `alone` by one of them only. `tokenizers` says
    on whose tokens kappa and alpha stand, `told_by` whether time is when work was finished or when articles
    were published.
    """

    annotators: tuple[Annotator, ...]
    articles: int
    alone: int
    scheme: str
    tokenizers: dict[str, int]
    period: Period
    told_by: str
    resamples: int
    seed: int
    layers: tuple[LayerFigures, ...] = field(repr=False)

    def annotator(self, annotator_id: int) -> Annotator:
        """One of the annotators, by id."""
        return next(who for who in self.annotators if who.id == annotator_id)


def agreement_of(project: Project, selection: Selection) -> Generator[Progress, None, Agreement]:
    """Compare annotators over all articles they finished, one article in memory at a time.

    Raises RuleError when there are not two to compare.
    """
    reading = Reading.of(project, selection)
    agreeing = Agreeing(
        [who.id for who in reading.annotators],
        reading.layers,
        resamples=selection.resamples,
        seed=selection.seed,
    )
    tokenizers: Counter[str] = Counter()
    for done, (_, article) in enumerate(reading.articles()):
        if done % _STEP == 0:
            yield Progress(done, len(reading.shared), "Comparing")
        agreeing.add(article)
        tokenizers[article.tokens.tokenizer or PLAIN_WORDS] += 1
    yield Progress(len(reading.shared), len(reading.shared), "Reckoning")
    return Agreement(
        tuple(reading.annotators),
        agreeing.articles,
        reading.alone,
        f"{project.scheme.name} {project.scheme.version}",
        dict(tokenizers),
        reading.period,
        reading.told_by,
        selection.resamples,
        selection.seed,
        tuple(one for one in agreeing.layers() if one.pairs),
    )


@dataclass(frozen=True, slots=True)
class Reading:
    """The articles of a selection, ready to be read one by one."""

    project: Project
    annotators: Sequence[Annotator]
    layers: tuple[str, ...]
    shared: Sequence[Finished]
    alone: int
    period: Period
    told_by: str

    @classmethod
    def of(cls, project: Project, selection: Selection) -> "Reading":
        """Who and what a selection means in a project. Raises RuleError when there are not two to compare."""
        annotators = chosen(project, selection)
        ids = [who.id for who in annotators]
        found = list(agreement.finished(project.database, ids, unfinished=selection.unfinished))
        shared = [one for one in found if len(one.annotators) > 1]
        told_by = "finished" if any(one.finished_at for one in shared) else "published"
        times = [one.finished_at if told_by == "finished" else one.published for one in shared]
        return cls(
            project,
            annotators,
            selection.layers or _layers(project, ids),
            shared,
            len(found) - len(shared),
            selection.period or fitting_period(times),
            told_by,
        )

    def articles(
        self, among: Sequence[int] | None = None
    ) -> Iterator[tuple[Finished, ComparedArticle]]:
        """Each article that two or more finished, with what they marked; of some annotators only if asked."""
        database = self.project.database
        preferred = settings.get(database, "active_model") or ""
        for one in self.shared:
            who = [n for n in one.annotators if among is None or n in among]
            if len(who) < 2:
                continue
            made = agreement.marked(database, one.article_id, who, self.layers)
            held = tokens.get(database, one.article_id, preferred)
            if held is None:
                article = articles.get(database, one.article_id)
                held = Tokens("", tuple(words(article.text if article else "")))
            length = agreement.length(database, one.article_id)
            yield one, ComparedArticle(made, held, length, self.when(one))

    def when(self, one: Finished) -> str:
        """The stretch of time an article counts for."""
        time = one.finished_at if self.told_by == "finished" else one.published
        return stretch(time, self.period)


def chosen(project: Project, selection: Selection) -> list[Annotator]:
    """The annotators a selection means, in its order.

    Raises RuleError for one that is not there, and for fewer than two.
    """
    everyone = project.annotators()
    if selection.annotators:
        found = [_named(everyone, name) for name in dict.fromkeys(selection.annotators)]
    else:
        found = _by_default(project, unfinished=selection.unfinished)
    if len(found) < 2:
        raise RuleError(
            "Agreement needs the finished work of two annotators; a model and gold count as annotators too."
        )
    return found


def comparable(project: Project, *, unfinished: bool = False) -> list[Annotator]:
    """Everybody with finished work in a project: people, then gold, then models."""
    working = agreement.working(project.database, unfinished=unfinished)
    order = [Kind.PERSON, Kind.GOLD, Kind.MODEL]
    found = [who for who in project.annotators() if who.id in working]
    return sorted(found, key=lambda who: (order.index(who.kind), who.id))


def _by_default(project: Project, *, unfinished: bool) -> list[Annotator]:
    working = comparable(project, unfinished=unfinished)
    people = [who for who in working if who.kind is Kind.PERSON]
    # Against one person, or none, gold comes first: it is what the others are measured by.
    return people if len(people) > 1 else sorted(working, key=lambda who: who.kind is not Kind.GOLD)


def _layers(project: Project, annotators: Sequence[int]) -> tuple[str, ...]:
    marked = agreement.layers(project.database, annotators)
    return tuple(layer.name for layer in project.scheme.layers if layer.name in marked)


def _named(everyone: Sequence[Annotator], name: str) -> Annotator:
    found = [who for who in everyone if who.name == name]
    if not found:
        known = ", ".join(who.name for who in everyone)
        raise RuleError(f"There is no annotator {name}; this project has {known}.")
    return found[0]
