"""Quotes as the page draws them: each with its speaker's name, and what is proposed for one."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from textwrap import shorten

from annotator.core.quotes import (
    ADDRESSEE,
    CUE,
    NOT_A_QUOTE,
    QUOTE,
    ROLE,
    SPEAKER,
    Medium,
    Quote,
)
from annotator.core.span import QUOTES, Span

ROLES = frozenset({SPEAKER, CUE, ADDRESSEE, ROLE})
"""The labels of a quote's spans that are not its content."""

PARTS = ROLES | {QUOTE}
_TOLD = 240
LONGEST_GAP = 1_000
"""How many code points there may be between two parts of a quote that share a chip."""


@dataclass(frozen=True, slots=True)
class QuoteMark:
    """A quote to be drawn; `name` is its speaker's full name, empty when nobody is named."""

    quote: Quote
    name: str = ""
    pending: bool = False

    @property
    def facts(self) -> str:
        """Cue, kind and number of parts, as the chip says them."""
        cue = self.quote.cue.text if self.quote.cue else ""
        count = len(self.quote.parts)
        parts = f"{count} parts" if count > 1 else ""
        return " · ".join(filter(None, (cue, self.quote.kind.value, parts)))

    @property
    def sentence(self) -> str:
        """The quote in words: how, by whom, with what cue, and how its text begins."""
        return f"Quote, {self._told}: {_shortened(self.quote.text)}"

    def sentence_of(self, span: Span) -> str:
        """What one of the quote's spans is in it, in words."""
        parts = self.quote.parts
        if span == parts[0]:
            return self.sentence
        if span in parts:
            number = f"Part {parts.index(span) + 1} of {len(parts)}"
            return f"{number} of a quote, {self._told}: {_shortened(span.text)}"
        role = f"{span.text}: {span.label.lower()} of a quote"
        return f"{role}, {self._told}: {_shortened(self.quote.text)}"

    @property
    def _told(self) -> str:
        quote, count = self.quote, len(self.quote.parts)
        told = (
            quote.kind.value,
            "" if quote.medium is Medium.SPEECH else quote.medium.value,
            f"said by {self.name}" if self.name else "said by nobody named",
            f"cue {quote.cue.text}" if quote.cue else "",
            f"{count} parts" if count > 1 else "",
            "negated" if quote.negated else "",
            "hypothetical" if quote.hypothetical else "",
            "suggested" if self.pending else "",
        )
        return ", ".join(filter(None, told))


def _shortened(text: str) -> str:
    return shorten(text, _TOLD, placeholder=" …")


class Quotes(tuple[QuoteMark, ...]):
    """The quotes of an article in reading order, asked quickly for the quote a span belongs to."""

    def of(self, span: Span | None) -> QuoteMark | None:
        """The quote a span belongs to, mine before suggested."""
        if span is None or not is_in_quote(span):
            return None
        found = (side.get(span.id) for side in self._by_id)
        return next((mark for mark in found if mark and span in mark.quote.spans), None)

    @cached_property
    def _by_id(self) -> tuple[dict[int, QuoteMark], dict[int, QuoteMark]]:
        """The first quote of each span's id, among mine and among the suggested ones."""
        sides: tuple[dict[int, QuoteMark], dict[int, QuoteMark]] = ({}, {})
        for mark in self:
            quote, side = mark.quote, sides[mark.pending]
            for span in (*quote.parts, quote.speaker, quote.cue, quote.addressee):
                if span is not None:
                    side.setdefault(span.id, mark)
        return sides


@dataclass(frozen=True, slots=True)
class Run:
    """Parts of a quote that stand near each other and share a bar and a chip in the margin.

    `before` is how many parts the quote has before these.
    """

    mark: QuoteMark
    parts: tuple[Span, ...]
    before: int = 0

    @property
    def start(self) -> int:
        """Where the first part begins (code points)."""
        return self.parts[0].start

    @property
    def end(self) -> int:
        """Where the last part ends (code points)."""
        return max(part.end for part in self.parts)

    @property
    def facts(self) -> str:
        """What the chip says below the name: at a part far from the first one which part it is."""
        if not self.before:
            return self.mark.facts
        first, last = self.before + 1, self.before + len(self.parts)
        numbers = f"part {first}" if first == last else f"parts {first}–{last}"
        return f"{numbers} of {len(self.mark.quote.parts)}"


def runs(mark: QuoteMark) -> Iterator[Run]:
    """A quote's parts, parted where much other text (in code points) stands between them."""
    parts = mark.quote.parts
    start = 0
    for n in range(1, len(parts) + 1):
        if n == len(parts) or parts[n].start - parts[n - 1].end > LONGEST_GAP:
            yield Run(mark, parts[start:n], start)
            start = n


@dataclass(frozen=True, slots=True)
class Ghost:
    """A speaker or cue proposed for a quote, at `[start, end)` (code points); `role` is its label."""

    start: int
    end: int
    role: str


def is_in_quote(span: Span) -> bool:
    """Whether a span is drawn as part of a quote and not as a band."""
    return span.layer == QUOTES and span.label in PARTS


def is_denied(span: Span) -> bool:
    """Whether a span says that what stands in quotation marks is no quote."""
    return span.layer == QUOTES and span.label == NOT_A_QUOTE
