"""An article on the page, read with the keyboard: the cursor, the focus, the steps. It changes nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from annotator.core.change import Change
from annotator.core.problem import Problem
from annotator.core.span import Span
from annotator.core.text import Bounds
from annotator.gui.article.cursor import Cursor, Steps
from annotator.gui.article.quote_marks import QuoteMark, Quotes
from annotator.gui.article.spans import Spans
from annotator.gui.article.state import LayerLabel, PageState
from annotator.gui.article.stepping import following, next_under, preceding
from annotator.gui.article.view import ArticleView
from annotator.project.project import Project

_FEW = 3


@dataclass(frozen=True, slots=True)
class Mode:
    """What the next key or drag does: the armed layer and label, and the unit of steps."""

    armed: LayerLabel | None = None
    by_characters: bool = False


@dataclass(frozen=True, slots=True)
class OccurrenceQuery:
    """A text to look for elsewhere, with the label it has here if any; its bounds are code points."""

    text: str
    layer: str | None
    label: str | None
    start: int
    end: int


class ArticleReader(QObject):
    """One article of a project on the page.

    `article_changed` comes when another article is open or this one was read anew, `focus_changed` gives
    the focused span or None, `mode_changed` the Mode, `message` a sentence for the user.
    """

    article_changed = Signal()
    focus_changed = Signal(object)
    mode_changed = Signal(object)
    message = Signal(str)

    def __init__(self, view: ArticleView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.view = view
        self.article_id: int | None = None
        self.state = PageState()
        self._project: Project | None = None
        self._unwatch: Callable[[], None] = lambda: None
        self._steps = self._steps_of()

    # What is open

    def open(self, project: Project, article_id: int, offset: int = 0) -> None:
        """Shows an article with its cursor at a code point. Raises StoreError when it is gone."""
        article, tokens = project.article(article_id), project.tokens(article_id)
        self._unwatch()
        self._project, self.article_id = project, article_id
        self._unwatch = project.watch(self._changed)
        self.view.set_article(article, project.scheme, tokens)
        self._steps = self._steps_of()
        cursor = Cursor(self._steps.unit(offset, by_characters=False))
        self._show(PageState(cursor=cursor, armed=self.state.armed).read(*self._spans()))
        if offset:
            self.view.reveal(cursor.at[0])
        self.article_changed.emit()
        self.mode_changed.emit(self.mode)

    def close(self) -> None:
        """Empties the page."""
        self._unwatch()
        self._unwatch = lambda: None
        if self._project is not None:
            self.view.set_article(None, self._project.scheme, self.view.page.tokens)
        self._project = self.article_id = None
        self._show(PageState())
        self.article_changed.emit()

    def reload(self) -> None:
        """Shows what the project has now: another window wrote, the model answered, the scheme changed."""
        if self._project is None or self.article_id is None:
            return
        self.view.set_scheme(self._project.scheme)
        self.view.set_tokens(self._project.tokens(self.article_id))
        self._steps = self._steps_of()
        self._show(self.state.read(*self._spans()))
        self.article_changed.emit()

    # What is focused

    @property
    def focused(self) -> Span | None:
        """The span with the ring around it."""
        return self.state.focused

    @property
    def focused_is_pending(self) -> bool:
        """Whether the focused span is only a suggestion."""
        return self.focused is not None and self.state.pending.holds(self.focused)

    @property
    def pending(self) -> tuple[Span, ...]:
        """The suggestions left, in reading order."""
        return self.state.pending.all

    @property
    def selection(self) -> Bounds | None:
        """The bounds selected, code points, None when nothing is."""
        return self.state.cursor.selection

    @property
    def cursor_offset(self) -> int:
        """The code point at which the cursor stands."""
        return self.state.cursor.at[0]

    @property
    def mode(self) -> Mode:
        """What the next key or drag does."""
        return Mode(self.state.armed, self.state.cursor.by_characters)

    def focus(self, span: Span | None) -> None:
        """Focuses a span and brings it into the middle of the page; None drops focus and selection."""
        at = self._steps.unit(
            span.start if span else self.cursor_offset, by_characters=self.mode.by_characters
        )
        cursor = Cursor(at, None, self.mode.by_characters)
        if span is not None:
            self.view.reveal(span.start)
        self._show(replace(self.state, cursor=cursor, focused=span, chosen=()))

    def select(self, start: int, end: int) -> None:
        """Selects `[start, end)`."""
        cursor = Cursor((start, end), (start, end), self.mode.by_characters)
        self._show(replace(self.state, cursor=cursor, focused=None, chosen=()))

    def go_to(self, start: int, end: int) -> None:
        """Focuses the span at exactly these bounds, else selects them."""
        there = self.state.exactly(start, end)
        if there:
            self.focus(there[0])
        else:
            self.view.reveal(start)
            self.select(start, end)

    def show_found(self, found: tuple[Bounds, ...], now: int | None = None) -> None:
        """Marks places of a search, in reading order; `now` is the index of the current one."""
        if now is not None:
            self.view.reveal(found[now][0])
        self._show(replace(self.state, found=found, found_now=now))

    def escape(self) -> bool:
        """Ends the armed label, else the selection or the focus; tells whether there was any."""
        if self.state.armed is not None:
            self._show(replace(self.state, armed=None))
            self.mode_changed.emit(self.mode)
        elif self.selection is not None or self.state.chosen or self.focused is not None:
            self.focus(None)
        else:
            return False
        return True

    # Steps

    def next_suggestion(self) -> None:
        """Focuses the next suggestion, the first one behind the last."""
        self._step(following, (self.state.pending,), "No suggestions are left in this article.")

    def previous_suggestion(self) -> None:
        """Focuses the suggestion before, the last one before the first."""
        self._step(preceding, (self.state.pending,), "No suggestions are left in this article.")

    def next_span(self) -> None:
        """Focuses the next span, mine or suggested."""
        self._step(following, self._everything, "Nothing is marked in this article.")

    def previous_span(self) -> None:
        """Focuses the span before, mine or suggested."""
        self._step(preceding, self._everything, "Nothing is marked in this article.")

    def next_problem(self) -> None:
        """Focuses the next span with a problem, and says what it is."""
        if self._project is None or self.article_id is None:
            return
        problems = self._project.problems(self.article_id)
        spans = Spans(tuple(p.span for p in problems))
        found = following((spans,), self.cursor_offset, self._problem_in_focus(problems))
        if found is None:
            self.message.emit("This article has no problems.")
            return
        self.show_problem(next(p for p in problems if p.span == found))

    def show_problem(self, problem: Problem) -> None:
        """Focuses what a problem is about, or selects it where nothing is marked; says the problem."""
        if problem.span.id:
            self.focus(problem.span)
        else:
            self.view.reveal(problem.span.start)
            self.select(problem.span.start, problem.span.end)
        self.message.emit(problem.sentence)

    def _problem_in_focus(self, problems: Sequence[Problem]) -> Span | None:
        at = self.state.bounds
        there = (p.span for p in problems if (p.span.start, p.span.end) == at)
        return next(there, self.focused)

    def cycle_overlaps(self) -> None:
        """Focuses the next of several spans at the cursor, else within what is focused or selected."""
        cursor = self.state.cursor
        under = self.state.under(*cursor.at) if cursor.selection is None else []
        if self.focused not in under or len(under) < 2:
            under = self.state.under(*(self.state.bounds or cursor.at))
        found = next_under(under, self.focused)
        if found is None or (len(under) == 1 and found == self.focused):
            self.message.emit("No other span overlaps here.")
        elif found in self.state.under(*cursor.at) and cursor.selection is None:
            # The cursor stays, so that going round comes back to where it began.
            self._show(replace(self.state, focused=found, chosen=()))
        else:
            self.focus(found)

    def move_cursor(self, direction: str, *, extend: bool = False, unit: str = "token") -> None:
        """Moves the cursor `left`, `right`, `up`, `down`, `home` or `end`, by its unit or by `sentence`."""
        if self.article_id is None:
            return
        cursor = self._moved(direction, extend=extend, by_sentence=unit == "sentence")
        self.view.reveal(cursor.at[0], third=False)
        self._show(replace(self.state, cursor=cursor).followed())

    def toggle_characters(self) -> None:
        """Switches the steps of the cursor between tokens and characters."""
        self._show(replace(self.state, cursor=self._steps.toggled(self.state.cursor)))
        self.mode_changed.emit(self.mode)

    def copy(self) -> None:
        """Puts the text that is selected, focused or under the cursor on the clipboard."""
        start, end = self.state.bounds or self.state.cursor.at
        if start < end:
            QGuiApplication.clipboard().setText(self.view.article.text[start:end])

    def occurrence_query(self) -> OccurrenceQuery | None:
        """The text selected, focused or under the cursor, to be looked for elsewhere."""
        start, end = self.state.bounds or self.state.cursor.at
        if start >= end:
            return None
        layer, label = (self.focused.layer, self.focused.label) if self.focused else (None, None)
        return OccurrenceQuery(self.view.article.text[start:end], layer, label, start, end)

    # Within

    def _show(self, state: PageState) -> None:
        before, self.state = self.state, state
        self.view.set_marks(state.marks())
        if before.focused != state.focused:
            self.focus_changed.emit(state.focused)

    @property
    def _everything(self) -> tuple[Spans, Spans]:
        return self.state.mine, self.state.pending

    def _spans(self) -> tuple[tuple[Span, ...], tuple[Span, ...], Quotes]:
        if self._project is None or self.article_id is None:
            return (), (), Quotes()
        annotation = self._project.annotation(self.article_id)
        pending = self._project.pending(self.article_id)
        return annotation.spans, pending, self._quotes(self._project, self.article_id)

    def _quotes(self, project: Project, article_id: int) -> Quotes:
        """The quotes with their speakers' names; the same value while nothing of them changed."""
        mine, pending = project.quotes(article_id), project.pending_quotes(article_id)
        if not (mine or pending):
            return Quotes()
        names = project.roster(article_id)
        marks = [QuoteMark(quote, names.speaker_name(quote)) for quote in mine]
        marks += [QuoteMark(quote, names.speaker_name(quote), True) for quote in pending]
        found = Quotes(sorted(marks, key=lambda mark: mark.quote.first.order))
        return self.state.quotes if found == self.state.quotes else found

    def _steps_of(self) -> Steps:
        return Steps(self.view.article.text, self.view.page.tokens, self._grapheme)

    def _grapheme(self, offset: int) -> Bounds:
        return self.view.page.grapheme(offset)

    def _changed(self, change: Change) -> None:
        """Shows what was changed elsewhere: undo, the inspector, all occurrences."""
        if self.article_id is None or not change.touches(self.article_id):
            return
        here = [delta for delta in change.deltas if delta.article_id == self.article_id]
        touched = [span for delta in here for span in delta.touched]
        self.reload()
        if 0 < len(touched) <= _FEW:
            self.view.reveal(touched[-1].start)

    def _step(
        self,
        choose: Callable[[Sequence[Spans], int, Span | None], Span | None],
        many: Sequence[Spans],
        otherwise: str,
    ) -> None:
        found = choose(many, self.cursor_offset, self.focused)
        if found is None:
            self.message.emit(otherwise)
        else:
            self.focus(found)

    def _moved(self, direction: str, *, extend: bool, by_sentence: bool) -> Cursor:
        cursor = self.state.cursor
        if direction in {"up", "down"}:
            return self._line_moved(cursor, 1 if direction == "down" else -1, extend=extend)
        if direction in {"home", "end"}:
            start, end = self.view.page.line_bounds(cursor.at[0])
            to = start if direction == "home" else self._steps.before(end, cursor)
            return self._steps.moved(cursor, to, extend=extend)
        step = self._visual(1 if direction == "right" else -1, cursor.at[0])
        if by_sentence:
            to = self._steps.sentence_start(cursor.at[0], step)
            return self._steps.moved(cursor, to, extend=extend)
        return self._steps.stepped(cursor, step, extend=extend)

    def _line_moved(self, cursor: Cursor, step: int, *, extend: bool) -> Cursor:
        x = self.view.page.x_of(cursor.at[0]) if cursor.x is None else cursor.x
        to = self.view.page.offset_on_next_line(cursor.at[0], x, step)
        if to is None:
            return cursor
        return replace(self._steps.moved(cursor, to, extend=extend), x=x)

    def _visual(self, step: int, offset: int) -> int:
        """A step to the right is a step back where the text runs from right to left."""
        return -step if self.view.page.reads_from_right(offset) else step
