"""The bar above the page that finds words in the article."""

from bisect import bisect_left

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QLabel, QWidget

from annotator.core.finding import places
from annotator.core.text import Bounds
from annotator.gui.chrome import SearchField
from annotator.gui.keymap import Keymap
from annotator.gui.parts.card import border
from annotator.gui.parts.flow import FlowLayout
from annotator.gui.parts.key_button import KeyButton
from annotator.gui.parts.own_keys import ENTER, claimed


class FindBar(QWidget):
    """Finds as one types. `found_changed` tells all places and which of them it stands at, or None.

    Offsets are code points, half-open. `label_all_wanted` carries the words found.
    """

    found_changed = Signal(object, object)
    label_all_wanted = Signal(str)
    project_wanted = Signal(str)
    closed = Signal()

    def __init__(self, keymap: Keymap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Find in the article")
        self._text = ""
        self._places: list[Bounds] = []
        self._at = 0
        self.field = SearchField("Words to find in the article", "Find in the article")
        self.field.setMinimumWidth(self.fontMetrics().averageCharWidth() * 24)
        self.count = QLabel()
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self.previous = KeyButton("Previous", "⇧ ↵")
        self.next = KeyButton("Next", "↵")
        self.match_case = QCheckBox("Match case")
        self.whole_words = QCheckBox("Whole words")
        self.label_all = KeyButton("Label all…")
        self.in_project = KeyButton("In the project", keymap.shown_key("edit.find_project"))
        self.close_button = KeyButton("Close", "Esc")
        self._arrange()
        self._connect()
        self.hide()

    def show_for(self, text: str, wanted: str = "") -> None:
        """Opens the bar over an article's text, with words to begin with."""
        self._text = text
        if wanted:
            self.field.setText(wanted)
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self._search()

    def set_text(self, text: str) -> None:
        """Finds in another article's text from now on."""
        self._text = text
        if self.isVisible():
            self._search()

    def set_keymap(self, keymap: Keymap) -> None:
        """Shows other keys on the buttons."""
        self.in_project.show_words("In the project", keymap.shown_key("edit.find_project"))

    def dismiss(self) -> None:
        """Closes the bar; nothing is found any more."""
        self.hide()
        self._places = []
        self.found_changed.emit((), None)
        self.closed.emit()

    def step(self, by: int) -> None:
        """Goes to another place, round at the ends."""
        if self._places:
            self._at = (self._at + by) % len(self._places)
            self._tell()

    def _search(self) -> None:
        """Stays at the first place not before the one it stood at, so that typing on does not jump."""
        stood = self._places[self._at][0] if self._places else 0
        self._places = list(
            places(
                self._text,
                self.field.text(),
                match_case=self.match_case.isChecked(),
                whole_words=self.whole_words.isChecked(),
            )
        )
        starts = [start for start, _ in self._places]
        self._at = bisect_left(starts, stood) if starts and starts[-1] >= stood else 0
        self._tell()

    def _tell(self) -> None:
        total = len(self._places)
        self.count.setText(f"{self._at + 1:,} of {total:,}" if total else self._nothing())
        for button in (self.previous, self.next, self.label_all):
            button.setEnabled(total > 0)
        self.found_changed.emit(tuple(self._places), self._at if total else None)

    def _nothing(self) -> str:
        return "not found" if self.field.text().strip() else ""

    def _words(self) -> str:
        """What stands in the text at the place it is at, else what was typed."""
        if not self._places:
            return self.field.text().strip()
        start, end = self._places[self._at]
        return self._text[start:end]

    def _arrange(self) -> None:
        flow = FlowLayout(self, gap=8)
        flow.setContentsMargins(12, 6, 12, 7)
        self.count.setMinimumWidth(self.fontMetrics().horizontalAdvance("999 of 999"))
        for part in (
            self.field,
            self.count,
            self.previous,
            self.next,
            self.match_case,
            self.whole_words,
            self.label_all,
            self.in_project,
            self.close_button,
        ):
            flow.addWidget(part)

    def _connect(self) -> None:
        self.field.textChanged.connect(lambda _text: self._search())
        self.match_case.toggled.connect(lambda _on: self._search())
        self.whole_words.toggled.connect(lambda _on: self._search())
        self.next.clicked.connect(lambda: self.step(1))
        self.previous.clicked.connect(lambda: self.step(-1))
        self.label_all.clicked.connect(lambda: self.label_all_wanted.emit(self._words()))
        self.in_project.clicked.connect(lambda: self.project_wanted.emit(self._words()))
        self.close_button.clicked.connect(self.dismiss)

    def event(self, event: QEvent) -> bool:
        return claimed(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        elif event.key() in ENTER:
            self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().base())
        painter.setPen(QPen(border(self.palette()), 1))
        painter.drawLine(self.rect().bottomLeft(), self.rect().bottomRight())
