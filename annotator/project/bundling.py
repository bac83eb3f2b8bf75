"""Making a bundle: what one annotator did, as one file to hand to a colleague."""

from collections.abc import Generator, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from annotator import __version__
from annotator.core.annotation import Annotation, Status
from annotator.core.annotator import Annotator, Kind
from annotator.core.change import Note
from annotator.core.errors import InputError, RuleError, StaleError
from annotator.core.progress import Progress
from annotator.core.scheme_content import content
from annotator.core.text import counted
from annotator.formats.bundle import BundledArticle, BundleHead, Feedback
from annotator.formats.bundle_writing import BundleWriter
from annotator.formats.files import written_beside
from annotator.project.merge_feedback import told
from annotator.project.project import Project
from annotator.store import annotations, settings
from annotator.store.lineage import Lineages
from annotator.store.values import now

_ARTICLES_BETWEEN_PROGRESS = 50


@dataclass(frozen=True, slots=True)
class BundleOptions:
    """What to hand on. `whose` is a name, who is at work when empty.

    `statuses` and `articles` (ids) take fewer; `feedback` takes along what review decided.
    """

    whose: str = ""
    statuses: tuple[str, ...] = ()
    articles: tuple[int, ...] = ()
    feedback: bool = True


@dataclass(slots=True)
class BundleReport:
    """What is in a bundle: articles by status, spans, notes, decisions of review."""

    path: str
    whose: str
    articles: int = 0
    spans: int = 0
    notes: int = 0
    decisions: int = 0
    statuses: dict[str, int] = field(default_factory=dict)

    def sentence(self) -> str:
        """The report in a sentence."""
        parts = [
            counted(self.spans, "span"),
            counted(self.notes, "note") if self.notes else "",
            f"{counted(self.decisions, 'decision')} about it" if self.decisions else "",
        ]
        held = ", ".join(part for part in parts if part)
        work = f"{self.whose}’s work on {counted(self.articles, 'article')}"
        return f"{work} ({held}) is in {Path(self.path).name}."


def make_bundle(
    project: Project, path: Path, options: BundleOptions = BundleOptions()
) -> Generator[Progress, None, BundleReport]:
    """Write a bundle beside `path`, then put it there; closing the generator leaves nothing behind.

    Raises RuleError when there is nothing to hand on, FileError when it cannot be written.
    """
    whose = _person(project, options.whose)
    ids = _chosen(project, whose, options)
    _refuse_place(project, path)
    report = BundleReport(str(path), whose.name)
    head = BundleHead(whose, content(project.scheme), len(ids), now(), __version__)
    with written_beside(path) as file:
        writer = BundleWriter(file, head)
        lineages = Lineages(project.database)
        for done, article_id in enumerate(ids):
            if done % _ARTICLES_BETWEEN_PROGRESS == 0:
                yield Progress(done, len(ids), "Writing")
            _write(project, writer, _Wanted(whose, article_id, options.feedback), lineages, report)
        if settings.get(project.database, "scheme_version") != head.scheme.version:
            raise StaleError("The label scheme was changed meanwhile; make the bundle again.")
        writer.end()
    return report


@dataclass(frozen=True, slots=True)
class _Wanted:
    whose: Annotator
    article_id: int
    feedback: bool


def _write(
    project: Project,
    writer: BundleWriter,
    wanted: _Wanted,
    lineages: Lineages,
    report: BundleReport,
) -> None:
    # One state of the file: whoever labels meanwhile would else have steps that their spans lack.
    with project.database.reading():
        article = _bundled(project, wanted, lineages)
        feedback = _feedback(project, wanted, article.sha256) if wanted.feedback else None
    writer.add(article)
    _count(report, article)
    if feedback is not None:
        writer.add_feedback(feedback)
        report.decisions += len(feedback.told)


def _bundled(project: Project, wanted: _Wanted, lineages: Lineages) -> BundledArticle:
    article = project.article(wanted.article_id)
    held = annotations.load(project.database, article.id, wanted.whose.id)
    assert held is not None
    return BundledArticle(
        article.sha256,
        len(article.text),
        article.key,
        article.title,
        held,
        lineages.of(held),
        _notes(project.desk.notes(article.id), wanted.whose, held),
    )


def _notes(notes: Iterable[Note], whose: Annotator, held: Annotation) -> tuple[Note, ...]:
    """The annotator's own; a span that is gone is not named any more."""
    ids = {span.id for span in held.spans}
    own = {(n.text, n.written_at): n for n in notes if n.author == whose.name}
    return tuple(n if n.span_id in ids else replace(n, span_id=None) for n in own.values())


def _feedback(project: Project, wanted: _Wanted, sha256: str) -> Feedback | None:
    found = told(project.desk, wanted.article_id, wanted.whose.id)
    return Feedback(sha256, found) if found else None


def _count(report: BundleReport, article: BundledArticle) -> None:
    status = article.annotation.status.value
    report.articles += 1
    report.spans += len(article.annotation.spans)
    report.notes += len(article.notes)
    report.statuses[status] = report.statuses.get(status, 0) + 1


def _person(project: Project, name: str) -> Annotator:
    if not name:
        return project.annotator
    people = [who for who in project.annotators() if who.kind is Kind.PERSON]
    found = next((who for who in people if who.name == name), None)
    if found is None:
        names = ", ".join(who.name for who in people)
        raise RuleError(f"There is no annotator {name} in this project, only {names}.")
    return found


def _chosen(project: Project, whose: Annotator, options: BundleOptions) -> list[int]:
    statuses = set(map(_status, options.statuses)) or set(Status)
    wanted = set(options.articles)
    done = annotations.worked_on(project.database, whose.id)
    ids = [n for n, status in done if status in statuses and (not wanted or n in wanted)]
    if not ids:
        where = "those articles" if done else "this project"
        raise RuleError(
            f"{whose.name} has done nothing in {where}, so there is nothing to hand on."
        )
    return ids


def _status(name: str) -> Status:
    try:
        return Status(name)
    except ValueError as error:
        raise InputError(f"There is no status {name}; there are {', '.join(Status)}.") from error


def _refuse_place(project: Project, path: Path) -> None:
    if path.is_dir():
        raise InputError(f"{path.name} is a folder; a bundle needs the name of a file.")
    if path.exists() and path.samefile(project.path):
        raise InputError(f"{path.name} is the project itself; give the bundle another name.")
