"""Edits of quotes, in my annotation: each takes a quote from one sound state to another, in one step."""

from dataclasses import dataclass
from typing import Protocol

from annotator.core import quote_edits
from annotator.core.annotation import Annotation
from annotator.core.change import Delta
from annotator.core.errors import RuleError
from annotator.core.quotes import CUED_BY, REASONS, SAID_BY, TO, Quote, SpeakerStatus
from annotator.core.span import Scalar, Span
from annotator.core.text import Bounds
from annotator.project.desk import Desk
from annotator.project.edits.accepting import accepted
from annotator.project.edits.edit import turned
from annotator.project.edits.spans import Reject, removed


class _QuoteEdit(Protocol):
    @property
    def article_id(self) -> int: ...

    def after(self, mine: Annotation, text: str) -> Annotation: ...


def _deltas(edit: _QuoteEdit, desk: Desk) -> tuple[Delta, ...]:
    mine, text = desk.annotation(edit.article_id), desk.article(edit.article_id).text
    return turned(desk, mine, edit.after(mine, text))


@dataclass(frozen=True, slots=True)
class MarkQuote:
    """Mark content, in one or more parts, as a new quote."""

    article_id: int
    parts: tuple[Bounds, ...]
    origin: str | None = None

    @property
    def name(self) -> str:
        """What the undo menu calls it."""
        return "Mark quote"

    def deltas(self, desk: Desk) -> tuple[Delta, ...]:
        """See Edit."""
        return _deltas(self, desk)

    def after(self, mine: Annotation, text: str) -> Annotation:
        """What my annotation becomes."""
        return quote_edits.with_quote(mine, text, self.parts, self.origin)[0]


@dataclass(frozen=True, slots=True)
class AddParts:
    """Add parts to a quote's content: several where a quotation goes on over paragraphs."""

    article_id: int
    quote_id: int
    parts: tuple[Bounds, ...]

    @property
    def name(self) -> str:
        """What the undo menu calls it."""
        return "Add part to quote" if len(self.parts) == 1 else "Add parts to quote"

    def deltas(self, desk: Desk) -> tuple[Delta, ...]:
        """See Edit."""
        return _deltas(self, desk)

    def after(self, mine: Annotation, text: str) -> Annotation:
        """What my annotation becomes."""
        return quote_edits.with_parts(mine, text, self.quote_id, self.parts)


@dataclass(frozen=True, slots=True)
class Attribute:
    """Set a quote's speaker and cue at once; what is None stays as it is."""

    article_id: int
    quote_id: int
    speaker: Bounds | None = None
    cue: Bounds | None = None
    person: str = ""

    @property
    def name(self) -> str:
        """What the undo menu calls it."""
        return "Set speaker and cue" if self.speaker and self.cue else "Set speaker or cue"

    def deltas(self, desk: Desk) -> tuple[Delta, ...]:
        """See Edit."""
        return _deltas(self, desk)

    def after(self, mine: Annotation, text: str) -> Annotation:
        """What my annotation becomes."""
        after = mine
        if self.speaker is not None:
            after = _with_speaker(after, text, self.quote_id, self.speaker, self.person)
        if self.cue is not None:
            after = quote_edits.with_role(after, text, self.quote_id, CUED_BY, self.cue)
        return after


@dataclass(frozen=True, slots=True)
class SetSpeaker:
    """Set a quote's speaker, or take it away with None.

    `person` is the speaker's name on the roster; with a name and no bounds the quote has a speaker the
    text does not mention beside it.
    """

    article_id: int
    quote_id: int
    bounds: Bounds | None
    person: str = ""

    @property
    def name(self) -> str:
        """What the undo menu calls it."""
        return "Set speaker" if self.bounds or self.person else "Remove speaker"

    def deltas(self, desk: Desk) -> tuple[Delta, ...]:
        """See Edit."""
        return _deltas(self, desk)

    def after(self, mine: Annotation, text: str) -> Annotation:
        """What my annotation becomes."""
        return _with_speaker(mine, text, self.quote_id, self.bounds, self.person)


@dataclass(frozen=True, slots=True)
class SetCue:
    """Set a quote's cue, or take it away with None."""

    article_id: int
    quote_id: int
    bounds: Bounds | None

    @property
    def name(self) -> str:
        """What the undo menu calls it."""
        return "Set cue" if self.bounds else "Remove cue"

    def deltas(self, desk: Desk) -> tuple[Delta, ...]:
        """See Edit."""
        return _deltas(self, desk)

    def after(self, mine: Annotation, text: str) -> Annotation:
        """What my annotation becomes."""
        return quote_edits.with_role(mine, text, self.quote_id, CUED_BY, self.bounds)


@dataclass(frozen=True, slots=True)
class SetAddressee:
    """Set who was told, or take it away with None."""

    article_id: int
    quote_id: int
    bounds: Bounds | None

    @property
    def name(self) -> str:
        """What the undo menu calls it."""
        return "Set addressee" if self.bounds else "Remove addressee"

    def deltas(self, desk: Desk) -> tuple[Delta, ...]:
        """See Edit."""
        return _deltas(self, desk)

    def after(self, mine: Annotation, text: str) -> Annotation:
        """What my annotation becomes."""
        return quote_edits.with_role(mine, text, self.quote_id, TO, self.bounds)


@dataclass(frozen=True, slots=True)
class DescribeQuote:
    """Set a quote's kind, medium, speaker status, or that it is negated or hypothetical.

    None leaves the attribute to be computed, or to its usual value, again.
    """

    article_id: int
    quote_id: int
    attribute: str
    value: Scalar

    @property
    def name(self) -> str:
        """What the undo menu calls it."""
        return f"Set {self.attribute.replace('_', ' ')} of quote"

    def deltas(self, desk: Desk) -> tuple[Delta, ...]:
        """See Edit."""
        return _deltas(self, desk)

    def after(self, mine: Annotation, text: str) -> Annotation:  # noqa: ARG002 — see _QuoteEdit
        """What my annotation becomes."""
        return quote_edits.described(mine, self.quote_id, self.attribute, self.value)


@dataclass(frozen=True, slots=True)
class JoinQuotes:
    """Make several quotes one."""

    article_id: int
    quote_ids: tuple[int, ...]

    @property
    def name(self) -> str:
        """What the undo menu calls it."""
        return "Join quotes"

    def deltas(self, desk: Desk) -> tuple[Delta, ...]:
        """See Edit."""
        return _deltas(self, desk)

    def after(self, mine: Annotation, text: str) -> Annotation:  # noqa: ARG002 — see _QuoteEdit
        """What my annotation becomes."""
        return quote_edits.joined(mine, self.quote_ids)


@dataclass(frozen=True, slots=True)
class SplitQuote:
    """Make one part of a quote a quote of its own."""

    article_id: int
    span_id: int

    @property
    def name(self) -> str:
        """What the undo menu calls it."""
        return "Split quote"

    def deltas(self, desk: Desk) -> tuple[Delta, ...]:
        """See Edit."""
        return _deltas(self, desk)

    def after(self, mine: Annotation, text: str) -> Annotation:  # noqa: ARG002 — see _QuoteEdit
        """What my annotation becomes."""
        return quote_edits.split(mine, self.span_id)


@dataclass(frozen=True, slots=True)
class CutPart:
    """Cut a part that crosses paragraphs at the lines' ends; the pieces stay one quote."""

    article_id: int
    span_id: int

    @property
    def name(self) -> str:
        """What the undo menu calls it."""
        return "Cut part of quote"

    def deltas(self, desk: Desk) -> tuple[Delta, ...]:
        """See Edit."""
        return _deltas(self, desk)

    def after(self, mine: Annotation, text: str) -> Annotation:
        """What my annotation becomes."""
        return quote_edits.cut(mine, text, self.span_id)


@dataclass(frozen=True, slots=True)
class RemoveQuotes:
    """Take whole quotes away, with speakers and cues that serve no other.

    A suggestion they came from is turned down in the same step.
    """

    article_id: int
    quote_ids: tuple[int, ...]

    @property
    def name(self) -> str:
        """What the undo menu calls it."""
        count = len(self.quote_ids)
        return "Remove quote" if count == 1 else f"Remove {count} quotes"

    def deltas(self, desk: Desk) -> tuple[Delta, ...]:
        """See Edit."""
        mine = desk.annotation(self.article_id)
        found = [quote_edits.held(mine, number) for number in self.quote_ids]
        parts = tuple(dict.fromkeys(part.id for quote in found for part in quote.parts))
        return removed(desk, self.article_id, parts)


@dataclass(frozen=True, slots=True)
class MarkNotAQuote:
    """Say of a stretch in quotation marks that it is no quote, and why (one of REASONS)."""

    article_id: int
    start: int
    end: int
    reason: str = "scare"

    @property
    def name(self) -> str:
        """What the undo menu calls it."""
        return "Mark as no quote"

    def deltas(self, desk: Desk) -> tuple[Delta, ...]:
        """See Edit."""
        if self.reason not in REASONS:
            raise RuleError(f"{self.reason} is no reason; there are {', '.join(REASONS)}.")
        return _deltas(self, desk)

    def after(self, mine: Annotation, text: str) -> Annotation:
        """What my annotation becomes."""
        return quote_edits.denied(mine, text, (self.start, self.end), self.reason)


@dataclass(frozen=True, slots=True)
class AcceptParts:
    """Make only these spans of a suggested quote mine, its content at least."""

    article_id: int
    spans: tuple[Span, ...]

    @property
    def name(self) -> str:
        """What the undo menu calls it."""
        return "Accept part of quote"

    def deltas(self, desk: Desk) -> tuple[Delta, ...]:
        """See Edit."""
        return accepted(desk, self.article_id, self.spans, in_parts=True)


@dataclass(frozen=True, slots=True)
class RejectQuotes:
    """Turn whole suggested quotes down for good."""

    article_id: int
    quotes: tuple[Quote, ...]

    @property
    def name(self) -> str:
        """What the undo menu calls it."""
        count = len(self.quotes)
        return "Reject quote" if count == 1 else f"Reject {count} quotes"

    def deltas(self, desk: Desk) -> tuple[Delta, ...]:
        """See Edit."""
        parts = tuple(part for quote in self.quotes for part in quote.parts)
        return Reject(self.article_id, parts).deltas(desk)


def _with_speaker(
    mine: Annotation, text: str, quote_id: int, bounds: Bounds | None, person: str
) -> Annotation:
    before = quote_edits.held(mine, quote_id)
    after = quote_edits.with_role(mine, text, quote_id, SAID_BY, bounds)
    quote = quote_edits.held(after, quote_id)
    if quote.speaker != before.speaker:
        # Both told of another mention: whose name it was, and how it named somebody.
        after = quote_edits.with_name(after, (quote.id,), "")
        if before.speaker_status is not SpeakerStatus.ANONYMOUS:
            after = quote_edits.described(after, quote_id, "speaker_status", None)
    bearer = quote.speaker or quote.first
    return (
        quote_edits.with_name(after, (bearer.id,), person) if person or not quote.speaker else after
    )
