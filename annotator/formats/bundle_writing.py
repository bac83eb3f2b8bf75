"""Writing a bundle, line by line."""

from typing import BinaryIO

from annotator.core.change import Note
from annotator.core.lineage import Ancestor
from annotator.core.scheme import Scheme
from annotator.formats.bundle import BundledArticle, BundleHead, Feedback, Told
from annotator.formats.bundle_records import (
    VERSION,
    AncestorRecord,
    ArticleLine,
    ContentRecord,
    DecisionRecord,
    EndLine,
    FeedbackLine,
    HeadLine,
    LayerRecord,
    Line,
    NoteRecord,
    sealed,
    together,
)
from annotator.formats.recording import annotation_record, annotator_record


class BundleWriter:
    """Writes the lines of one bundle to an open file; `end` makes it whole."""

    def __init__(self, file: BinaryIO, head: BundleHead) -> None:
        self._file, self._head = file, head
        self._digests: list[str] = []
        self._put(_head_line(head))

    def add(self, article: BundledArticle) -> None:
        """Write an annotation."""
        self._put(self._article_line(article))

    def add_feedback(self, feedback: Feedback) -> None:
        """Write what review decided about an article."""
        decisions = [_decision(told) for told in feedback.told]
        self._put(FeedbackLine(VERSION, feedback.sha256, decisions))

    def end(self) -> None:
        """Write the last line."""
        self._put(EndLine(VERSION, len(self._digests), together(self._digests)))

    def _put(self, line: Line) -> None:
        data, digest = sealed(line)
        self._file.write(data)
        self._digests.append(digest)

    def _article_line(self, article: BundledArticle) -> ArticleLine:
        head = self._head
        return ArticleLine(
            VERSION,
            article.sha256,
            article.length,
            annotation_record(head.annotator, article.annotation, head.scheme),
            [_ancestor(step) for step in article.steps],
            article.key,
            article.title,
            [_note(note) for note in article.notes],
        )


def _head_line(head: BundleHead) -> HeadLine:
    return HeadLine(
        VERSION,
        head.program,
        head.made_at,
        annotator_record(head.annotator),
        _content(head.scheme),
        head.articles,
    )


def _content(scheme: Scheme) -> ContentRecord:
    layers = [
        LayerRecord(layer.name, [label.name for label in layer.labels], layer.allows_overlap)
        for layer in scheme.layers
    ]
    names = [label.name for label in scheme.article_labels]
    return ContentRecord(scheme.name, scheme.version, layers, names)


def _ancestor(step: Ancestor) -> AncestorRecord:
    return AncestorRecord(step.id, step.state, step.name, step.at)


def _note(note: Note) -> NoteRecord:
    return NoteRecord(note.text, note.written_at, note.span_id, note.resolved)


def _decision(told: Told) -> DecisionRecord:
    made = told.decision
    (said,) = made.said
    return DecisionRecord(
        made.key,
        list(made.types),
        made.layer,
        made.start,
        made.end,
        made.text,
        made.choice.value,
        said.words,
        said.taken,
        made.gold,
        made.reason,
        made.error_type.value if made.error_type else "",
        made.author,
        made.at,
        list(told.earlier),
    )
