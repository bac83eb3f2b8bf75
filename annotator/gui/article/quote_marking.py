"""Marking quotes by keyboard and mouse: content, parts, speaker and cue, and what is proposed for them."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from annotator.core.errors import AnnotatorError
from annotator.core.quotes import QUOTE, Quote
from annotator.core.span import QUOTES, Span
from annotator.core.text import Bounds
from annotator.gui.article.content import content_at, grown
from annotator.gui.article.controller import SpanController
from annotator.gui.article.meant import meant
from annotator.gui.article.proposing import Proposed
from annotator.gui.article.quote_marks import QuoteMark
from annotator.gui.article.state import PageState
from annotator.gui.article.view import ArticleView
from annotator.project.edits import (
    AcceptParts,
    AcceptQuote,
    AddParts,
    Edit,
    MarkQuote,
    SetAddressee,
    SetCue,
    SetSpeaker,
)
from annotator.project.edits.taking import QuoteChange
from annotator.project.project import Project
from annotator.project.proposing import propose

NO_QUOTE = "There is no quote here: mark one with Q first."
_SHOWN = 40


class QuoteMarking(SpanController):
    """Marks quotes and says who spoke; `proposed_changed` gives the Proposed shown, or None."""

    proposed_changed = Signal(object)

    def __init__(self, view: ArticleView, parent: QObject | None = None) -> None:
        super().__init__(view, parent)
        self._last: tuple[str, str, int, int] | None = None

    def open(self, project: Project, article_id: int, offset: int = 0) -> None:
        """Shows an article; the quote in focus last was one of another."""
        self._last = None
        super().open(project, article_id, offset)

    # Marking

    def mark_quote(self) -> None:
        """Marks what is selected as a quote, or what stands in quotation marks around the cursor.

        Of a suggested quote in focus it takes the content alone; for one of mine it proposes what lacks.
        """
        lit, parts = self.state.quote, self._content()
        if self.article_id is None:
            return
        if lit is not None and self.selection is None:
            self._mark_lit(lit)
        elif not parts:
            self.message.emit("Select what was said, or put the cursor between quotation marks.")
        elif any((s.layer, s.label) == (QUOTES, QUOTE) for s in self._mine_at(parts[0])):
            self._focus_quote_at(parts[0][0])
            self.message.emit("This is a quote already.")
        else:
            self._mark(MarkQuote(self.article_id, parts), parts[0][0])

    def add_part(self) -> None:
        """Adds what is selected to the quote in focus, or the last one, as another part."""
        mark, parts = self._meant("", self.cursor_offset), self._content()
        article_id = self.article_id
        if article_id is None or mark is None or not parts:
            self.message.emit(NO_QUOTE if mark is None else "Select the words to add.")
        elif self._change(mark, lambda number: AddParts(article_id, number, parts)):
            self._focus_quote_at(parts[0][0])
            self.message.emit(f"Added to {_short(mark.quote)}")

    def set_speaker(self) -> None:
        """Makes what is selected or focused the speaker of the quote in focus, or of the last one."""
        self._set_role("speaker", SetSpeaker)

    def set_cue(self) -> None:
        """Makes what is selected or under the cursor the cue of the quote in focus, or of the last one."""
        self._set_role("cue", SetCue)

    def set_addressee(self) -> None:
        """Makes what is selected the one who was told."""
        self._set_role("addressee", SetAddressee)

    # Within

    def _mark(self, edit: Edit, start: int) -> None:
        if self._apply(edit):
            quote = self._focus_quote_at(start)
            if quote is not None:
                self._propose(quote.id)

    def _mark_lit(self, lit: QuoteMark) -> None:
        assert self.article_id is not None
        if lit.pending:
            self._mark(AcceptParts(self.article_id, lit.quote.parts), lit.quote.start)
        elif not self._propose(lit.quote.id):
            self.message.emit("This is a quote already.")

    def _set_role(self, what: str, edit: Callable[[int, int, Bounds], QuoteChange]) -> None:
        bounds, article_id = self._mention(), self.article_id
        mark = self._meant(what, bounds[0] if bounds else self.cursor_offset)
        if article_id is None or mark is None:
            self.message.emit(NO_QUOTE)
        elif bounds is None:
            self.message.emit(f"Select the {what} first.")
        elif self._change(
            replace(mark, quote=_without(mark.quote, what)),
            lambda number: edit(article_id, number, bounds),
        ):
            self._focus_quote_at(mark.quote.start, cursor=bounds[0])
            self.message.emit(f"Now the {what} of {_short(mark.quote)}")

    def _change(self, mark: QuoteMark, make: Callable[[int], QuoteChange]) -> bool:
        """Changes a quote of mine, or takes the suggested one and changes it, in one step."""
        assert self.article_id is not None
        if mark.pending:
            return self._apply(AcceptQuote(self.article_id, mark.quote, make))
        return self._apply(make(mark.quote.id))

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
            return grown(text, self.selection)
        return content_at(text, self.cursor_offset)

    def _meant(self, what: str, at: int) -> QuoteMark | None:
        """The quote that is meant by a key for its `what` at a place: the one in focus before any other."""
        if self.state.quote is not None:
            return self.state.quote
        marks = self.state.quotes
        last = next((mark for mark in marks if mark.quote.first.key == self._last), None)
        paragraph = self.view.page.paragraph(at)
        return meant(marks, last, at, paragraph, lambda q: not what or getattr(q, what) is None)

    def _mine_at(self, bounds: Bounds) -> list[Span]:
        return [span for span in self.state.exactly(*bounds) if self.state.mine.holds(span)]

    def _focus_quote_at(self, start: int, cursor: int | None = None) -> Quote | None:
        """Focuses the part that begins at a place, one of mine before a suggested one."""
        both = (self.state.pending, self.state.mine)
        there = [span for spans in both for span in spans.starting_within(start, start + 1)]
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
        super()._show(state)
        if state.quote is not None:
            self._last = state.quote.quote.first.key


def _without(quote: Quote, what: str) -> Quote:
    """The quote less its speaker, cue or addressee."""
    kept = {name: getattr(quote, name) for name in ("speaker", "cue", "addressee") if name != what}
    return Quote(quote.parts, **kept)


def _short(quote: Quote) -> str:
    text = quote.first.text
    return text if len(text) < _SHOWN else f"{text[: _SHOWN - 1]}…"
