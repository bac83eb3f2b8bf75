"""A scroll bar as calm as the page: a rounded handle on the page's own colour."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QScrollBar, QStyle, QStyleOptionSlider, QWidget

_WIDTH = 12
_INSET = 3.0


class SlimScrollBar(QScrollBar):
    """Looks slim, works like any other."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setAccessibleName("Scroll the article")

    def sizeHint(self) -> QSize:
        """Slim."""
        return QSize(_WIDTH, 60)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the handle alone, and nothing when everything is in sight."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Base))
        if self.maximum() > self.minimum():
            option = QStyleOptionSlider()
            self.initStyleOption(option)
            handle = self.style().subControlRect(
                QStyle.ComplexControl.CC_ScrollBar,
                option,
                QStyle.SubControl.SC_ScrollBarSlider,
                self,
            )
            held = self.isSliderDown() or self.underMouse()
            role = QPalette.ColorRole.Shadow if held else QPalette.ColorRole.Dark
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.palette().color(role))
            inner = QRectF(handle).adjusted(_INSET, 1.0, -_INSET, -1.0)
            painter.drawRoundedRect(inner, _INSET, _INSET)
        painter.end()
