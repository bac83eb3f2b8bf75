"""The cards above the tabs: as high as they need to be, scrolling where the window is too low for that."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from annotator.gui.parts.card import Card, scrolling

_LEFT_FOR_TABS = 236


class Cards(QWidget):
    """Holds cards one below another; call `fit` when the pane around them has another height."""

    def __init__(self, *cards: Card) -> None:
        super().__init__()
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        for card in cards:
            self._column.addWidget(card)
        self._area: QScrollArea = scrolling(self._inside)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._inside.installEventFilter(self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._area)

    def fit(self) -> None:
        """Takes the height its cards need, and leaves the tabs below enough."""
        self._column.invalidate()
        width = self._area.viewport().width()
        needed = self._column.totalHeightForWidth(width)
        self._inside.setMinimumHeight(needed)
        pane = self.parentWidget()
        room = pane.height() - _LEFT_FOR_TABS if pane is not None else needed
        self.setFixedHeight(max(40, min(needed, room)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Only when Qt asks for a new layout do the cards' own sizes hold again.
        if event.type() is QEvent.Type.LayoutRequest:
            self.fit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.fit()
