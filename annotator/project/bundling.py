"""Handing on one annotator's work as a bundle."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from annotator.core.annotation import Annotation, Status
from annotator.core.annotator import Annotator, Kind
from annotator.core.decision import Decision
from annotator.core.errors import RuleError
from annotator.core.scheme import Scheme
from annotator.formats.bundle import write_bundle
from annotator.formats.bundle_records import (
    FORMAT,
    ArticleLine,
    FeedbackLine,
    Header,
    NoteLine,
    SchemeLine,
)
from annotator.formats.recording import annotation_record, annotator_record
from annotator.project.project import Project
from annotator.store import articles, lineage, notes, review
from annotator.store.values import now


@dataclass(frozen=True, slots=True)
class BundleReport:
    """What was put into a bundle."""

    path: str
    annotator: str
    articles: int
    feedback: int

    def sentence(self) -> str:
        """The report in a sentence."""
        told = f" and {self.feedback:,} decisions about it" if self.feedback else ""
        many = "1 article" if self.articles == 1 else f"{self.articles:,} articles"
        return f"{self.annotator}’s work on {many}{told} is in {Path(self.path).name}."


def bundle(
    project: Project, path: Path, whose: str = "", article_ids: Collection[int] = ()
) -> BundleReport:
    """Write the work of a person (who works now by default) as a bundle, of some articles or all.

    What reviewers decided about it comes along, others' marks do not. Raises RuleError when there is no
    such person or nothing to hand on, InputError when the file cannot be written.
    """
    annotator = _person(project, whose)
    held = list(_held(project, annotator, article_ids))
    if not held:
        raise RuleError(
            f"{annotator.name} has not marked anything yet, so there is nothing to hand on."
        )
    feedback = list(_feedback(project, annotator, held))
    header = Header(FORMAT, annotator_record(annotator), scheme_line(project.scheme), 0, 0, now())
    lines = (_line(project, annotator, made) for made in held)
    count = write_bundle(Path(path), header, lines, feedback)
    return BundleReport(str(path), annotator.name, count, len(feedback))


def scheme_line(scheme: Scheme) -> SchemeLine:
    """What a bundle tells of the label scheme."""
    labels = {layer.name: sorted(label.name for label in layer.labels) for layer in scheme.layers}
    return SchemeLine(
        scheme.name, scheme.version, labels, sorted(label.name for label in scheme.article_labels)
    )


def _person(project: Project, whose: str) -> Annotator:
    wanted = whose.strip() or project.annotator.name
    people = [who for who in project.annotators() if who.kind is Kind.PERSON]
    found = next((who for who in people if who.name == wanted), None)
    if found is None:
        names = ", ".join(who.name for who in people)
        raise RuleError(f"There is no annotator {wanted} in this project, only {names}.")
    return found


def _held(
    project: Project, annotator: Annotator, article_ids: Collection[int]
) -> Iterator[Annotation]:
    for article_id in articles.ids(project.database):
        if not article_ids or article_id in article_ids:
            made = project.desk.annotation(article_id, annotator.id)
            if made.status is not Status.TODO or made.spans or made.rejections or made.labels:
                yield made


def _line(project: Project, annotator: Annotator, made: Annotation) -> ArticleLine:
    article = project.article(made.article_id)
    ancestry = lineage.ancestry(project.database, made)
    written = [
        NoteLine(note.text, note.written_at, note.resolved, note.span_id)
        for note in notes.of_article(project.database, article.id)
        if note.author == annotator.name
    ]
    return ArticleLine(
        article.sha256,
        article.key,
        article.title,
        len(article.text),
        annotation_record(annotator, made, project.scheme),
        list(ancestry.uuids),
        ancestry.base,
        written,
    )


def _feedback(
    project: Project, annotator: Annotator, held: list[Annotation]
) -> Iterator[FeedbackLine]:
    for made in held:
        decisions = review.decisions(project.database, made.article_id)
        digest = project.article(made.article_id).sha256 if decisions else ""
        for decision in decisions:
            said = next((s for s in decision.said if s.annotator_id == annotator.id), None)
            if decision.is_made and said is not None:
                yield _feedback_line(digest, decision, said.words, right=said.taken)


def _feedback_line(digest: str, decision: Decision, said: str, *, right: bool) -> FeedbackLine:
    return FeedbackLine(
        about=digest,
        key=decision.key,
        types=list(decision.types),
        layer=decision.layer,
        start=decision.start,
        end=decision.end,
        text=decision.text,
        choice=decision.choice.value,
        said=said,
        right=right,
        gold=decision.gold,
        reason=decision.reason,
        error_type=decision.error_type.value if decision.error_type else "",
        author=decision.author,
        at=decision.at,
    )
