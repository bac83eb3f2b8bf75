"""Quotes as the page draws them: each with its speaker's name, and what is proposed for one."""

from collections.abc import Iterable
from dataclasses import dataclass

from annotator.core.quotes import ADDRESSEE, CUE, QUOTE, ROLE, SPEAKER, Quote
from annotator.core.span import QUOTES, Span

ROLES = frozenset({SPEAKER, CUE, ADDRESSEE, ROLE})
"""The labels of a quote's spans that are not its content."""

PARTS = ROLES | {QUOTE}


@dataclass(frozen=True, slots=True)
class QuoteMark:
    """A quote to be drawn; `name` is its speaker's full name, empty when nobody is named."""

    quote: Quote
    name: str = ""
    pending: bool = False

    @property
    def facts(self) -> str:
        """Cue, kind and number of parts, as the chip and the screen reader say them."""
        cue = self.quote.cue.text if self.quote.cue else ""
        count = len(self.quote.parts)
        parts = f"{count} parts" if count > 1 else ""
        return " · ".join(filter(None, (cue, self.quote.kind.value, parts)))

    @property
    def sentence(self) -> str:
        """The quote in words."""
        by = f"by {self.name}" if self.name else "by nobody named"
        state = ", suggested" if self.pending else ""
        return f"Quote {by}, {self.facts.replace(' · ', ', ')}{state}: {self.quote.text}"


@dataclass(frozen=True, slots=True)
class Ghost:
    """A speaker or cue proposed for a quote, at `[start, end)` (code points); `role` is its label."""

    start: int
    end: int
    role: str


def is_in_quote(span: Span) -> bool:
    """Whether a span is drawn as part of a quote and not as a band."""
    return span.layer == QUOTES and span.label in PARTS


def mark_of(marks: Iterable[QuoteMark], span: Span | None) -> QuoteMark | None:
    """The quote a span belongs to, mine before suggested."""
    if span is None or not is_in_quote(span):
        return None
    return next((mark for mark in marks if span in mark.quote.spans), None)
