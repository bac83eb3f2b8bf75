"""From a record of quotes to an entry: Citron's shape, and the plain one with content, source and cue.

Whatever contradicts itself raises InputError with the reason alone; what has no place here is said in
the entry's remarks.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import cast

from annotator.core.annotation import Annotation, Status
from annotator.core.annotator import Annotator
from annotator.core.entry import Entry
from annotator.core.errors import InputError
from annotator.core.quotes import (
    ADDRESSEE,
    ATTRIBUTES,
    CONTINUES,
    CUE,
    CUED_BY,
    NOT_A_QUOTE,
    QUOTE,
    SAID_BY,
    SPEAKER,
    TO,
    Quote,
    QuoteKind,
    quotes,
)
from annotator.core.span import QUOTES, Scalar, Span
from annotator.formats.fields import article_entry, text_name
from annotator.formats.interpreting import Place, entry_of
from annotator.formats.quote_values import (
    Fields,
    keyed,
    listed,
    number,
    scalar,
    stretch,
    stretches,
    word,
)
from annotator.formats.records import (
    AnnotationRecord,
    AnnotatorRecord,
    ArticleRecord,
    ClusterRecord,
    RelationRecord,
    SpanRecord,
)

_OURS = ("quotes", "not_quotes", "coreference_groups", "annotator", "status")
_CONTENT = ("contents", "content")
_KNOWN = {
    *_CONTENT, "sources", "source", "cue", "addressee", "coreferences", "speaker", "speaker_label",
    "reference", "type", "kind", "medium", "speaker_status", "negated", "hypothetical", "confidence", "id",
}  # fmt: skip
_SEVERAL = "A quote names several {}; the first was kept."
_TWICE = "A part of a quote stands in two quotes; it was kept in the first."
_GROUPS = "Coreference groups were read only for the names of speakers."
_UNKNOWN_TYPE = "The type {} is none of a quote; the kind was found by the marks."
_UNKNOWN_KEY = "The key {} of quotes was left out."


def are_quotes(fields: Fields) -> bool:
    """Whether a record is one of quotes, in either shape."""
    held = fields.get("quotes")
    if not isinstance(held, list):
        return False
    return all(isinstance(q, dict) and any(name in q for name in _CONTENT) for q in held)


def quotes_entry(fields: Fields, place: Place, text_key: str = "") -> Entry:
    """The entry of a record of quotes. Raises InputError with the reason when it cannot be one."""
    name = text_name(fields, text_key)
    raw = fields.get(name) if name else None
    if name is None or not isinstance(raw, str):
        raise InputError(f"it has no key {text_key or 'text'} that holds the text of its quotes")
    article = article_entry(
        {k: v for k, v in fields.items() if k not in _OURS}, name, place
    ).article
    marking = _Marking(_groups(fields))
    for quote in listed(fields.get("quotes"), "quotes"):
        marking.add(keyed(quote, "a quote"))
    for other in listed(fields.get("not_quotes"), "not_quotes"):
        marking.add_not_a_quote(keyed(other, "a stretch that is no quote"))
    record = marking.record(
        _annotator(fields, place.annotator), word(fields.get("status"), "status")
    )
    entry = entry_of(ArticleRecord(raw, annotations=[record]), place)
    ((who, made),) = entry.annotations
    remarks = (*entry.remarks, *marking.remarks)
    return replace(entry, article=article, annotations=((who, _concise(made)),), remarks=remarks)


@dataclass(frozen=True, slots=True)
class _Said:
    """A quote's first part, whoever is named as its speaker, and the mention that bears the name."""

    first: SpanRecord
    mention: SpanRecord
    name: str
    label: str


@dataclass(slots=True)
class _Marking:
    """The spans, relations and clusters that quotes become, each mention once."""

    groups: Mapping[tuple[int, int], str]
    spans: dict[tuple[str, int, int], SpanRecord] = field(default_factory=dict)
    relations: dict[tuple[str, int, int], RelationRecord] = field(default_factory=dict)
    clusters: dict[str, ClusterRecord] = field(default_factory=dict)
    said: list[_Said] = field(default_factory=list)
    remarks: dict[str, None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.groups:
            self.remark(_GROUPS)

    def add(self, quote: Fields) -> None:
        for name in sorted(quote.keys() - _KNOWN):
            self.remark(_UNKNOWN_KEY.format(name))
        parts = self._parts(quote)
        if not parts:
            return
        first = min(parts, key=lambda part: (part.start, -part.end))
        first.attributes = self._attributes(quote) or None
        first.confidence = number(quote.get("confidence"))
        for part in parts:
            if part is not first:
                self._relate(CONTINUES, part, first)
        speaker = self._role(quote, ("sources", "source"), SPEAKER, first, SAID_BY)
        self._role(quote, ("cue",), CUE, first, CUED_BY)
        self._role(quote, ("addressee",), ADDRESSEE, first, TO)
        mention = speaker or first
        label = word(quote.get("speaker_label"), "speaker_label")
        self.said.append(_Said(first, mention, self._named(quote, mention), label))

    def add_not_a_quote(self, other: Fields) -> None:
        span = self._span(NOT_A_QUOTE, *stretch(other, "not_quotes"))
        reason = word(other.get("reason"), "reason")
        span.attributes = {"reason": reason} if reason else None

    def record(self, who: AnnotatorRecord, status: str) -> AnnotationRecord:
        self._put_names()
        return AnnotationRecord(
            who,
            status or Status.DONE.value,
            spans=list(self.spans.values()),
            relations=list(self.relations.values()),
            clusters=list(self.clusters.values()),
        )

    def remark(self, told: str) -> None:
        self.remarks[told] = None

    def _parts(self, quote: Fields) -> list[SpanRecord]:
        wanted = [found for name in _CONTENT for found in stretches(quote.get(name), name)]
        if not wanted:
            raise InputError("a quote has no content")
        fresh = [each for each in wanted if (QUOTE, *each[:2]) not in self.spans]
        if len(fresh) < len(wanted):
            self.remark(_TWICE)
        return [self._span(QUOTE, *each) for each in dict.fromkeys(fresh)]

    def _role(
        self, quote: Fields, names: tuple[str, ...], label: str, first: SpanRecord, relation: str
    ) -> SpanRecord | None:
        found = [each for name in names for each in stretches(quote.get(name), name)]
        if len(found) > 1:
            self.remark(_SEVERAL.format(f"{label.lower()}s"))
        if not found:
            return None
        span = self._span(label, *found[0])
        self._relate(relation, first, span)
        return span

    def _span(self, label: str, start: int, end: int, text: str | None) -> SpanRecord:
        new = SpanRecord(start, end, label, len(self.spans) + 1, QUOTES, text)
        return self.spans.setdefault((label, start, end), new)

    def _relate(self, label: str, head: SpanRecord, child: SpanRecord) -> None:
        arrow = RelationRecord(label, cast("int", head.id), cast("int", child.id))
        self.relations[(label, arrow.head, arrow.child)] = arrow

    def _attributes(self, quote: Fields) -> dict[str, Scalar]:
        names = ("kind", "medium", "speaker_status", "negated", "hypothetical")
        found = {name: scalar(quote[name], name) for name in names if quote.get(name) is not None}
        told = word(quote.get("type"), "type")
        if told in set(QuoteKind):
            found.setdefault("kind", told)
        elif told:
            self.remark(_UNKNOWN_TYPE.format(told))
        return found

    def _put_names(self) -> None:
        """Put names on mentions, but on the quotes where one mention speaks under several."""
        names: dict[int | None, set[str]] = {}
        for said in self.said:
            names.setdefault(said.mention.id, set()).add(said.name)
        for said in self.said:
            bearer = said.mention if len(names[said.mention.id]) == 1 else said.first
            if said.name:
                fresh = ClusterRecord(len(self.clusters) + 1, said.name, said.label)
                bearer.cluster_id = self.clusters.setdefault(said.name, fresh).id

    def _named(self, quote: Fields, mention: SpanRecord) -> str:
        for key in ("speaker", "reference"):
            told = word(quote.get(key), key)
            if told:
                return told
        others = stretches(quote.get("coreferences"), "coreferences")
        told = next((text for _, _, text in others if text), "")
        return told or self.groups.get((mention.start, mention.end), "")


def _groups(fields: Fields) -> dict[tuple[int, int], str]:
    """From the bounds of each mention in a coreference group to the longest text of its group."""
    found: dict[tuple[int, int], str] = {}
    for group in listed(fields.get("coreference_groups"), "coreference_groups"):
        mentions = [stretch(each, "coreference_groups") for each in listed(group, "a group")]
        name = max((text or "" for _, _, text in mentions), key=len, default="")
        found |= {(start, end): name for start, end, _ in mentions}
    return found


def _concise(annotation: Annotation) -> Annotation:
    """Without attributes that say no more than what the quote shows by itself."""
    firsts = {quote.id: _telling(quote) for quote in quotes(annotation)}

    def spans() -> Iterator[Span]:
        for span in annotation.spans:
            attributes = firsts.get(span.id)
            yield span if attributes is None else replace(span, attributes=attributes)

    return replace(annotation, spans=tuple(spans()))


def _telling(quote: Quote) -> tuple[tuple[str, Scalar], ...]:
    bare = replace(quote, parts=(replace(quote.first, attributes=()), *quote.parts[1:]))
    told = quote.first.attributes
    return tuple((k, v) for k, v in told if k not in ATTRIBUTES or getattr(bare, k) != v)


def _annotator(fields: Fields, lone: Annotator) -> AnnotatorRecord:
    told = fields.get("annotator")
    if isinstance(told, dict):
        kind = word(told.get("kind"), "kind")
        return AnnotatorRecord(word(told.get("name"), "annotator"), kind or None)
    name = word(told, "annotator")
    return (
        AnnotatorRecord(name)
        if name
        else AnnotatorRecord(lone.name, lone.kind.value, lone.uuid or None)
    )
