"""A list that says what to do when nothing is in it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from annotator.gui.parts.card import muted


class EmptyState(QWidget):
    """Shows a list, or a sentence while there is nothing to list."""

    def __init__(self, full: QWidget, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence = muted(sentence)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._sentence.setContentsMargins(4, 8, 4, 8)
        blank = QWidget()
        column = QVBoxLayout(blank)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._sentence)
        column.addStretch(1)
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(full)
        self._stack.addWidget(blank)

    def refresh(self, *, is_empty: bool, sentence: str = "") -> None:
        """Shows the sentence, another one if given, or the list."""
        if sentence:
            self._sentence.setText(sentence)
        self._stack.setCurrentIndex(int(is_empty))
