"""From the records of a bundle to values: everything is checked, nothing is guessed.

Whatever is wrong raises InputError with the reason alone; the reader adds the file and the line.
"""

import re
from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from annotator.core.annotation import Annotation
from annotator.core.annotator import Annotator, Kind
from annotator.core.change import Note
from annotator.core.decision import Choice, Decision, ErrorType, Said
from annotator.core.errors import InputError
from annotator.core.lineage import IMPORT, NOTHING, SCHEME, Ancestor, state_of
from annotator.core.scheme import ArticleLabel, Label, Layer, Scheme
from annotator.formats.bundle import BundledArticle, BundleHead, Feedback, Told
from annotator.formats.bundle_records import (
    AncestorRecord,
    ArticleLine,
    ContentRecord,
    DecisionRecord,
    FeedbackLine,
    HeadLine,
    NoteRecord,
)
from annotator.formats.interpreting import annotation_of, annotator_of

_SHA256 = re.compile("[0-9a-f]{64}")
_STATE = re.compile("[0-9a-f]{32}")
_UUID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# What every JSON reader and SQLite can hold.
_LARGEST = 2**53

_Choice = TypeVar("_Choice", bound=StrEnum)


def head_of(line: HeadLine) -> BundleHead:
    """What the first line says."""
    annotator = annotator_of(line.annotator)
    if annotator.kind is not Kind.PERSON:
        raise InputError(f"{annotator.name} is no person, and only persons' work is handed on")
    scheme = _scheme(line.scheme)
    return BundleHead(annotator, scheme, line.articles, _moment(line.made_at), line.program)


def article_of(line: ArticleLine, number: int) -> tuple[Annotator, BundledArticle]:
    """An annotation, and whose it is."""
    annotation = annotation_of(line.annotation, line.length)
    article = BundledArticle(
        _digest(line.sha256),
        line.length,
        line.key,
        line.title,
        annotation,
        _steps(line.journal, annotation),
        _notes(line.notes, annotation),
        number,
    )
    return annotator_of(line.annotation.annotator), article


def feedback_of(line: FeedbackLine) -> Feedback:
    """What was decided about the work on an article."""
    _each_once((record.key for record in line.decisions), "decision")
    return Feedback(_digest(line.sha256), tuple(map(_told, line.decisions)))


def _scheme(record: ContentRecord) -> Scheme:
    layers = (
        Layer(layer.name, tuple(map(Label, layer.labels)), allows_overlap=layer.allows_overlap)
        for layer in record.layers
    )
    labels = tuple(map(ArticleLabel, record.article_labels))
    return Scheme(record.name, record.version, layers=tuple(layers), article_labels=labels)


def _digest(text: str) -> str:
    if not _SHA256.fullmatch(text):
        raise InputError(f"“{text}” is no SHA-256")
    return text


def _steps(records: list[AncestorRecord], annotation: Annotation) -> tuple[Ancestor, ...]:
    for record in records:
        _check_step(record)
    if (records[-1].state if records else NOTHING) != state_of(annotation).digest:
        raise InputError("its journal does not lead to what is marked")
    return tuple(Ancestor(r.id, r.state, r.name, _moment(r.at)) for r in records)


def _check_step(record: AncestorRecord) -> None:
    begun = next((start for start in (IMPORT, SCHEME) if record.id.startswith(start)), "")
    bare, form = record.id.removeprefix(begun), _STATE if begun else _UUID
    if not form.fullmatch(bare) or (record.state and not _STATE.fullmatch(record.state)):
        raise InputError(f"“{record.id}” is no step of a journal")


def _notes(records: list[NoteRecord], annotation: Annotation) -> tuple[Note, ...]:
    ids = {span.id for span in annotation.spans}
    for record in records:
        if not record.text.strip():
            raise InputError("a note has no text")
        if record.span is not None and record.span not in ids:
            raise InputError(f"a note is about the span {record.span}, which is missing")
    _each_once(((record.text, record.at) for record in records), "note")
    return tuple(Note(0, "", r.text, r.span, r.resolved, _moment(r.at)) for r in records)


def _told(record: DecisionRecord) -> Told:
    if not (record.key and record.layer and 0 <= record.start <= record.end <= _LARGEST):
        raise InputError(f"the decision “{record.key}” is about no place in the text")
    if not all(map(_STATE.fullmatch, record.earlier)):
        raise InputError(f"the decision “{record.key}” has a past that cannot be read")
    return Told(_decision(record), tuple(record.earlier))


def _decision(record: DecisionRecord) -> Decision:
    return Decision(
        key=record.key,
        types=tuple(record.types),
        layer=record.layer,
        start=record.start,
        end=record.end,
        text=record.text,
        choice=_one_of(Choice, record.choice),
        said=(Said(0, record.said, record.right),),
        gold=record.gold,
        reason=record.reason,
        error_type=_one_of(ErrorType, record.error_type) if record.error_type else None,
        author=record.author,
        at=_moment(record.at),
    )


def _one_of(kind: type[_Choice], name: str) -> _Choice:
    try:
        return kind(name)
    except ValueError as error:
        raise InputError(f"“{name}” is none of {', '.join(kind)}") from error


def _moment(text: str) -> str:
    try:
        if text:
            datetime.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"“{text}” is no date and time") from error
    return text


def _each_once(keys: Iterable[object], what: str) -> None:
    known: set[object] = set()
    for key in keys:
        if key in known:
            raise InputError(f"a {what} stands there twice")
        known.add(key)
