"""From an entry to a record of Annotator JSONL."""

from annotator.core.annotation import Annotation
from annotator.core.annotator import Annotator
from annotator.core.entry import Entry
from annotator.core.scheme import Scheme
from annotator.core.span import Span
from annotator.formats.records import (
    AnnotationRecord,
    AnnotatorRecord,
    ArticleRecord,
    ClusterRecord,
    RejectionRecord,
    RelationRecord,
    SchemeRecord,
    SpanRecord,
)


def record_of(entry: Entry, scheme: Scheme) -> ArticleRecord:
    """The record that holds everything of an entry."""
    article, known = entry.article, entry.article.metadata
    return ArticleRecord(
        id=article.key or None,
        title=known.title or None,
        text=article.text,
        source=known.source or None,
        published=known.published or None,
        url=known.url or None,
        language=known.language,
        meta=dict(known.meta) or None,
        newline=None if article.newline == "LF" else article.newline,
        encoding=None if article.encoding == "utf-8" else article.encoding,
        flag=article.flag,
        annotations=[annotation_record(who, made, scheme) for who, made in entry.annotations]
        or None,
    )


def annotation_record(
    annotator: Annotator, annotation: Annotation, scheme: Scheme
) -> AnnotationRecord:
    """The record of one annotator's annotation."""
    relations = sorted((r.label, r.head, r.child) for r in annotation.relations)
    clusters = sorted(annotation.clusters, key=lambda cluster: cluster.id)
    rejections = sorted(annotation.rejections, key=lambda r: (r.start, r.end, r.layer, r.label))
    return AnnotationRecord(
        annotator=annotator_record(annotator),
        status=annotation.status.value,
        scheme=SchemeRecord(scheme.name, annotation.scheme_version),
        labels=sorted(annotation.labels) or None,
        seconds=annotation.seconds or None,
        finished_at=annotation.finished_at,
        spans=[_span(span) for span in annotation.spans] or None,
        relations=[RelationRecord(*relation) for relation in relations] or None,
        clusters=[ClusterRecord(c.id, c.name, c.label, c.outside_id) for c in clusters] or None,
        rejections=[RejectionRecord(r.label, r.start, r.end, r.layer, r.origin) for r in rejections]
        or None,
    )


def annotator_record(annotator: Annotator) -> AnnotatorRecord:
    """The record of an annotator."""
    colour = None if annotator.colour == "blue" else annotator.colour
    return AnnotatorRecord(annotator.name, annotator.kind.value, annotator.uuid or None, colour)


def _span(span: Span) -> SpanRecord:
    return SpanRecord(
        span.start,
        span.end,
        span.label,
        span.id,
        span.layer,
        span.text,
        span.cluster_id,
        span.confidence,
        span.origin,
        dict(span.attributes) if span.attributes else None,
    )
