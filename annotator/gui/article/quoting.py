"""The article on the page with all its quotes: what is proposed, accepted, stepped through, labelled.

A quote is one thing to the hands too: any of its spans in focus means the quote.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from annotator.core.problem import Problem, Repair
from annotator.core.quotes import ADDRESSEE, CUE, NOT_A_QUOTE, QUOTE, SPEAKER
from annotator.core.span import QUOTES, Span
from annotator.core.text import Bounds
from annotator.gui.article.quote_changes import QuoteChanges
from annotator.gui.article.quote_marking import NO_QUOTE
from annotator.gui.article.quote_marks import QuoteMark
from annotator.gui.article.spans import Spans
from annotator.gui.article.stepping import following, preceding
from annotator.gui.article.view import ArticleView
from annotator.project.edits import AcceptQuote, AddSpan, Attribute, CutPart, Reject
from annotator.project.edits.taking import resized


class ArticleController(QuoteChanges):
    """The article on the page, labelled, with its quotes.

    `who_requested` gives the span ids for which a name is wanted.
    """

    who_requested = Signal(object)

    def __init__(self, view: ArticleView, parent: QObject | None = None) -> None:
        super().__init__(view, parent)
        self._stops: tuple[object, Spans] = (None, Spans())

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
        """Proposes what the quote in focus, or the last one, lacks of speaker and cue.

        A suggested quote becomes mine first.
        """
        mark = self._quote_now()
        if mark is None or self.article_id is None:
            self.message.emit(NO_QUOTE)
        elif mark.pending:
            self._mark(AcceptQuote(self.article_id, mark.quote), mark.quote.start)
        elif not self._propose_for(mark):
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
            speaker.name if speaker and speaker.decided else "",
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
        """Focuses the next suggestion; a quote is one. What is proposed is dropped."""
        self._show_proposed(None)
        self._step(following, (self.suggestion_stops,), "No suggestions are left in this article.")

    def previous_suggestion(self) -> None:
        """Focuses the suggestion before; a quote is one. What is proposed is dropped."""
        self._show_proposed(None)
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
        if focused is None or focused.layer != QUOTES or self.state.chosen:
            super().label(layer, name)
            return
        is_mention = focused.label == SPEAKER
        at = (focused.start, focused.end) if is_mention else self.state.cursor.at
        if not any(character.isalnum() for character in self.view.article.text[slice(*at)]):
            self.message.emit("Put the cursor on a word of the quote to label it.")
            return
        self.select(*at)
        super().label(layer, name)

    def _resize_span(self, span: Span, bounds: Bounds) -> None:
        """A suggested quote whose span gets other bounds becomes mine with all the rest of it."""
        mark = self.state.quotes.of(span)
        if mark is None or not mark.pending or self.article_id is None:
            super()._resize_span(span, bounds)
            return
        taken = resized(mark.quote, span, bounds, self.view.article.text)
        if bounds != (span.start, span.end) and self._apply(AcceptQuote(self.article_id, taken)):
            made = [s for s in self._mine_at(bounds) if s.label == span.label]
            self._refocus(made[0] if made else None, bounds[0])

    def _propose_for(self, mark: QuoteMark) -> bool:
        if self.state.quote != mark:
            self._focus_quote_at(mark.quote.start)
        return self._propose(mark.quote.id)

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
