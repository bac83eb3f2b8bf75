"""Notes on the article and on its spans, in threads: read, write, resolve."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from annotator.core.annotation import Annotation
from annotator.core.change import Note
from annotator.core.span import Span
from annotator.gui.inspector.moments import moment
from annotator.gui.inspector.page import Page
from annotator.gui.inspector.situation import Situation
from annotator.gui.parts.empty import EmptyState
from annotator.gui.parts.flow import FlowLayout
from annotator.gui.parts.key_button import KeyButton
from annotator.gui.parts.rows import Row, RowList

_NOTHING = "No notes yet. Write one below, for yourself or for whoever reads after you."
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class NotesPage(Page):
    """The threads of the article and a field for a new note on what is focused."""

    span_chosen = Signal(object)
    note_written = Signal(str, object)
    resolve_wanted = Signal(int, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = RowList("Notes of this article")
        self.resolve = KeyButton("Resolve")
        self.field = NoteField()
        self.add = KeyButton("Add note", "↵")
        self._empty = EmptyState(self.list, _NOTHING)
        self._situation: Situation | None = None
        self._span_id: int | None = None
        self._arrange()
        self.list.chosen.connect(self._go)
        self.list.selectionModel().currentChanged.connect(self._offer)
        self.resolve.clicked.connect(self._resolve)
        self.add.clicked.connect(self._write)
        self.field.entered.connect(self._write)

    def _arrange(self) -> None:
        buttons = QWidget()
        flow = FlowLayout(buttons)
        flow.addWidget(self.add)
        flow.addWidget(self.resolve)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._empty, 1)
        column.addWidget(self.field)
        column.addWidget(buttons)

    def refresh(self, situation: Situation) -> None:
        """Shows the notes on the article of a situation, open threads first."""
        if self._situation is None or self._situation.article_id != situation.article_id:
            self.field.clear()
        self._situation = situation
        notes = threads(situation.project.notes(situation.article_id), situation.mine)
        self.list.set_rows([_row(situation, note) for note in notes])
        self._empty.refresh(is_empty=not notes)
        self.follow(situation)
        self._offer()

    def begin(self) -> None:
        """Puts the keyboard into the field for a new note."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def follow(self, situation: Situation) -> None:
        """Aims a new note at my focused span; one only suggested cannot carry it, so the article does."""
        self._situation = situation
        span = None if situation.focused_is_pending else situation.focused
        self._span_id = span.id if span else None
        about = f"“{' '.join(span.text.split())[:40]}”" if span else "this article"
        self.field.setPlaceholderText(f"Note on {about}…")
        self.field.setAccessibleName(f"New note on {about}")

    def _offer(self) -> None:
        note = self.list.current
        self.resolve.setVisible(isinstance(note, Note))
        if isinstance(note, Note):
            self.resolve.show_words("Reopen" if note.resolved else "Resolve")

    def _go(self, note: object) -> None:
        span = _span_of(note, self._situation.mine) if self._situation else None
        if span is not None:
            self.span_chosen.emit(span)

    def _resolve(self) -> None:
        note = self.list.current
        if isinstance(note, Note):
            self.resolve_wanted.emit(note.id, not note.resolved)

    def _write(self) -> None:
        text = self.field.toPlainText().strip()
        if text:
            self.note_written.emit(text, self._span_id)

    def written(self) -> None:
        """Empties the field, once what it held is stored."""
        self.field.clear()


class NoteField(QPlainTextEdit):
    """A few lines of text; Enter ends them, Shift and Enter begins a new line."""

    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setFixedHeight(round(self.fontMetrics().height() * 3.6))

    def event(self, event: QEvent) -> bool:
        # Ctrl and Enter means “done, next article” in the window, which would leave the note unwritten.
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in _ENTER
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.entered.emit()
        else:
            super().keyPressEvent(event)


def threads(notes: tuple[Note, ...], mine: Annotation) -> list[Note]:
    """Notes by thread: unresolved before resolved, the article before its spans, older before newer."""
    places = {span.id: span.order for span in mine.spans}
    open_spans = {note.span_id for note in notes if not note.resolved}

    def order(note: Note) -> tuple[object, ...]:
        about_article = note.span_id is None
        place = (-1, 0, "", "", 0) if about_article else places.get(note.span_id or 0, (0,))
        return (note.span_id not in open_spans, place, note.written_at, note.id)

    return sorted(notes, key=order)


def _span_of(note: object, mine: Annotation) -> Span | None:
    if not isinstance(note, Note) or note.span_id is None:
        return None
    return mine.span(note.span_id)


def _row(situation: Situation, note: Note) -> Row:
    span = _span_of(note, situation.mine)
    about = f" · “{' '.join(span.text.split())}”" if span else ""
    when = moment(note.written_at)
    return Row(
        text=f"{note.author}{about}",
        subject=note,
        aside=f"resolved · {when}" if note.resolved else when,
        detail=note.text,
        swatch=situation.swatch(span) if span else None,
        faint=note.resolved,
    )
