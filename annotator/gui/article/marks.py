"""What is drawn over an article's text, as one value, and what has to be drawn anew when it changes."""

from collections.abc import Iterator
from dataclasses import dataclass, fields

from annotator.core.span import Span
from annotator.core.text import Bounds
from annotator.gui.article.bands import Mark
from annotator.gui.article.quote_marks import Ghost, QuoteMark, Quotes
from annotator.gui.article.spans import Spans

_NONE = Spans()
_NO_QUOTES = Quotes()
_MANY = 100


@dataclass(frozen=True, slots=True)
class PageMarks:
    """Everything drawn over the text; all bounds are code points, half-open.

    `spans` are mine, `suggestions` what is pending; `chosen` are the spans of a multiple selection;
    `cursor` is the token or character the cursor stands on; `armed` the layer and label a drag will set;
    `quotes` are mine and suggested, in reading order; `ghosts` what is proposed for one.
    """

    spans: Spans = _NONE
    suggestions: Spans = _NONE
    focused: Span | None = None
    chosen: tuple[Span, ...] = ()
    selection: Bounds | None = None
    cursor: Bounds | None = None
    found: tuple[Bounds, ...] = ()
    found_now: Bounds | None = None
    armed: tuple[str, str] | None = None
    quotes: Quotes = _NO_QUOTES
    ghosts: tuple[Ghost, ...] = ()

    @property
    def lit(self) -> QuoteMark | None:
        """The quote that the focused span belongs to."""
        return self.quotes.of(self.focused)

    def stops(self, start: int, end: int) -> Iterator[Span]:
        """The suggestions that begin in `[start, end)`; of a quote only its first part."""
        for span in self.suggestions.starting_within(start, end):
            quote = self.quotes.of(span)
            if quote is None or quote.quote.first == span:
                yield span

    def overlapping(self, start: int, end: int) -> list[Mark]:
        """The marks that share a code point with `[start, end)`, what is mine first."""
        mine = [Mark(span) for span in self.spans.overlapping(start, end)]
        return mine + [Mark(span, True) for span in self.suggestions.overlapping(start, end)]


def rebanded(before: PageMarks, after: PageMarks) -> list[Bounds] | None:
    """The stretches on which other spans stand than before, so that bands and tags move.

    None where they are so many that everything had better be drawn anew.
    """
    changed = [
        *before.spans.changed_to(after.spans.all),
        *before.suggestions.changed_to(after.suggestions.all),
    ]
    if before.focused != after.focused:
        changed += [span for span in (before.focused, after.focused) if span is not None]
    return None if len(changed) > _MANY else [(span.start, span.end) for span in changed]


def requoted(before: PageMarks, after: PageMarks) -> bool:
    """Whether quotes look different, in the text or in the margin."""
    if before.quotes is not after.quotes or before.ghosts != after.ghosts:
        return True
    return before.lit != after.lit


def repainted(before: PageMarks, after: PageMarks) -> list[Bounds]:
    """The stretches that look different though the same spans stand there."""
    found: list[Bounds] = []
    for field in fields(PageMarks):
        old, new = getattr(before, field.name), getattr(after, field.name)
        if field.name in {"selection", "cursor", "found_now"} and old != new:
            found += [bounds for bounds in (old, new) if bounds]
    if before.chosen != after.chosen:
        found += [(span.start, span.end) for span in (*before.chosen, *after.chosen)]
    if before.armed != after.armed and after.selection:
        found.append(after.selection)
    return found
