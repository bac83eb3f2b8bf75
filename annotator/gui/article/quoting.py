"""Quotes by keyboard and mouse: content, parts, speaker, cue, and what is proposed for them.

A quote is one thing to the hands too: any of its spans in focus means the quote.
"""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from annotator.core.errors import AnnotatorError
from annotator.core.quotes import (
    ADDRESSEE,
    CUE,
    NOT_A_QUOTE,
    QUOTE,
    REASONS,
    SPEAKER,
    Medium,
    Quote,
    QuoteKind,
)
from annotator.core.span import QUOTES, Span
from annotator.core.text import Bounds
from annotator.gui.article.content import content_at, grown
from annotator.gui.article.controller import SpanController
from annotator.gui.article.proposing import Proposed
from annotator.gui.article.quote_marks import is_in_quote
from annotator.gui.article.spans import Spans
from annotator.gui.article.state import PageState
from annotator.gui.article.stepping import following, preceding
from annotator.gui.article.view import ArticleView
from annotator.project.edits import (
    AcceptParts,
    AddPart,
    AddSpan,
    Attribute,
    DescribeQuote,
    Edit,
    JoinQuotes,
    MarkNotAQuote,
    MarkQuote,
    Reject,
    RejectQuotes,
    RemoveQuotes,
    SetAddressee,
    SetCue,
    SetSpeaker,
    SplitQuote,
)
from annotator.project.proposing import propose

_NO_QUOTE = "There is no quote here: mark one with Q first."


class ArticleController(SpanController):
    """The article on the page, labelled, with its quotes.

    `who_requested` gives the span ids for which a name is wanted; `proposed_changed` the Proposed shown, or
    None.
    """

    who_requested = Signal(object)
    proposed_changed = Signal(object)

    def __init__(self, view: ArticleView, parent: QObject | None = None) -> None:
        super().__init__(view, parent)
        self._last_quote: int | None = None
        self._stops: tuple[object, Spans] = (None, Spans())

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
            self.message.emit(_NO_QUOTE if quote is None else "Select the words to add.")
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

    # Changing

    def remove_quote(self) -> None:
        """Removes the whole quote, or turns the suggested one down."""
        lit = self.state.quote
        if self.article_id is None or lit is None:
            self.message.emit("There is no quote here to remove.")
        elif lit.pending:
            if self._apply(RejectQuotes(self.article_id, (lit.quote,))):
                self._go_on(lit.quote.first)
        elif self._apply(RemoveQuotes(self.article_id, (lit.quote.id,))):
            self._refocus(None, lit.quote.start)

    def join_quotes(self) -> None:
        """Makes the quotes chosen one, or the quote in focus and the one before it."""
        mine = [mark.quote for mark in self.state.quotes if not mark.pending]
        chosen = [q for q in mine if any(span in q.spans for span in self.state.chosen)]
        quote = self._quote_now()
        if len(chosen) < 2 and quote is not None:
            before = [other for other in mine if other.start < quote.start]
            chosen = [*before[-1:], quote]
        if self.article_id is None or len(chosen) < 2:
            self.message.emit("Joining needs two quotes.")
        elif self._apply(JoinQuotes(self.article_id, tuple(q.id for q in chosen))):
            self._focus_quote_at(min(q.start for q in chosen))

    def split_quote(self) -> None:
        """Makes the part in focus a quote of its own."""
        if self.article_id is None or self.focused is None:
            self.message.emit(_NO_QUOTE)
        elif self._apply(SplitQuote(self.article_id, self.focused.id)):
            self._focus_quote_at(self.focused.start if self.focused else 0)

    def change_kind(self) -> None:
        """Goes round the kinds: computed, direct, mixed, indirect."""
        quote = self._quote_now()
        kinds = [None, *(kind.value for kind in QuoteKind)]
        now = quote.kind.value if quote and quote.kind_is_set else None
        self._describe(quote, "kind", kinds[(kinds.index(now) + 1) % len(kinds)] if quote else None)

    def change_medium(self) -> None:
        """Goes round the media: speech, writing, social post, thought, document."""
        quote = self._quote_now()
        media = list(Medium)
        if quote is not None:
            following_ = media[(media.index(quote.medium) + 1) % len(media)]
            self._describe(quote, "medium", following_.value)
        else:
            self.message.emit(_NO_QUOTE)

    def ask_who(self) -> None:
        """Asks who the mention in focus is, or the speaker of the quote in focus."""
        quote = self.state.quote
        focused = self.focused
        if quote is not None and not quote.pending and (focused is None or focused.label == QUOTE):
            speaker = quote.quote.speaker or quote.quote.first
            self.who_requested.emit((speaker.id,))
        elif focused is not None and not self.focused_is_pending:
            self.who_requested.emit((focused.id,))
        else:
            self.message.emit("Accept or mark it first; then E says who it is.")

    # Proposals

    def propose(self) -> None:
        """Proposes speaker and cue for the quote in focus, or the last one."""
        quote = self._quote_now()
        if quote is None:
            self.message.emit(_NO_QUOTE)
        elif not self._propose(quote.id):
            self.message.emit("There is nothing to propose for this quote.")

    def escape(self) -> bool:
        """Drops what is proposed, else ends what is armed, selected or focused."""
        if self.state.proposed is not None:
            self._show_proposed(None)
            return True
        return super().escape()

    def accept(self) -> None:
        """Takes what is proposed; else accepts the suggestion in focus, a quote as a whole."""
        shown = self.state.proposed
        if shown is None or self.article_id is None:
            super().accept()
            return
        speaker, cue = shown.speaker, shown.cue
        edit = Attribute(
            self.article_id,
            shown.quote_id,
            speaker.bounds if speaker else None,
            cue.bounds if cue else None,
            speaker.name if speaker else "",
        )
        self._show_proposed(None)
        self._apply(edit)

    def move_cursor(self, direction: str, *, extend: bool = False, unit: str = "token") -> None:
        """Moves the cursor; while something is proposed, up and down go through the candidates.

        With Shift they go through the cues.
        """
        shown = self.state.proposed
        if shown is not None and direction in {"up", "down"}:
            step = 1 if direction == "down" else -1
            self._show_proposed(shown.cycled(step, CUE if extend else SPEAKER))
        else:
            super().move_cursor(direction, extend=extend, unit=unit)

    def next_suggestion(self) -> None:
        """Focuses the next suggestion; a quote is one."""
        self._step(following, (self.suggestion_stops,), "No suggestions are left in this article.")

    def previous_suggestion(self) -> None:
        """Focuses the suggestion before; a quote is one."""
        self._step(preceding, (self.suggestion_stops,), "No suggestions are left in this article.")

    # The labels of the quotes layer, from the palette or armed

    def label(self, layer: str, name: str) -> None:
        """Labels the selection; a label of quotes does what its key does."""
        acts: dict[str, Callable[[], None]] = {
            QUOTE: self.mark_quote,
            SPEAKER: self.set_speaker,
            CUE: self.set_cue,
            ADDRESSEE: self.set_addressee,
            NOT_A_QUOTE: self.deny,
        }
        if layer == QUOTES and name in acts:
            acts[name]()
        elif layer == QUOTES and self.article_id is not None:
            bounds = self.state.bounds or self.state.cursor.at
            self._apply(AddSpan(self.article_id, layer, name, *bounds))
        else:
            self._label_words(layer, name)

    def remove(self) -> None:
        """Removes the span in focus; of a suggested quote its first part stands for all of it."""
        focused, lit = self.focused, self.state.quote
        several = len(self.state.chosen) > 1
        if several or focused is None or lit is None or not lit.pending or self.article_id is None:
            super().remove()
        elif focused.id == lit.quote.id:
            self.remove_quote()
        elif self._apply(Reject(self.article_id, (focused,))):
            self._focus_quote_at(lit.quote.start)

    # Within

    def _label_words(self, layer: str, name: str) -> None:
        """Within a quote a label is for the words under the cursor, not for the quote."""
        focused = self.focused
        if focused is not None and is_in_quote(focused) and not self.state.chosen:
            is_mention = focused.label == SPEAKER
            at = (focused.start, focused.end) if is_mention else self.state.cursor.at
            self._show(replace(self.state, cursor=replace(self.state.cursor, anchor=None)))
            self.select(*at)
        super().label(layer, name)

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
            self.message.emit(_NO_QUOTE)
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

    def _describe(self, quote: Quote | None, attribute: str, value: str | None) -> None:
        if quote is None or self.article_id is None:
            self.message.emit(_NO_QUOTE)
        elif self._apply(DescribeQuote(self.article_id, quote.id, attribute, value)):
            self._focus_quote_at(quote.start)
            self.message.emit(f"The quote's {attribute}: {value or 'as its marks say'}")

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

    @property
    def suggestion_stops(self) -> Spans:
        """The suggestions Tab stops at: of a quote only the first part."""
        pending = self.state.pending.all
        if self._stops[0] is not pending:
            quotes = [mark.quote for mark in self.state.quotes if mark.pending]
            others = {span.id for quote in quotes for span in quote.spans if span.id != quote.id}
            kept = tuple(s for s in pending if s.layer != QUOTES or s.id not in others)
            self._stops = (pending, Spans(kept))
        return self._stops[1]

    def _go_on(self, span: Span) -> None:
        """Focuses the next suggestion; behind the last one it stays and says so."""
        found = following((self.suggestion_stops,), self.cursor_offset, span)
        if found is not None:
            self.focus(found)
        else:
            super()._go_on(span)
