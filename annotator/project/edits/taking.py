"""A suggested quote taken and changed in one step."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from annotator.core.annotation import Annotation
from annotator.core.change import Delta
from annotator.core.quotes import Quote
from annotator.core.span import Span
from annotator.core.text import Bounds
from annotator.project.desk import Desk
from annotator.project.edits.accepting import with_quotes
from annotator.project.edits.edit import Edit, turned


class QuoteChange(Edit, Protocol):
    """An edit of one quote of mine."""

    def after(self, mine: Annotation, text: str) -> Annotation:
        """What my annotation becomes."""


@dataclass(frozen=True, slots=True)
class AcceptQuote:
    """Make a suggested quote mine as it is given here, which need not be as it was suggested.

    `then` gives what is changed in the same step, by the id the quote has in my annotation.
    """

    article_id: int
    quote: Quote
    then: Callable[[int], QuoteChange] | None = None

    @property
    def name(self) -> str:
        """What the undo menu calls it."""
        if self.then is None:
            return "Accept quote"
        change = self.then(self.quote.id).name
        return f"Accept quote, {change[:1].lower()}{change[1:]}"

    def deltas(self, desk: Desk) -> tuple[Delta, ...]:
        """See Edit."""
        mine, text = desk.annotation(self.article_id), desk.article(self.article_id).text
        after = with_quotes(desk, mine, (self.quote,))
        if self.then is not None:
            first = next(span for span in after.spans if span.key == self.quote.first.key)
            after = self.then(first.id).after(after, text)
        return turned(desk, mine, after)


def resized(quote: Quote, span: Span, bounds: Bounds, text: str) -> Quote:
    """The quote with other bounds for one of its spans; `text` is the article's."""
    moved = replace(span, start=bounds[0], end=bounds[1], text=text[slice(*bounds)])

    def now(other: Span | None) -> Span | None:
        return moved if other == span else other

    parts = sorted((moved if part == span else part for part in quote.parts), key=_order)
    return Quote(tuple(parts), now(quote.speaker), now(quote.cue), now(quote.addressee))


def _order(span: Span) -> tuple[int, int, str, str, int]:
    return span.order
