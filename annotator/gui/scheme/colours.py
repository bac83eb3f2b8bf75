"""Picking one of the ten colours, each shown with the line pattern that goes with it."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from annotator.core.scheme import COLOURS
from annotator.gui.article.lines import draw_line
from annotator.gui.parts.card import scaled
from annotator.gui.parts.flow import FlowLayout
from annotator.gui.parts.key_button import paint_ring
from annotator.gui.theme import PATTERNS, LabelColours, Theme


class ColourPicker(QWidget):
    """Ten swatches; arrow keys go between them. Tells the name `picked`."""

    picked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Colour")
        flow = FlowLayout(self, gap=4)
        group = QButtonGroup(self)
        self.swatches = {name: _Swatch(name, theme.label(name)) for name in COLOURS}
        for name, swatch in self.swatches.items():
            group.addButton(swatch)
            flow.addWidget(swatch)
            swatch.clicked.connect(lambda _on, picked=name: self.picked.emit(picked))

    def show_picked(self, name: str) -> None:
        """Marks a colour as the one picked."""
        self.swatches[name].setChecked(True)


class _Swatch(QPushButton):
    def __init__(self, name: str, colours: LabelColours) -> None:
        super().__init__()
        self._name, self._colours = name, colours
        self.setCheckable(True)
        self.setAccessibleName(f"{name}, {PATTERNS[name].value} line")
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance("purplem") + 12, round(metrics.height() * 2))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.rect().toRectF().adjusted(4, 4, -4, -4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colours.tint)
        painter.drawRoundedRect(box, 3, 3)
        line = QRectF(box.left(), box.top(), box.width(), box.height() - 1)
        draw_line(painter, line, 2.0, self._colours, pending=False)
        painter.setPen(self._colours.ink)
        painter.setFont(scaled(self.font(), 0.9, bold=self.isChecked()))
        painter.drawText(box.adjusted(0, 0, 0, -3), Qt.AlignmentFlag.AlignCenter, self._name)
        if self.isChecked() or self.hasFocus():
            ring = self.rect().toRectF().adjusted(1, 1, -1, -1)
            painter.setPen(self._colours.line)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(ring, 5, 5)
        if self.hasFocus():
            paint_ring(
                painter, self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), self.palette()
            )
