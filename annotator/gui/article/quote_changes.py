"""Quotes changed as a whole: removed, said to be none, split, joined, described."""

from annotator.core.quotes import NOT_A_QUOTE, REASONS, Medium, QuoteKind
from annotator.core.reasons import guessed_reason
from annotator.core.span import QUOTES, Scalar, Span
from annotator.gui.article.quote_marking import NO_QUOTE, QuoteMarking
from annotator.gui.article.quote_marks import QuoteMark
from annotator.project.edits import (
    DescribeQuote,
    JoinQuotes,
    MarkNotAQuote,
    RejectQuotes,
    RemoveQuotes,
    SplitQuote,
)


class QuoteChanges(QuoteMarking):
    """What the keys change of quotes that are marked or suggested."""

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

    def deny(self) -> None:
        """Says of a marked stretch that it is no quote; once more changes the reason.

        Content without quotation marks is merely a quote no more.
        """
        focused, lit = self.focused, self.state.quote
        if self.article_id is None:
            return
        if focused is not None and (focused.layer, focused.label) == (QUOTES, NOT_A_QUOTE):
            self._deny(focused.start, focused.end, self._next_reason(focused))
        elif lit is not None and lit.quote.kind is QuoteKind.INDIRECT:
            self.remove_quote()
        elif lit is not None and focused is not None:
            part = focused if focused in lit.quote.parts else lit.quote.first
            self._deny(part.start, part.end)
        elif parts := self._content():
            self._deny(*parts[0])
        else:
            self.message.emit("There are no quotation marks here.")

    def deny_because(self, reason: str) -> None:
        """Says why the stretch in focus is no quote (one of REASONS)."""
        focused = self.focused
        if focused is not None and (focused.layer, focused.label) == (QUOTES, NOT_A_QUOTE):
            self._deny(focused.start, focused.end, reason)

    def join_quotes(self) -> None:
        """Makes the quotes chosen one, or the quote in focus and the one before it."""
        mine = [mark.quote for mark in self.state.quotes if not mark.pending]
        chosen = [q for q in mine if any(span in q.spans for span in self.state.chosen)]
        mark = self._quote_now()
        if mark is not None and mark.pending:
            self.message.emit("Accept this quote first; then it can be joined.")
            return
        if len(chosen) < 2 and mark is not None:
            before = [other for other in mine if other.start < mark.quote.start]
            chosen = [*before[-1:], mark.quote]
        if self.article_id is None or len(chosen) < 2:
            self.message.emit("Joining needs two quotes.")
        elif self._apply(JoinQuotes(self.article_id, tuple(q.id for q in chosen))):
            self._focus_quote_at(min(q.start for q in chosen))

    def split_quote(self) -> None:
        """Makes the part in focus a quote of its own."""
        part = self.focused
        if self.article_id is None or part is None or self.state.quote is None:
            self.message.emit(NO_QUOTE)
        elif self.state.quote.pending:
            self.message.emit("Accept this quote first; then its parts can be split.")
        elif self._apply(SplitQuote(self.article_id, part.id)):
            self._focus_quote_at(part.start)

    def change_kind(self) -> None:
        """Goes round the kinds: computed, direct, mixed, indirect."""
        mark = self._quote_now()
        kinds = [None, *(kind.value for kind in QuoteKind)]
        now = mark.quote.kind.value if mark and mark.quote.kind_is_set else None
        self.describe("kind", kinds[(kinds.index(now) + 1) % len(kinds)])

    def change_medium(self) -> None:
        """Goes round the media: speech, writing, social post, thought, document."""
        mark, media = self._quote_now(), list(Medium)
        now = media.index(mark.quote.medium) if mark else 0
        self.describe("medium", media[(now + 1) % len(media)].value)

    def describe(self, attribute: str, value: Scalar) -> None:
        """Sets an attribute of the quote in focus, or the last one; None has it computed again."""
        mark, article_id = self._quote_now(), self.article_id
        if mark is None or article_id is None:
            self.message.emit(NO_QUOTE)
        elif self._change(mark, lambda number: DescribeQuote(article_id, number, attribute, value)):
            self._focus_quote_at(mark.quote.start)
            told = "as its marks say" if value is None else value
            self.message.emit(f"The quote's {attribute}: {told}")

    # Within

    def _quote_now(self) -> QuoteMark | None:
        """The quote meant by a key that changes it as a whole."""
        return self._meant("", self.cursor_offset)

    def _deny(self, start: int, end: int, reason: str = "") -> None:
        assert self.article_id is not None
        why = reason or guessed_reason(self.view.article.text, (start, end))
        if self._apply(MarkNotAQuote(self.article_id, start, end, why)):
            made = [s for s in self._mine_at((start, end)) if s.label == NOT_A_QUOTE]
            self._refocus(made[0] if made else None, start)
            self.message.emit(f"No quote: {why}. D again changes the reason.")

    def _next_reason(self, denied: Span) -> str:
        reason = str(denied.attribute("reason") or REASONS[0])
        if self.state.pending.holds(denied) or reason not in REASONS:
            return reason if reason in REASONS else REASONS[0]
        return REASONS[(REASONS.index(reason) + 1) % len(REASONS)]
