"""A panel over the window that a key opens and Esc closes, giving the keyboard back where it was."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from annotator.gui.parts.card import border
from annotator.gui.parts.own_keys import claimed

_RADIUS = 10.0
_MARGIN = 12


class Overlay(QWidget):
    """A raised panel, at the top in the middle of its window unless it is told where."""

    def __init__(self, window: QWidget, name: str) -> None:
        super().__init__(window)
        self._window = window
        self._before: QWidget | None = None
        self._place: QPoint | None = None
        self.setAccessibleName(name)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        window.installEventFilter(self)
        self.hide()

    def wish(self) -> tuple[float, float]:
        """How wide and high it would like to be, in line heights; it never leaves the window."""
        return 34.0, 24.0

    def open(self, place: QPoint | None = None) -> None:
        """Show it, remembering who had the keyboard."""
        if self.isHidden():
            self._before = QApplication.focusWidget()
        self._place = place
        self._settle()
        self.show()
        self.raise_()
        self.setFocus()

    def shut(self) -> None:
        """Hide it and give the keyboard back."""
        if self.isHidden():
            return
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus()

    def _settle(self) -> None:
        line = self.fontMetrics().height()
        room = self._window.size()
        wide, high = (round(lines * line) for lines in self.wish())
        self.resize(min(wide, room.width() - 2 * _MARGIN), min(high, room.height() - 2 * _MARGIN))
        place = self._place or QPoint((room.width() - self.width()) // 2, round(3.6 * line))
        left = min(max(_MARGIN, place.x()), room.width() - self.width() - _MARGIN)
        top = min(max(_MARGIN, place.y()), room.height() - self.height() - _MARGIN)
        self.move(left, top)

    def event(self, event: QEvent) -> bool:
        return claimed(event) or super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and self.isVisible():
            if event.type() is QEvent.Type.Resize:
                self._settle()
            elif event.type() is QEvent.Type.MouseButtonPress:
                self.shut()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.shut()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(border(self.palette()).darker(115), 1))
        painter.setBrush(self.palette().color(QPalette.ColorRole.Base))
        box = self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, _RADIUS, _RADIUS)
