"""From a record of Annotator JSONL to an entry: everything is checked, nothing is guessed.

Whatever is wrong raises InputError with the reason alone; the reader adds the file and the line.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

from annotator.core.annotation import Annotation, Status, in_order
from annotator.core.annotator import Annotator, Kind
from annotator.core.article import Article, Metadata
from annotator.core.entry import Entry
from annotator.core.errors import InputError
from annotator.core.scheme import COLOURS
from annotator.core.span import ENTITIES, Cluster, Rejection, Relation, Span
from annotator.core.text import CanonicalText, canonical
from annotator.formats.placing import Placing, placing_of
from annotator.formats.records import (
    AnnotationRecord,
    AnnotatorRecord,
    ArticleRecord,
    RejectionRecord,
    SpanRecord,
)
from annotator.formats.sound_quotes import refuse_unsound

GOLD = Annotator(0, "", "gold", Kind.GOLD)

_NEWLINES = ("LF", "CRLF", "CR")
# What every JSON reader and SQLite can hold.
_LARGEST_ID = 2**53
_DEEPEST = 32


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record stands, and whose a list of spans is that does not say so."""

    name: str
    read_to: int = 0
    encoding: str = "utf-8"
    remarks: tuple[str, ...] = ()
    annotator: Annotator = GOLD


def canonical_text(raw: str) -> CanonicalText:
    """The canonical form of a text. Raises InputError when it is empty or cannot be stored."""
    text = canonical(raw)
    if not text.text.strip():
        raise InputError("its text is empty")
    return text


def checked_meta(meta: dict[str, object]) -> dict[str, object]:
    """What else is known about an article. Raises InputError when it nests deeper than can be written."""
    if meta and _depth(meta) > _DEEPEST:
        raise InputError("its lists are nested too deeply")
    return meta


def entry_of(record: ArticleRecord, place: Place) -> Entry:
    """The entry a record stands for. Raises InputError with the reason when it contradicts itself."""
    text = canonical_text(record.text)
    held = _annotation_records(record, place.annotator)
    placing = placing_of(record.text, text, list(_placed(held)))
    annotations = tuple(
        (annotator_of(r.annotator), _annotation(r, text.text, placing)) for r in held
    )
    _each_once(_who(annotator) for annotator, _ in annotations)
    article = _article(record, text, place)
    remarks = (*place.remarks, placing.remark) if placing.remark else place.remarks
    return Entry(article, annotations, place.name, remarks, place.read_to)


def annotation_of(record: AnnotationRecord, length: int) -> Annotation:
    """The annotation of a record whose article, of `length` code points, is not at hand.

    Its spans have to tell their texts, and offsets are code points. Raises InputError as `entry_of`.
    """
    for placed in (*(record.spans or ()), *(record.rejections or ())):
        told = placed.text if isinstance(placed, SpanRecord) else None
        fits = told is None or len(told) == placed.end - placed.start
        if not (0 <= placed.start < placed.end <= length and fits):
            raise InputError(
                f"the span {placed.label} {placed.start}–{placed.end} is not in the text"
            )
    untold = next((span for span in record.spans or () if span.text is None), None)
    if untold is not None:
        raise InputError(f"the span {untold.label} {untold.start}–{untold.end} lacks its text")
    return _annotation(record, None, Placing())


def annotator_of(record: AnnotatorRecord) -> Annotator:
    """The annotator of a record. Raises InputError for a name, kind, uuid or colour that is none."""
    name = record.name.strip()
    if not name:
        raise InputError("an annotator has no name")
    default = Kind.GOLD if name == "gold" else Kind.PERSON
    kind = _kind(record.kind) if record.kind else default
    colour = record.colour or "blue"
    if colour not in COLOURS:
        raise InputError(f"annotator {name}: colour {colour} is none of {', '.join(COLOURS)}")
    return Annotator(0, _uuid(record.uuid or ""), name, kind, colour)


def _annotation_records(record: ArticleRecord, lone: Annotator) -> list[AnnotationRecord]:
    held = list(record.annotations or ())
    if record.spans is not None:
        who = AnnotatorRecord(lone.name, lone.kind.value, lone.uuid or None)
        held.append(AnnotationRecord(who, Status.DONE.value, spans=record.spans))
    return held


def _placed(records: list[AnnotationRecord]) -> Iterator[SpanRecord | RejectionRecord]:
    for record in records:
        yield from record.spans or ()
        yield from record.rejections or ()


def _article(record: ArticleRecord, text: CanonicalText, place: Place) -> Article:
    newline = record.newline or text.newline
    if newline not in _NEWLINES:
        raise InputError(f"newline: “{newline}” is none of {', '.join(_NEWLINES)}")
    return Article(
        id=0,
        key="" if record.id is None else str(record.id),
        text=text.text,
        metadata=Metadata(
            title=record.title or "",
            source=record.source or "",
            published=record.published or "",
            url=record.url or "",
            language="en" if record.language is None else record.language,
            meta=checked_meta(record.meta or {}),
        ),
        newline=newline,
        encoding=record.encoding or place.encoding,
        flag=record.flag,
    )


def _depth(value: object) -> int:
    if isinstance(value, dict):
        return 1 + max(map(_depth, value.values()), default=0)
    return 1 + max(map(_depth, value), default=0) if isinstance(value, list) else 0


def _who(annotator: Annotator) -> tuple[str, str]:
    return annotator.kind.value, annotator.name


def _each_once(names: Iterable[Hashable]) -> None:
    twice = next((name for name, n in Counter(names).items() if n > 1), None)
    if twice is not None:
        kind, name = twice if isinstance(twice, tuple) else ("", twice)
        raise InputError(f"it has two annotations by {kind} {name}")


def _kind(name: str) -> Kind:
    try:
        return Kind(name)
    except ValueError as error:
        raise InputError(f"annotator: kind “{name}” is none of {', '.join(Kind)}") from error


def _uuid(text: str) -> str:
    try:
        return str(UUID(text)) if text else ""
    except ValueError as error:
        raise InputError(f"annotator: “{text}” is no uuid") from error


def _annotation(record: AnnotationRecord, text: str | None, placing: Placing) -> Annotation:
    spans = _spans(record.spans or [], text, placing)
    held = {span.id for span in spans}
    made = Annotation(
        article_id=0,
        annotator_id=0,
        status=_status(record.status),
        spans=spans,
        relations=_relations(record, held),
        clusters=_clusters(record, spans),
        rejections=_rejections(record, placing),
        labels=_labels(record.labels or []),
        next_span_id=max(held, default=0) + 1,
        scheme_version=record.scheme.version or 1 if record.scheme else 1,
        seconds=_seconds(record.seconds or 0.0),
        finished_at=_moment(record.finished_at),
    )
    refuse_unsound(made)
    return made


def _status(name: str | None) -> Status:
    try:
        return Status(name or "todo")
    except ValueError as error:
        raise InputError(f"status “{name}” is none of {', '.join(Status)}") from error


def _seconds(seconds: float) -> float:
    if seconds < 0:
        raise InputError(f"seconds: {seconds} is less than nothing")
    return seconds


def _moment(text: str | None) -> str | None:
    try:
        if text:
            datetime.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"finished_at: “{text}” is no date and time") from error
    return text or None


def _labels(names: list[str]) -> frozenset[str]:
    if not all(name.strip() for name in names):
        raise InputError("labels: a label without a name")
    return frozenset(names)


def _spans(records: list[SpanRecord], text: str | None, placing: Placing) -> tuple[Span, ...]:
    make = partial(_span, text=text, placing=placing)
    spans = in_order(map(make, records, _ids(records)))
    starts = {span.start for span in spans}
    if len(starts) < len(spans) and len({span.key for span in spans}) < len(spans):
        key, _ = Counter(span.key for span in spans).most_common(1)[0]
        raise InputError(f"the span {key[1]} {key[2]}–{key[3]} stands there twice")
    return spans


def _ids(records: list[SpanRecord]) -> Sequence[int]:
    given = [record.id for record in records if record.id is not None]
    _check_ids(given, "spans")
    if len(given) == len(records):
        return given
    after = max(given, default=0)
    fresh = iter(range(after + 1, after + 1 + len(records)))
    return [next(fresh) if record.id is None else record.id for record in records]


def _check_ids(ids: list[int], what: str) -> None:
    if len(set(ids)) < len(ids):
        raise InputError(f"two {what} have the id {Counter(ids).most_common(1)[0][0]}")
    if ids and not (min(ids) >= 1 and max(ids) <= _LARGEST_ID):
        raise InputError(f"the ids of {what} have to count up from 1")


def _span(record: SpanRecord, span_id: int, text: str | None, placing: Placing) -> Span:
    if not record.label or record.layer == "":
        raise _unnamed(record)
    start, end = record.start, record.end
    if placing.offset is not None:
        start, end = placing.offset(start), placing.offset(end)
    return Span(
        span_id,
        ENTITIES if record.layer is None else record.layer,
        record.label,
        start,
        end,
        record.text or "" if text is None else text[start:end],
        record.cluster_id,
        record.confidence,
        record.origin,
        tuple(sorted(record.attributes.items())) if record.attributes else (),
    )


def _unnamed(record: SpanRecord | RejectionRecord) -> InputError:
    missing = "layer" if record.label else "label"
    return InputError(f"the span {record.start}–{record.end} has a {missing} without a name")


def _relations(record: AnnotationRecord, spans: set[int]) -> frozenset[Relation]:
    for arrow in record.relations or ():
        lost = {arrow.head, arrow.child} - spans
        if lost or not arrow.label:
            reason = f"there is no span {min(lost)}" if lost else "it has no label"
            raise InputError(f"relation {arrow.label} {arrow.head} → {arrow.child}: {reason}")
    return frozenset(Relation(r.label, r.head, r.child) for r in record.relations or ())


def _clusters(record: AnnotationRecord, spans: tuple[Span, ...]) -> frozenset[Cluster]:
    held = record.clusters or []
    _check_ids([cluster.id for cluster in held], "clusters")
    known = {cluster.id for cluster in held}
    lost = next((s for s in spans if s.cluster_id is not None and s.cluster_id not in known), None)
    if lost is not None:
        raise InputError(
            f"the span “{lost.text}” is in cluster {lost.cluster_id}, which is missing"
        )
    return frozenset(Cluster(c.id, c.name, c.label, c.outside_id) for c in held)


def _rejections(record: AnnotationRecord, placing: Placing) -> frozenset[Rejection]:
    found: dict[tuple[str, str, int, int], Rejection] = {}
    for r in record.rejections or ():
        if not r.label or r.layer == "":
            raise _unnamed(r)
        made = Rejection(r.layer or ENTITIES, r.label, placing.start(r), placing.end(r), r.origin)
        if made.key in found:
            raise InputError(f"the rejection {r.label} {r.start}–{r.end} stands there twice")
        found[made.key] = made
    return frozenset(found.values())
