"""The parts of a quote in several, as buttons that go there."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.core.quotes import Quote
from annotator.core.span import Span
from annotator.core.text import shortened
from annotator.gui.parts.key_button import KeyButton

_LONGEST = 60


class QuoteParts(QWidget):
    """One button a part, the one in focus lit; not there for a quote in one part."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Parts of the quote")
        self.buttons: list[KeyButton] = []
        self._parts: tuple[Span, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    def show_parts(self, quote: Quote, focused: Span | None) -> None:
        """Shows the parts of a quote."""
        parts = quote.parts if len(quote.parts) > 1 else ()
        while len(self.buttons) < len(parts):
            self._add()
        for number, button in enumerate(self.buttons):
            button.setVisible(number < len(parts))
            if number < len(parts):
                words = shortened(parts[number].text, _LONGEST)
                button.show_words(words)
                button.setAccessibleName(f"Part {number + 1} of {len(parts)}: {words}")
                button.setChecked(parts[number] == focused)
        self._parts = parts
        self.setVisible(bool(parts))

    def _add(self) -> None:
        number, button = len(self.buttons), KeyButton("")
        button.setCheckable(True)
        button.clicked.connect(lambda: self._go(number))
        self.buttons.append(button)
        self._column.addWidget(button)

    def _go(self, number: int) -> None:
        # A click must not unlight the part that is in focus already.
        self.buttons[number].setChecked(True)
        self.chosen.emit(self._parts[number])
