"""Is everything in a project as it should be: structure, texts, spans, rules, counts, journal."""

from collections.abc import Generator, Iterator
from dataclasses import dataclass, field

import msgspec

from annotator.core.annotation import Annotation
from annotator.core.annotator import Kind
from annotator.core.progress import Progress
from annotator.core.rules import inconsistencies, problems, text_problem
from annotator.core.scheme import Scheme
from annotator.project.project import Project
from annotator.store import annotations, consistency, inspection, journal
from annotator.store.inspection import StoredAnnotation, StoredArticle
from annotator.store.recovery import RecoveryReport, recover
from annotator.store.replay import explains_annotation, explains_article, explains_purposes

__all__ = ["CheckReport", "RecoveryReport", "check", "recover"]

_STEP = 50
_LISTED = 1000


@dataclass(slots=True)
class CheckReport:
    """What was checked, how many problems there are, and a sentence for each of the first thousand."""

    articles: int = 0
    annotations: int = 0
    spans: int = 0
    changes: int = 0
    found: int = 0
    problems: list[str] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Whether all is well."""
        return not self.found

    def sentence(self) -> str:
        """The report in a sentence."""
        checked = (
            f"{self.articles} articles, {self.annotations} annotations, {self.spans} spans and "
            f"{self.changes} changes were checked"
        )
        if self.sound:
            return f"{checked}; all is well."
        listed = "" if self.found <= _LISTED else f" (the first {_LISTED} are listed)"
        return f"{checked}; {self.found} problems were found{listed}."

    def add(self, problem: str) -> None:
        """Count a problem, and list it while there is room."""
        self.found += 1
        if len(self.problems) < _LISTED:
            self.problems.append(problem)


def check(project: Project) -> Generator[Progress, None, CheckReport]:
    """Check a whole project, one article in memory at a time."""
    report, database = CheckReport(), project.database
    for problem in (*database.quick_check(), *inspection.broken_references(database)):
        report.add(problem)
    _check_project(project, report)
    ids = inspection.article_ids(database)
    for done, article_id in enumerate(ids):
        if done % _STEP == 0:
            yield Progress(done, len(ids), "Checking articles")
        try:
            stored = inspection.stored(database, article_id)
        except ValueError as error:
            report.add(f"Article {article_id} cannot be read: {error}.")
        else:
            _check_article(stored, project.scheme, report)
    yield Progress(len(ids), len(ids), "Checking articles")
    return report


def _check_project(project: Project, report: CheckReport) -> None:
    try:
        held = consistency.on_purpose(project.database)
        deltas = journal.of_project(project.database)
    except (TypeError, KeyError, ValueError, msgspec.MsgspecError) as error:
        report.add(f"What was done to the project itself cannot be read: {error}.")
        return
    if not explains_purposes(deltas, held):
        report.add("The history does not lead to what is said to differ on purpose.")


def _check_article(stored: StoredArticle, scheme: Scheme, report: CheckReport) -> None:
    report.articles += 1
    report.changes += len(stored.deltas)
    for problem in _article_problems(stored):
        report.add(f"Article {stored.article.id}: {problem}")
    for one in stored.annotations:
        report.annotations += 1
        report.spans += len(one.annotation.spans)
        report.changes += len(one.deltas)
        for problem in _annotation_problems(one, stored.article.text, scheme):
            report.add(f"Article {stored.article.id}, {one.who}: {problem}")


def _article_problems(stored: StoredArticle) -> Iterator[str]:
    article = stored.article
    if article.sha256 != stored.sha256:
        yield "the text is not the one that was imported."
    if not explains_article(stored.deltas, article, stored.others, removed=stored.removed):
        yield "the history does not lead to its details, flag, notes and decisions."


def _annotation_problems(one: StoredAnnotation, text: str, scheme: Scheme) -> Iterator[str]:
    held = one.annotation
    yield from inconsistencies(held, text)
    if one.kind == Kind.MODEL:
        # A model's suggestions are replaced by each run and may bear labels the scheme had then.
        yield from (f"{wrong}." for span in held.spans if (wrong := text_problem(span, text)))
    else:
        yield from problems(held.spans, Annotation(0, 0), scheme, text)
        if not explains_annotation(one.deltas, held, imported=one.imported):
            yield "the history does not lead to what is marked."
    if one.spans != len(held.spans) or one.decided != annotations.decided(held):
        yield "the number of spans the queue shows is wrong."
    if held.next_span_id <= max((span.id for span in held.spans), default=0):
        yield "the next span would get an id that is taken."
