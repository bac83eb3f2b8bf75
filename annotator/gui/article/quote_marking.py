"""Marking quotes by keyboard and mouse: content, parts, speaker and cue, and what is proposed for them."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from annotator.core.errors import AnnotatorError
from annotator.core.quotes import (
    NOT_A_QUOTE,
    QUOTE,
    REASONS,
    Quote,
)
from annotator.core.span import QUOTES
from annotator.core.text import Bounds
from annotator.gui.article.content import content_at, grown
from annotator.gui.article.controller import SpanController
from annotator.gui.article.proposing import Proposed
from annotator.gui.article.state import PageState
from annotator.gui.article.view import ArticleView
from annotator.project.edits import (
    AcceptParts,
    AddPart,
    Edit,
    MarkNotAQuote,
    MarkQuote,
    SetAddressee,
    SetCue,
    SetSpeaker,
)
from annotator.project.proposing import propose

NO_QUOTE = "There is no quote here: mark one with Q first."


class QuoteMarking(SpanController):
    """Marks quotes and says who spoke; `proposed_changed` gives the Proposed shown, or None."""

    proposed_changed = Signal(object)

    def __init__(self, view: ArticleView, parent: QObject | None = None) -> None:
        super().__init__(view, parent)
        self._last_quote: int | None = None

    # Marking

    def mark_quote(self) -> None:
        """Marks what is selected as a quote, or what stands in quotation marks around the cursor."""
        article_id, lit = self.article_id, self.state.quote
        if article_id is None:
            return
        if lit is not None and lit.pending and self.selection is None:
            edit: Edit = AcceptParts(article_id, lit.quote.parts)
            self._mark(edit, lit.quote.start)
            return
        parts = self._content()
        if parts:
            self._mark(MarkQuote(article_id, parts), parts[0][0])
        else:
            self.message.emit("Select what was said, or put the cursor between quotation marks.")

    def add_part(self) -> None:
        """Adds what is selected to the quote in focus, or the last one, as another part."""
        quote, parts = self._quote_now(), self._content()
        if self.article_id is None or quote is None or not parts:
            self.message.emit(NO_QUOTE if quote is None else "Select the words to add.")
            return
        start, end = parts[0]
        if self._apply(AddPart(self.article_id, quote.id, start, end)):
            self._focus_quote_at(start)

    def set_speaker(self) -> None:
        """Makes what is selected or focused the speaker of the quote in focus, or of the last one."""
        self._set_role("speaker", SetSpeaker)

    def set_cue(self) -> None:
        """Makes what is selected or under the cursor the cue of the quote in focus, or of the last one."""
        self._set_role("cue", SetCue)

    def set_addressee(self) -> None:
        """Makes what is selected the one who was told."""
        self._set_role("addressee", SetAddressee)

    def deny(self) -> None:
        """Says of a marked stretch that it is no quote; once more changes the reason."""
        focused, article_id = self.focused, self.article_id
        if article_id is None:
            return
        if focused is not None and focused.label == NOT_A_QUOTE and focused.layer == QUOTES:
            reason = str(focused.attribute("reason") or REASONS[0])
            if not self.state.pending.holds(focused):
                reason = REASONS[(REASONS.index(reason) + 1) % len(REASONS)]
            self._deny((focused.start, focused.end), reason)
        elif focused is not None and focused.label == QUOTE and focused.layer == QUOTES:
            self._deny((focused.start, focused.end), REASONS[0])
        elif parts := self._content():
            self._deny(parts[0], REASONS[0])
        else:
            self.message.emit("There are no quotation marks here.")

    def deny_because(self, reason: str) -> None:
        """Says why the stretch in focus is no quote (one of REASONS)."""
        focused = self.focused
        if focused is not None and (focused.layer, focused.label) == (QUOTES, NOT_A_QUOTE):
            self._deny((focused.start, focused.end), reason)

    # Within

    def _mark(self, edit: Edit, start: int) -> None:
        if self._apply(edit):
            quote = self._focus_quote_at(start)
            if quote is not None:
                self._propose(quote.id)

    def _deny(self, bounds: Bounds, reason: str) -> None:
        assert self.article_id is not None
        if self._apply(MarkNotAQuote(self.article_id, *bounds, reason)):
            there = self.state.exactly(*bounds)
            made = next((s for s in there if s.label == NOT_A_QUOTE), None)
            self._refocus(made, bounds[0])
            self.message.emit(f"No quote: {reason}. D again changes the reason.")

    def _set_role(self, what: str, edit: Callable[[int, int, Bounds], Edit]) -> None:
        quote, bounds = self._quote_now(), self._mention()
        if self.article_id is None or quote is None:
            self.message.emit(NO_QUOTE)
        elif bounds is None:
            self.message.emit(f"Select the {what} first.")
        elif self._apply(edit(self.article_id, quote.id, bounds)):
            self._focus_quote_at(quote.start, cursor=bounds[0])
            words = quote.first.text if len(quote.first.text) < 40 else f"{quote.first.text[:39]}…"
            self.message.emit(f"Now the {what} of {words}")

    def _mention(self) -> Bounds | None:
        """What S or C means: the selection, a span in focus that is no content, the token."""
        if self.selection is not None:
            return self.selection
        focused = self.focused
        if focused is not None and not (focused.layer == QUOTES and focused.label == QUOTE):
            return focused.start, focused.end
        at = self.state.cursor.at
        inside = focused is not None and focused.start <= at[0] < focused.end
        return None if inside or at[0] >= at[1] else at

    def _content(self) -> tuple[Bounds, ...]:
        text = self.view.article.text
        if self.selection is not None:
            return grown(text, self.view.page.paragraph(self.selection[0]), self.selection)
        return content_at(text, self.cursor_offset)

    def _quote_now(self) -> Quote | None:
        """The quote of mine that is meant: in focus, else the last one, else the nearest."""
        mine = [mark.quote for mark in self.state.quotes if not mark.pending]
        lit = self.state.quote
        if lit is not None and not lit.pending:
            return lit.quote
        last = next((quote for quote in mine if quote.id == self._last_quote), None)
        if last is not None:
            return last
        at = self.cursor_offset
        return min(mine, key=lambda quote: abs(quote.start - at), default=None)

    def _focus_quote_at(self, start: int, cursor: int | None = None) -> Quote | None:
        """Focuses the part of mine that begins at a place."""
        there = self.state.mine.starting_within(start, start + 1)
        parts = [s for s in there if s.layer == QUOTES and s.label == QUOTE]
        part = parts[-1] if parts else None
        self._refocus(part, start if cursor is None else cursor)
        lit = self.state.quote
        return lit.quote if lit else None

    def _propose(self, quote_id: int) -> bool:
        assert self._project is not None
        assert self.article_id is not None
        try:
            proposal = propose(self._project, self.article_id, quote_id)
        except AnnotatorError as error:
            self.message.emit(str(error))
            return False
        if proposal:
            self._show_proposed(Proposed(quote_id, proposal))
        return bool(proposal)

    def _show_proposed(self, proposed: Proposed | None) -> None:
        self._show(replace(self.state, proposed=proposed))
        self.proposed_changed.emit(proposed)

    def _show(self, state: PageState) -> None:
        shown, lit = state.proposed, state.quote
        if shown is not None and (lit is None or lit.quote.id != shown.quote_id):
            state = replace(state, proposed=None)
            self.proposed_changed.emit(None)
        if lit is not None and not lit.pending:
            self._last_quote = lit.quote.id
        super()._show(state)
