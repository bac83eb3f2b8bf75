"""The pane at the right of review: the focused difference, then all differences, gold so far, notes."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.adjudication.difference import Difference
from annotator.core.change import Note
from annotator.core.quotes import quotes
from annotator.core.span import Span
from annotator.core.text import shortened
from annotator.gui.chrome import slim_bars
from annotator.gui.inspector.moments import moment
from annotator.gui.inspector.notes import NoteField
from annotator.gui.keymap import Keymap
from annotator.gui.parts.card import muted
from annotator.gui.parts.empty import EmptyState
from annotator.gui.parts.rows import Row, RowList
from annotator.gui.parts.tabs import Tabs
from annotator.gui.review.card import DifferenceCard
from annotator.gui.review.controller import ReviewController
from annotator.gui.review.words import figures, outcome, type_words
from annotator.gui.theme import Theme
from annotator.project.controls import drift
from annotator.project.reviewed import Review

DIFFERENCES, GOLD, NOTES, DRIFT = "Differences", "Gold", "Notes", "Drift"
_SHORT = 48
_MOST_PAIRS = 3
_LEAST_OF_LISTS = 84
_MILLISECONDS_BEFORE_LISTING = 30


class ReviewPanel(QWidget):
    """Follows a controller; tells the key of a difference chosen in the list, and commands clicked."""

    command_chosen = Signal(str)

    def __init__(self, controller: ReviewController, theme: Theme, keymap: Keymap) -> None:
        super().__init__()
        from annotator.gui.review.drift import DriftPage

        self.setAccessibleName("Review")
        self.setMinimumWidth(230)
        self._controller, self._theme, self._keymap = controller, theme, keymap
        self.card = DifferenceCard()
        self.card.command_chosen.connect(self.command_chosen)
        self.figures = muted()
        self.differences = RowList("Differences")
        self.gold = RowList("Gold so far")
        self.notes = RowList("Notes of this article")
        self.field = NoteField()
        self.field.setPlaceholderText("Note on this article…")
        self.field.setAccessibleName("New note on this article")
        self._no_gold = EmptyState(self.gold, "Gold is empty; the first decision begins it.")
        self._no_notes = EmptyState(self.notes, "No notes yet. Write one below.")
        self.drift = DriftPage(theme)
        self.tabs = Tabs()
        # In a low window the lists give way and scroll; what is to be decided stays whole.
        self.tabs.setMinimumHeight(_LEAST_OF_LISTS)
        self._soon = QTimer(self, singleShot=True, interval=_MILLISECONDS_BEFORE_LISTING)
        self._soon.timeout.connect(self.refresh_lists)
        self._arrange()
        self.differences.chosen.connect(self._go)
        self.gold.chosen.connect(self._reveal)
        self.field.entered.connect(self._write)
        self.tabs.opened.connect(lambda _name: self._refresh_tab())
        controller.changed.connect(self.refresh)
        controller.focus_changed.connect(self.follow)

    def set_look(self, theme: Theme, keymap: Keymap) -> None:
        """Uses other colours and keys."""
        self._theme, self._keymap = theme, keymap
        self.drift.set_theme(theme)
        self.refresh()

    def refresh(self) -> None:
        """Shows what the controller has now: the card at once, the lists when the page was painted."""
        self.card.show_review(self._controller, self._theme, self._keymap)
        self._soon.start()

    def refresh_lists(self) -> None:
        """Shows all differences, gold, notes, figures as they are now."""
        self._soon.stop()
        review = self._controller.review
        self.figures.setText(figures(review, _MOST_PAIRS) if review else "")
        self.figures.setVisible(bool(self.figures.text()))
        self.tabs.count(DIFFERENCES, len(review.open) if review else 0)
        self._refresh_tab()
        self._make_current()

    def follow(self) -> None:
        """Shows the difference that has the focus now."""
        self.card.show_review(self._controller, self._theme, self._keymap)
        if not self._soon.isActive():
            self._make_current()

    def _make_current(self) -> None:
        found = self._controller.focused
        if found is not None:
            self.differences.make_current(lambda subject: subject == found.key)

    def begin_note(self) -> None:
        """Puts the keyboard into the field for a new note."""
        self.tabs.open(NOTES)
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _refresh_tab(self) -> None:
        review = self._controller.review
        if self.tabs.shown == DIFFERENCES:
            self.differences.set_rows(
                [self._row(review, one) for one in review.differences] if review else []
            )
        elif self.tabs.shown == GOLD:
            rows = _gold_rows(review) if review else []
            self.gold.set_rows(rows)
            self._no_gold.refresh(is_empty=not rows)
        elif self.tabs.shown == NOTES:
            notes = self._notes()
            self.notes.set_rows([_note_row(note) for note in notes])
            self._no_notes.refresh(is_empty=not notes)
        elif self._controller.project is not None:
            self.drift.show_drifts(drift(self._controller.project))

    def _row(self, review: Review, found: Difference) -> Row:
        decision = review.decision(found)
        colours = self._theme.label("green" if decision else "orange")
        told = type_words(review, found)
        if decision is not None:
            told += f"  ✓ {outcome(review, decision)}"
        return Row(
            text=shortened(found.text, _SHORT) or "The whole article",
            subject=found.key,
            aside=told,
            swatch=colours.line,
            hollow=decision is None,
            note="decided" if decision else "open",
        )

    def _notes(self) -> tuple[Note, ...]:
        project, review = self._controller.project, self._controller.review
        return project.notes(review.article.id) if project and review else ()

    def _go(self, key: object) -> None:
        self._controller.focus(str(key))
        self._controller.view.setFocus()

    def _reveal(self, span: object) -> None:
        if isinstance(span, Span):
            self._controller.view.reveal(span.start)

    def _write(self) -> None:
        text = self.field.toPlainText().strip()
        if text and self._controller.write_note(text):
            self.field.clear()
            self._controller.view.setFocus()

    def _arrange(self) -> None:
        notes = QWidget()
        column = QVBoxLayout(notes)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._no_notes, 1)
        column.addWidget(self.field)
        pages = {
            DIFFERENCES: self.differences,
            GOLD: self._no_gold,
            NOTES: notes,
            DRIFT: self.drift,
        }
        for name, page in pages.items():
            self.tabs.add(name, page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 12, 12, 8)
        whole.setSpacing(8)
        whole.addWidget(self.card)
        whole.addWidget(self.figures)
        whole.addWidget(self.tabs, 1)
        slim_bars(self)


def _gold_rows(review: Review) -> list[Row]:
    said = {quote.id: quote for quote in quotes(review.gold)}
    within = {span.id for quote in said.values() for span in quote.spans} - said.keys()
    rows = []
    for span in review.gold.spans:
        if span.id in said:
            speaker = said[span.id].speaker
            by = f"quote by {' '.join(speaker.text.split())}" if speaker else "quote"
            rows.append(Row(text=shortened(said[span.id].text, _SHORT), subject=span, aside=by))
        elif span.id not in within:
            rows.append(Row(text=shortened(span.text, _SHORT), subject=span, aside=span.label))
    return rows


def _note_row(note: Note) -> Row:
    when = moment(note.written_at)
    return Row(text=note.author, subject=note, aside=when, detail=note.text, faint=note.resolved)
