"""What the page stands at: what is marked, focused, chosen, selected. Plain values, no Qt."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from annotator.core.span import Span
from annotator.core.text import Bounds
from annotator.gui.article.cursor import Cursor
from annotator.gui.article.editing import Target
from annotator.gui.article.marks import PageMarks
from annotator.gui.article.stepping import innermost

LayerLabel = tuple[str, str]
_START = Cursor((0, 0))


@dataclass(frozen=True, slots=True)
class PageState:
    """`mine` and `pending` are in reading order; `preview` is a span's bounds while an edge is dragged.

    All bounds are code points, half-open.
    """

    mine: tuple[Span, ...] = ()
    pending: tuple[Span, ...] = ()
    cursor: Cursor = _START
    focused: Span | None = None
    chosen: tuple[Span, ...] = ()
    armed: LayerLabel | None = None
    preview: tuple[Bounds, LayerLabel] | None = None
    found: tuple[Bounds, ...] = ()
    found_now: int | None = None

    @property
    def spans(self) -> Sequence[Span]:
        """Mine and pending together, in reading order."""
        return sorted((*self.mine, *self.pending), key=lambda span: span.order)

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
        pending = tuple(span for span in spans if self.is_pending(span))
        return Target(tuple(span for span in spans if span not in pending), pending)

    def is_pending(self, span: Span) -> bool:
        """Whether a span is only a suggestion."""
        return span in self.pending

    def under(self, start: int, end: int) -> list[Span]:
        """The spans that share a code point with `[start, end)`, in reading order."""
        return [span for span in self.spans if span.overlaps(start, end)]

    def followed(self) -> "PageState":
        """The state with the innermost span under the cursor focused, if there is one."""
        under = self.under(*self.cursor.at) if self.cursor.selection is None else []
        return replace(self, focused=innermost(under), chosen=())

    def read(self, mine: tuple[Span, ...], pending: tuple[Span, ...]) -> "PageState":
        """The state with other spans; the focus stays with what it was on, if that is there still."""
        held = self.focused
        kept = next((s for s in (*mine, *pending) if held and s.key == held.key), None)
        same = [s for s in mine if held and (s.layer, s.start, s.end) == _place(held)]
        chosen = tuple(span for span in self.chosen if span in mine or span in pending)
        focused = kept or (same[0] if same else None)
        return replace(self, mine=mine, pending=pending, focused=focused, chosen=chosen)

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
        )


def _place(span: Span) -> tuple[str, int, int]:
    return span.layer, span.start, span.end
