"""Taking entries into a project in batches that name their import, as one undoable step.

A batch is one transaction. The step is in the journal from the first batch on, so an import that was cut
short can be undone like a whole one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from annotator.core.annotation import Annotation, in_order
from annotator.core.annotator import Annotator
from annotator.core.change import (
    AppliedLabel,
    Change,
    Delta,
    ImportValue,
    Noun,
    StatusValue,
    changed,
)
from annotator.core.entry import Entry, Refusal
from annotator.core.rules import inconsistencies, problems
from annotator.project.project import Project
from annotator.store import annotations, annotators, articles, imports, journal
from annotator.store.journal import Step


@dataclass(slots=True)
class Taken:
    """What a batch, or a whole import so far, brought.

    `already_there` counts articles whose text the project has; `attached` annotations that went to
    such articles, `kept` those that did not because their annotator has an annotation there already.
    """

    added: int = 0
    already_there: int = 0
    annotations: int = 0
    attached: int = 0
    kept: int = 0

    def plus(self, other: "Taken") -> "Taken":
        """Both together."""
        return Taken(
            self.added + other.added,
            self.already_there + other.already_there,
            self.annotations + other.annotations,
            self.attached + other.attached,
            self.kept + other.kept,
        )


class Intake:
    """One import: give it entries batch by batch, then close it with a report."""

    def __init__(self, project: Project, files: str, format_name: str) -> None:
        self._project = project
        self._files = files
        self._format = format_name
        self._import_id: int | None = None
        self._step: Step | None = None
        self._annotators: dict[str, Annotator] = {}
        self._known = articles.digests(project.database)
        self.taken = Taken()
        self.refused: list[Refusal] = []

    @property
    def import_id(self) -> int | None:
        """The id of the import, None before its first batch."""
        return self._import_id

    def add(self, entries: Sequence[Entry]) -> Taken:
        """Store a batch in one transaction and say what it brought.

        An annotation with a span that its article or the scheme does not allow is refused whole, its
        article is taken.
        """
        before = (self._import_id, self._step, dict(self._annotators), len(self.refused))
        try:
            with self._project.database.writing():
                self._project.desk.follow_scheme()
                self._begin()
                taken = self._store(entries)
        except BaseException:
            # Nothing of the batch is in the file, so nothing of it may be remembered here.
            self._import_id, self._step, self._annotators, refused = before
            del self.refused[refused:]
            self._known = articles.digests(self._project.database)
            raise
        self.taken = self.taken.plus(taken)
        return taken

    def close(self, report: object) -> None:
        """Keep the report and tell the project's watchers."""
        if self._import_id is None or self._step is None:
            return
        with self._project.database.writing():
            imports.finish(
                self._project.database,
                self._import_id,
                self.taken.added,
                self.taken.annotations + self.taken.attached,
                report,
            )
        self._project.refresh()
        self._project.tell(self._step.change)

    def _begin(self) -> None:
        if self._import_id is not None:
            return
        database = self._project.database
        self._import_id = imports.start(database, self._files, self._format)
        change = Change(
            f"Import {self._files}", (Delta(None, None, (), (ImportValue(self._import_id),)),)
        )
        self._step = journal.new_step(change, self._project.annotator.id)
        journal.add(database, self._step, {}, self._import_id)

    def _store(self, entries: Sequence[Entry]) -> Taken:
        database, taken = self._project.database, Taken()
        next_id = articles.next_id(database)
        for entry in entries:
            digest = entry.article.sha256
            known = self._known.get(digest)
            if known is None:
                article = replace(
                    entry.article, id=next_id, position=next_id, import_id=self._import_id
                )
                articles.add(database, (article,))
                self._known[digest] = next_id
                taken.added += 1
                taken.annotations += self._annotate(entry, next_id)
                next_id += 1
            else:
                taken.already_there += 1
                self._attach(entry, known, taken)
        return taken

    def _annotate(self, entry: Entry, article_id: int) -> int:
        come: set[int] = set()
        for whose, annotation in entry.annotations:
            mine = self._mine(whose, annotation, article_id)
            if mine.annotator_id in come:
                self._refuse(entry, f"{whose.name} has a second one for this article")
            elif self._allowed(entry, mine):
                annotations.add(self._project.database, mine, self._import_id)
                come.add(mine.annotator_id)
        return len(come)

    def _attach(self, entry: Entry, article_id: int, taken: Taken) -> None:
        for whose, annotation in entry.annotations:
            mine = self._mine(whose, annotation, article_id)
            before = annotations.load(self._project.database, article_id, mine.annotator_id)
            if before is not None and (before.spans or before.rejections or before.labels):
                taken.kept += 1
            elif self._allowed(entry, mine):
                self._write_attached(before or Annotation(article_id, mine.annotator_id), mine)
                taken.attached += 1

    def _write_attached(self, before: Annotation, after: Annotation) -> None:
        """Onto an article that was there, so the journal has to hold what came: undo takes it away."""
        assert self._step is not None
        nouns: tuple[Noun, ...] = (
            *after.spans,
            *after.relations,
            *after.clusters,
            *after.rejections,
            *(AppliedLabel(name) for name in sorted(after.labels)),
            StatusValue(after.status, after.finished_at),
        )
        gone = (StatusValue(before.status, before.finished_at),)
        delta = Delta(after.article_id, after.annotator_id, gone, nouns)
        version = self._project.scheme.version
        written = replace(
            changed(before, delta), revision=before.revision + 1, scheme_version=version
        )
        row = annotations.write(self._project.database, before, written, delta)
        step = replace(self._step, change=replace(self._step.change, deltas=(delta,)))
        rows = {(after.article_id, after.annotator_id): row}
        journal.add(self._project.database, step, rows, self._import_id)

    def _mine(self, whose: Annotator, annotation: Annotation, article_id: int) -> Annotation:
        key = f"{whose.kind} {whose.uuid} {whose.name}"
        if key not in self._annotators:
            database = self._project.database
            self._annotators[key] = annotators.ensure(database, whose.name, whose.kind, whose.uuid)
        return replace(
            annotation,
            article_id=article_id,
            annotator_id=self._annotators[key].id,
            scheme_version=self._project.scheme.version,
            spans=in_order(annotation.spans),
            next_span_id=max(
                [annotation.next_span_id, *(span.id + 1 for span in annotation.spans)]
            ),
            revision=0,
        )

    def _allowed(self, entry: Entry, annotation: Annotation) -> bool:
        empty = Annotation(0, 0)
        wrong = [
            *problems(annotation.spans, empty, self._project.scheme, entry.article.text),
            *inconsistencies(annotation, entry.article.text),
        ]
        if wrong:
            self._refuse(entry, wrong[0])
        return not wrong

    def _refuse(self, entry: Entry, reason: str) -> None:
        self.refused.append(Refusal(entry.place, f"the annotation was left out: {reason}"))
