"""What the page stands at: what is marked, focused, chosen, selected. Plain values, no Qt."""

from dataclasses import dataclass, replace

from annotator.core.span import Span
from annotator.core.text import Bounds
from annotator.gui.article.cursor import Cursor
from annotator.gui.article.editing import Target
from annotator.gui.article.marks import PageMarks
from annotator.gui.article.proposing import Proposed
from annotator.gui.article.quote_marks import QuoteMark, Quotes
from annotator.gui.article.spans import Spans
from annotator.gui.article.stepping import innermost

LayerLabel = tuple[str, str]
_START = Cursor((0, 0))
_NONE = Spans()
_NO_QUOTES = Quotes()


@dataclass(frozen=True, slots=True)
class PageState:
    """`mine` and `pending` are what is marked; `preview` is a span's bounds while an edge is dragged.

    All bounds are code points, half-open.
    """

    mine: Spans = _NONE
    pending: Spans = _NONE
    cursor: Cursor = _START
    focused: Span | None = None
    chosen: tuple[Span, ...] = ()
    armed: LayerLabel | None = None
    preview: tuple[Bounds, LayerLabel] | None = None
    found: tuple[Bounds, ...] = ()
    found_now: int | None = None
    quotes: Quotes = _NO_QUOTES
    proposed: Proposed | None = None

    @property
    def bounds(self) -> Bounds | None:
        """What is focused or selected, None when neither is."""
        if self.focused is not None:
            return self.focused.start, self.focused.end
        return self.cursor.selection

    @property
    def target(self) -> Target:
        """What the next key acts on: the selection, else the spans chosen or focused, else the token."""
        if self.cursor.selection is not None:
            return Target(bounds=self.cursor.selection)
        spans = self.chosen or ((self.focused,) if self.focused else ())
        if not spans:
            return Target(bounds=self.cursor.at if self.cursor.at[0] < self.cursor.at[1] else None)
        pending = tuple(span for span in spans if self.pending.holds(span))
        return Target(tuple(span for span in spans if span not in pending), pending)

    def under(self, start: int, end: int) -> list[Span]:
        """The spans that share a code point with `[start, end)`, in reading order."""
        found = [*self.mine.overlapping(start, end), *self.pending.overlapping(start, end)]
        return sorted(found, key=lambda span: span.order)

    def exactly(self, start: int, end: int) -> list[Span]:
        """The spans with these bounds, mine first."""
        there = [spans.starting_within(start, start + 1) for spans in (self.mine, self.pending)]
        return [span for spans in there for span in spans if span.end == end]

    def followed(self) -> "PageState":
        """The state with the innermost span under the cursor focused, if there is one."""
        under = self.under(*self.cursor.at) if self.cursor.selection is None else []
        return replace(self, focused=innermost(under), chosen=())

    @property
    def quote(self) -> QuoteMark | None:
        """The quote that the focused span belongs to."""
        return self.quotes.of(self.focused)

    def read(
        self,
        mine: tuple[Span, ...],
        pending: tuple[Span, ...],
        quotes: Quotes = _NO_QUOTES,
    ) -> "PageState":
        """The state with other spans; the focus stays with what it was on, if that is there still."""
        spans = Spans(mine, self.mine), Spans(pending, self.pending)
        state = replace(self, mine=spans[0], pending=spans[1], quotes=quotes)
        held = self.focused
        there = state.exactly(held.start, held.end) if held else []
        same = [s for s in there if held and s.layer == held.layer]
        kept = [s for s in same if held and s.label == held.label]
        chosen = tuple(s for s in self.chosen if state.mine.holds(s) or state.pending.holds(s))
        return replace(state, focused=next(iter((*kept, *same)), None), chosen=chosen)

    def marks(self) -> PageMarks:
        """The state as it is drawn."""
        selection, armed = self.cursor.selection, self.armed
        if self.preview is not None:
            selection, armed = self.preview
        return PageMarks(
            spans=self.mine,
            suggestions=self.pending,
            focused=self.focused,
            chosen=self.chosen,
            selection=selection,
            cursor=self.cursor.at if self.cursor.at[0] < self.cursor.at[1] else None,
            found=self.found,
            found_now=None if self.found_now is None else self.found[self.found_now],
            armed=armed,
            quotes=self.quotes,
            ghosts=self.proposed.ghosts if self.proposed else (),
        )
