"""The sheet in which a reviewer says why: what went wrong, and a sentence for the annotator."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QWidget

from annotator.core.decision import ErrorType
from annotator.gui.inspector.notes import NoteField
from annotator.gui.palette.overlay import Overlay
from annotator.gui.parts.card import TextLabel, caption, muted, scaled
from annotator.gui.parts.flow import FlowLayout
from annotator.gui.parts.key_button import KeyButton

_HINT = "Digits or arrows choose what went wrong, Tab goes to the sentence, Enter keeps both, Esc leaves."
_ARROWS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_DIGITS = {getattr(Qt.Key, f"Key_{n}"): n - 1 for n in range(1, len(ErrorType) + 1)}


class ReasonSheet(Overlay):
    """Asks for an error type and a reason; tells both when they are kept."""

    given = Signal(str, object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, "Reason")
        self._kind: ErrorType | None = None
        self._foot: QPoint | None = None
        self._about = TextLabel()
        self._about.setFont(scaled(self._about.font(), 1.0, bold=True))
        self.column.addWidget(self._about)
        self.column.addWidget(caption("What went wrong"))
        kinds = QWidget()
        flow = FlowLayout(kinds)
        self.buttons: dict[ErrorType, KeyButton] = {}
        for number, kind in enumerate(ErrorType, 1):
            button = KindButton(kind.value, str(number))
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
        return 46.0, 14.0 if self.before.isVisibleTo(self) else 12.0

    def ask(self, about: str, reason: str, kind: ErrorType | None, before: Sequence[str]) -> None:
        """Opens with what is known; `before` are reasons to be used again."""
        self._about.setText(about)
        self._kind = kind
        self._show_kind()
        self.field.setPlainText(reason)
        self.before.clear()
        self.before.addItems(["Use a reason given before…", *before])
        self.before.setVisible(bool(before))
        high = round(self.wish()[1] * self.fontMetrics().height())
        self.open(None if self._foot is None else self._foot - QPoint(0, high))
        self._focus_kind()

    def choose(self, kind: ErrorType) -> None:
        """Chooses what went wrong; the same once more takes it back."""
        self._kind = None if kind is self._kind else kind
        self._show_kind()

    def keep(self) -> None:
        """Tells what was chosen and written."""
        self.shut()
        self.given.emit(self.field.toPlainText().strip(), self._kind)

    def _show_kind(self) -> None:
        """Tab comes to the one chosen only, and goes on to the sentence."""
        first = self._kind or next(iter(ErrorType))
        for kind, button in self.buttons.items():
            button.setChecked(kind is self._kind)
            tab = kind is first
            policy = Qt.FocusPolicy.StrongFocus if tab else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)

    def _focus_kind(self) -> None:
        self.buttons[self._kind or next(iter(ErrorType))].setFocus()

    def _step_kind(self, by: int) -> None:
        kinds = list(ErrorType)
        if self._kind is not None:
            self.choose(kinds[(kinds.index(self._kind) + by) % len(kinds)])
        else:
            self.choose(kinds[0] if by > 0 else kinds[-1])

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
            self._focus_kind()
        elif event.key() in _ARROWS:
            self._step_kind(_ARROWS[Qt.Key(event.key())])
            self._focus_kind()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.keep()
        else:
            super().keyPressEvent(event)


class KindButton(KeyButton):
    """An error type; the sheet itself answers to arrows and Enter."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (*_ARROWS, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)
