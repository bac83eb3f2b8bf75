"""The sheet in which a reviewer says why: what went wrong, and a sentence for the annotator."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QWidget

from annotator.core.decision import ErrorType
from annotator.gui.inspector.notes import NoteField
from annotator.gui.palette.overlay import Overlay
from annotator.gui.parts.card import caption, muted
from annotator.gui.parts.flow import FlowLayout
from annotator.gui.parts.key_button import KeyButton

_HINT = "Digits choose what went wrong, Tab goes to the sentence, Enter keeps both, Esc leaves."
_DIGITS = {getattr(Qt.Key, f"Key_{n}"): n - 1 for n in range(1, len(ErrorType) + 1)}


class ReasonSheet(Overlay):
    """Asks for an error type and a reason; tells both when they are kept."""

    given = Signal(str, object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, "Reason")
        self._kind: ErrorType | None = None
        self._foot: QPoint | None = None
        self.column.addWidget(caption("What went wrong"))
        kinds = QWidget()
        flow = FlowLayout(kinds)
        self.buttons: dict[ErrorType, KeyButton] = {}
        for number, kind in enumerate(ErrorType, 1):
            button = KeyButton(kind.value, str(number))
            button.setCheckable(True)
            button.clicked.connect(lambda _on=False, k=kind: self.choose(k))
            self.buttons[kind] = button
            flow.addWidget(button)
        self.column.addWidget(kinds)
        self.column.addWidget(caption("Reason, for the annotator to read"))
        self.field = NoteField()
        self.field.setAccessibleName("Reason")
        self.field.setPlaceholderText("Why it is so, e.g. which rule of the guideline")
        self.field.entered.connect(self.keep)
        self.column.addWidget(self.field)
        self.before = QComboBox()
        self.before.setAccessibleName("Reasons given before")
        self.before.activated.connect(self._use_before)
        self.column.addWidget(self.before)
        self.column.addWidget(muted(_HINT))
        self.column.addStretch(1)

    def place_above(self, foot: QPoint) -> None:
        """Stand above this point of the window from now on."""
        self._foot = foot

    def wish(self) -> tuple[float, float]:
        """As large as its parts."""
        return 36.0, 13.0

    def ask(self, reason: str, kind: ErrorType | None, before: Sequence[str]) -> None:
        """Opens with what is known; `before` are reasons to be used again."""
        self._kind = kind
        self._show_kind()
        self.field.setPlainText(reason)
        self.before.clear()
        self.before.addItems(["Use a reason given before…", *before])
        self.before.setVisible(bool(before))
        high = round(self.wish()[1] * self.fontMetrics().height())
        self.open(None if self._foot is None else self._foot - QPoint(0, high))
        self.buttons[kind or ErrorType.BOUNDARY_SLIP].setFocus()

    def choose(self, kind: ErrorType) -> None:
        """Chooses what went wrong; the same once more takes it back."""
        self._kind = None if kind is self._kind else kind
        self._show_kind()

    def keep(self) -> None:
        """Tells what was chosen and written."""
        self.shut()
        self.given.emit(self.field.toPlainText().strip(), self._kind)

    def _show_kind(self) -> None:
        for kind, button in self.buttons.items():
            button.setChecked(kind is self._kind)

    def _use_before(self, number: int) -> None:
        if number > 0:
            self.field.setPlainText(self.before.itemText(number))
            self.before.setCurrentIndex(0)
            self.field.setFocus()

    def event(self, event: QEvent) -> bool:
        is_step = (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        )
        if is_step:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        kinds = list(ErrorType)
        if event.key() in _DIGITS:
            self.choose(kinds[_DIGITS[Qt.Key(event.key())]])
            self.buttons[kinds[_DIGITS[Qt.Key(event.key())]]].setFocus()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.keep()
        else:
            super().keyPressEvent(event)
