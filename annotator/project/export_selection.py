"""Which annotation of each article is exported, as an entry that stands for itself outside the project."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from annotator.core.annotation import Annotation, Status, in_order
from annotator.core.annotator import Annotator, Kind
from annotator.core.article import Article
from annotator.core.entry import Entry
from annotator.core.errors import InputError
from annotator.core.rules import text_problem
from annotator.core.span import Cluster, Rejection, Relation, Span
from annotator.formats.sound_quotes import refuse_unsound
from annotator.formats.speakers import speaker_names
from annotator.project.export_options import EACH, GOLD_FIRST, JSONL, SPACY, ExportOptions
from annotator.project.export_report import ExportReport
from annotator.project.project import Project
from annotator.store import annotations, articles

UNLABELLED = "nobody has labelled it"


@dataclass(frozen=True, slots=True)
class Selected:
    """An article to be exported: its id in the project, its entry, and the revisions it shows.

    A revision is (article id, annotator id, revision). `names` are those of the speakers in each of the
    entry's annotations, by their quotes' ids.
    """

    article_id: int
    entry: Entry
    revisions: tuple[tuple[int, int, int], ...]
    names: tuple[Mapping[int, str], ...] = ()


class Selection:
    """Chooses, article by article, and tells the report what is left out and why."""

    def __init__(self, project: Project, options: ExportOptions, report: ExportReport) -> None:
        self._project = project
        self._options = options
        self._report = report
        self._everyone = {who.id: who for who in project.annotators()}
        self._candidates = _candidates(project, options.whose)
        self._statuses = {Status(name) for name in options.statuses}

    def ids(self) -> list[int]:
        """The articles to look at, in queue order."""
        everything = articles.ids(self._project.database)
        chosen = set(self._options.articles)
        return [article_id for article_id in everything if not chosen or article_id in chosen]

    def each(self, article_ids: Iterable[int]) -> Iterator[Selected | None]:
        """Each article chosen, None in the place of one left out."""
        for article in articles.each(self._project.database, article_ids):
            found = self._selected(article)
            if isinstance(found, str):
                self._report.leave_out(found)
                yield None
            else:
                yield found

    def _selected(self, article: Article) -> Selected | str:
        held = self._annotations(article.id)
        allowed = [annotation for annotation in held if annotation.status in self._statuses]
        if self._options.whose != EACH:
            allowed = allowed[:1]
        if not allowed and (held or not self._takes_unlabelled):
            return f"its annotation is {held[0].status.value}" if held else UNLABELLED
        unwanted = self._not_trained_on(allowed)
        if unwanted:
            return f"it is labelled {unwanted}"
        untrue = _untrue(allowed, article.text)
        if untrue:
            return f"damaged: {untrue}"
        return self._as_selected(article, allowed)

    def _not_trained_on(self, chosen: Iterable[Annotation]) -> str | None:
        """The article-level label that keeps an article out of training data."""
        if self._options.format != SPACY:
            return None
        labels = (label for label in self._project.scheme.article_labels if not label.trained_on)
        names = [label.name for label in labels]
        return next((name for made in chosen for name in names if name in made.labels), None)

    @property
    def _takes_unlabelled(self) -> bool:
        return Status.TODO in self._statuses and self._options.format == JSONL

    def _annotations(self, article_id: int) -> list[Annotation]:
        database = self._project.database
        if self._options.whose == EACH:
            return list(annotations.of_article(database, article_id))
        loaded = (annotations.load(database, article_id, who) for who in self._candidates)
        return [annotation for annotation in loaded if annotation is not None]

    def _as_selected(self, article: Article, chosen: list[Annotation]) -> Selected:
        pairs = [(self._everyone[made.annotator_id], made) for made in chosen]
        for who, _ in pairs:
            counts = self._report.annotators
            counts[who.name] = counts.get(who.name, 0) + 1
        entry = Entry(
            replace(article, id=0, position=0, import_id=None),
            tuple((replace(who, id=0), self._for_itself(made)) for who, made in pairs),
        )
        revisions = tuple((article.id, made.annotator_id, made.revision) for made in chosen)
        return Selected(article.id, entry, revisions, self._names(chosen))

    def _names(self, chosen: list[Annotation]) -> tuple[Mapping[int, str], ...]:
        """Found before layers are left out, since full names stand among the entities too."""
        if self._options.format == JSONL:
            return ()
        return tuple(speaker_names(made, self._project.scheme) for made in chosen)

    def _for_itself(self, made: Annotation) -> Annotation:
        spans, now = self._spans(made)
        ids = {span.id for span in spans}
        return replace(
            made,
            article_id=0,
            annotator_id=0,
            revision=0,
            spans=spans,
            relations=_relations(made, now),
            clusters=frozenset(map(self._cluster, _clusters(made, spans))),
            rejections=self._rejections(made),
            next_span_id=max(ids, default=0) + 1,
        )

    def _spans(self, made: Annotation) -> tuple[tuple[Span, ...], dict[int, int]]:
        """The spans kept, and from the id of each to that of the span it is now."""
        layers, mapping = self._options.layers, self._options.mapping
        spans = [span for span in made.spans if not layers or span.layer in layers]
        if len(spans) < len(made.spans):
            self._report.remark("spans of other layers left out", len(made.spans) - len(spans))
        if not mapping:
            return tuple(spans), {span.id: span.id for span in spans}
        renamed = [replace(span, label=mapping.get(span.label, span.label)) for span in spans]
        once = {span.key: span for span in reversed(renamed)}
        if len(once) < len(renamed):
            self._report.remark("spans became one with another", len(renamed) - len(once))
        return in_order(once.values()), {span.id: once[span.key].id for span in renamed}

    def _cluster(self, cluster: Cluster) -> Cluster:
        return replace(cluster, label=self._options.mapping.get(cluster.label, cluster.label))

    def _rejections(self, made: Annotation) -> frozenset[Rejection]:
        layers, mapping = self._options.layers, self._options.mapping
        kept = [r for r in made.rejections if not layers or r.layer in layers]
        renamed = [replace(r, label=mapping.get(r.label, r.label)) for r in kept]
        return frozenset({r.key: r for r in renamed}.values())


def _candidates(project: Project, whose: str) -> list[int]:
    """The ids of the annotators to ask for an annotation, in turn."""
    everyone = project.annotators()
    if whose != GOLD_FIRST:
        return [who.id for who in everyone if who.name == whose]
    return [who.id for who in sorted(everyone, key=_turn(project)) if who.kind is not Kind.MODEL]


def _turn(project: Project) -> Callable[[Annotator], tuple[bool, bool, int]]:
    me = project.annotator.id
    return lambda who: (who.kind is not Kind.GOLD, who.id != me, who.id)


def _relations(made: Annotation, now: Mapping[int, int]) -> frozenset[Relation]:
    """The relations whose ends are kept, between the spans these are now."""
    kept = (r for r in made.relations if {r.head, r.child} <= now.keys())
    return frozenset(replace(r, head=now[r.head], child=now[r.child]) for r in kept)


def _clusters(made: Annotation, spans: Iterable[Span]) -> Iterator[Cluster]:
    """The clusters, less those whose mentions were all left out."""
    gone = {span.cluster_id for span in made.spans} - {span.cluster_id for span in spans}
    return (cluster for cluster in made.clusters if cluster.id not in gone)


def _untrue(chosen: list[Annotation], text: str) -> str | None:
    for annotation in chosen:
        for span in annotation.spans:
            if text[span.start : span.end] != span.text or not span.start < span.end:
                return text_problem(span, text)
        try:
            refuse_unsound(annotation)
        except InputError as error:
            return str(error)
    return None
