"""Suggestions from a model: stored under its name and version, batch by batch, to be taken up where left."""

from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from annotator.core.annotation import Annotation, Status, in_order
from annotator.core.annotator import Annotator, Kind
from annotator.core.change import Change, Delta
from annotator.core.progress import Progress
from annotator.core.quotes import QUOTE
from annotator.core.scheme import Scheme
from annotator.core.span import ENTITIES, QUOTES
from annotator.core.tokens import Tokens
from annotator.nlp.client import WorkerPool
from annotator.nlp.messages import Failed, Prelabelled
from annotator.project.project import Project
from annotator.store import annotations, annotators, articles, journal, queue, settings, tokens

BATCH = 20
AHEAD = 10


@dataclass(slots=True)
class PrelabelReport:
    """What a run did: the model, articles pre-labelled, spans suggested, those already done, failures."""

    model: str = ""
    articles: int = 0
    spans: int = 0
    already_done: int = 0
    failures: list[str] = field(default_factory=list)
    remark: str = ""

    def sentence(self) -> str:
        """The report in a sentence."""
        failed = f" {len(self.failures)} failed." if self.failures else ""
        done = f" ({self.already_done} had been done before)" if self.already_done else ""
        remark = f" {self.remark}" if self.remark else ""
        suggested = f"{self.model} suggested {self.spans} spans in {self.articles} articles{done}."
        return f"{suggested}{failed}{remark}"


def store_suggestions(project: Project, model: str, batch: Sequence[Prelabelled]) -> Annotator:
    """Store what a model suggests for some articles, in one transaction, and make it the active model.

    An earlier annotation of the same model and version is replaced; articles that have been removed in the
    meantime are passed over.
    """
    database = project.database
    with database.writing():
        who = annotators.ensure(database, model, Kind.MODEL)
        if project.settings.active_model != model:
            settings.put(database, "active_model", model)
        present = [answer for answer in batch if articles.get(database, answer.article_id)]
        for answer in present:
            annotations.replace(database, _annotation(project, who, answer))
            tokens.put(database, answer.article_id, Tokens(model, answer.bounds))
        change = Change(f"Pre-label {len(present)} articles", (Delta(None, None),))
        journal.add(database, journal.new_step(change, who.id), {})
    project.refresh()
    touched = tuple(Delta(answer.article_id, who.id) for answer in present)
    project.tell(Change(change.name, touched))
    return who


def next_to_prelabel(
    project: Project, model: str, article_ids: Iterable[int], count: int = AHEAD
) -> list[int]:
    """The first `count` of some articles, in their order, that a model has still to pre-label."""
    ahead = list(islice(article_ids, count))
    who = annotators.named(project.database, model, Kind.MODEL)
    return queue.without_annotation(project.database, who.id, ahead) if who else ahead


def prelabel(
    project: Project, model: str, *, processes: int = 1, trusted: bool = False
) -> Generator[Progress, None, PrelabelReport]:
    """Pre-label every article a model has not done yet.

    Each batch is committed, so closing the generator, or a crash, keeps whole batches and the next run
    goes on from there. Raises ModelError when the model is missing or its process dies.
    """
    everything = articles.ids(project.database)
    yield Progress(0, len(everything), f"Loading {model}")
    with WorkerPool(model, processes, trusted=trusted) as pool:
        report = PrelabelReport(pool.name)
        left = next_to_prelabel(project, pool.name, everything, len(everything))
        report.already_done = len(everything) - len(left)
        texts = ((article.id, article.text) for article in articles.each(project.database, left))
        quotes = wants_quotes(project.scheme)
        report.remark = pool.remark if quotes else ""
        answers = pool.prelabel(texts, project.scheme.mapping(ENTITIES), quotes=quotes)
        for batch in _batches(answers, BATCH):
            _take(project, batch, report)
            done = report.already_done + report.articles + len(report.failures)
            yield Progress(done, len(everything), "Pre-labelling")
    return report


def wants_quotes(scheme: Scheme) -> bool:
    """Whether a scheme has quotes to suggest."""
    return scheme.has(QUOTES, QUOTE)


def open_articles_after(
    project: Project, article_ids: Sequence[int], current: int
) -> Iterator[int]:
    """The current article, then those after it in the queue that I have still to do."""
    start = article_ids.index(current) if current in article_ids else 0
    for article_id in article_ids[start:]:
        status = project.annotation(article_id).status
        if article_id == current or status in (Status.TODO, Status.IN_PROGRESS):
            yield article_id


def _take(project: Project, batch: list[Prelabelled | Failed], report: PrelabelReport) -> None:
    good = [answer for answer in batch if isinstance(answer, Prelabelled)]
    report.failures += [answer.sentence for answer in batch if isinstance(answer, Failed)]
    store_suggestions(project, report.model, good)
    report.articles += len(good)
    report.spans += sum(len(answer.spans) for answer in good)


def _annotation(project: Project, who: Annotator, answer: Prelabelled) -> Annotation:
    spans = in_order(span for span in answer.spans if project.scheme.has(span.layer, span.label))
    kept = {span.id for span in spans}
    return Annotation(
        answer.article_id,
        who.id,
        Status.DONE,
        spans,
        relations=frozenset(r for r in answer.relations if {r.head, r.child} <= kept),
        clusters=frozenset(answer.clusters),
        next_span_id=max(kept, default=0) + 1,
        scheme_version=project.scheme.version,
    )


def _batches(
    answers: Iterable[Prelabelled | Failed], size: int
) -> Iterator[list[Prelabelled | Failed]]:
    iterator = iter(answers)
    while batch := list(islice(iterator, size)):
        yield batch
