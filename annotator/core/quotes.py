"""A quote as one thing: content parts, speaker, cue and kind, seen over spans and relations.

The first part, the one with the lowest start, bears the quote's attributes and relations.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from annotator.core.annotation import Annotation
from annotator.core.marks import quoted_share
from annotator.core.span import QUOTES, Relation, Span

QUOTE, SPEAKER, CUE = "QUOTE", "SPEAKER", "CUE"
ROLE, ADDRESSEE, NOT_A_QUOTE = "ROLE", "ADDRESSEE", "NOT_A_QUOTE"
CONTINUES, SAID_BY, CUED_BY, TO = "CONTINUES", "SAID_BY", "CUED_BY", "TO"

TARGETS = {SAID_BY: SPEAKER, CUED_BY: CUE, TO: ADDRESSEE, CONTINUES: QUOTE}
"""The label a relation's child has, by the relation's label; its head is always a QUOTE."""

REASONS = ("scare", "title", "term", "slogan", "nickname")
"""Why a stretch in quotation marks is no quote."""


class QuoteKind(StrEnum):
    """How much of the content is said to be the speaker's own words."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class Medium(StrEnum):
    """How it was expressed."""

    SPEECH = "speech"
    WRITING = "writing"
    SOCIAL_POST = "social post"
    THOUGHT = "thought"
    DOCUMENT = "document"


class SpeakerStatus(StrEnum):
    """How the text says who speaks."""

    EXPLICIT = "explicit"
    PRONOUN = "pronoun"
    NOMINAL = "nominal"
    FLOATING = "floating"
    ANONYMOUS = "anonymous"
    NONE = "none"


ATTRIBUTES: dict[str, type[str] | type[bool]] = {
    "kind": QuoteKind,
    "medium": Medium,
    "speaker_status": SpeakerStatus,
    "negated": bool,
    "hypothetical": bool,
}
"""What a quote's first part can say about the quote, and the values it may have."""


@dataclass(frozen=True, slots=True)
class Quote:
    """One quote: its content parts in reading order, at least one, and who said it how."""

    parts: tuple[Span, ...]
    speaker: Span | None = None
    cue: Span | None = None
    addressee: Span | None = None

    @property
    def first(self) -> Span:
        """The part that bears attributes and relations."""
        return self.parts[0]

    @property
    def id(self) -> int:
        """The id of the first part, which stands for the quote."""
        return self.parts[0].id

    @property
    def start(self) -> int:
        """Where the content begins (code points)."""
        return self.parts[0].start

    @property
    def end(self) -> int:
        """Where the content ends (code points)."""
        return max(part.end for part in self.parts)

    @property
    def spans(self) -> tuple[Span, ...]:
        """Every span of the quote, in reading order."""
        roles = (self.speaker, self.cue, self.addressee)
        return tuple(sorted((*self.parts, *filter(None, roles)), key=lambda span: span.order))

    @property
    def text(self) -> str:
        """The content, its parts joined by “ … ”."""
        return " … ".join(part.text for part in self.parts)

    @property
    def kind(self) -> QuoteKind:
        """The kind that was set, else what the share of words in quotation marks says."""
        if self.kind_is_set:
            return QuoteKind(str(self.first.attribute("kind")))
        return kind_of(part.text for part in self.parts)

    @property
    def kind_is_set(self) -> bool:
        """Whether somebody chose the kind."""
        return self.first.attribute("kind") in set(QuoteKind)

    @property
    def medium(self) -> Medium:
        """How it was expressed; speech unless said."""
        found = self.first.attribute("medium")
        return Medium(str(found)) if found in set(Medium) else Medium.SPEECH

    @property
    def speaker_status(self) -> SpeakerStatus:
        """How the text says who speaks; unless set, explicit with a speaker and none without."""
        found = self.first.attribute("speaker_status")
        if found in set(SpeakerStatus):
            return SpeakerStatus(str(found))
        return SpeakerStatus.EXPLICIT if self.speaker else SpeakerStatus.NONE

    @property
    def negated(self) -> bool:
        """Whether the text says that it was not said."""
        return self.first.attribute("negated") is True

    @property
    def hypothetical(self) -> bool:
        """Whether the text only imagines that it was said."""
        return self.first.attribute("hypothetical") is True

    @property
    def confidence(self) -> float | None:
        """How sure the model was, None for a person's quote."""
        return self.first.confidence

    @property
    def cluster_id(self) -> int | None:
        """The roster's row of whoever speaks: the speaker's, else the first part's own."""
        if self.speaker is not None and self.speaker.cluster_id is not None:
            return self.speaker.cluster_id
        return self.first.cluster_id


def kind_of(texts: Iterable[str]) -> QuoteKind:
    """Direct when all words stand in quotation marks, indirect when none does, else mixed."""
    shares = [quoted_share(text) for text in texts]
    if min(shares, default=0.0) >= 1.0:
        return QuoteKind.DIRECT
    return QuoteKind.MIXED if max(shares, default=0.0) > 0.0 else QuoteKind.INDIRECT


def quotes(annotation: Annotation) -> tuple[Quote, ...]:
    """The quotes of an annotation, in order of their first part."""
    return quotes_of(annotation.spans, annotation.relations)


def quotes_of(spans: Iterable[Span], relations: Iterable[Relation]) -> tuple[Quote, ...]:
    """The quotes that spans and the relations among them make, in order of their first part.

    A relation whose ends are not there is passed over; of several speakers the first in reading order
    counts.
    """
    by_id = {span.id: span for span in spans if span.layer == QUOTES}
    targets = _targets(relations, by_id)
    continuing = {span_id for span_id, roles in targets.items() if CONTINUES in roles}
    following: dict[int, list[Span]] = defaultdict(list)
    for span_id in continuing:
        following[targets[span_id][CONTINUES][0].id].append(by_id[span_id])
    firsts = [s for s in by_id.values() if s.label == QUOTE and s.id not in continuing]
    found = (_quote(first, following[first.id], targets[first.id]) for first in firsts)
    return tuple(sorted(found, key=lambda quote: quote.first.order))


def quote_of(annotation: Annotation, span_id: int) -> Quote | None:
    """The quote a part, speaker, cue or addressee belongs to; the first when it serves several."""
    return next((q for q in quotes(annotation) if any(s.id == span_id for s in q.spans)), None)


def quote_problems(annotation: Annotation) -> list[str]:
    """One sentence for each way in which relations and parts do not make sound quotes."""
    return [
        *_relation_problems(annotation),
        *(problem for quote in quotes(annotation) for problem in _part_problems(quote)),
    ]


def _targets(
    relations: Iterable[Relation], by_id: dict[int, Span]
) -> dict[int, dict[str, list[Span]]]:
    targets: dict[int, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for relation in relations:
        if relation.label in TARGETS and {relation.head, relation.child} <= by_id.keys():
            targets[relation.head][relation.label].append(by_id[relation.child])
    for roles in targets.values():
        for found in roles.values():
            found.sort(key=lambda span: span.order)
    return targets


def _quote(first: Span, others: list[Span], roles: dict[str, list[Span]]) -> Quote:
    parts = tuple(sorted((first, *others), key=lambda span: span.order))
    speaker, cue, addressee = (next(iter(roles.get(r, ())), None) for r in (SAID_BY, CUED_BY, TO))
    return Quote(parts, speaker, cue, addressee)


def _relation_problems(annotation: Annotation) -> Iterator[str]:
    spans = {span.id: span for span in annotation.spans if span.layer == QUOTES}
    relations = [r for r in annotation.relations if r.label in TARGETS]
    continuing = {r.head for r in relations if r.label == CONTINUES}
    roles: set[tuple[int, str]] = set()
    for relation in sorted(relations, key=lambda r: (r.head, r.label, r.child)):
        head, child = spans.get(relation.head), spans.get(relation.child)
        if head is None or child is None or not _is_typed(relation, head, child):
            wanted = TARGETS[relation.label]
            yield f"{relation.label} leads from a QUOTE to a {wanted}, not otherwise."
        elif relation.label != CONTINUES and relation.head in continuing:
            yield f"{relation.label} begins at a quote's first part."
        elif relation.label == CONTINUES and (child.id in continuing or head.order < child.order):
            yield "CONTINUES leads to a quote's first part."
        elif (relation.head, relation.label) in roles:
            yield f"A quote has one {relation.label} at most."
        roles.add((relation.head, relation.label))


def _is_typed(relation: Relation, head: Span, child: Span) -> bool:
    return head.label == QUOTE and child.label == TARGETS[relation.label]


def _part_problems(quote: Quote) -> Iterator[str]:
    for part, following in pairwise(quote.parts):
        if part.end > following.start:
            yield f"Two parts of a quote overlap: {part.text} and {following.text}."
