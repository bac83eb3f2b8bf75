"""Quotes changed as a whole: accepted, split, joined, described, removed; their suggestions stepped through.

A quote is one thing to the hands too: any of its spans in focus means the quote.
"""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from annotator.core.problem import Problem, Repair
from annotator.core.quotes import (
    ADDRESSEE,
    CUE,
    NOT_A_QUOTE,
    QUOTE,
    SPEAKER,
    Medium,
    Quote,
    QuoteKind,
)
from annotator.core.span import QUOTES, Span
from annotator.gui.article.quote_marking import NO_QUOTE, QuoteMarking
from annotator.gui.article.quote_marks import is_in_quote
from annotator.gui.article.spans import Spans
from annotator.gui.article.stepping import following, preceding
from annotator.gui.article.view import ArticleView
from annotator.project.edits import (
    AddSpan,
    Attribute,
    CutPart,
    DescribeQuote,
    JoinQuotes,
    Reject,
    RejectQuotes,
    RemoveQuotes,
    SplitQuote,
)


class ArticleController(QuoteMarking):
    """The article on the page, labelled, with its quotes.

    `who_requested` gives the span ids for which a name is wanted.
    """

    who_requested = Signal(object)

    def __init__(self, view: ArticleView, parent: QObject | None = None) -> None:
        super().__init__(view, parent)
        self._stops: tuple[object, Spans] = (None, Spans())

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
            self.message.emit(NO_QUOTE)
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
            self.message.emit(NO_QUOTE)

    def ask_who(self) -> None:
        """Asks who the mention in focus is, or the speaker of the quote in focus."""
        quote = self.state.quote
        focused = self.focused
        is_speaker = focused is not None and focused.label == SPEAKER
        if quote is not None and not quote.pending and not is_speaker:
            speaker = quote.quote.speaker or quote.quote.first
            self.who_requested.emit((speaker.id,))
        elif (
            focused is not None
            and not self.focused_is_pending
            and (is_speaker or focused.layer != QUOTES)
        ):
            self.who_requested.emit((focused.id,))
        else:
            self.message.emit("Accept or mark it first; then E says who it is.")

    # Proposals

    def propose(self) -> None:
        """Proposes speaker and cue for the quote in focus, or the last one."""
        quote = self._quote_now()
        if quote is None:
            self.message.emit(NO_QUOTE)
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

    def repair(self) -> None:
        """Does what repairs the problem in focus."""
        if self._project is None or self.article_id is None:
            return
        problems = self._project.problems(self.article_id)
        span = self._problem_in_focus(problems)
        problem = next((p for p in problems if p.span == span and p.repair), None)
        if problem is None:
            self.message.emit(
                "There is nothing here that one key repairs; G goes to the next problem."
            )
        else:
            self.repair_problem(problem)

    def repair_problem(self, problem: Problem) -> None:
        """Does what repairs a problem, which is in focus."""
        if self.article_id is None or problem.repair is None:
            return
        if problem.repair is Repair.CUT:
            self._apply(CutPart(self.article_id, problem.span.id))
        else:
            acts = {
                Repair.SNAP: self.snap,
                Repair.PROPOSE: self.propose,
                Repair.REMOVE: self.remove,
                Repair.DENY: self.deny,
            }
            acts[problem.repair]()

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

    def _describe(self, quote: Quote | None, attribute: str, value: str | None) -> None:
        if quote is None or self.article_id is None:
            self.message.emit(NO_QUOTE)
        elif self._apply(DescribeQuote(self.article_id, quote.id, attribute, value)):
            self._focus_quote_at(quote.start)
            self.message.emit(f"The quote's {attribute}: {value or 'as its marks say'}")

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
