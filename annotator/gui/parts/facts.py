"""Captions and values, one pair a line; a value that is not known takes no room."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from annotator.gui.parts.card import TextLabel


class Facts(QWidget):
    """What is known about something."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._rows: dict[str, tuple[QLabel, TextLabel]] = {}

    def show_facts(self, facts: Mapping[str, str]) -> None:
        """Shows these facts and no others, new ones below those that were shown before."""
        for name in facts:
            if name not in self._rows:
                self._add(name)
        for name, (title, value) in self._rows.items():
            value.setText(facts.get(name, ""))
            for part in (title, value):
                part.setVisible(bool(facts.get(name)))

    def value(self, name: str) -> TextLabel:
        """The label that shows a fact, to dress it differently."""
        if name not in self._rows:
            self._add(name)
        return self._rows[name][1]

    def _add(self, name: str) -> None:
        title, value = QLabel(name), TextLabel()
        title.setTextFormat(Qt.TextFormat.PlainText)
        title.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        title.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        row = self._grid.rowCount()
        self._grid.addWidget(title, row, 0)
        self._grid.addWidget(value, row, 1)
        self._rows[name] = (title, value)
