"""What the keys and the mouse change on the page: methods named like the commands of the window.

Every edit is one call of `project.apply`; what goes wrong is said in a sentence and the page shows the
project's state again.
"""

from dataclasses import replace

from PySide6.QtCore import QObject, QPoint, Signal

from annotator.core.change import Change
from annotator.core.errors import AnnotatorError, StoreError
from annotator.core.span import Span
from annotator.core.text import Bounds
from annotator.gui.article import editing
from annotator.gui.article.cursor import Cursor
from annotator.gui.article.editing import Target
from annotator.gui.article.page import Hit
from annotator.gui.article.reader import ArticleReader
from annotator.gui.article.spans import Spans
from annotator.gui.article.state import LayerLabel, PageState
from annotator.gui.article.stepping import following, innermost, next_under
from annotator.gui.article.view import ArticleView
from annotator.project.edits import Accept, Edit


class SpanController(ArticleReader):
    """The article on the page, its spans labelled.

    `not_saved` gives a sentence when the file refused a write;
    `menu_requested` the global position where a menu for what is now focused or selected should open.
    """

    not_saved = Signal(str)
    menu_requested = Signal(QPoint)

    def __init__(self, view: ArticleView, parent: QObject | None = None) -> None:
        super().__init__(view, parent)
        self._applying = False
        self._last_label: LayerLabel | None = None
        view.clicked.connect(self._clicked)
        view.selecting.connect(self.select)
        view.selected.connect(self._selected)
        view.edge_moving.connect(self._edge_moving)
        view.edge_moved.connect(self._edge_moved)
        view.menu_requested.connect(self._menu_requested)
        view.cursor_asked.connect(self._cursor_asked)

    def label(self, layer: str, name: str) -> None:
        """Labels the selection, relabels what is focused, or accepts the suggestion with that label.

        Without any of them it labels the token under the cursor.
        """
        target = self._with_suggestion(self.state.target, layer)
        if self.article_id is None or not (target.spans or target.bounds):
            self.message.emit("There is nothing here to label.")
            return
        self._last_label = (layer, name)
        edit = editing.labelled(self.article_id, target, layer, name)
        start = target.bounds[0] if target.bounds else target.spans[0].start
        if edit is not None and self._apply(edit):
            there = self.state.mine.starting_within(start, start + 1)
            made = [span for span in there if (span.layer, span.label) == (layer, name)]
            self._refocus(innermost(made), start)

    def repeat_label(self) -> None:
        """Labels with the label used last."""
        if self._last_label is None:
            self.message.emit("No label was used yet.")
        else:
            self.label(*self._last_label)

    def arm(self, layer: str | None, name: str = "") -> None:
        """Makes each drag label at once; None, or the label armed already, ends it."""
        wanted = (layer, name) if layer else None
        armed = None if wanted == self.state.armed else wanted
        self._show(replace(self.state, armed=armed))
        self.mode_changed.emit(self.mode)

    def accept(self) -> None:
        """Accepts the suggestion that is focused and goes to the next."""
        target = self.state.target
        if self.article_id is None or not target.pending:
            self.next_suggestion()
        elif self._apply(Accept(self.article_id, target.pending)):
            self._go_on(target.pending[-1])

    def accept_paragraph(self) -> None:
        """Accepts all suggestions in the paragraph and goes to the next one after it."""
        start, end = self.view.page.paragraph((self.state.bounds or self.state.cursor.at)[0])
        within = self.state.pending.starting_within(start, end)
        if self.article_id is None or not within:
            self.message.emit("This paragraph has no suggestions.")
            return
        before = len(self.suggestion_stops)
        if self._apply(Accept(self.article_id, within)):
            accepted = before - len(self.suggestion_stops)
            self.message.emit(f"Accepted {accepted} suggestion{'' if accepted == 1 else 's'}.")
            self._go_on(within[-1])

    def remove(self) -> None:
        """Removes the span, or turns the suggestion down and goes to the next."""
        target = self.state.target
        edit = editing.removed(self.article_id, target) if self.article_id is not None else None
        if edit is None:
            self.message.emit("There is no span here to remove.")
        elif self._apply(edit):
            if target.mine:
                self._refocus(None, target.mine[0].start)
            else:
                self._go_on(target.pending[-1])

    def move_end(self, step: int) -> None:
        """Moves the end of what is focused or selected: to the right for 1, to the left for -1."""
        bounds = self.state.bounds
        if bounds is not None:
            by_characters = self.mode.by_characters
            step = self._visual(step, bounds[0])
            end = self._steps.end_moved(bounds[1], step, by_characters=by_characters)
            self._resize((bounds[0], end))

    def move_start(self, step: int) -> None:
        """Moves the start of what is focused or selected: to the right for 1, to the left for -1."""
        bounds = self.state.bounds
        if bounds is not None:
            by_characters = self.mode.by_characters
            step = self._visual(step, bounds[0])
            start = self._steps.start_moved(bounds[0], step, by_characters=by_characters)
            self._resize((start, bounds[1]))

    def snap(self) -> None:
        """Gives what is focused or selected the bounds of the tokens it touches."""
        if self.state.bounds is not None:
            self._resize(self.view.page.tokens.snapped(*self.state.bounds))

    @property
    def suggestion_stops(self) -> Spans:
        """The suggestions, each decision once, in reading order."""
        return self.state.pending

    # Within

    def _apply(self, edit: Edit) -> bool:
        """Makes an edit and reads what is there now; says in a sentence what went wrong."""
        assert self._project is not None
        self._applying = True
        try:
            self._project.apply(edit)
        except StoreError as error:
            (self.message if self._project.read_only else self.not_saved).emit(str(error))
        except AnnotatorError as error:
            self.message.emit(str(error))
        else:
            self._show(self.state.read(*self._spans()))
            return True
        finally:
            self._applying = False
        self.reload()
        return False

    def _changed(self, change: Change) -> None:
        if not self._applying:
            super()._changed(change)

    def _refocus(self, span: Span | None, offset: int) -> None:
        """Focuses what an edit made, or what is left at its place."""
        at = self._steps.unit(offset, by_characters=self.mode.by_characters)
        state = replace(self.state, cursor=Cursor(at, None, self.mode.by_characters), chosen=())
        self._show(replace(state, focused=span) if span is not None else state.followed())

    def _go_on(self, span: Span) -> None:
        """Focuses the next suggestion; behind the last one it stays and says so."""
        found = following((self.suggestion_stops,), self.cursor_offset, span)
        if found is not None:
            self.focus(found)
        else:
            self._refocus(None, span.start)
            self.message.emit("No suggestions are left in this article.")

    def _with_suggestion(self, target: Target, layer: str) -> Target:
        """A selection of exactly a suggestion's words means that suggestion."""
        there = self.state.exactly(*target.bounds) if target.bounds else []
        same = [span for span in there if span.layer == layer and self.state.pending.holds(span)]
        return Target(pending=(same[0],)) if same else target

    def _resize(self, bounds: Bounds) -> None:
        if bounds[0] >= bounds[1]:
            self.message.emit("A span needs at least one character.")
        elif self.focused is None:
            self.select(*bounds)
        else:
            self._resize_span(self.focused, bounds)

    def _resize_span(self, span: Span, bounds: Bounds) -> None:
        assert self.article_id is not None
        pending = self.state.pending.holds(span)
        edit = editing.resized(self.article_id, span, bounds, pending=pending)
        if edit is not None and self._apply(edit):
            key = (span.layer, span.label, *bounds)
            there = self.state.mine.starting_within(bounds[0], bounds[0] + 1)
            moved = next((mine for mine in there if mine.key == key), None)
            self._refocus(moved, bounds[0])

    # The mouse

    def _clicked(self, hit: Hit, add: bool) -> None:
        spans = [mark.span for mark in hit.marks]
        again = self.focused in spans and len(spans) > 1
        span = next_under(spans, self.focused) if again else innermost(spans)
        at = self._steps.unit(hit.nearest, by_characters=self.mode.by_characters)
        state = replace(self.state, cursor=Cursor(at, None, self.mode.by_characters), focused=span)
        chosen = _toggled(self.state, span) if add and span is not None else ()
        self._show(replace(state, chosen=chosen))

    def _cursor_asked(self, offset: int) -> None:
        self._refocus(None, offset)

    def _selected(self, start: int, end: int) -> None:
        self.select(start, end)
        if self.state.armed is not None:
            self.label(*self.state.armed)

    def _edge_moving(self, span: Span, start: int, end: int) -> None:
        preview = ((start, end), (span.layer, span.label))
        self._show(replace(self.state, preview=preview, focused=span))

    def _edge_moved(self, span: Span, start: int, end: int) -> None:
        self._show(replace(self.state, preview=None))
        if self.article_id is not None:
            self._resize_span(span, (start, end))

    def _menu_requested(self, hit: Hit, place: QPoint) -> None:
        selection = self.selection
        inside = selection is not None and selection[0] <= hit.nearest < selection[1]
        if not inside:
            self._clicked(hit, add=False)
        self.menu_requested.emit(place)


def _toggled(state: PageState, span: Span) -> tuple[Span, ...]:
    """The multiple selection with a span added or taken away; what was focused belongs to it."""
    chosen = state.chosen or ((state.focused,) if state.focused else ())
    if span in chosen:
        return tuple(other for other in chosen if other != span)
    return (*chosen, span)
