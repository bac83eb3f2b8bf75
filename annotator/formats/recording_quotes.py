"""From an entry to lines of quotes: Citron's shape, with what it lacks under keys of its own.

Citron reads `text` and of each quote `cue`, `sources`, `contents` and `coreferences`; the rest is what an
import here takes up again. Offsets are code points, half-open.
"""

from collections.abc import Mapping, Sequence

import msgspec

from annotator.core.annotation import Annotation
from annotator.core.annotator import Annotator
from annotator.core.entry import Entry
from annotator.core.quotes import NOT_A_QUOTE, QUOTE, Medium, Quote, quotes
from annotator.core.span import QUOTES, Cluster, Span
from annotator.formats.records import AnnotatorRecord

Names = Mapping[int, str]
"""The names of speakers by the ids of their quotes."""


class _Record(msgspec.Struct, omit_defaults=True):
    """What is not known is left out."""


class StretchRecord(_Record):
    """A stretch of the text; of one that is no quote with the reason."""

    start: int
    end: int
    text: str
    reason: str | None = None


class QuoteRecord(_Record):
    """One quote; `speaker` is the full name, `coreferences` are other mentions of whoever speaks."""

    id: int
    contents: list[StretchRecord]
    kind: str
    sources: list[StretchRecord] = msgspec.field(default_factory=list)
    cue: StretchRecord | None = None
    addressee: StretchRecord | None = None
    speaker: str | None = None
    speaker_label: str | None = None
    coreferences: list[StretchRecord] | None = None
    speaker_status: str | None = None
    medium: str | None = None
    negated: bool = False
    hypothetical: bool = False
    confidence: float | None = None


class QuotesRecord(_Record, kw_only=True):
    """An article with the quotes one annotator marked in it."""

    id: str | None = None
    title: str | None = None
    text: str
    source: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    meta: dict[str, object] | None = None
    annotator: AnnotatorRecord
    status: str
    quotes: list[QuoteRecord]
    not_quotes: list[StretchRecord] | None = None


def quotes_records(
    entry: Entry, names: Sequence[Names], *, not_quotes: bool = False
) -> list[QuotesRecord]:
    """A record for each annotation of an entry; `names` are those of its speakers, in the same order."""
    pairs = zip(entry.annotations, names, strict=True)
    return [_record(entry, who, made, known, not_quotes) for (who, made), known in pairs]


def _record(
    entry: Entry, who: Annotator, made: Annotation, names: Names, not_quotes: bool
) -> QuotesRecord:
    article, known = entry.article, entry.article.metadata
    other = [s for s in made.in_layer(QUOTES) if s.label == NOT_A_QUOTE] if not_quotes else []
    return QuotesRecord(
        id=article.key or None,
        title=known.title or None,
        text=article.text,
        source=known.source or None,
        published=known.published or None,
        url=known.url or None,
        language=known.language,
        meta=dict(known.meta) or None,
        annotator=AnnotatorRecord(who.name, who.kind.value),
        status=made.status.value,
        quotes=[_quote(quote, made, names.get(quote.id, "")) for quote in quotes(made)],
        not_quotes=[_no_quote(span) for span in other] or None,
    )


def _quote(quote: Quote, made: Annotation, name: str) -> QuoteRecord:
    cluster = next((c for c in made.clusters if c.id == quote.cluster_id), None)
    speaker, name = quote.speaker, name.strip()
    is_told = cluster is not None or name != (speaker.text.strip() if speaker else "")
    return QuoteRecord(
        id=quote.id,
        contents=[_stretch(part) for part in quote.parts],
        kind=quote.kind.value,
        sources=[_stretch(speaker)] if speaker else [],
        cue=_stretch(quote.cue) if quote.cue else None,
        addressee=_stretch(quote.addressee) if quote.addressee else None,
        speaker=name if name and is_told else None,
        speaker_label=cluster.label or None if cluster else None,
        coreferences=_coreferences(quote, made, cluster, name) or None,
        speaker_status=quote.speaker_status.value,
        medium=None if quote.medium is Medium.SPEECH else quote.medium.value,
        negated=quote.negated,
        hypothetical=quote.hypothetical,
        confidence=quote.confidence,
    )


def _coreferences(
    quote: Quote, made: Annotation, cluster: Cluster | None, name: str
) -> list[StretchRecord]:
    """The other mentions of whoever speaks, where the speaker's own words do not give the name."""
    own = quote.speaker and (quote.speaker.start, quote.speaker.end)
    if not name or (quote.speaker and quote.speaker.text == name):
        return []
    named = [s for s in made.spans if s.label != QUOTE and _is_named(s, cluster, name)]
    places = {(span.start, span.end): span for span in named}
    return [_stretch(span) for place, span in places.items() if place != own]


def _is_named(span: Span, cluster: Cluster | None, name: str) -> bool:
    return span.text == name or (cluster is not None and span.cluster_id == cluster.id)


def _stretch(span: Span) -> StretchRecord:
    return StretchRecord(span.start, span.end, span.text)


def _no_quote(span: Span) -> StretchRecord:
    reason = span.attribute("reason")
    return StretchRecord(span.start, span.end, span.text, None if reason is None else str(reason))
